/* Hémicycle, EUPL-1.2. Made by `make static`: sources 0994969432888bc022fa0916e1339926db7b05c0b69a53b345795c1d68d3f774, script 71d513f70df7c71952a93aa7053cd498f0454698316b046796e8a14e2e78c227. */
(()=>{var e=document.querySelector("main :is(.error-summary, .notice.bad[role=alert], [data-begin-here])");e?.setAttribute("tabindex","-1");e?.focus();})();
