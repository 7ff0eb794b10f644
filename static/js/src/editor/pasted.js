/* What is pasted arrives as words in lines: bold and italics are kept, tables, pictures and scripts are not. */
import { DOMParser as Reader, Slice } from "prosemirror-model";
import { schema } from "./lines.js";

const BLOCKS = "P,DIV,LI,H1,H2,H3,H4,H5,H6,TR,BLOCKQUOTE,SECTION,ARTICLE,UL,OL,TABLE,DL,DT,DD,PRE";
const UNREAD = "SCRIPT,STYLE,HEAD,TITLE,TEMPLATE,NOSCRIPT,IMG,SVG,OBJECT,IFRAME,SELECT,TEXTAREA,BUTTON".split(",");
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\ufeff]/g;
const BOLD = /(?:^|;)\s*font-weight\s*:\s*(bold|[6-9]00)/i;
const LIGHT = /(?:^|;)\s*font-weight\s*:\s*(normal|[1-5]00)/i;
const ITALIC = /(?:^|;)\s*font-style\s*:\s*(italic|oblique)/i;
const STRAIGHT = /(?:^|;)\s*font-style\s*:\s*normal/i;

/* The same words as HTML of ours: one paragraph a line. */
export function cleaned(html) {
  const lines = [[]];
  const page = new DOMParser().parseFromString(html, "text/html");
  walk(page.body, { strong: false, em: false }, lines);
  const written = document.createElement("div");
  for (const words of lines.map(trimmed).filter((line) => line.length)) written.append(paragraphOf(words));
  return written.innerHTML;
}

/* The lines of a text without style. */
export function linesOf(text) {
  const lines = text.replace(/\r\n?/g, "\n").split(/\n+/).map(plain).filter(Boolean);
  const nodes = lines.map((line) => schema.node("line", null, schema.text(line)));
  return nodes.length ? new Slice(schema.node("doc", null, nodes).content, 1, 1) : Slice.empty;
}

export const reader = Reader.fromSchema(schema);

function walk(node, style, lines) {
  if (node.nodeType === Node.TEXT_NODE) {
    lines.at(-1).push({ ...style, text: node.data.replace(/[ \t\r\n]+/g, " ").replace(CONTROL, "") });
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE || UNREAD.includes(node.tagName.toUpperCase())) return;
  const isBlock = node.matches(BLOCKS);
  if (isBlock || node.tagName === "BR") lines.push([]);
  if (node.tagName === "LI") lines.at(-1).push({ text: signOf(node) });
  const own = styleOf(node, style);
  for (const child of node.childNodes) walk(child, own, lines);
  if (node.matches("TD,TH")) lines.at(-1).push({ text: " " });
  if (isBlock) lines.push([]);
}

function styleOf(node, { strong, em }) {
  const said = node.getAttribute("style") ?? "";
  const isBold = BOLD.test(said) || (node.matches("B,STRONG") && !LIGHT.test(said));
  const isItalic = ITALIC.test(said) || (node.matches("I,EM,CITE") && !STRAIGHT.test(said));
  return { strong: isBold || (strong && !LIGHT.test(said)), em: isItalic || (em && !STRAIGHT.test(said)) };
}

function signOf(item) {
  const list = item.parentElement;
  if (list?.tagName !== "OL") return "- ";
  const items = [...list.children].filter((child) => child.tagName === "LI");
  return `${(Number(list.getAttribute("start")) || 1) + items.indexOf(item)}. `;
}

function plain(line) {
  return line.replace(CONTROL, "").replace(/[ \t]+/g, " ").trim();
}

function trimmed(words) {
  const kept = [];
  for (const word of words) {
    const isAfterSpace = !kept.length || kept.at(-1).text.endsWith(" ");
    const text = isAfterSpace ? word.text.replace(/^ +/, "") : word.text;
    if (text) kept.push({ ...word, text });
  }
  if (kept.length) kept.at(-1).text = kept.at(-1).text.trimEnd();
  return kept.filter((word) => word.text);
}

function paragraphOf(words) {
  const paragraph = document.createElement("p");
  for (const { text, strong, em } of words) {
    let holder = paragraph;
    for (const name of [strong && "strong", em && "em"].filter(Boolean)) {
      holder = holder.appendChild(document.createElement(name));
    }
    holder.append(text);
  }
  return paragraph;
}
