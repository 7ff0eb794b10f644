/* Hémicycle, EUPL-1.2. Made by `make static`: sources 4677b51ee4d63b0c0d7c9eb8014370742541e6ecb29542e2ef0285adbb755c8e, script 3751de785d862c037b24c5628137d9fbf4257d35b9eea579f1e141d0a073e81f. */
(()=>{var e=document.querySelector("main .error-summary, main .notice.bad[role=alert]");e?.setAttribute("tabindex","-1");e?.focus();})();
