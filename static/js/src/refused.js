/* What a page that refuses a form loads: whoever does not see it begins with what is refused, and why. */
const said = document.querySelector("main .error-summary, main .notice.bad[role=alert]");

said?.setAttribute("tabindex", "-1");
said?.focus();
