/* Hémicycle, EUPL-1.2. Made by `make static`: sources f55a012dce45d5a4063b6a680a34d1bfa29b74c0d9a825f9a2148de88542c7a8, script 3751de785d862c037b24c5628137d9fbf4257d35b9eea579f1e141d0a073e81f. */
(()=>{var e=document.querySelector("main .error-summary, main .notice.bad[role=alert]");e?.setAttribute("tabindex","-1");e?.focus();})();
