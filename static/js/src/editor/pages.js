/* The pages that « Annuler » and « Rétablir » go through: what their fields said. This window keeps them from one page of
   a draft to the next, and no longer. */
const PREFIX = "hemicycle pages ";
const MOST = 1500000; // signs; a browser keeps a few millions

const nameOf = (form) => `${PREFIX}${form.dataset.hand ?? ""} ${new URL(form.action).pathname}`;

export function readPages(form) {
  return guarded(() => JSON.parse(sessionStorage.getItem(nameOf(form)))) ?? {};
}

/* The oldest pages go where there are too many. */
export function writePages(form, pages) {
  let kept = pages;
  let said = JSON.stringify(kept);
  while (said.length > MOST && kept.past?.length) {
    kept = { ...kept, past: kept.past.slice(1) };
    said = JSON.stringify(kept);
  }
  if (said.length <= MOST) guarded(() => sessionStorage.setItem(nameOf(form), said));
}

export function dropPages() {
  guarded(() => {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
  });
}

/* A browser may refuse to keep anything: one page is undone then, as before. */
function guarded(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}
