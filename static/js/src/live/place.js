/* What is being read keeps its place in the window, whatever comes or goes above it. */

/* Where one looks for what is being read, in parts of the height of the window. */
const HEIGHTS = [0.35, 0.5, 0.2, 0.65, 0.8];

/* Do something to the page. At its very top nothing is held: what appears there is meant to be seen. */
export function keepPlace(change) {
  const mark = scrollY > 0 ? readNow() : null;
  const before = mark?.getBoundingClientRect().top;
  const done = change();
  if (mark?.getClientRects().length) {
    scrollBy({ top: mark.getBoundingClientRect().top - before, behavior: "instant" });
  }
  return done;
}

/* What has the focus and is seen, else some words about the middle of the window. */
function readNow() {
  const focused = document.activeElement;
  if (focused && focused !== document.body && isSeen(focused) && !focused.querySelector("[data-live]")) return focused;
  const found = HEIGHTS.map((part) => document.elementFromPoint(innerWidth / 2, innerHeight * part));
  return found.find((one) => one?.closest("main") && !one.querySelector("[data-live], section, div")) ?? null;
}

/* In the window, where one sees it. */
export function isSeen(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}
