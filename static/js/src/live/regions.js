/* Regions marked data-live take the place of what they were, never while something is being filled in. */

const TOKEN = /(name="csrf_token" value=")[^"]*/g;

/* Have a region remember that somebody typed in it. */
export function markWhatIsFilled() {
  document.addEventListener("input", (event) => {
    event.target.closest("[data-live]")?.setAttribute("data-filled", "");
  });
}

/* Put in the regions what a fresh page has for them. True when everything that changed could be shown; what is being
   filled in waits for the next time. A page that no longer has one of them is loaded again, from its address. */
export function swap(fresh, address) {
  let whole = true;
  for (const region of document.querySelectorAll("[data-live]")) {
    const other = fresh.getElementById(region.id);
    if (other && words(other) === words(region)) continue;
    if (isBusy(region)) {
      whole = false;
      continue;
    }
    if (!other) {
      location.replace(address);
      return true;
    }
    replace(region, other);
  }
  return whole;
}

/* The step came under the finger of who was about to press for the one before: it takes a press once it can be read. */
const TO_READ = 1500;

function markAsNew(region, step) {
  region.dataset.step = step;
  region.dataset.new = "";
  setTimeout(() => delete region.dataset.new, TO_READ);
}

/* What a region says: its token of forms differs each time, and says nothing. */
function words(region) {
  return region.innerHTML.replace(TOKEN, "$1");
}

function isBusy(region) {
  return (
    region.hasAttribute("data-filled") ||
    region.querySelector("form[data-sent], details[open] form") ||
    (region.contains(document.activeElement) && document.activeElement.matches("input, select, textarea"))
  );
}

/* What was unfolded stays so. */
function replace(region, other) {
  const title = (details) => details.querySelector("summary")?.textContent;
  const opened = [...region.querySelectorAll("details[open]")].map(title);
  region.className = other.className;
  if (region.dataset.step !== other.dataset.step) markAsNew(region, other.dataset.step);
  region.replaceChildren(...document.importNode(other, true).childNodes);
  for (const details of region.querySelectorAll("details")) {
    if (opened.includes(title(details))) details.open = true;
  }
}
