/* A vote whose answer is lost is sent again until it is known: the same vote counts once. */
import { morph } from "../live/morph.js";
import { comesTooSoon, markAsNew, say } from "../live/new.js";
import { LATE, SOON, wait } from "../live/pause.js";

/* The answer to a vote may be the page that shows it recorded: one way less on a slow network. */
const AT_ONCE = { Prefer: "return=representation" };
const SLOW = 1500; // milliseconds without an answer, after which it is said that the vote is on its way
const PATIENCE = 8000; // milliseconds without an answer, after which it is lost

export function sendVotes() {
  const [arrival] = performance.getEntriesByType("navigation");
  if (arrival?.type === "back_forward" && document.querySelector("main form.vote")) readAgain();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form.vote") || form.dataset.voting) return;
    event.preventDefault();
    if (comesTooSoon(form)) return;
    form.dataset.voting = "yes";
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
    send(form, new URLSearchParams(new FormData(form, event.submitter)));
  });
}

async function send(form, body) {
  const whose = whoseAmongSeveral(form);
  const slow = setTimeout(() => say(form, "vote-en-route"), SLOW);
  for (let pause = SOON; ; pause = Math.min(pause * 1.5, LATE / 4)) {
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin", headers: AT_ONCE, signal });
      if (answer.status >= 500) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      clearTimeout(slow);
      const address = answer.redirected ? answer.url : answer.headers.get("Content-Location");
      return show(page, address, body.get("right"));
    } catch {
      clearTimeout(slow);
      sayThatItIsUncertain(body.get("choice"), whose);
      await Promise.race([wait(pause), pressToVerify()]);
    }
  }
}

/* A ballot that one comes back to is shown as it was first loaded, before what was voted in it since: it is asked for
   anew. Without network it stays, as what it says of a vote is dated. */
async function readAgain() {
  try {
    const answer = await fetch(location.href, { cache: "no-cache", credentials: "same-origin" });
    const main = document.querySelector("main");
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
    if (!answer.ok || recordedIn(fresh) === recordedIn(main)) return;
    morph(main, fresh);
    markAsNew(main);
    for (const form of main.querySelectorAll("form.vote")) form.reset();
  } catch {
    return;
  }
}

function recordedIn(main) {
  return [...main.querySelectorAll(".recorded")].map((one) => one.textContent).join();
}

/* The answer takes the place of the page, as if it had been loaded: what it says again of another vote is not new. */
function show(page, address, right) {
  const main = document.querySelector("main");
  for (const form of main.querySelectorAll("form[data-voting]")) free(form);
  morph(main, page.querySelector("main"));
  markAsNew(main);
  document.title = page.title;
  if (address) forget(right, main);
  if (address) history.replaceState(null, "", address);
  (address ? headingOf(right, main) : main).focus();
}

/* What was chosen for a vote that is recorded holds the page no more: it follows its sitting again. */
function forget(right, main) {
  for (const form of main.querySelectorAll("form.vote")) if (form.elements.right?.value === right) form.reset();
  for (const region of main.querySelectorAll("[data-filled]")) {
    const fields = [...region.querySelectorAll("select, textarea, input:not([type=hidden])")];
    if (!fields.some(isFilled)) region.removeAttribute("data-filled");
  }
}

function isFilled(field) {
  if (!field.matches("select")) return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
  const known = [...field.options].findIndex((option) => option.defaultSelected);
  return field.selectedIndex !== Math.max(0, known);
}

function free(form) {
  delete form.dataset.voting;
  form.querySelector(".said-beside")?.remove();
  for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-disabled");
}

/* What says that this vote is recorded, among those of one's own right and of the proxies that one holds. */
function headingOf(right, main) {
  const place = document.getElementById(`pouvoir-${right}`) ?? main;
  const heading = place.querySelector(".recorded :is(h1, h2)") ?? place.querySelector("h1, h2") ?? main;
  heading.setAttribute("tabindex", "-1");
  return heading;
}

/* The page brought the words, for each choice, in a template; an order of options has no choice, and words of its own. */
function sayThatItIsUncertain(choice, whose) {
  const words = document.getElementById("vote-incertain");
  const main = document.querySelector("main");
  if (!words || main.querySelector(".uncertain")) return;
  const shown = document.importNode(words.content, true);
  for (const one of shown.querySelectorAll("[data-choice]")) {
    if (one.dataset.choice !== (choice ?? "")) one.remove();
  }
  if (whose) shown.querySelector("h1")?.after(lineOf(whose));
  main.replaceChildren(...shown.childNodes, words);
  main.querySelector("a")?.focus();
}

/* « Vote au nom de M. Émile Roux », of whoever votes for others too. */
function whoseAmongSeveral(form) {
  const isOne = document.querySelectorAll("main form.vote").length === 1;
  return isOne ? "" : (form.closest("[role=group]")?.getAttribute("aria-label") ?? "");
}

function lineOf(words) {
  const line = document.createElement("p");
  line.textContent = words;
  return line;
}

/* « Vérifier » sends the same vote again, in the page: without network another page would not come, and the vote be
   lost. */
function pressToVerify() {
  return new Promise((resolve) => {
    const link = document.querySelector(".uncertain a");
    if (!link) return;
    link.onclick = (event) => {
      event.preventDefault();
      resolve();
    };
  });
}
