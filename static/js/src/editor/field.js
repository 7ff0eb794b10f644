/* One text field as a word processor: it holds what is written, the editor shows it. */
import { baseKeymap, splitBlock, toggleMark } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { arranging, cutAtCaret } from "./arranging.js";
import { showChanges } from "./changes.js";
import { documentOf, schema, valueOf } from "./lines.js";
import { cleaned, linesOf, reader } from "./pasted.js";
import { toolsFor } from "./tools.js";

const KEYS = {
  "Mod-z": undo,
  "Mod-y": redo,
  "Shift-Mod-z": redo,
  "Mod-b": toggleMark(schema.marks.strong),
  "Mod-i": toggleMark(schema.marks.em),
  "Mod-g": toggleMark(schema.marks.strong), // as French word processors do
  "Shift-Enter": splitBlock,
};

/* The editor of a field, over it; null where the field is better left as it is. */
export function edit(field, template) {
  const base = documentOf(field.dataset.base ?? "");
  const doc = documentOf(field.value);
  if (!base || !doc) return null;
  const holder = document.createElement("div");
  field.after(holder);
  const label = document.querySelector(`label[for="${field.id}"]`);
  const tools = {};
  const plugins = [history(), arranging(field), keymap(KEYS), keymap(baseKeymap), showChanges()];
  const view = new EditorView(
    { mount: holder },
    {
      state: begun(base, doc, plugins),
      attributes: attributesOf(field, label),
      handleDOMEvents: { keydown: () => view.domObserver.flush() }, // a key may come before the caret's move is told
      clipboardParser: reader,
      clipboardTextParser: linesOf,
      transformPastedHTML: cleaned,
      clipboardTextSerializer: (slice) => slice.content.textBetween(0, slice.content.size, "\n"),
      dispatchTransaction(transaction) {
        view.updateState(view.state.apply(transaction));
        tools.show(view.state);
        if (transaction.docChanged) changed(field, view.state.doc);
      },
    },
  );
  Object.assign(tools, toolsFor(view, template, nameIn(label)));
  holder.before(tools.bar);
  tools.show(view.state);
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

function begun(base, doc, plugins) {
  const state = EditorState.create({ doc: base, plugins });
  if (doc.eq(base)) return state;
  return state.apply(state.tr.replaceWith(0, base.content.size, doc.content).setMeta("addToHistory", false));
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
