/* The tools of an editor: a bar of buttons above its words, under the thumb on a telephone. */
import { toggleMark } from "prosemirror-commands";
import { schema, SIGN } from "./lines.js";

const COMMANDS = {
  strong: toggleMark(schema.marks.strong),
  em: toggleMark(schema.marks.em),
  list: toggleSign,
  empty,
};

/* A bar made after the page's template; `show()` after each change. */
export function toolsFor(view, template, name, undoing) {
  const step = (verb) => (_, dispatch) => undoing.step(verb, view, Boolean(dispatch));
  const commands = { ...COMMANDS, undo: step("undo"), redo: step("redo") };
  const bar = template.content.firstElementChild.cloneNode(true);
  bar.setAttribute("aria-label", `${bar.getAttribute("aria-label")}${name}`);
  const buttons = [...bar.querySelectorAll("[data-tool]")];
  buttons.forEach((button, at) => {
    button.tabIndex = at ? -1 : 0;
    button.addEventListener("mousedown", (event) => event.preventDefault()); // the words keep the selection
    button.addEventListener("click", () => {
      const before = document.activeElement;
      commands[button.dataset.tool](view.state, view.dispatch);
      if (document.activeElement === before && !bar.contains(before)) view.focus();
    });
  });
  bar.addEventListener("keydown", (event) => move(event, buttons));
  return { bar, show: () => buttons.forEach((button) => show(button, view.state, commands)) };
}

function show(button, state, commands) {
  const { tool } = button.dataset;
  if (tool === "strong" || tool === "em") button.setAttribute("aria-pressed", String(isOn(state, schema.marks[tool])));
  else button.setAttribute("aria-disabled", String(!commands[tool](state)));
}

function isOn({ selection: { $from, from, to, empty: isCaret }, storedMarks, doc }, mark) {
  return isCaret ? Boolean(mark.isInSet(storedMarks ?? $from.marks())) : doc.rangeHasMark(from, to, mark);
}

/* One stop of the keyboard for the bar, arrows inside it (WAI-ARIA, toolbar). */
function move(event, buttons) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const at = buttons.indexOf(event.target);
  if (!step || at < 0) return;
  event.preventDefault();
  const next = buttons[(at + step + buttons.length) % buttons.length];
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next.focus();
}

/* « - » before the lines that are selected, or taken away from them. */
function toggleSign(state, dispatch) {
  if (!dispatch) return true;
  const { from, to } = state.selection;
  const starts = [];
  state.doc.forEach((line, at) => {
    if (at <= to && at + line.nodeSize >= from) starts.push([at + 1, SIGN.exec(line.textContent)]);
  });
  const change = state.tr;
  const isListed = starts.every(([, sign]) => sign);
  for (const [at, sign] of starts.reverse()) {
    if (isListed) change.delete(at, at + sign[0].length);
    else if (!sign) change.insert(at, schema.text("- "));
  }
  dispatch(change);
  return true;
}

function empty(state, dispatch) {
  if (state.doc.textContent === "") return false;
  if (dispatch) dispatch(state.tr.replaceWith(0, state.doc.content.size, schema.node("line")));
  return true;
}
