/* Each step of the sitting is said once, in one sentence, to those who listen to the page: never what it began with. */

let last = 0;

/* Have the page remember the steps that it was loaded with. */
export function rememberSteps() {
  last = Math.max(0, ...steps(document).map(number));
}

/* Say the steps that a fresh page knows and this one did not. */
export function tell(fresh) {
  const status = document.getElementById("annonce");
  const told = steps(fresh).filter((step) => number(step) > last);
  if (!status || !told.length) return;
  last = number(told.at(-1));
  status.textContent = told.map((step) => step.textContent.trim()).join(" ");
}

function steps(page) {
  return [...(page.getElementById("etapes")?.content.children ?? [])];
}

function number(step) {
  return Number(step.dataset.step);
}
