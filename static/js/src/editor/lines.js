/* What a field holds, as the document of an editor: a line for each alinéa, words in bold, in italics, or a link. */
import { Schema } from "prosemirror-model";
import { read, write } from "./markdown.js";

/* What begins a block, as redline/model/blocks.py has it. */
export const SIGN = /^[ \t]*(?:#{1,6}|\d{1,9}(?:[.)]|°\)?)|[a-zA-Z]\)|[ivxIVX]{2,5}\)|[-*+–—•]|>)[ \t\u00a0\u202f]+/;

export const schema = new Schema({
  nodes: {
    doc: { content: "line+" },
    line: { content: "text*", toDOM: () => ["p", 0], parseDOM: [{ tag: "p" }] },
    text: {},
  },
  marks: {
    strong: { excludes: "strong link", toDOM: () => ["strong", 0], parseDOM: [{ tag: "strong" }, { tag: "b" }] },
    em: { excludes: "em link", toDOM: () => ["em", 0], parseDOM: [{ tag: "em" }, { tag: "i" }] },
    link: {
      excludes: "_",
      inclusive: false,
      attrs: { href: {} },
      toDOM: ({ attrs }) => ["span", { class: "address", title: attrs.href }, 0],
    },
  },
});

/* The document that shows what a field holds; null where it could not be given back as it is. */
export function documentOf(value) {
  const lines = value.split("\n").map(read);
  if (lines.includes(null)) return null;
  return schema.node("doc", null, lines.map(lineOf));
}

/* What a field holds for a document. */
export function valueOf(document) {
  const lines = [];
  document.forEach((line) => lines.push(write(wordsOf(line))));
  return lines.join("\n");
}

export function lineOf(words) {
  return schema.node("line", null, words.map(({ text, style, href }) => schema.text(text, marksOf(style, href))));
}

function marksOf(style, href) {
  return style.split(" ").filter(Boolean).map((name) => schema.mark(name, name === "link" ? { href } : null));
}

/* The sign of an item or a heading is never in bold: it would be a word of a paragraph. */
function wordsOf(line) {
  const words = [];
  let sign = SIGN.exec(line.textContent)?.[0] ?? "";
  line.forEach(({ text, marks }) => {
    const shared = text.slice(0, sign.length);
    sign = sign.slice(shared.length);
    words.push({ text: shared });
    const style = marks.map((mark) => mark.type.name).join(" "); // in the order of the schema: "strong em"
    words.push({ text: text.slice(shared.length), style, href: marks[0]?.attrs.href ?? "" });
  });
  return words;
}
