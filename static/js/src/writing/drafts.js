/* A draft keeps itself while it is written, and says when; what could not be kept stays on the page and in this browser,
   and goes again. */
import { standWhereShown } from "../forms/answered.js";
import { dropCopy, keepCopy } from "./copies.js";
import { typedIn } from "./leaving.js";
import { isPressedAgain, isReachable, letGo, sayBeside, sayNoMore } from "./network.js";
import { offerCopy } from "./taking.js";

const PAUSE = 2000; // milliseconds without a key, after which what is written is kept
const APART = 10000; // between two keepings
const LATEST = 60000; // between two tries, at most
const PATIENCE = 15000; // without an answer
const SOON = 300; // without a key, after which this browser keeps a copy

export function keepDrafts(unsaved) {
  for (const form of document.querySelectorAll("form[data-draft]")) new Draft(form, unsaved).start();
}

class Draft {
  constructor(form, unsaved) {
    Object.assign(this, { form, unsaved, timer: 0, last: 0, failures: 0, isBusy: false, isTold: "" });
    this.isOver = this.isLeaving = false;
  }

  start() {
    standWhereShown(location.href); // the page that shows the differences answers a form: the arrow would send it again
    offerCopy(this.form, () => (this.isLeaving = true));
    this.form.addEventListener("input", () => this.typed());
    this.form.addEventListener("submit", (event) => this.leave(event));
    addEventListener("pageshow", () => (this.isLeaving = false));
    addEventListener("online", () => this.plan(0));
    document.addEventListener("visibilitychange", () => document.hidden && this.keep());
    if (this.unsaved.isUnsaved(this.form)) this.typed();
  }

  typed() {
    clearTimeout(this.copying);
    this.copying = setTimeout(() => this.unsaved.isUnsaved(this.form) && keepCopy(this.form), SOON);
    this.plan(PAUSE);
  }

  plan(pause) {
    clearTimeout(this.timer);
    const early = this.failures ? 0 : Math.max(0, this.last + APART - Date.now());
    if (!this.isOver && !this.isLeaving) this.timer = setTimeout(() => this.keep(), Math.max(pause, early));
  }

  async keep(isAgain = false) {
    if (this.isBusy || this.isOver || this.isLeaving || !this.unsaved.isUnsaved(this.form)) return;
    this.isBusy = true;
    clearTimeout(this.timer);
    const typed = typedIn(this.form);
    const [status, answer] = await this.send();
    this.isBusy = false;
    this.last = Date.now();
    if (status === 200) this.kept(typed, answer);
    const isRenewed = Boolean(answer.token) && this.renew(answer.token);
    if (this.pressed !== undefined) return this.go(status);
    if (status === 200) return;
    if (isRenewed && !isAgain) this.keep(true);
    else this.failed(status, answer.said);
  }

  /* A press comes after what is typed is kept, so that what is sent last is kept last; and only where the site answers:
     the page stays otherwise. */
  leave(event) {
    clearTimeout(this.timer);
    if (this.isLeaving) {
      if (isPressedAgain(this.form, event.submitter)) event.preventDefault();
      else letGo(this.form, event.submitter);
      return;
    }
    event.preventDefault();
    this.pressed = event.submitter;
    if (!this.isBusy) this.ask();
  }

  async ask() {
    if (!this.isOver && this.unsaved.isUnsaved(this.form)) return this.keep();
    this.isBusy = true;
    const status = (await isReachable()) ? 200 : 0;
    this.isBusy = false;
    this.go(status);
  }

  go(status) {
    const pressed = this.pressed;
    this.pressed = undefined;
    if (status === 0) {
      keepCopy(this.form);
      this.failures += 1;
      this.plan(PAUSE);
      return sayBeside(pressed ?? this.form, this.form.dataset.stays);
    }
    this.isLeaving = true;
    setTimeout(() => (this.isLeaving = false), PATIENCE); // whoever stays after all is kept again
    this.form.requestSubmit(pressed);
  }

  async send() {
    const body = new URLSearchParams(new FormData(this.form));
    const keepalive = String(body).length < 60000; // what a closing window may still send
    const headers = { Accept: "application/json" };
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      const options = { method: "POST", body, headers, keepalive, signal, credentials: "same-origin" };
      const answer = await fetch(this.form.dataset.draft, options);
      return [answer.status, await answer.json()];
    } catch {
      return [0, {}];
    }
  }

  kept(typed, { said, seen, was, action }) {
    this.failures = 0;
    sayNoMore();
    this.unsaved.saved(this.form, typed);
    if (this.unsaved.isUnsaved(this.form)) keepCopy(this.form);
    else dropCopy(this.form);
    this.form.elements.seen.value = seen;
    if (this.form.elements.was) this.form.elements.was.value = was;
    if (action !== this.form.dataset.draft) this.move(action);
    this.say(said, "kept");
    if (this.unsaved.isUnsaved(this.form)) this.plan(PAUSE);
  }

  /* The draft has its address from now on: reloading the page finds it again. */
  move(action) {
    this.form.dataset.draft = this.form.action = action;
    for (const button of this.form.elements) {
      if (button.hasAttribute("formaction")) button.formAction = action + new URL(button.formAction).hash;
    }
    history.replaceState(null, "", action + location.search);
  }

  /* The page was open for so long that its token is another one: whether there was one to put. */
  renew(token) {
    const field = this.form.elements.csrf_token;
    if (!field || field.value === token) return false;
    field.value = token;
    return true;
  }

  failed(status, said) {
    this.failures += 1;
    keepCopy(this.form);
    this.isOver = [404, 409].includes(status);
    this.say(said || this.form.dataset.lost, `failed ${status}`);
    this.plan(Math.min(LATEST, PAUSE * 2 ** this.failures));
  }

  /* Said aloud when it changes from kept to not kept and back; the hour alone is only shown. */
  say(words, what) {
    const shown = document.querySelector("[data-kept]");
    shown.textContent = words;
    shown.classList.toggle("error", what !== "kept");
    if (what === this.isTold) return;
    this.isTold = what;
    document.querySelector("[data-told]").textContent = words;
  }
}
