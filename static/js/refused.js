/* Hémicycle, EUPL-1.2. Made by `make static`: sources 4decc251b82f21a38c9778c74bae962f3c6a10b6b6ca99379bdbd43c028f4d68, script 71d513f70df7c71952a93aa7053cd498f0454698316b046796e8a14e2e78c227. */
(()=>{var e=document.querySelector("main :is(.error-summary, .notice.bad[role=alert], [data-begin-here])");e?.setAttribute("tabindex","-1");e?.focus();})();
