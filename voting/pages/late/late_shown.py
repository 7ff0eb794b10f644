"""The amendments handed in on a text that wait for the chair, as the console shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from amendments.life_models import SheetPhotograph
from amendments.models import Amendment, AmendmentStatus
from amendments.pages.amendment_page import place_in_words, sentences_of
from amendments.queries.amendment_readings import Reading, form_of, history_of, readings_of
from congress.models import Congress
from congress.queries.homonyms import told_name
from core.database import session
from motions.models import Part


@dataclass(frozen=True, slots=True)
class LateShown:
    """One of them: what it does, whose it is, whether its sheet was photographed."""

    amendment: Amendment
    author: str
    where: str
    sentences: tuple[str, ...]
    has_photograph: bool


def late_on(congress: Congress, parts: Sequence[Part]) -> tuple[LateShown, ...]:
    """Those handed in on these parts, oldest first; one query where there is none, else three."""
    if not congress.late_amendments or not parts:
        return ()
    is_kept = exists().where(SheetPhotograph.amendment_id == Amendment.id)
    rows = select(Amendment, is_kept).where(
        Amendment.part_id.in_([part.id for part in parts]),
        Amendment.is_late,
        Amendment.status == AmendmentStatus.DEPOSITED,
    )
    shown = rows.options(joinedload(Amendment.author)).order_by(Amendment.receipt_number)
    kept = dict(iter(session().execute(shown)))
    if not kept:
        return ()
    of = {part.id: part for part in parts}
    readings = readings_of(list(kept), of, history_of(list(of)))
    return tuple(_shown(congress, row, readings[row.id], has_photograph=kept[row]) for row in kept)


def _shown(congress: Congress, amendment: Amendment, reading: Reading, *, has_photograph: bool) -> LateShown:
    width = congress.line_length
    return LateShown(
        amendment,
        told_name(amendment.author),
        place_in_words(reading.old, reading.new, width),
        sentences_of(reading.old, reading.new, width, form_of(congress, amendment.part)),
        has_photograph,
    )
