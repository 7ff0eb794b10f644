/* What a page that answers a press loads: whoever does not see it begins with what is refused, and why; else with what
   was done, which no page already there says aloud. */
const refused = document.querySelector("main :is(.error-summary, .notice.bad[role=alert], [data-begin-here])");
const done = location.hash ? null : document.querySelector(".flashes [role]"); // the address leads where one goes on
const said = refused ?? done;

function begin() {
  if (document.activeElement === document.body) said?.focus();
}

said?.setAttribute("tabindex", "-1");
begin();
/* The place that the address names takes the focus away once the page is there. */
addEventListener("load", () => setTimeout(begin));
