/* What a page that refuses loads: whoever does not see it begins with what is refused, and why. */
const said = document.querySelector("main :is(.error-summary, .notice.bad[role=alert], [data-begin-here])");

function begin() {
  if (document.activeElement === document.body) said?.focus();
}

said?.setAttribute("tabindex", "-1");
begin();
/* The place that the address names takes the focus away once the page is there. */
addEventListener("load", () => setTimeout(begin));
