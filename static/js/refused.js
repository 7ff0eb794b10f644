/* Hémicycle, EUPL-1.2. Made by `make static`: sources dcae72ea150121c97d133321d8ddf192dccc3ec8ccf285958b9d5931c84a0a43, script 71d513f70df7c71952a93aa7053cd498f0454698316b046796e8a14e2e78c227. */
(()=>{var e=document.querySelector("main :is(.error-summary, .notice.bad[role=alert], [data-begin-here])");e?.setAttribute("tabindex","-1");e?.focus();})();
