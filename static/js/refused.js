/* Hémicycle, EUPL-1.2. Made by `make static`: sources 6cac01d4c23028507e6f31cae0c71a6d8f97ace1bc59340e25f809903229fad4, script 3751de785d862c037b24c5628137d9fbf4257d35b9eea579f1e141d0a073e81f. */
(()=>{var e=document.querySelector("main .error-summary, main .notice.bad[role=alert]");e?.setAttribute("tabindex","-1");e?.focus();})();
