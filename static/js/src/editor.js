/* What the page where an amendment is written loads: its fields become a word processor. Everything works without it. */
import { edit } from "./editor/field.js";
import { tellWhatIsProposed } from "./editor/proposed.js";
import { holdUnderTheThumb, standOnKeyboard } from "./editor/thumb.js";
import { Undoing } from "./editor/undoing.js";

const template = document.getElementById("outils");
for (const form of document.forms) {
  const fields = form.querySelectorAll("textarea[data-base]");
  if (!fields.length) continue;
  const undoing = new Undoing(form);
  for (const field of fields) edit(field, template, undoing);
  undoing.begin(template);
}
for (const form of document.querySelectorAll("form[data-draft]")) tellWhatIsProposed(form);
standOnKeyboard();
holdUnderTheThumb();
/* The words that were opened, moved or added stand in view, wherever the page came back to; no button over them is left
   half under the band that stays at the top. */
const opened = location.hash ? null : document.querySelector(".editing:focus")?.closest(".writing");
if (opened) {
  opened.scrollIntoView({ block: "center" });
  const low = document.querySelector(".kept").getBoundingClientRect().bottom;
  const places = [...document.querySelectorAll("button.disc")].map((button) => button.getBoundingClientRect());
  const cut = places.find(({ top, bottom }) => top < low && low < bottom);
  if (cut) scrollBy(0, cut.top - low - 4);
}
