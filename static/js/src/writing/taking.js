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
  const said = { dateStyle: "long", timeStyle: "short" };
  place.querySelector("[data-when]").textContent = new Date(copy.at).toLocaleString(document.documentElement.lang, said);
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
