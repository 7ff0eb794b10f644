/* « Annuler » and « Rétablir », through all the fields of a page and through the pages that its buttons made of it: what
   was typed last is undone first, then the move before it, then what was typed before the move. */
import { isHistoryTransaction, redo, undo } from "prosemirror-history";
import { valueOf } from "./lines.js";
import { dropPages, readPages, writePages } from "./pages.js";

const SHEET = /^(?:a\d+|w\d+_\d+(?:_\d+)?)$/;
const LEAVING = /^(?:deposer|fermer|separer|lire-|cosigner-)/; // for another page than this one
const MOST_STEPS = 50; // of one field
const COMMANDS = { undo, redo };
const OTHER = { past: "future", future: "past" };
const FROM = { undo: "past", redo: "future" };

export class Undoing {
  constructor(form) {
    Object.assign(this, { form, editors: new Map(), clock: 0, shown: "" });
    const { past = [], future = [], left, turned } = readPages(form);
    Object.assign(this, { past, future, restored: turned ?? left });
    if (left && !isStill(left.fields, sheetOf(form))) {
      this.past = [...past, left];
      this.future = [];
      this.restored = undefined;
    }
    this.isTurned = Boolean(turned);
    dropPages();
    document.addEventListener("submit", (event) => {
      if (event.target === form && !event.defaultPrevented) this.leave(event.submitter);
      else if (event.target.action.endsWith("/deconnexion")) dropPages();
    });
    document.querySelector('button[name="geste"][value="annuler"]')?.addEventListener("click", (event) => {
      if (this.step("undo", null, true)) event.preventDefault();
    });
  }

  /* What a field said step by step, before and after what it says now; nothing where it says something else since. */
  stepsOf(field) {
    const steps = this.restored?.steps[field.id];
    return steps?.now === field.value ? steps : { past: [], future: [], at: 0 };
  }

  add(field, view, show) {
    const { at } = this.stepsOf(field);
    this.editors.set(view, { field, show, at });
    this.clock = Math.max(this.clock, at);
  }

  /* Once every field is there: where one was writing, what was done in a sentence. */
  begin(template) {
    for (const { show } of this.editors.values()) show();
    if (!this.isTurned) return;
    const { focus, verb } = this.restored;
    for (const [view, { field }] of this.editors) if (field.id === focus) view.focus();
    const told = document.querySelector("[data-told]");
    const words = template.content.querySelector(`[data-tool="${verb}"]`)?.dataset.done ?? "";
    if (told) setTimeout(() => (told.textContent = words), 100); // what is there at once is not heard
  }

  changed(view, transaction) {
    this.editors.get(view).at = ++this.clock;
    if (!isHistoryTransaction(transaction)) this.future = [];
    const shown = `${this.step("undo")} ${this.step("redo")}`;
    if (shown === this.shown) return;
    this.shown = shown;
    for (const { show } of this.editors.values()) show();
  }

  /* Whether there is something to undo or do again, in this field, in another, or on the page before; done if asked. */
  step(verb, view = null, isAsked = false) {
    const target = this.next(COMMANDS[verb], view);
    if (target) {
      if (isAsked) COMMANDS[verb](target.state, target.dispatch.bind(target));
      if (isAsked && target !== view) target.focus();
      return true;
    }
    if (!this[FROM[verb]].length) return false;
    if (isAsked) this.turn(verb);
    return true;
  }

  next(command, view) {
    if (view && command(view.state)) return view;
    const others = [...this.editors].filter(([other]) => command(other.state));
    return others.sort(([, one], [, other]) => other.at - one.at)[0]?.[0];
  }

  /* The page as it was, given back by the server: what it sends takes the place of the fields once it really goes. */
  turn(verb) {
    const button = document.createElement("button");
    Object.assign(button, { name: "geste", value: "reprendre", hidden: true });
    button.dataset.turn = verb;
    (document.activeElement.closest(".writing") ?? this.form).append(button);
    this.form.requestSubmit(button);
  }

  leave(submitter) {
    const verb = submitter?.dataset.turn;
    const { past, future, form } = this;
    if (LEAVING.test(submitter?.value ?? "")) return;
    if (!verb) return writePages(form, { past, future, left: this.page() });
    const from = FROM[verb];
    const turned = { ...this[from].at(-1), verb };
    const pages = { [from]: this[from].slice(0, -1), [OTHER[from]]: [...this[OTHER[from]], this.page()], turned };
    writePages(form, pages);
    form.addEventListener("formdata", ({ formData }) => replaceSheet(formData, turned.fields), { once: true });
  }

  page() {
    const steps = {};
    for (const [view, { field, at }] of this.editors) {
      const { state } = view;
      steps[field.id] = { now: field.value, past: valuesOf(state, undo).reverse(), future: valuesOf(state, redo), at };
    }
    const focused = [...this.editors].find(([view]) => view.hasFocus());
    return { fields: sheetOf(this.form), steps, focus: focused?.[1].field.id ?? "" };
  }
}

/* What a field says after each step of a command, from the nearest to the farthest. */
function valuesOf(state, command) {
  const found = [];
  let at = state;
  const apply = (transaction) => (at = at.apply(transaction));
  while (found.length < MOST_STEPS && command(at, apply)) found.push(valueOf(at.doc));
  return found;
}

function sheetOf(form) {
  return [...form.elements].filter(({ name }) => SHEET.test(name)).map(({ name, value }) => [name, value]);
}

function replaceSheet(formData, fields) {
  for (const name of new Set(formData.keys())) if (SHEET.test(name)) formData.delete(name);
  for (const [name, value] of fields) formData.append(name, value);
}

/* Whether every field is as it was; others may have been opened beside, and what was deleted before is kept aside no more. */
function isStill(before, now) {
  const written = before.filter(([name]) => name.startsWith("a"));
  const names = new Set(written.map(([name]) => name));
  return JSON.stringify(written) === JSON.stringify(now.filter(([name]) => names.has(name)));
}
