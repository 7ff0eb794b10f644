/* Pauses between two requests. */

/* The shortest pause of a page that asks, and the longest, in milliseconds. */
export const SOON = 4000;
export const LATE = 60000;

/* What ends each of the pauses that last: the page's own, and that of a vote whose answer is lost. */
const ends = new Set();

/* A pause that ends early when the page is looked at again, or the network is back. */
export function wait(milliseconds) {
  return new Promise((done) => {
    const end = () => ends.delete(end) && done();
    ends.add(end);
    setTimeout(end, milliseconds);
  });
}

function wake() {
  for (const end of [...ends]) end();
}

/* End the pause within so many milliseconds: pages that are told together do not ask together. */
export function wakeSoon(within) {
  setTimeout(() => document.hidden || wake(), Math.random() * within);
}

document.addEventListener("visibilitychange", () => document.hidden || wake());
addEventListener("online", () => wake());
