"""The amendments of a folder: taken once under their numbers; an amendment that is there already never changes."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

import redline
from amendments.models import Amendment
from amendments.queries.amendment_queries import NUMBERED
from amendments.services.import_services import import_amendment
from app.folder.content import AmendmentText, Folder
from app.folder.motion_import import first_revision
from app.folder.report import Report
from congress.actors import Actor
from congress.services.roll_import import people_named
from core.changes import SaveResult
from core.database import session
from core.files.faults import Findings
from motions.models import Motion, Part
from motions.queries.motion_queries import motion_of, places_of


def import_amendments(
    congress_id: int, folder: Folder, findings: Findings, report: Report, *, actor: Actor, now: datetime
) -> None:
    """Take those that are new; those that are known stay as they are, and a difference is told."""
    if not folder.amendments:
        return
    motion = motion_of(congress_id)
    parts = {part.key: part for part in places_of(motion.id)} if motion else {}
    known = {amendment.public_number: amendment for amendment in published_of(congress_id)}
    people = people_named(congress_id)
    for wanted in folder.amendments:
        part = parts.get(wanted.proposal)
        if part is None:  # its proposal was left aside, and this was said
            continue
        authors = people.named(wanted.author)
        existing = known.get(wanted.number)
        name = f"n° {wanted.number}"
        if existing is not None:
            report.note("amendements", name, SaveResult())
            if not _is_same(existing, part, wanted, {person.id for person in authors}):
                told = _("l’amendement n° %(number)s est déjà publié : il n’est pas changé.", number=wanted.number)
                findings.warning(wanted.file, None, None, told)
            continue
        with findings.rules_of(wanted.file):
            import_amendment(
                part.id, authors[0].id, base_number=first_revision(part).number, number=wanted.number,
                title=wanted.title, reasons=wanted.reasons, text=wanted.text, actor=actor, now=now,
            )  # fmt: skip
            report.note("amendements", name, SaveResult(is_new=True))


def published_of(congress_id: int) -> list[Amendment]:
    """The amendments of a congress that have a public number, by number, with their base and author."""
    rows = (
        select(Amendment)
        .join(Motion, Motion.id == Amendment.motion_id)
        .where(Motion.congress_id == congress_id, NUMBERED)
        .order_by(Amendment.public_number)
        .options(joinedload(Amendment.base_revision), joinedload(Amendment.author), joinedload(Amendment.part))
    )
    return list(session().scalars(rows))


def text_on_first(amendment: Amendment, part: Part) -> str:
    """The amended text as it reads on the part's first text, where that can be told; else as its author wrote it.

    A folder holds first texts only: an amendment written on a later version is carried back onto it.
    """
    first = first_revision(part)
    if amendment.base_revision_id == first.id:
        return amendment.text
    carried = redline.rebase(amendment.base_revision.text, first.text, amendment.text)
    return carried.text if carried.clean else amendment.text


def _is_same(existing: Amendment, part: Part, wanted: AmendmentText, authors: set[int]) -> bool:
    return (
        existing.part_id == part.id
        and existing.author_id in authors
        and existing.title == wanted.title
        and existing.reasons == wanted.reasons
        and text_on_first(existing, part) == wanted.text
    )
