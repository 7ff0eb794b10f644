/* Hémicycle, EUPL-1.2. Made by `make static`: sources c837c3874a5ec2bb0c9227dd1e679b6ef68d2634c51e75fa6500fa7700b19a55, script 71d513f70df7c71952a93aa7053cd498f0454698316b046796e8a14e2e78c227. */
(()=>{var e=document.querySelector("main :is(.error-summary, .notice.bad[role=alert], [data-begin-here])");e?.setAttribute("tabindex","-1");e?.focus();})();
