/* Pauses between two requests. */

/* The shortest pause of a page that asks, and the longest, in milliseconds. */
export const SOON = 4000;
export const LATE = 60000;

let wake = () => {};

/* A pause that ends early when the page is looked at again, or the network is back. */
export function wait(milliseconds) {
  return new Promise((done) => {
    wake = done;
    setTimeout(done, milliseconds);
  });
}

/* End the pause within so many milliseconds: pages that are told together do not ask together. */
export function wakeSoon(within) {
  setTimeout(() => document.hidden || wake(), Math.random() * within);
}

document.addEventListener("visibilitychange", () => document.hidden || wake());
addEventListener("online", () => wake());
