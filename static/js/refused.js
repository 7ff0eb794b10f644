/* Hémicycle, EUPL-1.2. Made by `make static`: sources d18a5db832b7bf5fe31e8281bc892c4bb5f86e7f90624c5a35d86221895309cf, script 3751de785d862c037b24c5628137d9fbf4257d35b9eea579f1e141d0a073e81f. */
(()=>{var e=document.querySelector("main .error-summary, main .notice.bad[role=alert]");e?.setAttribute("tabindex","-1");e?.focus();})();
