/* Hémicycle, EUPL-1.2. Made by `make static`: sources 097daa389f6a592ebdcad055c43c529c3758203f15f1e0fd2cdab0800b84663e, script 71d513f70df7c71952a93aa7053cd498f0454698316b046796e8a14e2e78c227. */
(()=>{var e=document.querySelector("main :is(.error-summary, .notice.bad[role=alert], [data-begin-here])");e?.setAttribute("tabindex","-1");e?.focus();})();
