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
/* The words that were opened, moved or added stand in view, wherever the page came back to. */
if (!location.hash) document.querySelector(".editing:focus")?.closest(".writing").scrollIntoView({ block: "center" });
