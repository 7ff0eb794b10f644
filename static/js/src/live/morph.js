/* Makes a part of the page what a fresh page has in its place, touching what differs and nothing else: what has the
   focus, is unfolded, chosen or half read stays where it is. */

/* What we wrote in the page ourselves: a fresh one knows nothing of it. */
const OURS = ["open", "tabindex", "aria-disabled", "data-filled", "data-new", "data-sent", "data-voting"];

export function morph(node, fresh) {
  if (node.isEqualNode(fresh)) return;
  if (node.nodeType !== Node.ELEMENT_NODE) {
    node.data = fresh.data;
    return;
  }
  dress(node, fresh);
  const named = new Set([...fresh.children].map((one) => one.id).filter(Boolean));
  let next = node.firstChild;
  for (const wanted of fresh.childNodes) {
    const same = find(next, key(wanted), named);
    if (!same) {
      node.insertBefore(document.importNode(wanted, true), next);
      continue;
    }
    clear(next, same);
    morph(same, wanted);
    next = same.nextSibling;
  }
  clear(next, null);
}

function dress(node, fresh) {
  for (const { name } of [...node.attributes]) {
    if (!fresh.hasAttribute(name) && !OURS.includes(name)) node.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  }
}

/* The one that is wanted, never beyond one that has its name in the fresh page: that one stays. What speaks for itself,
   a status among them, is heard only if it was there before its words. */
function find(from, wanted, named) {
  let node = from;
  while (node && key(node) !== wanted) {
    if (named.has(node.id)) return null;
    node = node.nextSibling;
  }
  return node;
}

function clear(from, end) {
  let node = from;
  while (node !== end) {
    const gone = node;
    node = node.nextSibling;
    gone.remove();
  }
}

/* What something is, whatever it says: a link is where it leads, a button what it does, a line of a list, and a group
   of lines, its first link. */
function key(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return node.nodeName;
  return `${node.nodeName} ${node.id || own(node)}`;
}

function own(node) {
  switch (node.nodeName) {
    case "A":
      return node.getAttribute("href");
    case "LI":
    case "TBODY":
    case "TR":
      return node.querySelector("a[href]")?.getAttribute("href");
    case "BUTTON":
      return `${node.name} ${node.value} ${node.textContent.trim()}`;
    case "INPUT":
      return `${node.type} ${node.name} ${node.type === "radio" ? node.value : ""}`;
    case "FORM":
      return node.getAttribute("action");
    case "DETAILS":
      return node.querySelector("summary")?.textContent;
    default:
      return node.getAttribute("name");
  }
}
