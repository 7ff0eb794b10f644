/* A form is sent once, however often its button is pressed. */
import { comesTooSoon } from "../live/new.js";

export function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const method = event.submitter?.getAttribute("formmethod") ?? form.method;
    if (event.defaultPrevented || method !== "post") return;
    if (form.dataset.sent || comesTooSoon(form)) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
  });
  /* A page that the browser kept and shows again can send again. */
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
}
