/* One text field as a word processor: it holds what is written, the editor shows it. */
import { baseKeymap, splitBlock, toggleMark } from "prosemirror-commands";
import { history } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { EditorView } from "prosemirror-view";
import { arranging, cutAtCaret } from "./arranging.js";
import { begun } from "./beginning.js";
import { showChanges } from "./changes.js";
import { documentOf, schema, valueOf } from "./lines.js";
import { cleaned, linesOf, reader } from "./pasted.js";
import { toolsFor } from "./tools.js";

const KEYS = {
  "Mod-b": toggleMark(schema.marks.strong),
  "Mod-i": toggleMark(schema.marks.em),
  "Mod-g": toggleMark(schema.marks.strong), // as French word processors do
  "Shift-Enter": splitBlock,
};

/* The editor of a field, over it; null where the field is better left as it is. `undoing`: what its page undoes. */
export function edit(field, template, undoing) {
  const base = documentOf(field.dataset.base ?? "");
  const doc = documentOf(field.value);
  if (!base || !doc) return null;
  const holder = document.createElement("div");
  field.after(holder);
  const label = document.querySelector(`label[for="${field.id}"]`);
  const tools = {};
  const [back, again] = ["undo", "redo"].map((verb) => (_, dispatch, view) => undoing.step(verb, view, Boolean(dispatch)));
  const keys = { ...KEYS, "Mod-z": back, "Mod-y": again, "Shift-Mod-z": again };
  const plugins = [history(), arranging(field), keymap(keys), keymap(baseKeymap), showChanges()];
  const view = new EditorView(
    { mount: holder },
    {
      state: begun(base, doc, plugins, undoing.stepsOf(field)),
      attributes: attributesOf(field, label),
      handleDOMEvents: { keydown: () => view.domObserver.flush() }, // a key may come before the caret's move is told
      clipboardParser: reader,
      clipboardTextParser: linesOf,
      transformPastedHTML: cleaned,
      clipboardTextSerializer: (slice) => slice.content.textBetween(0, slice.content.size, "\n"),
      dispatchTransaction(transaction) {
        view.updateState(view.state.apply(transaction));
        tools.show();
        if (!transaction.docChanged) return;
        changed(field, view.state.doc);
        undoing.changed(view, transaction);
      },
    },
  );
  Object.assign(tools, toolsFor(view, template, nameIn(label), undoing));
  holder.before(tools.bar);
  undoing.add(field, view, tools.show);
  replace(field, label, view);
  cutAtCaret(view, field);
  return view;
}

/* A label as it is heard: what only the eye has is left out. */
function nameIn(label) {
  const heard = label.cloneNode(true);
  for (const seen of heard.querySelectorAll("[aria-hidden=true], small")) seen.remove();
  return heard.textContent.replace(/\s+/g, " ").trim();
}

function attributesOf(field, label) {
  label.id ||= `${field.id}-label`;
  const attributes = {
    "class": `${field.className} editing`,
    "role": "textbox",
    "aria-multiline": "true",
    "aria-labelledby": label.id,
    "lang": field.lang,
    "spellcheck": "true",
  };
  for (const name of ["aria-describedby", "aria-invalid"]) if (field.hasAttribute(name)) attributes[name] = field.getAttribute(name);
  return attributes;
}

/* The field stays in the form, out of sight; whoever looked for it finds the editor. */
function replace(field, label, view) {
  field.hidden = true;
  label.removeAttribute("for");
  view.dom.id = `${field.id}-words`;
  label.addEventListener("click", () => view.focus());
  field.addEventListener("focus", () => view.focus());
  if (field.autofocus) view.focus();
}

function changed(field, doc) {
  field.value = valueOf(doc);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
