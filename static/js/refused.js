/* Hémicycle, EUPL-1.2. Made by `make static`: sources 68c3fdb8bcd0e71f5ee88734e6885104f552980c151b7f1c79754ec32f0924e2, script 3751de785d862c037b24c5628137d9fbf4257d35b9eea579f1e141d0a073e81f. */
(()=>{var e=document.querySelector("main .error-summary, main .notice.bad[role=alert]");e?.setAttribute("tabindex","-1");e?.focus();})();
