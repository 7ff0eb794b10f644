/* What a page that answers a press loads: whoever does not see it begins with what is refused, and why; else with what
   was done, which no page already there says aloud. */
const refused = document.querySelector("main :is(.error-summary, .notice.bad[role=alert], [data-begin-here])");
/* A place that the address names is where one goes on; a whole part of the page is not: what was done in it is told at
   the top, out of sight from there. */
const place = document.getElementById(location.hash.slice(1));
const done = location.hash && !place?.matches(".section") ? null : document.querySelector(".flashes [role]");
const said = refused ?? done;

function begin() {
  if (document.activeElement === document.body) said?.focus();
}

said?.setAttribute("tabindex", "-1");
begin();
/* The place that the address names takes the focus away once the page is there. */
addEventListener("load", () => setTimeout(begin));
