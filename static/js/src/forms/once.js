/* A form is sent once, however often its button is pressed. */

export function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent || form.closest("[data-new]")) {
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
