/* An order of options that was not sent when its poll ended: the page says so, keeps the order to be read, and follows
   the sitting again. What is typed elsewhere still holds the page. */

let told = null;

/* Let go of what was chosen in the votes of a poll that a fresh page says is not open any more. */
export function letGoOfVotes(fresh) {
  const region = document.getElementById("scrutin");
  const words = document.getElementById("vote-non-envoye");
  if (!region || !words || fresh.getElementById("scrutin")?.dataset.step === region.dataset.step) return;
  if (region.querySelector("form[data-voting], .uncertain")) return;
  const orders = [...region.querySelectorAll("form.vote")].map(orderOf).filter(Boolean);
  if (orders.length) tellOf(orders, words);
  region.removeAttribute("data-filled");
  if (region.contains(document.activeElement)) document.activeElement.blur();
}

/* What was told stays at the top of the page that takes the place of this one. */
export function keepingTold(become) {
  const isShown = told?.isConnected;
  const answer = become();
  if (isShown && !told.isConnected) document.querySelector("main")?.prepend(told);
  return answer;
}

function tellOf(orders, words) {
  told?.remove();
  told = document.createElement("div");
  told.className = "unsent";
  told.append(document.importNode(words.content, true));
  for (const { whose, ranks } of orders) {
    const line = document.createElement("p");
    line.textContent = ranks;
    if (orders.length > 1) line.prepend(whose, document.createElement("br"));
    told.querySelector("[data-orders]").append(line);
  }
  document.querySelector("main").prepend(told);
}

/* « 1. Lyon, 2. Nice », and whose vote it is; nothing where no rank was changed. */
function orderOf(form) {
  const fields = [...form.querySelectorAll("select")];
  if (!fields.some((one) => one.value && !one.selectedOptions[0].defaultSelected)) return null;
  const ranked = fields.filter((one) => one.value).sort((one, other) => one.value - other.value);
  return {
    whose: form.closest("[role=group]")?.getAttribute("aria-label") ?? "",
    ranks: ranked.map((one) => `${one.value}. ${one.labels[0]?.textContent.trim()}`).join(", "),
  };
}
