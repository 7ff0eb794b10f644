/* A press without network keeps the page: the browser's page of error would take its place, and the words go with it. */

const PATIENCE = 10000; // milliseconds without an answer
const AWAITED = 15000; // how long the answer to a press may take to come

export async function isReachable() {
  try {
    await fetch("/healthz", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    return true;
  } catch {
    return false;
  }
}

/* Whether the same button of the same form was let through a moment ago: its answer is on the way, nothing goes twice. */
const gone = { form: null, button: null, at: -Infinity };
addEventListener("pageshow", () => (gone.form = null));

export function isPressedAgain(form, button) {
  return gone.form === form && gone.button === button && performance.now() - gone.at < AWAITED;
}

export function letGo(form, button) {
  Object.assign(gone, { form, button, at: performance.now() });
}

/* Forms that do not keep themselves are sent once the site answers. */
export function holdWithoutNetwork(words) {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || "draft" in form.dataset) return;
    if (form.dataset.held === "reached") {
      delete form.dataset.held;
      letGo(form, event.submitter);
      return;
    }
    event.preventDefault();
    if (form.dataset.held || isPressedAgain(form, event.submitter)) return;
    form.dataset.held = "asking";
    const there = await isReachable();
    delete form.dataset.held;
    if (!there) return sayBeside(event.submitter ?? form, words);
    form.dataset.held = "reached";
    form.requestSubmit(event.submitter);
  });
}

/* Beside the button that was pressed, where one looks. */
export function sayBeside(button, words) {
  for (const old of document.querySelectorAll("[data-said]")) old.remove();
  const said = document.createElement("p");
  said.className = "error gap-above";
  said.dataset.said = "";
  said.setAttribute("role", "alert");
  said.textContent = words;
  (button.closest("p, .actions") ?? button).after(said);
}

export function sayNoMore() {
  for (const old of document.querySelectorAll("[data-said]")) old.remove();
}
