"""A difference as HTML: inline with line numbers, side by side, or only what is affected.

Every change is an `ins` or a `del` that a screen reader announces; everything is escaped; no style
attribute. The classes are those of `static/css/src/52-text.css`.
"""

import html
from collections.abc import Sequence

from redline.compare.changes import Span
from redline.compare.difference import Difference
from redline.compare.line_layout import LineDifference, lay_out_column
from redline.model.lines import lines_by_block, lines_of
from redline.show.line_parts import (
    LineBeginning,
    after_marker,
    around,
    breaks,
    classes,
    cut_marker,
    is_apart,
    places,
    shown_marker,
)
from redline.show.phrases import FRENCH, Phrases
from redline.show.shown_blocks import ShownBlock, read
from redline.show.styled_words import PLAIN, Inline, StyledBlock

_UNSHOWN = {"title", "heading", "quotation"}


def html_inline(
    difference: Difference, *, phrases: Phrases = FRENCH, inline: Inline = PLAIN, prefix: str = "alinea-"
) -> str:
    """The whole text with its changes in place and the old text's line numbers.

    `inline` reads the inline Markdown of a block and writes its words as safe HTML; `prefix` begins the ids.
    """
    page = _Page(difference, phrases, inline, prefix)
    return f'<div class="numbered differences">{"".join(page.block(item) for item in read(difference))}</div>'


def html_affected(difference: Difference, *, phrases: Phrases = FRENCH, inline: Inline = PLAIN) -> str:
    """Only what is affected, each passage under its reference: « Alinéa 3, lignes 4 et 5 »."""
    page = _Page(difference, phrases, inline, "")
    parts = [page.excerpt(item) for item in read(difference) if item.is_shown]
    if not parts:
        return f'<p class="quiet">{html.escape(phrases.identical)}</p>'
    return f'<div class="prose differences">{"".join(parts)}</div>'


def html_side_by_side(difference: Difference, *, phrases: Phrases = FRENCH, inline: Inline = PLAIN) -> str:
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
    def __init__(self, difference: Difference, phrases: Phrases, inline: Inline, prefix: str) -> None:
        self._documents = (difference.old, difference.new)
        self._phrases, self._inline, self._prefix = phrases, inline, html.escape(prefix)

    def _styled(self, item: ShownBlock) -> StyledBlock:
        return StyledBlock(item.change, self._documents, self._inline)

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
        styled = self._styled(item)
        placed = zip(item.lines, places(item.lines), strict=True)
        body = f"<p>{''.join(self._line(line, item, styled, place) for line, place in placed)}</p>"
        if item.change.op == "move":
            note = self._note(self._moved_from(item), f"#{self._prefix}depart-{number}")
            body = f'<div class="moved">{note}{body}</div>'
            anchor = f' id="{self._prefix}{number}"'
        body = self._level(item) + body
        names = " ".join(["alinea", *classes(item.block)])
        return f'<div class="{names}"{anchor}>{disc}<div class="alinea-body">{body}</div></div>'

    def _moved_from(self, item: ShownBlock) -> str:
        return self._phrases.moved_from.format(alinea=item.block.alinea or 0)

    def _level(self, item: ShownBlock) -> str:
        """What is told of an item set at another level, above it."""
        said = self._phrases.level_of(item.levels)
        return self._note(said[:1].upper() + said[1:]) if said else ""

    def _note(self, sentence: str, target: str = "") -> str:
        words = html.escape(sentence)
        return f'<p class="sub"><a href="{target}">{words}</a></p>' if target else f'<p class="sub">{words}</p>'

    def _line(self, line: LineDifference, item: ShownBlock, styled: StyledBlock, place: LineBeginning) -> str:
        marker, spans = self._marked(line.spans, item) if place == (0, 0) else ("", line.spans)
        words = marker + self.spans(spans, styled, after_marker(line.spans, spans, place))
        number = line.old if line.op != "+" else None
        if number is None:
            return f'<span class="line-new">{words}</span> '
        five = " five" if number % 5 == 0 else ""
        return f'<span class="line{five}" data-l="{number}">{words}</span> '

    # Excerpt

    def excerpt(self, item: ShownBlock) -> str:
        """One affected block under its reference; of a long one, only the lines affected and their neighbours.

        Where there was no text at all, nothing refers to it.
        """
        if item.departure:
            return ""
        if not self._documents[0].blocks:
            head = ""
        elif item.change.op == "insert":
            head = self._phrases.insertion_point(item.after)
        elif item.change.op == "move":
            head = self._moved_from(item)
        else:
            head = self._phrases.reference(item.block.alinea, item.touched)
        head = ", ".join(said for said in (head, self._phrases.level_of(item.levels)) if said)
        marker, words = "", []
        styled, begins = self._styled(item), places(item.lines)
        numbers = range(len(item.lines)) if item.change.op in {"insert", "delete"} else around(item.lines)
        for n in numbers:
            if n is None:
                words.append('<span class="quiet">[…]</span> ')
                continue
            spans = line = item.lines[n].spans
            if n == 0:
                marker, spans = self._marked(spans, item)
            words.append(self.spans(spans, styled, after_marker(line, spans, begins[n])))
        hanging = ' class="hanging"' if marker else ""
        passage = f"<p{hanging}>{marker}{''.join(words)}</p>"
        return f'<div class="passage">{self._note(head) if head else ""}{passage}</div>'

    # Words

    def spans(self, spans: Sequence[Span], styled: StyledBlock, place: LineBeginning) -> str:
        """Spans as words, deletions and insertions; `place` is where they begin in the wordings of their block."""
        written: list[str] = []
        old, new = place
        for position, (sign, text) in enumerate(spans):
            start = old if sign == "-" else new
            if sign == "=":
                written.append(self._kept(styled, start, start + len(text)))
            elif change := self._change(sign, text, styled, start):
                is_second = sign == "+" and position and spans[position - 1][0] == "-"
                written.append(f" {change}" if is_second and written and is_apart(spans, position) else change)
            old += len(text) if sign != "+" else 0
            new += len(text) if sign != "-" else 0
        return "".join(written)

    def _kept(self, styled: StyledBlock, start: int, end: int) -> str:
        """Words that stay, with what is said of those whose style changes."""
        written = []
        for stop in [*sorted(at for at in styled.notes if start < at <= end), end]:
            written.append(breaks(self._inline.write(styled.words(new=True, start=start, end=stop))))
            if said := [self._phrases.styles[name] for name in styled.notes.get(stop, ()) if start < stop]:
                written.append(f' <span class="quiet">[{html.escape(", ".join(said))}]</span>')
            start = stop
        return "".join(written)

    def _change(self, sign: str, text: str, styled: StyledBlock, start: int) -> str:
        phrases = self._phrases
        shape = phrases.split if sign == "+" else phrases.joined
        pilcrow = f'<span aria-hidden="true">¶</span><span class="vh">{html.escape(shape)}</span>'
        pieces = text.split("\n\n")
        written = []
        for n, piece in enumerate(pieces):
            words = self._inline.write(styled.words(new=sign == "+", start=start, end=start + len(piece)))
            words += pilcrow if n < len(pieces) - 1 else ""
            start += len(piece) + 2
            if words:
                written.append(self._said(sign, words))
        ends_open = sign == "+" and not pieces[-1]
        return ("<br>" if sign == "+" else "").join(written) + ("<br>" if ends_open else "")

    def _said(self, sign: str, words: str) -> str:
        """A change between the words that are heard around it."""
        tag, said = ("ins", self._phrases.added) if sign == "+" else ("del", self._phrases.removed)
        return f'<{tag}><span class="vh">[{html.escape(said)}</span>{words}<span class="vh">]</span></{tag}>'

    def _marked(self, spans: tuple[Span, ...], item: ShownBlock) -> tuple[str, tuple[Span, ...]]:
        """The block's marker apart, as it is to be shown, and the spans that follow it."""
        block = item.block
        if not block.marker or block.kind == "table_row":
            return "", spans
        marker, rest = cut_marker(spans)
        if not marker:
            return "", spans
        if block.kind in _UNSHOWN:
            return ("", rest) if all(sign == marker[0][0] for sign, _ in marker) else ("", spans)
        shown = "".join(
            shown_marker(text) if sign == "=" else self._said(sign, shown_marker(text))
            for sign, text in marker
            if text  # a margin alone is told as a level
        )
        return f'<span class="marker">{shown}</span> ', rest


class _Columns(_Page):
    """The rows of the two columns."""

    def __init__(self, difference: Difference, phrases: Phrases, inline: Inline) -> None:
        super().__init__(difference, phrases, inline, "")
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
        styled, at, words = self._styled(item), 0, ""
        for n, (number, spans) in enumerate(laid):
            rest = spans if n else first
            length = sum(len(text) for _, text in spans)
            begins = at + length - sum(len(text) for _, text in rest)
            words += self._numbered(number, self._column(rest, styled, begins, new=new))
            at += length
        note = self._note(self._moved_from(item)) if change.op == "move" and new else ""
        note += self._level(item) if new else ""
        hanging = ' class="hanging"' if marker else ""
        return f"{opening}>{note}<p{hanging}>{marker}{words}</p></td>"

    def _column(self, spans: tuple[Span, ...], styled: StyledBlock, at: int, *, new: bool) -> str:
        """The words of one side alone."""
        if new:
            return self.spans(spans, styled, (0, at))
        written = []
        for sign, text in spans:
            if sign == "=":
                written.append(breaks(self._inline.write(styled.words(new=False, start=at, end=at + len(text)))))
            else:
                written.append(self._change(sign, text, styled, at))
            at += len(text)
        return "".join(written)

    def _numbered(self, number: int | None, words: str) -> str:
        return words if number is None else f'<span data-l="{number}">{words}</span>'
