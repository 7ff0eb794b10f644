"""The text that statements make of the text amended. Pure.

All of them speak of the text amended, so that their order matters only to what they put at one place.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import redline
from amendments.rules.dispositif import statements as st
from amendments.rules.dispositif.quoted_words import NEW_ALINEA, Cut, QuotedPlaces, cut_of
from amendments.rules.item_numbers import renumbered_after
from amendments.rules.locations import body_start

MOST_MARGIN = 40  # spaces; what no list has
LISTED = ("ordered_item", "unordered_item")


def apply_statements(text: str, statements: Iterable[st.Statement], width: int) -> str:
    """The text amended, normalised. `NotReadable` when a statement does not fit it."""
    return _Amending(redline.parse(text), width).after(list(statements))


def margin_at(document: redline.Document, block: redline.Block, level: int) -> int:
    """The spaces before an item at a level: as many as stand before the words of the one above, a level less."""
    items = (other for other in document.blocks[: block.index] if other.kind in LISTED)
    above = [other for other in items if other.depth == level - 1]
    return len(above[-1].source) - len(above[-1].body) if above else 0


@dataclass(eq=False, slots=True)
class _Piece:
    """An alinéa of the text being made, or several; `old`: the one it was; `followers`: what is put after it."""

    sources: list[str]
    old: int | None = None
    has_moved: bool = False
    followers: list["_Piece"] = field(default_factory=list)


class _Amending:
    """Goes through the statements once, then writes the text."""

    def __init__(self, document: redline.Document, width: int) -> None:
        self._document = document
        self._places = QuotedPlaces(document, width)
        self._pieces = [_Piece([block.source], block.index) for block in document.blocks]
        self._by_name = {block.alinea or st.TITLE: block for block in document.blocks}
        self._before_title, self._first, self._last = _Piece([]), _Piece([]), _Piece([])
        self._inserted: _Piece | None = None
        self._cuts: dict[int, list[Cut]] = {}
        self._renumbered: set[int] = set()

    def after(self, statements: Sequence[st.Statement]) -> str:
        """The text once all is done."""
        for statement in statements:
            self._take(statement)
        for index, cuts in self._cuts.items():
            self._pieces[index].sources = _cut(self._document.blocks[index].source, cuts).split(NEW_ALINEA)
        for statement in statements:
            if isinstance(statement, st.Redraft | st.Deletion | st.Reunion):
                self._take_whole(statement)
        return self._written(list(self._in_order()))

    def _take(self, statement: st.Statement) -> None:
        if isinstance(statement, st.WordChange):
            block = self._block(statement.alinea)
            extent = self._places.extent(block, statement.lines)
            cut = cut_of(block.source, body_start(block), extent, statement)
            self._cuts.setdefault(block.index, []).append(cut)
        elif isinstance(statement, st.Addition):
            self._inserted = self._put(_Piece(list(statement.texts)), statement.point)
        elif isinstance(statement, st.Displacement):
            point = statement.point
            for name in statement.named:
                piece = self._pieces[self._block(name).index]
                piece.has_moved = True
                self._put(piece, point)
                point = st.InsertionPoint(st.PointKind.AFTER, name)
        elif isinstance(statement, st.Levelling):
            for name in statement.named:
                block = self._block(name)
                margin = statement.margin
                if margin is None:
                    margin = margin_at(self._document, block, statement.level)
                elif margin > MOST_MARGIN:
                    raise st.NotReadable(f"{margin} espaces ne sont pas une marge")
                self._pieces[block.index].sources = [" " * margin + block.source.lstrip()]
        elif isinstance(statement, st.Renumbering):
            self._renumbered.update(self._block(name).index for name in statement.named)

    def _take_whole(self, statement: st.Redraft | st.Deletion | st.Reunion) -> None:
        """What replaces, deletes or joins whole alinéas; of several, the last holds what stands instead."""
        *others, last = [self._pieces[self._block(name).index] for name in statement.named]
        if isinstance(statement, st.Redraft):
            last.sources = list(statement.texts)
        elif isinstance(statement, st.Deletion):
            last.sources = []
        else:
            last.sources = [" ".join(source for piece in [*others, last] for source in piece.sources)]
        for piece in others:
            piece.sources = []

    def _block(self, name: int) -> redline.Block:
        if name not in self._by_name:
            raise st.NotReadable(
                "ce texte n’a pas de titre" if name == st.TITLE else f"ce texte n’a pas d’alinéa {name}"
            )
        return self._by_name[name]

    def _put(self, piece: _Piece, point: st.InsertionPoint) -> _Piece:
        """The piece, once it follows what the point names."""
        named = {
            st.PointKind.BEFORE_TITLE: self._before_title,
            st.PointKind.FIRST: self._first,
            st.PointKind.ALONE: self._first,
            st.PointKind.PROPOSAL: self._first,
            st.PointKind.LAST: self._last,
            st.PointKind.INSERTED: self._inserted,
        }
        before = (
            self._pieces[self._block(point.alinea).index] if point.kind == st.PointKind.AFTER else named[point.kind]
        )
        if before is None:
            raise st.NotReadable("aucune phrase avant celle-ci n’insère d’alinéa")
        before.followers.append(piece)
        return piece

    def _in_order(self) -> Iterator[_Piece]:
        yield from _with_followers(self._before_title)
        if self._document.title is None:
            yield from _with_followers(self._first)
        for piece in self._pieces:
            if not piece.has_moved:
                yield from _with_followers(piece)
            if piece.old is not None and self._document.blocks[piece.old].kind == "title":
                yield from _with_followers(self._first)
        yield from _with_followers(self._last)

    def _written(self, pieces: list[_Piece]) -> str:
        if sum(piece.old is not None for piece in pieces) != len(self._pieces):
            raise st.NotReadable("ces déplacements se suivent en rond")
        sources = [(source, piece.old) for piece in pieces for source in piece.sources if source]
        text = "".join(_gaps_and_sources(self._document, sources)) + "\n" if sources else ""
        ranks = [rank for rank, (_, old) in enumerate(sources) if old in self._renumbered]
        return renumbered_after(redline.normalise(text), ranks)


def _with_followers(piece: _Piece) -> Iterator[_Piece]:
    waiting = [piece]
    while waiting:
        found = waiting.pop()
        yield found
        waiting += reversed(found.followers)


def _cut(source: str, cuts: Iterable[Cut]) -> str:
    """The source once every cut is made."""
    ordered = sorted(cuts, key=lambda cut: (cut.start, cut.end))
    for one, other in pairwise(ordered):
        if other.start < one.end or (one.start, one.end) == (other.start, other.end):
            raise st.NotReadable(f"deux phrases changent les mêmes mots : « {source[one.start : other.end]} »")
    for cut in reversed(ordered):
        source = cut.in_(source)
    return source


def _gaps_and_sources(document: redline.Document, sources: Sequence[tuple[str, int | None]]) -> Iterator[str]:
    """Each alinéa after what separates it from the one before: as it was where both were neighbours, else as here."""
    is_tight = any(block.gap == "\n" for block in document.blocks)
    before: tuple[str, int | None] | None = None
    for source, old in sources:
        if before is not None:
            known = document.blocks[old].gap if old is not None and before[1] == old - 1 else ""
            kept = known and _are_apart(before[0], known, source)
            yield known if kept else _gap(before[0], source, is_tight=is_tight)
        yield source
        before = (source, old)


def _are_apart(before: str, gap: str, after: str) -> bool:
    return gap == NEW_ALINEA or len(redline.parse(f"{before}{gap}{after}\n").blocks) > 1


def _gap(before: str, after: str, *, is_tight: bool) -> str:
    """A mere newline between two items or two rows, in a text that writes its lists so; else a blank line."""
    kinds = [redline.parse(f"{source}\n").blocks[0].kind for source in (before, after)]
    if all(kind == "table_row" for kind in kinds) or (is_tight and all(kind in LISTED for kind in kinds)):
        return "\n"
    return NEW_ALINEA
