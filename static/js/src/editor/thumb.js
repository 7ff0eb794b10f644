/* On a telephone the bar of tools stands on the keyboard, wherever the system draws it. */
export function standOnKeyboard() {
  const seen = window.visualViewport;
  if (!seen) return;
  const stand = () => {
    const hidden = Math.max(0, window.innerHeight - seen.height - seen.offsetTop);
    document.documentElement.style.setProperty("--keyboard", `${Math.round(hidden)}px`);
  };
  seen.addEventListener("resize", stand);
  seen.addEventListener("scroll", stand);
}

/* Pressed, what stands there leaves neither the words nor the page before it is let go. */
export function holdUnderTheThumb() {
  document.querySelector(".onward")?.addEventListener("mousedown", (event) => event.preventDefault());
}
