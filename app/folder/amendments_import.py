"""The amendments of a folder: taken once under their numbers; an amendment that is there already never changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

import redline
from amendments.models import Amendment, AmendmentStatus
from amendments.queries.life.sub_texts import as_borne, base_of_sub
from amendments.services.admissibility import faults
from amendments.services.import_services import import_amendment, import_sub_amendment
from app.folder.content import AmendmentText, Folder
from app.folder.motion_import import first_revision
from app.folder.report import Report
from congress.actors import Actor
from congress.services.roll_import import people_named
from core.changes import SaveResult
from core.database import session
from core.errors import Invalid, RuleBroken
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
    known = {amendment.address: amendment for amendment in published_of(congress_id)}
    people = people_named(congress_id)
    for wanted in folder.amendments:
        part = parts.get(wanted.proposal)
        if part is None:  # its proposal was left aside, and this was said
            continue
        authors = people.named(wanted.author)
        existing = known.get(wanted.address)
        name = f"n° {wanted.address}"
        if existing is not None:
            report.note("amendements", name, SaveResult())
            if not _is_same(existing, part, wanted, {person.id for person in authors}):
                told = _("l’amendement n° %(number)s est déjà publié : il n’est pas changé.", number=wanted.address)
                findings.warning(wanted.file, None, None, told)
            continue
        with findings.rules_of(wanted.file):
            taken = _Taken(wanted, part, authors[0].id, actor, now)
            own = taken.sub_amendment(known) if wanted.sub_number else taken.amendment()
            known[wanted.address] = session().get_one(Amendment, own)
            report.note("amendements", name, SaveResult(is_new=True))


@dataclass(frozen=True, slots=True)
class _Taken:
    """An amendment that is new, as it is taken."""

    wanted: AmendmentText
    part: Part
    author_id: int
    actor: Actor
    now: datetime

    def amendment(self) -> int:
        """The id of an amendment, on the first text."""
        wanted = self.wanted
        return import_amendment(
            self.part.id, self.author_id, base_number=first_revision(self.part).number, number=wanted.number,
            title=wanted.title, reasons=wanted.reasons, text=wanted.text, actor=self.actor, now=self.now,
        )  # fmt: skip

    def sub_amendment(self, known: dict[str, Amendment]) -> int:
        """The id of a sub-amendment, on its amendment as whoever bears it wrote it last."""
        wanted = self.wanted
        parent = known.get(str(wanted.number))
        if parent is None:
            raise Invalid(_("l’amendement n°\u00a0%(number)s, qu’il sous-amende, n’est pas là.", number=wanted.number))
        if parent.part_id != self.part.id:
            raise Invalid(
                _("l’amendement n°\u00a0%(number)s, qu’il sous-amende, porte sur un autre texte (proposal\u00a0:"
                  " %(proposal)s).", number=wanted.number, proposal=parent.part.key)
            )  # fmt: skip
        version, _on, borne = as_borne(parent)
        carried = redline.rebase(_on_first(parent), borne.text, wanted.text)
        if not carried.clean:
            raise RuleBroken(
                _("il ne s’applique plus à l’amendement n°\u00a0%(number)s, qui a changé depuis.", number=parent.label)
            )
        return import_sub_amendment(
            parent.id, self.author_id, parent_version=version, sub_number=wanted.sub_number, title=wanted.title,
            reasons=wanted.reasons, text=carried.text, actor=self.actor, now=self.now,
        )  # fmt: skip


def published_of(congress_id: int) -> list[Amendment]:
    """The amendments of a congress that have a public number, by number, each before its sub-amendments."""
    rows = (
        select(Amendment)
        .join(Motion, Motion.id == Amendment.motion_id)
        .where(Motion.congress_id == congress_id, Amendment.public_number.is_not(None))
        .order_by(Amendment.public_number, Amendment.sub_number)
        .options(joinedload(Amendment.base_revision), joinedload(Amendment.author), joinedload(Amendment.part))
    )
    return list(session().scalars(rows))


def text_in_folder(amendment: Amendment) -> str | None:
    """The amended text as a folder holds it; None of what no folder holds.

    That is: what was withdrawn, with its sub-amendments; and what, on the first text, changes nothing any more.
    """
    first = first_revision(amendment.part).text
    parent = amendment.parent
    bases = [first] if parent is None else [_on_first(parent), first]
    if AmendmentStatus.WITHDRAWN in {amendment.status, parent.status if parent else None}:
        return None
    if parent is not None and text_in_folder(parent) is None:
        return None
    text = _on_first(amendment)
    return text if all(_is_change(amendment, text, base) for base in bases) else None


def _on_first(amendment: Amendment) -> str:
    """The amended text as it reads on the part's first text, where that can be told; else as its author wrote it.

    A folder holds first texts only: an amendment written on a later version is carried back onto it, and reads without
    what its sub-amendments changed, that stand beside it; a sub-amendment reads on its amendment so written.
    """
    if amendment.parent is not None:
        base, on, text = base_of_sub(amendment).text, _on_first(amendment.parent), amendment.text
    else:
        _version, revision, borne = as_borne(amendment)
        base, on, text = revision.text, first_revision(amendment.part).text, borne.text
    if base == on:
        return text
    carried = redline.rebase(base, on, text)
    return carried.text if carried.clean else text


def _is_change(amendment: Amendment, text: str, base: str) -> bool:
    """Whether an import would take the text, written on that one."""
    title, reasons = amendment.title, amendment.reasons
    return not faults(title=title, reasons=reasons, text=text, base_text=base, current_text=base)


def _is_same(existing: Amendment, part: Part, wanted: AmendmentText, authors: Iterable[int]) -> bool:
    return (
        existing.part_id == part.id
        and existing.author_id in authors
        and existing.title == wanted.title
        and existing.reasons == wanted.reasons
        and _on_first(existing) == wanted.text
    )
