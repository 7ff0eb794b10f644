"""The motion of a folder: its parts are added, or changed as long as nobody has worked on them."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from amendments.models import Amendment
from app.folder.content import Folder
from app.folder.report import Report
from app.folder.settings_model import FILE
from congress.actors import Actor
from core.changes import FieldChange, SaveResult
from core.database import session
from core.errors import RuleBroken
from core.files.faults import Findings
from motions.models import Cause, Motion, Part, PartKind, PartState, Revision
from motions.queries.motion_queries import motion_of, parts_of
from motions.rules.motion_text import clean_text
from motions.services.import_services import texts_in_use, update_motion, update_part
from motions.services.motion_services import add_part, create_motion

SPACE = 1000  # between the places of two proposals, so that one may come between them later
LAST = 1_000_000_000


def import_motion(
    congress_id: int, folder: Folder, findings: Findings, report: Report, *, actor: Actor, now: datetime
) -> None:
    """Save the motion and each of its parts."""
    wanted = folder.motion
    motion = motion_of(congress_id)
    if motion is None:
        motion_id = create_motion(congress_id, wanted.title, wanted.subtitle, actor=actor, now=now)
        report.note("motion", wanted.title, SaveResult(is_new=True))
    else:
        motion_id = motion.id
        try:
            changed = update_motion(motion_id, wanted.title, wanted.subtitle, actor=actor, now=now)
        except RuleBroken as broken:
            findings.warning(FILE, None, "motion.title", broken.sentence)
            changed = False
        report.note("motion", wanted.title, _changed("title", "", wanted.title) if changed else SaveResult())
    parts = _Parts(motion_id, findings, report, actor, now)
    if wanted.preamble:
        parts.save(FILE, PartKind.PREAMBLE, None, wanted.preamble, "", place=0)
    before = 0
    for proposal in folder.proposals:
        place = parts.place_after(before)
        before = parts.save(
            proposal.file, PartKind.PROPOSAL, proposal.number, proposal.text, proposal.provenance, place=place
        )
    if wanted.closing:
        parts.save(FILE, PartKind.CLOSING, None, wanted.closing, "", place=LAST)


class _Parts:
    """The parts of a motion while they are saved."""

    def __init__(self, motion_id: int, findings: Findings, report: Report, actor: Actor, now: datetime) -> None:
        self.motion_id = motion_id
        self.findings = findings
        self.report = report
        self.actor = actor
        self.now = now
        self.known = {(part.kind, part.number): part for part in parts_of(motion_id)}
        self.places = sorted(part.position or 0 for part in self.known.values())
        motion = session().get_one(Motion, motion_id)
        self.in_use = texts_in_use(motion) if self.known else ""  # a motion that has just been made is free
        amended = select(Amendment.part_id).where(Amendment.motion_id == motion_id).distinct()
        self.amended = set(session().scalars(amended))

    def place_after(self, before: int) -> int:
        """A free place between this one and the next that is taken."""
        following = next((place for place in self.places if place > before), LAST)
        return before + SPACE if following - before > SPACE else (before + following) // 2

    def save(self, file: str, kind: PartKind, number: int | None, text: str, provenance: str, *, place: int) -> int:
        """Add or change a part; its place."""
        told = f"n° {number}" if number else kind.value
        part = self.known.get((kind, number))
        if part is None and self.in_use:
            self.findings.warning(file, None, None, self.in_use)
            return place
        if part is None:
            with self.findings.rules_of(file):
                add_part(
                    self.motion_id, kind, number=number, position=place, text=text, provenance=provenance,
                    actor=self.actor, now=self.now,
                )  # fmt: skip
                self.places = sorted([*self.places, place])
                self.report.note("propositions" if number else "textes", told, SaveResult(is_new=True))
            return place
        changes = self._changes(part, text, provenance)
        if changes and (kept := self._why_kept(part)):
            self.findings.warning(file, None, None, kept)
            changes = ()
        elif changes:
            update_part(part.id, text, provenance, actor=self.actor, now=self.now)
        self.report.note("propositions" if number else "textes", told, SaveResult(fields=changes), hidden=("text",))
        return part.position or 0

    def _changes(self, part: Part, text: str, provenance: str) -> tuple[FieldChange, ...]:
        changes = []
        if clean_text(text) != first_revision(part).text:
            changes.append(FieldChange("text", "", ""))
        if clean_text(provenance).strip() != part.provenance:
            changes.append(FieldChange("provenance", part.provenance, provenance))
        return tuple(changes)

    def _why_kept(self, part: Part) -> str | None:
        """Why this part does not change any more, in a sentence; None when it may."""
        if part.id in self.amended:
            told: str = _("ce texte a déjà un amendement : il n’est pas changé.")
        elif self.in_use:
            told = self.in_use
        elif part.under_vote or part.state != PartState.NOT_EXAMINED:
            told = _("ce texte a déjà été mis en discussion : il n’est pas changé.")
        elif any(revision.cause != Cause.IMPORT for revision in part.revisions):
            told = _("ce texte a déjà été repris : il n’est pas changé.")
        else:
            return None
        return told


def first_revision(part: Part) -> Revision:
    """The version that came with the congress: the last one that an import made."""
    return [revision for revision in part.revisions if revision.cause == Cause.IMPORT][-1]


def _changed(name: str, before: str, after: str) -> SaveResult:
    return SaveResult(fields=(FieldChange(name, before, after),))
