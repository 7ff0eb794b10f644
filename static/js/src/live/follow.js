/* Asks whether the sitting changed, and shows the page as it is now when it did. */
import { LATE, SOON, wait } from "./pause.js";
import { swap } from "./regions.js";

const ASKING = { credentials: "same-origin", cache: "no-cache" };

/* Follow one part of a sitting, from the version that the page shows, as long as the page lives.
   `page`: the address of the page; `state`: that of the versions; `part`: which of them. */
export async function follow({ page, state, part, version }) {
  let pause = SOON;
  for (;;) {
    await wait(document.hidden ? LATE : pause + Math.random() * 1000);
    if (document.hidden) continue;
    try {
      const now = await versionOf(state, part);
      if (now !== version && (await refresh(page))) version = now;
      pause = SOON;
    } catch {
      pause = Math.min(pause * 2, LATE);
    }
  }
}

async function versionOf(state, part) {
  const answer = await fetch(state, ASKING);
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json())[part];
}

async function refresh(page) {
  const answer = await fetch(page, ASKING);
  if (!answer.ok) return false;
  return swap(new DOMParser().parseFromString(await answer.text(), "text/html"), page);
}
