/* What the page of a text that one may amend loads: once words are selected, « Amender ici » stands beside them. The
   discs of the alinéas do the same without it. */
const PAUSE = 150; // milliseconds without a change of the selection
const HELD = 600; // during which a finger on the button may unselect the words
let timer = 0;
let shown = null;
let isHeld = false;

document.addEventListener("selectionchange", () => {
  clearTimeout(timer);
  timer = setTimeout(show, isHeld ? HELD : PAUSE);
});

/* The disc of an alinéa leads to its words and to what can be done with them: the focus too. */
document.addEventListener("click", (event) => {
  const words = event.target.closest?.(".alinea > .disc")?.parentElement.querySelector(".alinea-body");
  if (!words) return;
  words.tabIndex = -1;
  setTimeout(() => words.focus({ preventScroll: true }));
});

function show() {
  shown?.remove();
  shown = null;
  isHeld = false;
  const selection = document.getSelection();
  if (selection.isCollapsed || !selection.toString().trim()) return;
  const links = [...document.querySelectorAll(".alinea")]
    .filter((alinea) => selection.containsNode(alinea.querySelector(".alinea-body"), true))
    .map((alinea) => alinea.querySelector('.alinea-actions a[href*="/amender"]'))
    .filter(Boolean);
  if (links.length) stand(buttonFor(links), selection.getRangeAt(0));
}

/* One press for all the alinéas that are selected. */
function buttonFor(links) {
  const button = links[0].cloneNode(true);
  const address = new URL(button.href);
  for (const link of links.slice(1)) {
    for (const alinea of new URL(link.href).searchParams.getAll("alinea")) address.searchParams.append("alinea", alinea);
  }
  button.href = address;
  button.classList.add("beside-words");
  button.addEventListener("pointerdown", () => (isHeld = true));
  button.addEventListener("mousedown", (event) => event.preventDefault());
  return button;
}

function stand(button, range) {
  shown = button;
  document.body.append(button);
  const words = [...range.getClientRects()].at(-1) ?? range.getBoundingClientRect();
  const apart = matchMedia("(pointer: coarse)").matches ? 32 : 8; // below the handles of a touch screen
  const most = document.documentElement.clientWidth - button.offsetWidth - 8;
  button.style.left = `${Math.max(8, Math.min(words.left, most)) + scrollX}px`;
  button.style.top = `${words.bottom + apart + scrollY}px`;
}
