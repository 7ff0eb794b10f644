/* What is typed is also kept in this browser until the server has it: for the member who types it, until they sign out. */
import { typedIn } from "./leaving.js";

const PREFIX = "hemicycle copie ";
const OLDEST = 30 * 24 * 3600 * 1000; // milliseconds; a session lasts no longer

const nameOf = (form) => `${PREFIX}${form.dataset.hand} ${form.elements.sheet.value}`;
const addressOf = (form) => new URL(form.dataset.draft, location.href).pathname;

/* The copy of a form takes the place of the one before. Without `data-hand` nobody is signed in: nothing is kept. */
export function keepCopy(form) {
  if (!form.dataset.hand) return;
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrf_token");
  const copy = { at: Date.now(), address: addressOf(form), typed: typedIn(form), fields };
  guarded(() => localStorage.setItem(nameOf(form), JSON.stringify(copy)));
}

export function dropCopy(form) {
  guarded(() => localStorage.removeItem(nameOf(form)));
}

/* What other pages of this form left, that the server never took; the newest first. */
export function copiesFor(form) {
  const mine = all().filter(([name, copy]) => name.startsWith(`${PREFIX}${form.dataset.hand} `) && name !== nameOf(form)
    && copy.address === addressOf(form));
  return mine.sort(([, one], [, other]) => other.at - one.at);
}

/* Other people's copies go as soon as somebody else writes on the same machine; those of nobody's use, with time. */
export function forgetOthers(hand) {
  for (const [name, copy] of all()) {
    if (!name.startsWith(`${PREFIX}${hand} `) || !(Date.now() - copy.at < OLDEST)) forget(name);
  }
}

export function forgetAll() {
  for (const [name] of all()) forget(name);
}

export function forget(name) {
  guarded(() => localStorage.removeItem(name));
}

function all() {
  const found = [];
  guarded(() => {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(PREFIX)) found.push([name, JSON.parse(localStorage.getItem(name))]);
    }
  });
  return found;
}

/* A browser may refuse to keep anything, or have no room left: the page works all the same. */
function guarded(work) {
  try {
    work();
  } catch {
    /* nothing is kept here */
  }
}
