"""A difference as HTML: inline with line numbers, side by side, or only what is affected.

Every change is an `ins` or a `del` that a screen reader announces; everything is escaped; no style
attribute. The classes are those of `static/css/src/52-text.css`.
"""

import html
from collections.abc import Callable, Iterable

from redline.blocks import Block
from redline.difference import Difference
from redline.layout import LineDifference
from redline.phrases import FRENCH, Phrases
from redline.readability import Span
from redline.reading import ReadBlock, read

Inline = Callable[[str], str]

_ITEMS = {"ordered_item", "unordered_item"}
_UNSHOWN = {"title", "heading", "quotation"}
_CONTEXT_LINES = 1
_SHORT = 6


def plain_inline(text: str) -> str:
    """The text escaped, its markup shown as written: what is used where no renderer is given."""
    return html.escape(text, quote=False)


def html_inline(
    difference: Difference, *, phrases: Phrases = FRENCH, inline: Inline = plain_inline, prefix: str = "alinea-"
) -> str:
    """The whole text with its changes in place and the old text's line numbers.

    `inline` renders the inline Markdown of a piece of text as safe HTML; `prefix` begins the ids.
    """
    page = _Page(phrases, inline, prefix)
    return f'<div class="numbered differences">{"".join(page.block(item) for item in read(difference))}</div>'


def html_affected(difference: Difference, *, phrases: Phrases = FRENCH, inline: Inline = plain_inline) -> str:
    """Only what is affected, each passage under its reference: « Alinéa 3, lignes 4 et 5 »."""
    page = _Page(phrases, inline, "")
    parts = [page.excerpt(item) for item in read(difference) if item.change.is_marked]
    if not parts:
        return f'<p class="quiet">{html.escape(phrases.identical)}</p>'
    return f'<div class="prose differences">{"".join(parts)}</div>'


def html_side_by_side(difference: Difference, *, phrases: Phrases = FRENCH, inline: Inline = plain_inline) -> str:
    """Both texts in two columns, block beside block, what was removed on one side and added on the other."""
    page = _Page(phrases, inline, "")
    rows = "".join(page.row(item) for item in read(difference))
    heads = "".join(
        f'<th scope="col" role="columnheader">{html.escape(name)}</th>'
        for name in (phrases.before_column, phrases.after_column)
    )
    # Roles are written out because the narrow layout takes the table's own display away.
    return (
        '<table class="table side-by-side" role="table"><thead role="rowgroup"><tr role="row">'
        f'{heads}</tr></thead><tbody role="rowgroup">{rows}</tbody></table>'
    )


def html_legend(phrases: Phrases = FRENCH) -> str:
    """« mots ajoutés soulignés, mots supprimés barrés »: beside every difference."""
    added, removed = html.escape(phrases.added_words), html.escape(phrases.removed_words)
    return (
        f'<p class="legend"><span><ins>{added}</ins> {html.escape(phrases.underlined)}</span> '
        f"<span><del>{removed}</del> {html.escape(phrases.struck)}</span></p>"
    )


class _Page:
    def __init__(self, phrases: Phrases, inline: Inline, prefix: str) -> None:
        self._phrases, self._inline, self._prefix = phrases, inline, html.escape(prefix)

    # Inline, with line numbers

    def block(self, item: ReadBlock) -> str:
        """One block of the whole text."""
        if item.departure:
            return self._departure(item)
        classes = ["alinea", *_classes(item.block), *([item.change.op] if item.change.op != "keep" else [])]
        anchor, disc = "", ""
        if item.change.old and item.block.alinea is not None:
            identity = f"{self._prefix}{item.block.alinea}"
            reference = self._phrases.reference(item.block.alinea, [n for line in item.lines if (n := line.old)])
            anchor = f' id="{identity}"'
            disc = (
                f'<a class="disc" href="#{identity}"><span aria-hidden="true">{item.block.alinea}</span>'
                f'<span class="vh">{html.escape(reference)}</span></a>'
            )
        arrival = ""
        if item.change.op == "move":
            classes[classes.index("move")] = "moved"
            arrival = self._note(self._moved_from(item), f"#{self._prefix}depart-{item.block.alinea or 0}")
        body = "".join(self._line(line, item.block, first=n == 0) for n, line in enumerate(item.lines))
        return self._alinea(classes, anchor, disc, f"{arrival}<p>{body}</p>")

    def _alinea(self, classes: list[str], anchor: str, disc: str, body: str) -> str:
        return f'<div class="{" ".join(classes)}"{anchor}>{disc}<div class="alinea-body">{body}</div></div>'

    def _departure(self, item: ReadBlock) -> str:
        number = item.block.alinea or 0
        note = self._note(self._phrases.moved_to.format(alinea=number), f"#{self._prefix}{number}")
        return (
            f'<div class="alinea moved" id="{self._prefix}depart-{number}"><div class="alinea-body">{note}</div></div>'
        )

    def _moved_from(self, item: ReadBlock) -> str:
        return self._phrases.moved_from.format(alinea=item.block.alinea or 0)

    def _note(self, sentence: str, target: str = "") -> str:
        words = html.escape(sentence)
        return f'<p class="sub">{f"<a href={chr(34)}{target}{chr(34)}>{words}</a>" if target else words}</p>'

    def _line(self, line: LineDifference, block: Block, *, first: bool) -> str:
        marker, spans = _without_marker(line.spans, block) if first else ("", line.spans)
        if line.op == "-":
            spans = tuple((sign, text) for sign, text in spans)
        words = marker + self.spans(spans)
        number = line.old if line.op != "+" else None
        if number is None:
            return f'<span class="line-new">{words}</span> '
        five = " five" if number % 5 == 0 else ""
        return f'<span class="line{five}" data-l="{number}">{words}</span> '

    # Excerpt

    def excerpt(self, item: ReadBlock) -> str:
        """One affected block under its reference; of a long one, only the lines affected and their neighbours."""
        phrases = self._phrases
        if item.departure:
            return ""
        if item.change.op == "insert":
            head = phrases.insertion_point(item.after)
        else:
            head = phrases.reference(item.block.alinea, item.touched)
        if item.change.op == "move":
            head = self._moved_from(item)
        lines = _around(item.lines) if item.change.op not in {"insert", "delete"} else item.lines
        marker, words = "", []
        for n, line in enumerate(lines):
            if line is None:
                words.append('<span class="quiet">[…]</span> ')
                continue
            spans = line.spans
            if n == 0 and line is item.lines[0]:
                marker, spans = _without_marker(spans, item.block)
            words.append(self.spans(spans))
        hanging = ' class="hanging"' if marker else ""
        return f'<p class="sub">{html.escape(head)}</p><p{hanging}>{marker}{"".join(words)}</p>'

    # Side by side

    def row(self, item: ReadBlock) -> str:
        """One row of the two columns."""
        if item.departure:
            return ""
        before = self._cell(item, "+", show=bool(item.change.old))
        after = self._cell(item, "-", show=bool(item.change.new))
        kind = f' class="{item.change.op}"' if item.change.op != "keep" else ""
        return f'<tr role="row"{kind}>{before}{after}</tr>'

    def _cell(self, item: ReadBlock, hidden: str, *, show: bool) -> str:
        column = self._phrases.before_column if hidden == "+" else self._phrases.after_column
        opening = f'<td role="cell" data-label="{html.escape(column)}"'
        if not show:
            return f'{opening} class="nil"></td>'
        spans = tuple(span for span in item.change.spans if span[0] != hidden)
        marker, spans = _without_marker(spans, item.block)
        note = ""
        if item.change.op == "move" and hidden == "-":
            note = self._note(self._moved_from(item))
        hanging = ' class="hanging"' if marker else ""
        return f"{opening}>{note}<p{hanging}>{marker}{self.spans(spans)}</p></td>"

    # Words

    def spans(self, spans: Iterable[Span]) -> str:
        """Spans as words, insertions and deletions."""
        return "".join(self._span(sign, text) for sign, text in spans)

    def _span(self, sign: str, text: str) -> str:
        if sign == "=":
            return _breaks(self._inline(text), "")
        tag, said = ("ins", self._phrases.added) if sign == "+" else ("del", self._phrases.removed)
        words = _breaks(self._inline(text), html.escape(self._phrases.split if sign == "+" else self._phrases.joined))
        return f'<{tag}><span class="vh">[{html.escape(said)}</span>{words}<span class="vh">]</span></{tag}>'


def _breaks(words: str, said: str) -> str:
    """A blank line inside a passage, where a block is split or joined, is shown as a pilcrow."""
    if "\n\n" not in words:
        return words
    vocal = f'<span class="vh">{said}</span>' if said else ""
    return words.replace("\n\n", f'<span aria-hidden="true">¶</span>{vocal}<br>')


def _classes(block: Block) -> list[str]:
    if block.kind in _ITEMS:
        return ["item", *([f"level-{min(block.depth, 3)}"] if block.depth > 1 else [])]
    return [block.kind] if block.kind in {"title", "heading", "quotation"} else []


def _without_marker(spans: tuple[Span, ...], block: Block) -> tuple[str, tuple[Span, ...]]:
    """The block's marker apart, where it is the same in both texts, as it is to be shown; and the rest."""
    lead = block.source[: len(block.source) - len(block.source.lstrip())]
    opening = lead + block.marker
    if not block.marker or block.kind == "table_row" or not spans:
        return "", spans
    sign, text = spans[0]
    if not text.startswith(opening + " "):
        return "", spans
    rest = text[len(opening) :].lstrip(" ")
    remaining = ((sign, rest), *spans[1:]) if rest else spans[1:]
    if block.kind in _UNSHOWN:
        return "", remaining
    return f'<span class="marker">{html.escape(block.marker)}</span> ', remaining


def _around(lines: tuple[LineDifference, ...]) -> list[LineDifference | None]:
    """The changed lines and their neighbours, None where lines are left out; short blocks whole."""
    changed = [n for n, line in enumerate(lines) if line.op != "="]
    if len(lines) <= _SHORT or not changed:
        return list(lines)
    shown = {k for n in changed for k in range(n - _CONTEXT_LINES, n + _CONTEXT_LINES + 1) if 0 <= k < len(lines)}
    found: list[LineDifference | None] = []
    for n, line in enumerate(lines):
        if n in shown:
            found.append(line)
        elif not found or found[-1] is not None:
            found.append(None)
    return found
