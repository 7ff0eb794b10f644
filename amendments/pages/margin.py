"""Amendments in the margin of a text: notes beside the alinéa on which they bear, words under amendment."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from amendments.labels import numbers
from amendments.models import Amendment
from amendments.pages.list_page import spot_title
from amendments.queries.amendment_readings import Reading
from amendments.queries.kept.recalling import recall_bearings
from amendments.rules.kept.bearings import bearing_of
from amendments.rules.locations import Spot
from congress.queries.homonyms import told_name
from motions.pages.text_layout import MarginNote, ReadBlock
from motions.rules.changed_passages import Passage


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """Notes that stand beside no alinéa: on the title, before the first alinéa, to check."""

    reference: str
    notes: tuple[MarginNote, ...]


class Margin:
    """The amendments still to vote on the version in force, by the place on which they bear."""

    def __init__(self, slug: str, amendments: Sequence[Amendment], readings: Mapping[int, Reading], width: int) -> None:
        self._slug = slug
        self._by_spot: dict[Spot, list[Amendment]] = {}
        self._to_check = [amendment for amendment in amendments if not readings[amendment.id].is_clean]
        self._readings = readings
        self._width = width
        self._written: dict[int, MarginNote] = {}  # by the first of a batch
        recall_bearings(readings, width)
        for amendment in amendments:
            if readings[amendment.id].is_clean:
                for spot in readings[amendment.id].place(width).spots:
                    self._by_spot.setdefault(spot, []).append(amendment)

    def underlined(self) -> set[Passage]:
        """The words that some amendment removes or replaces; a sign alone is not underlined."""
        found: set[Passage] = set()
        for several in self._by_spot.values():
            for amendment in several:
                reading = self._readings[amendment.id]
                found |= bearing_of(reading.old, reading.new, self._width).words
        return found

    def beside(self, block: ReadBlock) -> ReadBlock:
        """The block with the notes of its alinéa, and of what is inserted after it."""
        if block.alinea is None:
            return block
        within = self._by_spot.get(Spot(2 * block.alinea), [])
        after = self._by_spot.get(Spot(2 * block.alinea + 1), [])
        if not within and not after:
            return block
        return replace(
            block,
            notes=self._notes(within),
            summary=self._summary(within),
            notes_after=self._notes(after),
            reference_after=self._reference_after(block.alinea, after),
            summary_after=self._summary_after(block.alinea, after),
        )

    def apart(self) -> list[NoteGroup]:
        """The notes that stand beside no alinéa."""
        groups = [
            NoteGroup(spot_title(spot), self._notes(self._by_spot[spot]))
            for spot in (Spot(0), Spot(1))
            if spot in self._by_spot
        ]
        if self._to_check:
            groups.append(NoteGroup(_("À vérifier : le texte a changé"), self._notes(self._to_check)))
        return groups

    def _notes(self, amendments: Iterable[Amendment]) -> tuple[MarginNote, ...]:
        """One note for each text proposed: identical amendments share it."""
        batches: dict[str, list[Amendment]] = {}
        for amendment in amendments:
            batches.setdefault(self._readings[amendment.id].new.sha256, []).append(amendment)
        return tuple(self._note_of(batch) for batch in batches.values())

    def _note_of(self, batch: list[Amendment]) -> MarginNote:
        """The note of identical amendments: the same wherever they bear."""
        found = self._written.get(batch[0].id)
        if found is None:
            found = self._written[batch[0].id] = self._note(batch)
        return found

    def _note(self, batch: list[Amendment]) -> MarginNote:
        first = batch[0]
        if any(amendment.under_vote for amendment in batch):
            state = _("mis aux voix")
        else:
            state = ngettext("publié", "publiés", len(batch))
        title = first.title if len(batch) == 1 else _("%(title)s, identiques", title=first.title)
        return MarginNote(
            numbers=numbers([amendment.label for amendment in batch]),
            state=state,
            title=title,
            author=" ; ".join(told_name(amendment.author) for amendment in batch),
            url=url_for("amendments.show", slug=self._slug, number=first.address),
        )

    def _summary(self, amendments: list[Amendment]) -> str:
        named = self._named(amendments)
        return ngettext(
            "%(num)s amendement : %(named)s", "%(num)s amendements : %(named)s", len(amendments), named=named
        )

    def _summary_after(self, alinea: int, amendments: list[Amendment]) -> str:
        return ngettext(
            "%(num)s insertion après l’alinéa %(alinea)s : %(named)s",
            "%(num)s insertions après l’alinéa %(alinea)s : %(named)s",
            len(amendments),
            alinea=alinea,
            named=self._named(amendments),
        )

    def _reference_after(self, alinea: int, amendments: list[Amendment]) -> str:
        if len({self._readings[amendment.id].new.sha256 for amendment in amendments}) > 1:
            return _("Après l’alinéa %(alinea)s, même place", alinea=alinea)
        return _("Après l’alinéa %(alinea)s", alinea=alinea)

    def _named(self, amendments: list[Amendment]) -> str:
        return numbers([amendment.label for amendment in amendments]) if amendments else ""
