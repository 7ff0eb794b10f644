"""« Amendements concurrents »: which of the amendments still to vote want the same words, as amendments by alinéas."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

import redline
from amendments.labels import labels_of, linked_numbers, numbers
from amendments.order_models import OrderMove
from amendments.pages.list_page import authors_of, spot_title
from amendments.queries.amendment_queries import known_revision
from amendments.queries.competing_amendments import Field, Rivalry, field_of
from amendments.queries.kept.recalling import recall
from amendments.queries.order_queries import as_moves, moves_on
from amendments.rules.carry_over import KnownText
from amendments.rules.kept.bearings import Deed, bearing_of
from amendments.rules.locations import Spot
from amendments.rules.ordering.moves import ProposedVote
from amendments.rules.ranking import Rankable, questions_of_order, votes_in_order
from congress.models import Congress
from motions.models import Part, Revision

_LONGEST_QUOTE = 60


class CellSign(StrEnum):
    """What an amendment does to one alinéa."""

    REPLACE = "replace"
    REMOVE = "remove"
    INSERT = "insert"


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What an amendment does at one place; `rivalry`: « same » words as another, « place » that another wants."""

    sign: CellSign
    words: str
    rivalry: str = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One vote: an amendment, or identical ones, with a cell or nothing for each column."""

    numbers: Markup  # linked
    authors: str
    cells: tuple[MatrixCell | None, ...]
    falls: str
    discussion: int | None  # the number of its joint discussion
    is_tied: bool
    move: OrderMove | None


@dataclass(frozen=True, slots=True)
class CompetingPage:
    """The page: its columns (short name, whole name), its rows in the order of the votes, those left to check."""

    revision: Revision
    columns: tuple[tuple[str, str], ...]
    rows: tuple[MatrixRow, ...]
    sentences: tuple[str, ...]
    to_check: str


def competing_page(congress: Congress, part: Part) -> CompetingPage:
    """The amendments still to vote on a part, against the text in force."""
    field = field_of(part.id, congress.line_length, listed=True)
    matrix = _Matrix(congress, field, moves_on([part.id])[part.id])
    unsure = labels_of(row for row in field.amendments.values() if not field.texts[row.id].is_clean)
    return CompetingPage(
        revision=field.revision,
        columns=tuple((_short(spot), spot_title(spot)) for spot in matrix.spots),
        rows=matrix.rows,
        sentences=tuple(matrix.sentences()),
        to_check=numbers(unsure) if unsure else "",
    )


class _Matrix:
    """The votes and the places of one text."""

    def __init__(self, congress: Congress, field: Field, moves: Sequence[OrderMove]) -> None:
        self._slug, self._width, self._field = congress.slug, congress.line_length, field
        self._old = known_revision(field.revision)
        self._moves = {move.id: move for move in moves}
        clean = [found for found in field.amendments if field.texts[found].is_clean]
        candidates = [Rankable(found, self._old, field.texts[found].known) for found in clean]
        recall(questions_of_order(candidates, self._width, with_places=True))
        self._votes = votes_in_order(candidates, self._width, as_moves(moves))
        self._cells = {vote.ids[0]: self._cells_of(field.texts[vote.ids[0]].known) for vote in self._votes}
        self._places = {found: self._cells[vote.ids[0]] for vote in self._votes for found in vote.ids}
        self._alineas = self._alinea_of_lines()
        self.spots = sorted({spot for cells in self._cells.values() for spot in cells})
        self.rows = tuple(map(self._row, self._votes))

    def _alinea_of_lines(self) -> dict[int, int | None]:
        blocks = redline.parse(self._old.text).blocks
        return {line.number: blocks[line.block].alinea for line in redline.number_lines(self._old.text, self._width)}

    def _row(self, vote: ProposedVote) -> MatrixRow:
        batch = [self._field.amendments[found] for found in vote.ids]
        first = batch[0]
        falling = self._field.labels(self._field.falling(first.id))
        here = self._contested(first.id)
        return MatrixRow(
            numbers=linked_numbers(self._slug, labels_of(batch)),
            authors="\u202f; ".join(authors_of(row) for row in batch),
            cells=tuple(
                replace(cell, rivalry=here.get(spot, "")) if (cell := self._cells[first.id].get(spot)) else None
                for spot in self.spots
            ),
            falls=ngettext("%(numbers)s tombe", "%(numbers)s tombent", len(falling), numbers=numbers(falling))
            if falling
            else "",
            discussion=vote.discussion,
            is_tied=vote.is_tied,
            move=self._moves.get(vote.move or 0),
        )

    def sentences(self) -> Iterator[str]:
        """For each place that several want: who, and whether one alone may be adopted."""
        for column, spot in enumerate(self.spots):
            wanted = Counter(cell.rivalry for row in self.rows if (cell := row.cells[column]) is not None)
            if count := wanted["same"]:
                yield ngettext(
                    "%(place)s\u00a0: %(num)s vote porte sur des mots qu’un autre veut aussi.",
                    "%(place)s\u00a0: %(num)s votes portent sur les mêmes mots, en discussion commune.",
                    count,
                    place=spot_title(spot),
                )
            if count := wanted["place"]:
                yield ngettext(
                    "%(place)s\u00a0: %(num)s insertion, dont l’ordre est à choisir.",
                    "%(place)s\u00a0: %(num)s insertions veulent la même place\u202f; leur ordre est à choisir.",
                    count,
                    place=spot_title(spot),
                )

    def _contested(self, amendment_id: int) -> dict[Spot, str]:
        """At which of its places an amendment meets another: « same » words, else the same « place »."""
        found: dict[Spot, str] = {}
        for clash in self._field.clashes(amendment_id):
            for spot in self._cells[amendment_id]:
                if found.get(spot) != "same" and self._is_at(clash, spot):
                    found[spot] = "same" if clash.is_incompatible else "place"
        return found

    def _is_at(self, clash: Rivalry, spot: Spot) -> bool:
        """Whether a clash is about this place: both change it, and the lines contested are there."""
        if spot not in self._places.get(clash.other_id, {}):
            return False
        if clash.lines is None or spot.is_after or spot.is_title or not clash.is_incompatible:
            return True
        return spot.alinea in {self._alineas.get(line) for line in range(clash.lines[0], clash.lines[1] + 1)}

    def _cells_of(self, new: KnownText) -> dict[Spot, MatrixCell]:
        """What a text changes at each place of the text in force."""
        bearing = bearing_of(self._old, new, self._width)
        spots = bearing.location.spots
        done: dict[Spot, list[tuple[CellSign, str]]] = {}
        for deed in bearing.deeds:
            spot = Spot(2 * deed.last + 1) if deed.op == "insert" else Spot(2 * deed.last)
            spot = spot if spot in spots else Spot(2 * deed.last)
            done.setdefault(spot, []).extend(_deeds(deed))
        return {spot: _told(deeds) for spot, deeds in done.items() if spot in spots and deeds}


def _deeds(deed: Deed) -> Iterator[tuple[CellSign, str]]:
    if deed.op == "delete":
        yield CellSign.REMOVE, _("l’alinéa")
        return
    if deed.op in ("move", "split", "join"):
        moved = {"move": _("déplace l’alinéa"), "split": _("scinde l’alinéa"), "join": _("réunit les alinéas")}
        yield CellSign.REPLACE, moved[deed.op]
    for removed, added in deed.edits:
        if removed:
            yield CellSign.REPLACE if added else CellSign.REMOVE, _quoted(removed)
        else:
            yield CellSign.INSERT, _quoted(added)


def _told(deeds: Sequence[tuple[CellSign, str]]) -> MatrixCell:
    """Several deeds at one place as one cell: by the sign that they share, else as a replacement."""
    signs = {sign for sign, _words in deeds}
    return MatrixCell(signs.pop() if len(signs) == 1 else CellSign.REPLACE, ", ".join(words for _sign, words in deeds))


def _quoted(words: str) -> str:
    flat = words.replace("\n", " ").strip(" ")
    return f"«\u00a0{flat if len(flat) <= _LONGEST_QUOTE else flat[:_LONGEST_QUOTE].rsplit(' ', 1)[0] + ' […]'}\u00a0»"


def _short(spot: Spot) -> str:
    """« 3 », « 5+ », « T »: the head of a column."""
    if spot.is_title:
        return _("Titre")
    return f"{spot.alinea}+" if spot.is_after else str(spot.alinea)
