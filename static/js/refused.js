/* Hémicycle, EUPL-1.2. Made by `make static`: sources 45ce4f6d85f20e6989eca2cb477ce768bab0f9d4de74ab6cf3706d3287a923b0, script 3751de785d862c037b24c5628137d9fbf4257d35b9eea579f1e141d0a073e81f. */
(()=>{var e=document.querySelector("main .error-summary, main .notice.bad[role=alert]");e?.setAttribute("tabindex","-1");e?.focus();})();
