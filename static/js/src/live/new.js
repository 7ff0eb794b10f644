/* What came under the finger of who was about to press for something else takes a press once it can be read. */

const TO_READ = 1500;
const BROUGHT = "hemicycle-brought";

export function markAsNew(part) {
  part.dataset.new = "";
  setTimeout(() => delete part.dataset.new, TO_READ);
}

/* Whether a press comes before what it presses could be read: it does nothing, and says so, to whoever listens too. */
export function comesTooSoon(form) {
  if (!form.closest("[data-new]")) return false;
  const said = say(form, "trop-tot");
  setTimeout(() => said?.remove(), 2 * TO_READ);
  return true;
}

/* Words that the page brought in a template, said to whoever listens and beside what was pressed: what shows them there,
   where nothing is said yet. */
export function say(form, template) {
  const status = document.getElementById("annonce");
  const words = document.getElementById(template)?.content.textContent.trim();
  if (status && words) status.textContent = words;
  if (!words || form.querySelector(".said-beside")) return null;
  const said = document.createElement("p");
  said.className = "said-beside";
  said.ariaHidden = "true"; // said to whoever listens already
  said.textContent = words;
  form.append(said);
  return said;
}

/* The buttons that a part of the page has, to be known again once it changed. */
export function buttonsOf(part) {
  return new Set(part.querySelectorAll("form button"));
}

/* The forms that have a button that was not there: they alone wait. */
export function markNewForms(part, known) {
  for (const button of part.querySelectorAll("form button")) {
    if (!known.has(button)) markAsNew(button.form);
  }
}

/* Another page in the place of this one, that nobody asked for: it is new from its top to its foot. */
export function bring(address) {
  withMemory((memory) => memory.setItem(BROUGHT, ""));
  location.replace(address);
}

/* Have a page just loaded wait where it has to: all of it when nobody asked for it, a ballot however one came to it.
   True in the first case. */
export function markWhatIsLoaded() {
  const main = document.querySelector("main");
  const isBrought = withMemory((memory) => memory.getItem(BROUGHT) !== null);
  withMemory((memory) => memory.removeItem(BROUGHT));
  if (isBrought || main?.querySelector("form.vote")) markAsNew(main);
  return isBrought;
}

/* A browser that remembers nothing for us refuses even to be asked. */
function withMemory(use) {
  try {
    return use(sessionStorage);
  } catch {
    return undefined;
  }
}
