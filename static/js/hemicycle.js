/* Makes pages livelier; everything works without it.
   - Regions marked data-live are fetched again when the sitting's version changes, never while something is filled in.
   - A form is sent once, however often its button is pressed.
   - A vote whose answer is lost is sent again until it is known: the same vote counts once. */
"use strict";
(() => {
  const own = document.currentScript;
  const SOON = 4000, LATE = 60000, PATIENCE = 8000;
  let wake = () => {};
  const wait = (ms) => new Promise((done) => { wake = done; setTimeout(done, ms); });
  document.addEventListener("visibilitychange", () => document.hidden || wake());

  /* Sent once. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
  document.addEventListener("input", (event) => event.target.closest("[data-live]")?.setAttribute("data-filled", ""));

  /* Live regions. */
  const busy = (region) =>
    region.hasAttribute("data-filled") || region.querySelector("form[data-sent], details[open] form") ||
    (region.contains(document.activeElement) && document.activeElement.matches("input, select, textarea"));

  const plain = (region) => region.innerHTML.replace(/(name="csrf_token" value=")[^"]*/g, "$1");

  /* True when everything that changed could be shown; what is being filled in waits for the next time. */
  function swap(fresh) {
    let whole = true;
    for (const region of document.querySelectorAll("[data-live]")) {
      const other = fresh.getElementById(region.id);
      if (other && plain(other) === plain(region)) continue;
      if (busy(region)) { whole = false; continue; }
      if (!other) { location.replace(own.dataset.page); return true; }
      const opened = [...region.querySelectorAll("details[open]")].map((one) => one.querySelector("summary")?.textContent);
      region.className = other.className;
      region.replaceChildren(...document.importNode(other, true).childNodes);
      for (const details of region.querySelectorAll("details"))
        if (opened.includes(details.querySelector("summary")?.textContent)) details.open = true;
    }
    return whole;
  }

  async function refresh() {
    const answer = await fetch(own.dataset.page, { credentials: "same-origin", cache: "no-cache" });
    if (!answer.ok) return false;
    return swap(new DOMParser().parseFromString(await answer.text(), "text/html"));
  }

  async function follow(address, known) {
    let pause = SOON;
    for (;;) {
      await wait(document.hidden ? LATE : pause + Math.random() * 1000);
      if (document.hidden) continue;
      try {
        const answer = await fetch(address, { credentials: "same-origin", cache: "no-cache" });
        if (!answer.ok) throw new Error(String(answer.status));
        const version = (await answer.json())[own.dataset.follow];
        if (version !== known && await refresh()) known = version;
        pause = SOON;
      } catch {
        pause = Math.min(pause * 2, LATE);
      }
    }
  }
  if (own.dataset.state) follow(own.dataset.state, own.dataset.version);

  /* Votes. */
  function show(page, address) {
    const main = page.querySelector("main");
    document.querySelector("main").replaceChildren(...document.importNode(main, true).childNodes);
    document.title = page.title;
    if (address) history.replaceState(null, "", address);
    document.getElementById("contenu")?.focus();
  }

  function uncertain(choice) {
    const words = document.getElementById("vote-incertain");
    const main = document.querySelector("main");
    if (!words || main.querySelector(".uncertain")) return;
    const shown = document.importNode(words.content, true);
    for (const one of shown.querySelectorAll("[data-choice]")) if (one.dataset.choice !== choice) one.remove();
    main.replaceChildren(...shown.childNodes, words);
    main.querySelector("a")?.focus();
  }

  async function send(form, body) {
    for (let pause = SOON; ; pause = Math.min(pause * 1.5, LATE / 4)) {
      try {
        const signal = AbortSignal.timeout(PATIENCE);
        const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin", signal });
        if (answer.status >= 500) throw new Error(String(answer.status));
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        return show(page, answer.redirected ? answer.url : null);
      } catch {
        uncertain(body.get("choice"));
        await wait(pause);
      }
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form.vote") || form.dataset.voting) return;
    event.preventDefault();
    form.dataset.voting = "yes";
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
    const body = new URLSearchParams(new FormData(form, event.submitter));
    send(form, body);
  });
})();
