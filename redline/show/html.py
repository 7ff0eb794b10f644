"""A difference as HTML: inline with line numbers, side by side, or only what is affected.

Every change is an `ins` or a `del` that a screen reader announces; everything is escaped; no style
attribute. The classes are those of `static/css/src/52-text.css`.
"""

import html
import re
from collections.abc import Callable, Sequence

from redline.compare.changes import Span
from redline.compare.difference import Difference
from redline.compare.line_layout import LineDifference, lay_out_column
from redline.model.blocks import Block
from redline.model.lines import lines_by_block, lines_of
from redline.show.phrases import FRENCH, Phrases
from redline.show.shown_blocks import ShownBlock, read

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
    """Both texts in two columns with their own line numbers, block beside block.

    What was removed stands on one side, what was added on the other.
    """
    page = _Columns(difference, phrases, inline)
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


class _Page:
    def __init__(self, phrases: Phrases, inline: Inline, prefix: str) -> None:
        self._phrases, self._inline, self._prefix = phrases, inline, html.escape(prefix)

    # Inline, with line numbers

    def block(self, item: ShownBlock) -> str:
        """One block of the whole text."""
        number = item.block.alinea or 0
        if item.departure:
            note = self._note(self._phrases.moved_to.format(alinea=number), f"#{self._prefix}{number}")
            return f'<div class="alinea" id="{self._prefix}depart-{number}"><div class="moved">{note}</div></div>'
        anchor, disc = "", ""
        if item.change.old and item.block.alinea is not None:
            identity = f"{self._prefix}{number}"
            reference = self._phrases.reference(number, [n for line in item.lines if (n := line.old)])
            anchor = f' id="{identity}"'
            disc = (
                f'<a class="disc" href="#{identity}"><span aria-hidden="true">{number}</span>'
                f'<span class="vh">{html.escape(reference)}</span></a>'
            )
        body = f"<p>{''.join(self._line(line, item, first=n == 0) for n, line in enumerate(item.lines))}</p>"
        if item.change.op == "move":
            note = self._note(self._moved_from(item), f"#{self._prefix}depart-{number}")
            body = f'<div class="moved">{note}{body}</div>'
            anchor = f' id="{self._prefix}{number}"'
        classes = " ".join(["alinea", *_classes(item.block)])
        return f'<div class="{classes}"{anchor}>{disc}<div class="alinea-body">{body}</div></div>'

    def _moved_from(self, item: ShownBlock) -> str:
        return self._phrases.moved_from.format(alinea=item.block.alinea or 0)

    def _note(self, sentence: str, target: str = "") -> str:
        words = html.escape(sentence)
        return f'<p class="sub"><a href="{target}">{words}</a></p>' if target else f'<p class="sub">{words}</p>'

    def _line(self, line: LineDifference, item: ShownBlock, *, first: bool) -> str:
        marker, spans = self._marked(line.spans, item) if first else ("", line.spans)
        words = marker + self.spans(spans)
        number = line.old if line.op != "+" else None
        if number is None:
            return f'<span class="line-new">{words}</span> '
        five = " five" if number % 5 == 0 else ""
        return f'<span class="line{five}" data-l="{number}">{words}</span> '

    # Excerpt

    def excerpt(self, item: ShownBlock) -> str:
        """One affected block under its reference; of a long one, only the lines affected and their neighbours."""
        if item.departure:
            return ""
        if item.change.op == "insert":
            head = self._phrases.insertion_point(item.after)
        elif item.change.op == "move":
            head = self._moved_from(item)
        else:
            head = self._phrases.reference(item.block.alinea, item.touched)
        marker, words = "", []
        for line in item.lines if item.change.op in {"insert", "delete"} else _around(item.lines):
            if line is None:
                words.append('<span class="quiet">[…]</span> ')
                continue
            spans = line.spans
            if line is item.lines[0]:
                marker, spans = self._marked(spans, item)
            words.append(self.spans(spans))
        hanging = ' class="hanging"' if marker else ""
        passage = f"<p{hanging}>{marker}{''.join(words)}</p>"
        return f'<div class="passage"><p class="sub">{html.escape(head)}</p>{passage}</div>'

    # Words

    def spans(self, spans: Sequence[Span]) -> str:
        """Spans as words, deletions and insertions."""
        written: list[str] = []
        for position, (sign, text) in enumerate(spans):
            if sign == "+" and position and spans[position - 1][0] == "-" and _is_apart(spans, position):
                written.append(" ")
            written.append(_breaks(self._inline(text)) if sign == "=" else self._change(sign, text))
        return "".join(written)

    def _change(self, sign: str, text: str) -> str:
        phrases = self._phrases
        tag, said, shape = (
            ("ins", phrases.added, phrases.split) if sign == "+" else ("del", phrases.removed, phrases.joined)
        )
        pilcrow = f'<span aria-hidden="true">¶</span><span class="vh">{html.escape(shape)}</span>'
        pieces = text.split("\n\n")
        written = [
            f'<{tag}><span class="vh">[{html.escape(said)}</span>{self._inline(piece)}'
            f'{pilcrow if n < len(pieces) - 1 else ""}<span class="vh">]</span></{tag}>'
            for n, piece in enumerate(pieces)
            if piece or n < len(pieces) - 1
        ]
        ends_open = sign == "+" and not pieces[-1]
        return ("<br>" if sign == "+" else "").join(written) + ("<br>" if ends_open else "")

    def _marked(self, spans: tuple[Span, ...], item: ShownBlock) -> tuple[str, tuple[Span, ...]]:
        """The block's marker apart, as it is to be shown, and the spans that follow it."""
        block = item.block
        if not block.marker or block.kind == "table_row":
            return "", spans
        marker, rest = _cut_marker(spans)
        if not marker:
            return "", spans
        if block.kind in _UNSHOWN:
            return ("", rest) if all(sign == marker[0][0] for sign, _ in marker) else ("", spans)
        shown = "".join(
            html.escape(text) if sign == "=" else f"<{_TAGS[sign]}>{html.escape(text)}</{_TAGS[sign]}>"
            for sign, text in marker
        )
        return f'<span class="marker">{shown}</span> ', rest


class _Columns(_Page):
    """The rows of the two columns."""

    def __init__(self, difference: Difference, phrases: Phrases, inline: Inline) -> None:
        super().__init__(phrases, inline, "")
        self._documents = (difference.old, difference.new)
        self._lines = tuple(lines_by_block(lines_of(document, difference.width)) for document in self._documents)

    def row(self, item: ShownBlock) -> str:
        """One row."""
        if item.departure:
            return ""
        kind = f' class="{item.change.op}"' if item.change.op != "keep" else ""
        return f'<tr role="row"{kind}>{self._cell(item, new=False)}{self._cell(item, new=True)}</tr>'

    def _cell(self, item: ShownBlock, *, new: bool) -> str:
        change = item.change
        column = self._phrases.after_column if new else self._phrases.before_column
        opening = f'<td role="cell" data-label="{html.escape(column)}"'
        if not (change.new if new else change.old):
            return f'{opening} class="nil"></td>'
        laid = lay_out_column(change, self._documents[new], self._lines[new], new=new)
        marker, first = self._marked(laid[0][1], item)
        lines = [(laid[0][0], first), *laid[1:]]
        words = "".join(self._numbered(number, spans) for number, spans in lines)
        note = self._note(self._moved_from(item)) if change.op == "move" and new else ""
        hanging = ' class="hanging"' if marker else ""
        return f"{opening}>{note}<p{hanging}>{marker}{words}</p></td>"

    def _numbered(self, number: int | None, spans: tuple[Span, ...]) -> str:
        words = self.spans(spans)
        return words if number is None else f'<span data-l="{number}">{words}</span>'


_TAGS = {"+": "ins", "-": "del"}
_MARKER_END = re.compile(r"[ \t]+")


def _cut_marker(spans: tuple[Span, ...]) -> tuple[list[Span], tuple[Span, ...]]:
    """The spans of a marker, changed or not, and what follows the space after it; no marker where that is unclear."""
    marker: list[Span] = []
    for position, (sign, written) in enumerate(spans):
        text = written if marker else written.lstrip()
        space = _MARKER_END.search(text)
        if space is None:
            marker.append((sign, text))
            continue
        # A change that goes on after the marker cannot be cut in two without saying it twice.
        if sign != "=" and len(spans) > 1:
            return [], spans
        if space.start():
            marker.append((sign, text[: space.start()]))
        rest = text[space.end() :]
        return marker, ((sign, rest), *spans[position + 1 :]) if rest else spans[position + 1 :]
    return [], spans


def _is_apart(spans: Sequence[Span], position: int) -> bool:
    """Whether a replacement stands between words, so that a space may part what is removed from what is added."""
    before = spans[position - 2][1][-1:] if position > 1 else ""
    after = spans[position + 1][1][:1] if position + 1 < len(spans) else ""
    touching = spans[position - 1][1][-1:].isalnum() and spans[position][1][:1].isalnum()
    return touching and not before.isalnum() and not after.isalnum()


def _breaks(words: str) -> str:
    """A blank line kept inside a passage of several blocks."""
    return words.replace("\n\n", "<br>")


def _classes(block: Block) -> list[str]:
    if block.kind in _ITEMS:
        return ["item", *([f"level-{min(block.depth, 3)}"] if block.depth > 1 else [])]
    return {"title": ["heading", "title"], "heading": ["heading"], "quotation": ["quotation"]}.get(block.kind, [])


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
