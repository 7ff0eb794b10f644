"""The list of amendments as the page shows it: by proposal, in the order of the text, then of the votes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from amendments.labels import labels_of, linked_numbers, numbers, opinion_word, status_kind, status_word
from amendments.models import Amendment, AmendmentStatus
from amendments.order_models import Bundle, OrderMove
from amendments.pages.writing.addresses import place_name
from amendments.queries.amendment_readings import Reading, history_of, outcomes_of, readings_of
from amendments.queries.bundle_queries import FEWEST, bundles_on, kept_in
from amendments.queries.competing_amendments import recalled_field
from amendments.queries.kept.recalling import recall
from amendments.queries.order_queries import as_moves, moves_on
from amendments.rules.locations import Location, Spot
from amendments.rules.ranking import PlaceGroup, Rankable, Ranked, in_order, questions_of_order
from congress.models import Congress
from congress.queries.homonyms import told_name
from motions.models import Part, Revision
from motions.pages.difference_phrases import phrases
from motions.pages.motion_labels import part_name

NOT_VOTED = frozenset({AmendmentStatus.WITHDRAWN, AmendmentStatus.NOT_SUPPORTED, AmendmentStatus.NO_OBJECT})
_OTHER = frozenset({
    AmendmentStatus.FALLEN, AmendmentStatus.SATISFIED, AmendmentStatus.NO_OBJECT, AmendmentStatus.NOT_SUPPORTED,
    AmendmentStatus.INADMISSIBLE,
})  # fmt: skip
# The filters of the page, by the word of their address.
FILTERS: dict[str, Callable[[AmendmentStatus], bool]] = {
    "": lambda _status: True,
    "a-voter": lambda status: status == AmendmentStatus.PUBLISHED,
    "adoptes": lambda status: status == AmendmentStatus.ADOPTED,
    "rejetes": lambda status: status == AmendmentStatus.REJECTED,
    "retires": lambda status: status == AmendmentStatus.WITHDRAWN,
    "autres": lambda status: status in _OTHER,
}


@dataclass(frozen=True, slots=True)
class AmendmentRow:
    """A line of the table, as the macro `amendment_table` reads it."""

    rank: int | None
    number: str
    url: str
    title: str
    authors: str
    opinion: str | None
    falls: str | None
    status_kind: str
    status_word: str
    status_url: str | None
    causes: Markup  # what made it fall, where that is a batch: each of its numbers leads to its amendment
    current: bool
    batch: bool
    move: OrderMove | None = None  # what put it there
    is_tied: bool = False  # its number alone says where it is voted
    is_undebated: bool = False  # proposed for adoption without debate
    is_sub: bool = False  # it stands under the amendment that it amends


@dataclass(frozen=True, slots=True)
class AmendmentGroup:
    """The rows that first bear on one place of a text."""

    title: str
    detail: str
    rows: tuple[AmendmentRow, ...]


@dataclass(frozen=True, slots=True)
class ProposalSection:
    """A part of the motion with its amendments; `groups` is empty where the filter leaves none.

    `files`: what is no proposal has no list of its own, from which its text would be taken away.
    """

    part: Part
    name: str
    revision: Revision
    groups: tuple[AmendmentGroup, ...]
    files: tuple[str, ...] = ()  # « texte si tout est adopté », DOCX then ODT


def counts_of_filters(amendments: Sequence[Amendment]) -> dict[str, int]:
    """How many amendments each filter keeps."""
    return {word: sum(keeps(row.status) for row in amendments) for word, keeps in FILTERS.items()}


def filter_links(counts: Mapping[str, int], chosen: str, url: Callable[[str], str]) -> list[tuple[str, int, str, bool]]:
    """(label, number, address, is current) of the filters; the last one only where it keeps something."""
    labels = {
        "": _("Tous"),
        "a-voter": _("À voter"),
        "adoptes": _("Adoptés"),
        "rejetes": _("Rejetés"),
        "retires": _("Retirés"),
        "autres": _("Autres"),
    }
    return [
        (label, counts[word], url(word), word == chosen)
        for word, label in labels.items()
        if word != "autres" or counts[word] or chosen == word
    ]


def sections_of(
    congress: Congress, parts: Sequence[Part], amendments: Sequence[Amendment], chosen: str
) -> list[ProposalSection]:
    """The sections of the list; `parts` in the order of the motion, those without any amendment left out.

    A sub-amendment among `amendments` stands under the one that it amends.
    """
    by_part: dict[int, list[Amendment]] = {}
    for amendment in amendments:
        by_part.setdefault(amendment.part_id, []).append(amendment)
    shown = [part for part in parts if part.id in by_part]
    history = history_of([part.id for part in shown])
    own = [amendment for amendment in amendments if not amendment.is_sub]
    readings = readings_of(own, {part.id: part for part in shown}, history)
    ids = [part.id for part in shown]
    moves, bundles = moves_on(ids), bundles_on(ids)
    sections = []
    for part in shown:
        revision = history[part.id][part.current_number - 1]
        listing = _Listing(congress, by_part[part.id], readings, revision, moves[part.id], chosen)
        listing.mark_undebated(bundles.get(part.id))
        files = _files(congress.slug, part, by_part[part.id])
        sections.append(ProposalSection(part, part_name(part), revision, tuple(listing.groups()), files))
    return sections


def _files(slug: str, part: Part, amendments: Sequence[Amendment]) -> tuple[str, ...]:
    is_to_vote = any(amendment.status == AmendmentStatus.PUBLISHED for amendment in amendments)
    if part.number is not None or part.is_decided or not is_to_vote:
        return ()
    address = partial(url_for, "place_documents.all_together", slug=slug, place=place_name(part))
    return address(name="docx"), address(name="odt")


class _Listing:
    """The amendments to one part, grouped."""

    def __init__(
        self,
        congress: Congress,
        found: Sequence[Amendment],
        readings: Mapping[int, Reading],
        revision: Revision,
        moves: Sequence[OrderMove],
        chosen: str,
    ) -> None:
        self._slug, self._width = congress.slug, congress.line_length
        amendments = [amendment for amendment in found if not amendment.is_sub]
        self._subs: dict[int, list[Amendment]] = {}  # by the amendment that they amend
        for sub in sorted((amendment for amendment in found if amendment.is_sub), key=lambda row: row.sub_number):
            self._subs.setdefault(sub.parent_id or 0, []).append(sub)
        self._amendments = {amendment.id: amendment for amendment in amendments}
        self._readings = readings
        self._keeps = FILTERS[chosen]
        self._moves = {move.id: move for move in moves}
        self._undebated: set[int] = set()
        to_vote = [amendment for amendment in amendments if amendment.status == AmendmentStatus.PUBLISHED]
        self._field = recalled_field(revision, to_vote, outcomes_of(readings, to_vote), self._width)
        self._adopted: dict[int, list[Amendment]] = {}  # by the revision that a vote made, those that it adopted
        for amendment in amendments:
            if amendment.adopted_revision_id and amendment.public_number:
                self._adopted.setdefault(amendment.adopted_revision_id, []).append(amendment)
        self._fallen: dict[tuple[str, ...], list[Amendment]] = {}  # by what made them fall
        for amendment in amendments:
            if amendment.status == AmendmentStatus.FALLEN and amendment.cause_amendment:
                self._fallen.setdefault(self._batch(amendment.cause_amendment), []).append(amendment)

    def mark_undebated(self, bundle: Bundle | None) -> None:
        """Say of what a bundle still holds that it is proposed for adoption without debate."""
        kept = kept_in(bundle, self._field) if bundle else []
        self._undebated = {row.id for row in kept} if len(kept) >= FEWEST else set()

    def groups(self) -> list[AmendmentGroup]:
        """The groups, without the rows that the filter hides; ranks are those of the whole list."""
        candidates = [
            Rankable(found, self._readings[found].old, self._readings[found].new, row.status not in NOT_VOTED)
            for found, row in self._amendments.items()
        ]
        recall(questions_of_order(candidates, self._width, with_places=True))
        groups = []
        for group in in_order(candidates, self._width, as_moves(self._moves.values())):
            rows = tuple(row for ranked in group.ranked for row in self._rows(ranked))
            if rows:
                title = spot_title(group.spot) if self._field.revision.text else _("Proposition nouvelle")
                groups.append(AmendmentGroup(title, self._detail(group), rows))
        return groups

    def _rows(self, ranked: Ranked) -> list[AmendmentRow]:
        """An amendment, then its sub-amendments; of them what the filter keeps."""
        amendment, subs = self._amendments[ranked.id], self._subs.get(ranked.id, ())
        rows = [self._row(ranked)] if self._keeps(amendment.status) else []
        return rows + [replace(self._said(sub), is_sub=True) for sub in subs if self._keeps(sub.status)]

    def _said(self, amendment: Amendment) -> AmendmentRow:
        cause = self._batch(amendment.cause_amendment) if amendment.cause_amendment else ()
        return AmendmentRow(
            rank=None,
            number=amendment.label,
            url=url_for("amendments.show", slug=self._slug, number=amendment.address),
            title=amendment.title,
            authors=authors_of(amendment),
            opinion=opinion_word(amendment.opinion) if amendment.opinion else None,
            falls=None,
            status_kind=status_kind(amendment),
            status_word=status_word(amendment),
            status_url=url_for("amendments.show", slug=self._slug, number=cause[0].split("\u00a0")[0])
            if len(cause) == 1
            else None,
            causes=linked_numbers(self._slug, cause) if len(cause) > 1 else Markup(),
            current=amendment.under_vote,
            batch=False,
        )

    def _row(self, ranked: Ranked) -> AmendmentRow:
        amendment = self._amendments[ranked.id]
        is_to_vote = amendment.status == AmendmentStatus.PUBLISHED
        return replace(
            self._said(amendment),
            rank=ranked.rank,
            falls=self._falls(amendment),
            batch=ranked.is_batch,
            move=self._moves.get(ranked.vote.move or 0) if is_to_vote else None,
            is_tied=is_to_vote and ranked.vote.is_tied,
            is_undebated=ranked.id in self._undebated,
        )

    def _batch(self, amendment: Amendment) -> tuple[str, ...]:
        """What those that one vote adopted together are called; one that none adopted, by itself."""
        return tuple(labels_of(self._adopted.get(amendment.adopted_revision_id or 0, [amendment])))

    def _falls(self, amendment: Amendment) -> str | None:
        if self._batch(amendment) in self._fallen:
            fallen = labels_of(self._fallen[self._batch(amendment)])
            return ngettext("%(numbers)s est tombé", "%(numbers)s sont tombés", len(fallen), numbers=numbers(fallen))
        if amendment.status != AmendmentStatus.PUBLISHED:
            return None
        if not self._readings[amendment.id].is_clean:
            return _("à vérifier : le texte a changé")
        falling = self._field.labels(self._field.falling(amendment.id))
        if not falling:
            return None
        return ngettext("%(numbers)s tombe", "%(numbers)s tombent", len(falling), numbers=numbers(falling))

    def _detail(self, group: PlaceGroup) -> str:
        """« lignes 4 et 5 · amendements concurrents, discussion commune »."""
        ids = [ranked.id for ranked in group.ranked]
        places = [self._readings[found].place(self._width) for found in ids if self._readings[found].is_clean]
        words = [] if group.spot.is_after else [lines_in_words(places)]
        words.append(self._rivalry([found for found in ids if found in self._field.amendments]))
        return " · ".join(word for word in words if word)

    def _rivalry(self, ids: list[int]) -> str:
        clashes = [clash for found in ids for clash in self._field.clashes(found) if clash.other_id in ids]
        if any(clash.is_incompatible for clash in clashes):
            return _("amendements concurrents, discussion commune")
        if clashes:
            return _("insertions à la même place, ordre à choisir")
        distinct = {self._field.texts[found].sha256 for found in ids}
        if len(ids) > 1 and len(distinct) == 1:
            return _("identiques")
        return _("compatibles") if len(distinct) > 1 else ""


def spot_title(spot: Spot) -> str:
    """« Alinéa 3 », « Après l’alinéa 5 », « Titre »."""
    if spot.is_title:
        return _("Titre")
    if not spot.is_after:
        return _("Alinéa %(alinea)s", alinea=spot.alinea)
    return _("Après l’alinéa %(alinea)s", alinea=spot.alinea) if spot.alinea else _("Avant l’alinéa 1")


def lines_in_words(places: Sequence[Location]) -> str:
    """« ligne 2 », « lignes 4 et 5 », « lignes 4 à 9 et 12 »: all that these places touch."""
    return phrases().line_range(sorted({line for place in places for line in place.lines}))


def authors_of(amendment: Amendment) -> str:
    """« Mme Fatima Allain et 4 cosignataires », « M. Jean Morvan, repris par Mme Fatima Allain »."""
    author = told_name(amendment.author)
    if amendment.taken_up_by:
        author = _("%(author)s, repris par %(name)s", author=author, name=told_name(amendment.taken_up_by))
    if not amendment.supporters:
        return author
    others = ngettext("%(num)s cosignataire", "%(num)s cosignataires", len(amendment.supporters))
    return _("%(author)s et %(others)s", author=author, others=others)
