/* Hémicycle, EUPL-1.2. Made by `make static`: sources d21cd307e208c8dd0372319258a8f1adf99d018db692d013042f76b2ee9571d8, script 71d513f70df7c71952a93aa7053cd498f0454698316b046796e8a14e2e78c227. */
(()=>{var e=document.querySelector("main :is(.error-summary, .notice.bad[role=alert], [data-begin-here])");e?.setAttribute("tabindex","-1");e?.focus();})();
