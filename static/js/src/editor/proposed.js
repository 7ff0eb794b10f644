/* What is proposed so far, told beside the fields by the server once the keys rest: sentences, who says the same. */
const PAUSE = 600; // milliseconds without a key

export function tellWhatIsProposed(form) {
  const shown = form.querySelector("[data-proposed]");
  if (shown) new Proposed(form, shown).start();
}

class Proposed {
  constructor(form, shown) {
    Object.assign(this, { form, shown, timer: 0, asked: null, sent: "" });
  }

  start() {
    this.form.addEventListener("input", () => this.plan());
    this.ask();
  }

  plan() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  /* An answer that comes late counts for nothing; without one, what was told stays. */
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
      else this.sent = "";
    } catch {
      if (body === this.sent) this.sent = "";
    }
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
  }
}
