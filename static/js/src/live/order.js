/* The order of the sitting, kept in the tab of the console: it is read when the network is gone. */

const STALE = 600_000; // milliseconds after which it is asked for again
const SOON = 3000; // the page first

/* Have the folded part of the console hold the order of the sitting, as it was when it was last asked for. */
export function keepOrder() {
  const place = document.querySelector("[data-order]");
  if (!place) return;
  const { order: address } = place.dataset;
  const kept = recall(address);
  if (kept) show(place, kept.html);
  if (!kept || Date.now() - kept.at > STALE) setTimeout(() => ask(place, address), SOON);
}

async function ask(place, address) {
  try {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const order = page.getElementById("ordre-de-seance");
    if (!order) return;
    remember(address, { at: Date.now(), html: order.outerHTML });
    show(place, order.outerHTML);
  } catch {
    // What was kept before stays.
  }
}

function show(place, html) {
  const order = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
  place.querySelector(".kept").replaceChildren(document.importNode(order, true));
  place.hidden = false;
}

function recall(address) {
  try {
    return JSON.parse(sessionStorage.getItem(`hemicycle ${address}`));
  } catch {
    return null;
  }
}

function remember(address, kept) {
  try {
    sessionStorage.setItem(`hemicycle ${address}`, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing shows it all the same.
  }
}
