/* Asks whether the sitting changed, and shows the page as it is now when it did. */
import { listen, paceOfListener } from "./listen.js";
import { LATE, wait } from "./pause.js";
import { bring } from "./new.js";
import { become, swap } from "./regions.js";
import { tell } from "./told.js";
import { keepingTold, letGoOfVotes } from "./unsent.js";

const ASKING = { credentials: "same-origin", cache: "no-cache" };

/* A step of the chair is told within three seconds: a pause, a tenth of it of chance, two answers. */
const OFTEN = 2000;
const CHANCE = 0.1;

/* What is no step (arrivals, ballots coming in) is shown at most so often: a whole page is asked for. Where the site
   stretches the pauses of those who ask, by so many of them. */
const REST = { sitting: 8000, progress: 4000 };
const PAUSES = { sitting: 4, progress: 2 };

/* What the element that loads the script says to follow. */
export function followed(script) {
  const { page, state, stream, follow: part, version, steps, over, next, goesOn } = script.dataset;
  return { page, state, stream, part, version, steps, next, isOver: over !== undefined, goesOn: goesOn !== undefined };
}

/* Follow one part of a sitting, from the versions that the page shows, as long as the page lives.
   `page`: the address of the page; `state`: that of the versions; `part`: which of them; `isOver`: the sitting is;
   `goesOn`: the page goes from one vote to the next with its voter; `next`: the address of a vote left to cast. */
export async function follow(start) {
  let at = start;
  let shown = -LATE;
  let pause = paceOf(at);
  let last = pause;
  while (at) {
    listen(at.part === "progress" ? undefined : at.stream);
    await wait(document.hidden ? LATE : paceOfListener(pause) * (1 + Math.random() * CHANCE));
    if (document.hidden) continue;
    try {
      const now = await versionsOf(at.state);
      const often = paceOf(at, now.period);
      const isRested = performance.now() - shown >= Math.max(REST[at.part] ?? 0, (PAUSES[at.part] ?? 0) * often);
      if (now.steps !== at.steps || (now[at.part] !== at.version && isRested)) {
        at = await refresh(at, now);
        shown = performance.now();
      }
      pause = spread(last, (last = paceOf(at, now.period)));
    } catch {
      pause = Math.min(pause * 2, LATE);
    }
  }
}

/* The answer says when to ask again: the more pages follow the sitting, the later. */
function paceOf(at, period = OFTEN) {
  return at?.isOver ? LATE : Math.min(Math.max(period, OFTEN), LATE);
}

/* Told to come less often, pages that came together do not come together again. */
function spread(before, pause) {
  return pause > before ? OFTEN + Math.random() * (pause - OFTEN) : pause;
}

async function versionsOf(state) {
  const answer = await fetch(state, ASKING);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/* What is followed from here on; nothing where the page as it is now follows nothing more. */
async function refresh(at, now) {
  const fresh = await pageAt(at.page);
  if (!fresh) return undefined;
  letGoOfVotes(fresh);
  const known = { ...at, steps: now.steps, version: now[at.part] };
  if (at.goesOn && scriptOf(fresh)?.dataset.next) {
    const onto = await goOnto(scriptOf(fresh).dataset.next);
    if (onto) return onto;
  }
  const isWhole = keepingTold(() => swap(fresh, at.page));
  tell(fresh);
  const next = nextOf(fresh, known);
  return next && !isWhole ? { ...next, version: at.version } : next;
}

/* The page of the next vote in the place of this one; nothing where somebody writes or chooses in this one. */
async function goOnto(address) {
  const fresh = await pageAt(address);
  if (!fresh || !scriptOf(fresh) || !keepingTold(() => become(fresh, address))) return undefined;
  tell(fresh);
  return followed(scriptOf(fresh));
}

/* A page as it is now; nothing where it is elsewhere, or no more for its reader: the browser goes there. */
async function pageAt(address) {
  const answer = await fetch(address, ASKING);
  if (answer.redirected || answer.status === 403) return bring(answer.url);
  if (!answer.ok) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function scriptOf(page) {
  return page.querySelector("script[data-state]");
}

function nextOf(fresh, same) {
  if (!scriptOf(document)) return same;
  const script = scriptOf(fresh);
  return script && { ...followed(script), goesOn: same.goesOn };
}
