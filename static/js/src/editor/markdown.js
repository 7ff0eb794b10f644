/* The inline text of a line, read as words with their style, and written again: what core/text/inline_markdown.py reads.
   What would not be written back as it was is not read at all: such a line stays in its text field. */

const ESCAPED = /\\[\\*_[\]]/y;
const LINK = /(?<!!)\[((?:\\[\\*_[\]]|\\(?![\\*_[\]])|[^[\]\\])+)\]\(((?:https?:\/\/|mailto:)(?:[^\s()<>\\]|\([^\s()<>\\]*\))+)\)/iy;
const SPACE = /\s/;
const LETTER = /[\p{L}\p{N}]/u;
const SIGNS = { strong: "**", em: "*" };

/* The words of a line, in order: `{ text, style, href }`, style "", "strong", "em", "strong em" or "link"; null where
   they could not be written back the same. */
export function read(line) {
  const words = styled(tokens(line));
  return words && write(words) === line ? words : null;
}

/* The line that says these words: spaces at the edge of a style stand outside it. Where marks would run together and be
   read as others, words that are bold and italic are bold. */
export function write(words) {
  const pieces = apart(apart(joined(words), "em"), "strong");
  const line = marked(pieces);
  if (!pieces.some(isBoth) || isReadAs(line, pieces)) return line;
  return write(pieces.map((piece) => (isBoth(piece) ? { ...piece, style: "strong" } : piece)));
}

const isBoth = ({ style }) => style === "strong em";

function isReadAs(line, pieces) {
  return JSON.stringify(styled(tokens(line))) === JSON.stringify(pieces);
}

function joined(words) {
  const found = [];
  for (const { text, style = "", href = "" } of words) {
    const last = found.at(-1);
    if (last && last.style === style && last.href === href) last.text += text;
    else if (text) found.push({ text, style, href });
  }
  return found;
}

const has = (piece, name) => piece.style.split(" ").includes(name);

function without({ text, style, href }, name) {
  return { text, style: style.split(" ").filter((other) => other !== name).join(" "), href };
}

/* Spaces at both ends of the words that have a style have it no more; nor do links alone. */
function apart(pieces, name) {
  const found = [];
  for (let at = 0; at < pieces.length; ) {
    let end = at + 1;
    const isStyled = has(pieces[at], name);
    while (end < pieces.length && has(pieces[end], name) === isStyled) end += 1;
    const stretch = pieces.slice(at, end);
    found.push(...(isStyled ? trimmed(stretch, name) : stretch.flatMap(linkApart)));
    at = end;
  }
  return joined(found);
}

function trimmed(stretch, name) {
  const text = stretch.map((piece) => piece.text).join("");
  const kept = text.trim();
  const [start, end] = kept ? [text.indexOf(kept), text.indexOf(kept) + kept.length] : [text.length, text.length];
  let at = 0;
  return stretch.flatMap((piece) => {
    const [first, last] = [Math.max(0, start - at), Math.max(0, end - at)];
    at += piece.text.length;
    const inside = { ...piece, text: piece.text.slice(first, last) };
    return [without(cut(piece, 0, first), name), inside, without(cut(piece, Math.max(first, last)), name)];
  });
}

const cut = (piece, ...range) => ({ ...piece, text: piece.text.slice(...range) });

function linkApart(piece) {
  const kept = piece.text.trim();
  if (piece.style !== "link" || kept === piece.text) return [piece];
  const start = piece.text.indexOf(kept);
  const outside = (text) => ({ text, style: "", href: "" });
  return [outside(piece.text.slice(0, start)), kept ? { ...piece, text: kept } : outside(""), outside(piece.text.slice(start + kept.length))];
}

/* Pieces with their marks, the longest style around the other. */
function marked(pieces, from = 0, to = pieces.length, around = []) {
  let line = "";
  for (let at = from; at < to; ) {
    const wanted = Object.keys(SIGNS).filter((name) => has(pieces[at], name) && !around.includes(name));
    const ends = wanted.map((name) => endOf(pieces, name, at, to));
    const end = Math.max(at + 1, ...ends);
    const outer = wanted[ends.indexOf(end)];
    if (outer) line += SIGNS[outer] + marked(pieces, at, end, [...around, outer]) + SIGNS[outer];
    else line += pieces[at].style === "link" ? `[${escaped(pieces, at)}](${pieces[at].href})` : escaped(pieces, at);
    at = end;
  }
  return line;
}

function endOf(pieces, name, at, to) {
  while (at < to && has(pieces[at], name)) at += 1;
  return at;
}

/* Signs of the words that would be read as marks are escaped. */
function escaped(pieces, at) {
  const words = pieces.map((piece) => piece.text);
  const start = words.slice(0, at).join("").length;
  const line = words.join("");
  const isLinkAhead = pieces.slice(at).some((piece) => piece.href) || line.indexOf("](", start) >= 0;
  const { text, style } = pieces[at];
  return Array.from({ length: text.length }, (_, index) => {
    const isEdge = Boolean(style || pieces.length > 1) && (index === 0 || index === text.length - 1);
    return isMark(line, start + index, isEdge, isLinkAhead) ? `\\${text[index]}` : text[index];
  }).join("");
}

/* Whether the sign at this place of the words would be read as one; at the edge of a style it may always be. */
function isMark(line, at, isEdge, isLinkAhead) {
  const [before, after] = [line[at - 1] ?? " ", line[at + 1] ?? " "];
  const isAlone = SPACE.test(before) && SPACE.test(after);
  if (line[at] === "\\") return isEdge || "\\*_[]".includes(after);
  if (line[at] === "*") return isEdge || !isAlone;
  if (line[at] === "_") return isEdge || !(isAlone || (LETTER.test(before) && LETTER.test(after)));
  return "[]".includes(line[at]) && isLinkAhead;
}

/* A line cut into words, links and runs of marks. */
function tokens(line) {
  const found = [];
  let at = 0;
  while (at < line.length) {
    const link = matched(LINK, line, at);
    let end = at + 1;
    if (link && link[1].trim()) {
      found.push({ text: unescaped(link[1]), style: "link", href: link[2] });
      end = at + link[0].length;
    } else if (matched(ESCAPED, line, at)) {
      found.push({ text: line[at + 1] });
      end = at + 2;
    } else if ("*_".includes(line[at])) {
      while (line[end] === line[at]) end += 1;
      found.push(mark(line, at, end));
    } else found.push({ text: line[at] });
    at = end;
  }
  return found;
}

function matched(pattern, line, at) {
  pattern.lastIndex = at;
  return pattern.exec(line);
}

function unescaped(words) {
  return words.replace(/\\([\\*_[\]])/g, "$1");
}

function mark(line, start, end) {
  const [before, after] = [line[start - 1] ?? " ", line[end] ?? " "];
  const isInside = line[start] === "_" && LETTER.test(before) && LETTER.test(after);
  const [opens, closes] = [!SPACE.test(after) && !isInside, !SPACE.test(before) && !isInside];
  return { text: line.slice(start, end), ...(opens || closes ? { opens, closes } : {}) };
}

/* The words between two like marks have their style; null where marks are left alone, or could be read as others. */
function styled(tokens) {
  const words = [];
  let isShared = false; // whether the marks of two styles run together
  const open = []; // how many signs each mark that is open has left: 1 em, 2 strong, 3 both, whichever closes first
  for (const { text, opens, closes, style = "", href } of tokens) {
    if (opens === undefined) {
      const signs = open.reduce((all, size) => all | size, 0);
      const around = [signs & 2 && "strong", signs & 1 && "em"].filter(Boolean).join(" ");
      if (style && around) return null;
      words.push({ text, style: style || around, href });
    } else {
      const left = text.startsWith("_") ? null : leftOf(text.length, opens, closes, open);
      if (left === null) return null;
      isShared ||= left > 0 && left < text.length;
    }
  }
  return open.length || (isShared && words.some(isBoth)) ? null : joined(words);
}

/* How many signs of a mark open a style once the others have closed what they can; null where they do neither. */
function leftOf(size, opens, closes, open) {
  let left = size;
  while (closes && left && open.length && (open.at(-1) <= left || open.at(-1) === 3)) {
    const last = open.pop();
    const taken = Math.min(last, left);
    if (last > taken) open.push(last - taken);
    left -= taken;
  }
  if (left && opens) open.push(left);
  return left > 3 || (left && !opens) || isTwice(open) ? null : left;
}

/* A style inside itself is none. */
function isTwice(open) {
  return open.reduce((sum, size) => sum + size, 0) !== open.reduce((all, size) => all | size, 0);
}
