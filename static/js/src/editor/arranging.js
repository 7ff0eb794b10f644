/* Alinéas moved, cut and joined by the keyboard, as in a word processor: Alt, Shift and an arrow; Backspace before the
   first letter; Delete after the last. The page's own buttons do it. */
import { splitBlock } from "prosemirror-commands";
import { Plugin } from "prosemirror-state";

export function arranging(field) {
  return new Plugin({ props: { handleKeyDown: (view, event) => press(field, wantedBy(event, view.state)) } });
}

/* « Couper en deux » cuts where the caret is; where it is nowhere, the page asks where. */
export function cutAtCaret(view, field) {
  const button = buttonOf(field, "couper");
  button?.addEventListener("mousedown", () => view.domObserver.flush()); // the caret's last move may not be told yet
  button?.addEventListener("click", (event) => {
    const { $from, empty } = view.state.selection;
    if (!empty || $from.parentOffset === 0 || $from.parentOffset === $from.parent.content.size) return;
    event.preventDefault();
    splitBlock(view.state, view.dispatch);
    view.focus();
    document.querySelector("[data-told]").textContent = button.dataset.done;
  });
}

function wantedBy({ key, altKey, shiftKey, ctrlKey, metaKey, repeat }, { doc, selection }) {
  if (altKey && shiftKey) return { ArrowUp: "monter", ArrowDown: "descendre" }[key];
  if (repeat || altKey || ctrlKey || metaKey || !selection.empty || !doc.textContent) return undefined;
  if (key === "Backspace" && selection.from === 1) return "rejoindre";
  return key === "Delete" && selection.from === doc.content.size - 1 ? "reunir" : undefined;
}

function press(field, action) {
  const button = action && buttonOf(field, action === "rejoindre" ? "monter" : action);
  if (!button) return false;
  const pressed = button.cloneNode();
  pressed.value = pressed.value.replace(/^[a-z]+/, action);
  pressed.hidden = true;
  field.form.append(pressed);
  field.form.requestSubmit(pressed);
  return true;
}

function buttonOf(field, action) {
  return field.closest(".writing")?.querySelector(`button[value^="${action}-"]:not(.link)`);
}
