/* A button that shares what it carries: by the device where it can, else by the clipboard, else by choosing the link.
   What was done is said once; a sheet that was closed says nothing. */

export function share(page) {
  const place = page.querySelector("[data-share-button]");
  const button = place?.querySelector("button");
  if (!button) return;
  const told = page.querySelector("[data-share-told]");
  place.hidden = false;
  button.addEventListener("click", async () => {
    const { title, text, url, copied, chosen } = button.dataset;
    told.textContent = "";
    if (navigator.share && (await isHanded({ title, text, url }))) return;
    told.textContent = (await isCopied(`${text}\n${url}`)) ? copied : choose(page, chosen);
  });
}

/* Whether the device took it, or whoever was asked closed the sheet. */
async function isHanded(what) {
  try {
    await navigator.share(what);
    return true;
  } catch (refusal) {
    return refusal.name === "AbortError";
  }
}

async function isCopied(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return false;
  }
}

/* The link is chosen, to be copied by hand. */
function choose(page, said) {
  const link = page.querySelector("[data-share-link]");
  getSelection().selectAllChildren(link);
  return said;
}
