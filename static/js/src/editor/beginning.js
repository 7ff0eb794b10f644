/* What an editor begins with: the text amended, what its field says over it, and what it said before and after. */
import { closeHistory, undo } from "prosemirror-history";
import { EditorState } from "prosemirror-state";
import { documentOf } from "./lines.js";

/* `past` and `future`: what « Annuler » and « Rétablir » give back, in order. */
export function begun(base, doc, plugins, { past, future }) {
  const [first, ...others] = [...past.map(documentOf), doc, ...future.map(documentOf)].filter(Boolean);
  let state = EditorState.create({ doc: base, plugins });
  const apply = (transaction) => (state = state.apply(transaction));
  if (!first.eq(base)) apply(state.tr.replaceWith(0, base.content.size, first.content).setMeta("addToHistory", false));
  for (const next of others) apply(closeHistory(changedTo(next, state)));
  for (const _ of future) undo(state, apply);
  return state;
}

/* Only what differs is replaced: what is shown struck and inserted is what a person typed. */
function changedTo(doc, state) {
  const start = state.doc.content.findDiffStart(doc.content);
  if (start === null) return state.tr;
  const { a, b } = state.doc.content.findDiffEnd(doc.content);
  const shared = Math.max(0, start - Math.min(a, b));
  return state.tr.replace(start, a + shared, doc.slice(start, b + shared));
}
