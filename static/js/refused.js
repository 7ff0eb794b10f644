/* Hémicycle, EUPL-1.2. Made by `make static`: sources 402fda582e2bf255b6b576f4c5a06f7fc8c8264b681755ccb83662128544ca71, script 71d513f70df7c71952a93aa7053cd498f0454698316b046796e8a14e2e78c227. */
(()=>{var e=document.querySelector("main :is(.error-summary, .notice.bad[role=alert], [data-begin-here])");e?.setAttribute("tabindex","-1");e?.focus();})();
