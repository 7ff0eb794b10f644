/* Hémicycle, EUPL-1.2. Made by `make static`: sources 9938cef80b926be48723c3cb27b00cbf2cc71a588ef7d3fdbe6618acb617cf40, script 71d513f70df7c71952a93aa7053cd498f0454698316b046796e8a14e2e78c227. */
(()=>{var e=document.querySelector("main :is(.error-summary, .notice.bad[role=alert], [data-begin-here])");e?.setAttribute("tabindex","-1");e?.focus();})();
