/* What a page where somebody types at length loads. Everything works without it.
   The element that loads it says what to say where the site does not answer: data-stays. */
import { dropCopy, forgetAll } from "./writing/copies.js";
import { keepDrafts } from "./writing/drafts.js";
import { askBeforeLeaving } from "./writing/leaving.js";
import { holdWithoutNetwork } from "./writing/network.js";

holdWithoutNetwork(document.currentScript.dataset.stays);
const unsaved = askBeforeLeaving();
keepDrafts(unsaved);
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  if (event.target.matches("[data-hand]:not([data-draft])")) dropCopy(event.target); // which of two versions: answered
  if (event.target.action.endsWith("/deconnexion")) forgetAll();
});
