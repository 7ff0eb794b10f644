/* Hémicycle, EUPL-1.2. Made by `make static`: sources 77c529552d4e186e9acac2c94b5c0054843ce5a2fedcb54b213b95a599cf36b5, script 3751de785d862c037b24c5628137d9fbf4257d35b9eea579f1e141d0a073e81f. */
(()=>{var e=document.querySelector("main .error-summary, main .notice.bad[role=alert]");e?.setAttribute("tabindex","-1");e?.focus();})();
