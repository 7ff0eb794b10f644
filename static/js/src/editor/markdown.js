/* The inline text of a line, read as words in one style, and written again: what core/text/inline_markdown.py reads.
   What would not be written back as it was is not read at all: such a line stays in its text field. */

const ESCAPED = /\\[\\*_[\]]/y;
const LINK = /(?<!!)\[((?:\\[\\*_[\]]|\\(?![\\*_[\]])|[^[\]\\])+)\]\(((?:https?:\/\/|mailto:)(?:[^\s()<>\\]|\([^\s()<>\\]*\))+)\)/iy;
const SPACE = /\s/;
const LETTER = /[\p{L}\p{N}]/u;
const SIGNS = { strong: "**", em: "*" };

/* The words of a line, in order: `{ text, style, href }`, style "", "strong", "em" or "link"; null where they could not
   be written back the same. */
export function read(line) {
  const words = joined(styled(tokens(line)));
  return write(words) === line ? words : null;
}

/* The line that says these words: spaces at the edge of a style stand outside it. */
export function write(words) {
  const pieces = joined(spread(joined(words)));
  return pieces.map((piece, at) => marked(piece, escaped(pieces, at))).join("");
}

function marked({ style, href }, text) {
  return style === "link" ? `[${text}](${href})` : (SIGNS[style] ?? "") + text + (SIGNS[style] ?? "");
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

function* spread(words) {
  for (const { text, style, href } of words) {
    const kept = text.trim();
    const start = text.indexOf(kept);
    if (!kept || !style) {
      yield { text };
      continue;
    }
    yield { text: text.slice(0, start) };
    yield { text: kept, style, href };
    yield { text: text.slice(start + kept.length) };
  }
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

/* The words between two like marks have their style. */
function* styled(tokens) {
  const left = [...parted(tokens)];
  let at = 0;
  while (at < left.length) {
    const { text, opens } = left[at];
    const close = opens ? left.findIndex((token, later) => later > at && token.text === text && token.closes) : -1;
    const inside = left.slice(at + 1, close);
    if (close > at + 1 && inside.every((token) => !token.style && token.opens === undefined)) {
      const style = text === "**" ? "strong" : "em";
      yield { text: inside.map((token) => token.text).join(""), style };
      at = close + 1;
    } else {
      yield left[at];
      at += 1;
    }
  }
}

/* `***` between two styles is the end of one and the beginning of the other. */
function* parted(tokens) {
  let last = "";
  for (const token of tokens) {
    const ends = token.opens !== undefined && token.text === "***" ? (last === "**" ? ["**", "*"] : ["*", "**"]) : [token.text];
    for (const text of ends) yield { ...token, text };
    if (token.opens !== undefined) last = ends.at(-1);
  }
}
