/* Regions marked data-live become what a fresh page has for them, never while something is being filled in. */
import { morph } from "./morph.js";
import { bring, buttonsOf, markAsNew, markNewForms } from "./new.js";
import { isSeen, keepPlace } from "./place.js";

const TOKEN = /(name="csrf_token" value=")[^"]*/g;
const HEADINGS = "h1, h2, h3";

/* Have a region, or a form outside of them, remember that somebody typed in it. */
export function markWhatIsFilled() {
  document.addEventListener("input", (event) => {
    (event.target.closest("[data-live]") ?? event.target.form)?.setAttribute("data-filled", "");
  });
}

/* Put in the regions what a fresh page has for them. True when everything that changed could be shown; what is being
   filled in waits for the next time. A page that no longer has one of them becomes the fresh one. */
export function swap(fresh, address) {
  if (isVoteOnItsWay()) return false;
  const regions = [...document.querySelectorAll("[data-live]")];
  const focused = document.activeElement;
  const place = focused?.closest("[data-live]");
  const preventScroll = focused !== null && !isSeen(focused);
  const kept = regions.filter((region) => fresh.getElementById(region.id));
  const isAnother = kept.length < regions.length;
  const isWhole =
    isAnother && !isInUse(regions, fresh)
      ? turn(fresh, address)
      : keepPlace(() => renewAll(kept, fresh)).every(Boolean) && !isAnother;
  if (isWhole && fresh.title) document.title = fresh.title;
  if (focused && !isShown(focused)) (sameLink(focused, place) ?? headingOf(place))?.focus({ preventScroll });
  return isWhole;
}

/* Another page in the place of this one, unless somebody writes or chooses in it: true when it is. */
export function become(fresh, address) {
  if (isVoteOnItsWay() || isInUse([...document.querySelectorAll("[data-live]")], fresh)) return false;
  const focused = document.activeElement;
  turn(fresh, address);
  if (focused && !isShown(focused)) headingOf(document.querySelector("main"))?.focus({ preventScroll: true });
  return true;
}

/* A vote was sent, or is sent again until it is known: its answer comes into the page in which it was pressed. */
function isVoteOnItsWay() {
  return document.querySelector("main :is(form[data-voting], .uncertain)") !== null;
}

/* Somebody writes or chooses somewhere in the page. */
function isInUse(regions, fresh) {
  return (
    document.querySelector("main form[data-filled], main form[data-sent]") ||
    document.activeElement?.matches("main :is(input, select, textarea)") ||
    regions.some((region) => isBusy(region, fresh.getElementById(region.id)))
  );
}

/* The whole page becomes another one, as if it had been loaded, but that whoever listens to it hears what changed. */
function turn(fresh, address) {
  if (sheets(fresh) !== sheets(document)) {
    bring(address);
    return true;
  }
  document.title = fresh.title;
  document.documentElement.className = fresh.documentElement.className;
  morph(document.body, fresh.body);
  markAsNew(document.querySelector("main") ?? document.body);
  history.replaceState(null, "", address);
  scrollTo(0, 0);
  return true;
}

function sheets(page) {
  return [...page.querySelectorAll("link[rel=stylesheet]")].map((link) => link.getAttribute("href")).join();
}

/* Those that show a step go to the next one together: where one of them waits, so do the others. */
function renewAll(regions, fresh) {
  const goesOn = (region) => region.dataset.step !== fresh.getElementById(region.id).dataset.step;
  const isHeld = regions.some((region) => goesOn(region) && waits(region, fresh.getElementById(region.id)));
  return regions.map((region) => !(isHeld && goesOn(region)) && renew(region, fresh.getElementById(region.id)));
}

/* True when the region is what the fresh page has for it. */
function renew(region, other) {
  if (words(other) === words(region)) return true;
  if (waits(region, other)) return false;
  const isAnotherStep = region.dataset.step !== other.dataset.step;
  const known = buttonsOf(region);
  morph(region, other);
  if (isAnotherStep) {
    markAsNew(region);
    document.querySelector(".refusal")?.remove(); // what was refused belongs to the step before
  }
  markNewForms(region, known);
  return true;
}

function waits(region, other) {
  return words(other) !== words(region) && isBusy(region, other);
}

/* What a region says: its token of forms differs each time, and says nothing. */
function words(region) {
  return region.innerHTML.replace(TOKEN, "$1");
}

function isBusy(region, other) {
  return (
    region.hasAttribute("data-filled") ||
    region.querySelector("form[data-sent]") ||
    hasUnfoldedForm(region, other) ||
    isSelectedIn(region) ||
    (region.contains(document.activeElement) && document.activeElement.matches("input, select, textarea"))
  );
}

/* A form that somebody unfolded; one that the page itself shows unfolded is nobody's yet, nor is one that it has no more. */
function hasUnfoldedForm(region, other) {
  if (!other || other.hidden) return false;
  const shown = [...(other?.querySelectorAll("details[open]") ?? [])].map(titleOf);
  const unfolded = [...region.querySelectorAll("details[open]")].filter((one) => one.querySelector("form"));
  return unfolded.some((one) => !shown.includes(titleOf(one)));
}

/* Somebody selects words in it, to quote them: they would be let go. A step is shown all the same. */
function isSelectedIn(region) {
  const selection = getSelection();
  return !region.dataset.step && !selection.isCollapsed && selection.containsNode(region, true);
}

function titleOf(details) {
  return details.querySelector("summary")?.textContent;
}

/* The link to the same page, where the one that had the focus was made anew in another place. */
function sameLink(gone, place) {
  const address = gone.matches("a[href]") && gone.getAttribute("href");
  const isSame = (one) => one.getAttribute("href") === address && isShown(one);
  return address ? [...(place?.querySelectorAll("a[href]") ?? [])].find(isSame) : null;
}

/* The heading of what held something that is gone, or the last one before it: who was there reads on from it. */
function headingOf(place) {
  const within = place?.isConnected ? [place, place.closest("section, .section")] : [];
  const heading = within.map(headingIn).find(Boolean) ?? headingBefore(place) ?? document.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  return heading;
}

function headingIn(part) {
  return [...(part?.querySelectorAll(HEADINGS) ?? [])].find(isShown);
}

function headingBefore(place) {
  if (!place?.isConnected) return undefined;
  const isBefore = (heading) => place.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_PRECEDING;
  return [...document.querySelectorAll(HEADINGS)].filter(isShown).findLast(isBefore);
}

/* In the page, and not hidden there. */
function isShown(element) {
  return element.getClientRects().length > 0;
}
