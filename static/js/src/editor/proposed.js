/* What is proposed so far, told beside the fields by the server once the keys rest: sentences, who says the same. */
const PAUSE = 600; // milliseconds without a key
const ALOUD = 2000; // without a key, after which what is new is said aloud
const AGAIN = 5000; // before another try, where the site did not answer

export function tellWhatIsProposed(form) {
  const shown = form.querySelector("[data-proposed]");
  if (shown) new Proposed(form, shown).start();
}

class Proposed {
  constructor(form, shown) {
    Object.assign(this, { form, shown, timer: 0, asked: null, sent: "", told: [], typedAt: 0 });
    this.former = form.querySelector("[data-former]"); // what the server compared before, true until a word changes
  }

  start() {
    this.form.addEventListener("input", (event) => this.typed(event.target));
    addEventListener("online", () => this.sent || this.plan(0));
    if (this.former) this.sent = this.written();
    else this.ask();
  }

  typed(field) {
    if (!/^a\d+$/.test(field.name ?? "")) return;
    if (this.former?.hidden === false) {
      this.former.hidden = true;
      this.sent = "";
    }
    this.typedAt = performance.now();
    this.plan(PAUSE);
  }

  plan(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), pause);
  }

  /* An answer that comes late counts for nothing; without one, what was told stays, and another try follows. */
  async ask() {
    const body = this.written();
    if (body === this.sent) return;
    this.sent = body;
    this.asked?.abort();
    this.asked = new AbortController();
    try {
      const options = { method: "POST", body: new URLSearchParams(body), signal: this.asked.signal };
      const answer = await fetch(this.shown.dataset.proposed, options);
      if (answer.ok && !answer.redirected) this.show(await answer.text());
      else this.missed(body);
    } catch {
      this.missed(body);
    }
  }

  missed(body) {
    if (body !== this.sent) return;
    this.sent = "";
    this.plan(AGAIN);
  }

  /* The fields of the text alone, and the version that they amend. */
  written() {
    const fields = [...new FormData(this.form)].filter(([name]) => /^(a\d+|base_number|csrf_token)$/.test(name));
    return String(new URLSearchParams(fields));
  }

  show(html) {
    const sentences = this.shown.querySelector("[data-sentences]");
    sentences.innerHTML = html;
    this.shown.hidden = !sentences.textContent.trim();
    clearTimeout(this.saying);
    const wait = this.typedAt ? this.typedAt + ALOUD - performance.now() : 0;
    this.saying = setTimeout(() => this.say(sentences), Math.max(0, wait));
  }

  /* Whoever does not see them hears the sentences that were not there, once; those of a page just opened are read in it. */
  say(sentences) {
    const words = [...sentences.querySelectorAll("p:not(.row)")].map((line) => line.textContent.replace(/\s+/g, " ").trim());
    const said = words.filter((line) => !this.told.includes(line)).join(" ");
    this.told = words;
    const status = this.form.querySelector("[data-aloud]");
    if (status && this.typedAt) status.textContent = said;
  }
}
