/* How long until the closing that the chair told the room: counted down each second from what the server said, closing
   nothing. Without this script the hour of the closing is read. */

const bases = new WeakMap();

/* Count what the page shows, as long as it lives. */
export function countToClosing() {
  tick();
  setInterval(tick, 1000);
}

function tick() {
  for (const shown of document.querySelectorAll("[data-closing]")) {
    const left = leftOf(shown);
    const words = left > 0 ? shown.dataset.words.replace("{}", left) : shown.dataset.over;
    if (shown.textContent !== words) shown.textContent = words;
  }
}

function leftOf(shown) {
  let base = bases.get(shown);
  if (base?.closing !== shown.dataset.closing) {
    base = { closing: shown.dataset.closing, at: performance.now() };
    bases.set(shown, base);
  }
  return Number(shown.dataset.closing) - Math.floor((performance.now() - base.at) / 1000);
}
