/* What a page that refuses loads: whoever does not see it begins with what is refused, and why. */
const said = document.querySelector("main :is(.error-summary, .notice.bad[role=alert], [data-begin-here])");

said?.setAttribute("tabindex", "-1");
said?.focus();
