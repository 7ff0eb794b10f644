/* The hall's screen: the text put to the vote is as large as its room allows, measured where the server estimated. */

const STEPS = [
  ["t38", false],
  ["t36", false],
  ["t34", false],
  ["t32", false],
  ["t30", false],
  ["t28", true],
  ["t26", true],
  ["t24", true],
];
const SIZES = STEPS.map(([name]) => name);

/* The first step at which nothing of the text is over the foot, else the last. */
function fit() {
  const room = document.querySelector(".hall-text");
  if (!room) return;
  for (const [size, inColumns] of STEPS) {
    room.classList.remove(...SIZES);
    room.classList.add(size);
    room.classList.toggle("columns", inColumns);
    if (!isOver(room)) return;
  }
}

function isOver(room) {
  const text = room.firstElementChild;
  return text !== null && (text.scrollHeight > room.clientHeight + 1 || text.scrollWidth > room.clientWidth + 1);
}

fit();
document.fonts.ready.then(fit);
addEventListener("resize", fit);
/* The page is changed in place, from its paragraphs to their words. */
const EACH_CHANGE = { childList: true, characterData: true, subtree: true };
new MutationObserver(fit).observe(document.querySelector(".hall"), EACH_CHANGE);
