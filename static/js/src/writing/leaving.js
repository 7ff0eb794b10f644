/* Leaving a page asks, as long as something typed in it is neither kept nor sent. */

/* What a person typed in a form, as it would be sent: not what the page itself put there. */
export function typedIn(form) {
  const typed = [];
  for (const control of form.elements) {
    if (!control.name || control.type === "hidden" || control.matches("button")) continue;
    if (["checkbox", "radio"].includes(control.type) && !control.checked) continue;
    typed.push([control.name, control.type === "file" ? control.value : control.value.trimEnd()]);
  }
  return JSON.stringify(typed);
}

/* Which forms hold something unsaved; `saved(form, typed)` says that this much of one is kept. */
export function askBeforeLeaving() {
  const kept = new Map();
  const forms = () => [...document.querySelectorAll("form[method=post]:not([data-ticked])")]; // a tick is soon made again
  const isUnsaved = (form) => kept.has(form) && kept.get(form) !== typedIn(form);
  const saved = (form, typed) => kept.set(form, typed);

  for (const form of forms()) saved(form, "unsaved" in form.dataset ? null : typedIn(form));
  let sent = null;
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) sent = event.target;
  });
  addEventListener("pageshow", () => (sent = null));
  addEventListener("beforeunload", (event) => {
    if (forms().some((form) => form !== sent && isUnsaved(form))) event.preventDefault();
    sent = null;
  });
  return { isUnsaved, saved };
}
