/* Words that an earlier page could not send, and that the server does not have, are offered by the next one. */
import { copiesFor, forget, forgetOthers } from "./copies.js";
import { typedIn } from "./leaving.js";

export function offerCopy(form, leaving) {
  if (!form.dataset.hand) return;
  forgetOthers(form.dataset.hand);
  const place = document.querySelector("[data-copy]");
  for (const [name, copy] of copiesFor(form)) {
    if (copy.typed === typedIn(form)) forget(name);
    else if (place?.hidden) show(place, form, name, copy, leaving);
  }
}

function show(place, form, name, copy, leaving) {
  place.querySelector("[data-when]").textContent = inWords(copy.at);
  place.hidden = false;
  place.querySelector("[data-take]").addEventListener("click", () => {
    leaving();
    take(form, copy);
  });
  place.querySelector("[data-forget]").addEventListener("click", () => {
    forget(name);
    place.hidden = true;
  });
}

/* « 28 novembre 2026 à 17 h 12 »: as the rest of the page says hours. */
function inWords(at) {
  const { lang } = document.documentElement;
  const said = new Date(at).toLocaleString(lang, { dateStyle: "long", timeStyle: "short" });
  return lang === "fr" ? said.replace(/(\d):(\d)/, "$1\u00a0h\u00a0$2") : said;
}

/* The page as it was, given back by the server: nothing is kept over what changed since. */
function take(form, copy) {
  const again = document.createElement("form");
  Object.assign(again, { method: "post", action: copy.address, hidden: true });
  const token = form.elements.csrf_token?.value ?? "";
  for (const [name, value] of [...copy.fields, ["csrf_token", token], ["geste", "reprendre"]]) {
    const area = document.createElement("textarea"); // another field would lose its line ends
    Object.assign(area, { name, value });
    again.append(area);
  }
  document.body.append(again);
  again.submit();
}
