/* Hémicycle, EUPL-1.2. Made by `make static`: sources 8ac9000f26d6d3b29d945be230f7f7b094a8cae35bb945bbb4ed86c1d01ddcd9, script 3751de785d862c037b24c5628137d9fbf4257d35b9eea579f1e141d0a073e81f. */
(()=>{var e=document.querySelector("main .error-summary, main .notice.bad[role=alert]");e?.setAttribute("tabindex","-1");e?.focus();})();
