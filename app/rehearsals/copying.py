"""The copy of a congress in which a sitting is rehearsed: made as an import of its export, in its own name and journal.

Nothing of the real sitting is read again nor written there: another congress, marked as counting for nothing on every
page, paper and screen, without mail, read by the bureau and the secretariat alone; its clock shows the sitting’s hour.
"""

import tempfile
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from flask_babel import gettext as _
from sqlalchemy import select

from app.folder.content import Folder
from app.folder.exporting import folder_files, write_folder
from app.folder.folder_reading import read_folder
from app.folder.importing import import_folder
from app.rehearsals.alike import TakenOver
from congress.actors import Actor
from congress.chamber_models import Sitting, SittingState
from congress.clock import set_clock
from congress.models import Congress, Function, Member
from congress.policies import require_chair_or_secretariat
from congress.queries import chamber_queries
from congress.rules.visibility import Visibility
from congress.services import sitting_services
from core.database import session
from core.errors import RuleBroken
from core.files.faults import Findings
from core.rehearsal.rehearsing import run_and_keep_if

A_MOMENT = timedelta(minutes=1)  # within which a second press is the same one
BEFORE = timedelta(minutes=10)  # on the clock of the copy, before the sitting: its members may say that they are there


def rehearse(sitting_id: int, *, actor: Actor, now: datetime, machine: datetime) -> tuple[str, int]:
    """(slug of the copy, number of the sitting in it): another copy each time, but for a second press within a minute.

    By the chair or the secretariat. Only of a sitting that is to come. Long for a long roll: it is held outside of any
    unit of work (`run_and_keep_if`).
    """
    sitting = chamber_queries.sitting(sitting_id)
    congress = sitting.congress
    require_chair_or_secretariat(actor, congress, sitting_id)
    if congress.rehearses_id is not None:
        raise RuleBroken(_("Cette séance est déjà une répétition."))
    if sitting.state is not SittingState.PLANNED:
        raise RuleBroken(_("Une séance ouverte ne se répète plus."))
    findings, folder = Findings(), _folder(congress)
    congress_id = congress.id
    copied = run_and_keep_if(
        lambda: _copy(congress_id, sitting_id, folder, findings, now=now, machine=machine),
        lambda _done: not findings.errors,
    )
    if findings.errors:
        raise RuleBroken(_("La répétition ne peut pas être préparée\u00a0: %(why)s", why=str(findings.errors[0])))
    return copied


def _folder(congress: Congress) -> Folder:
    """The congress as it would be exported, read again, in the name of its rehearsal."""
    with tempfile.TemporaryDirectory() as place:
        write_folder(Path(place) / "congress", folder_files(congress))
        findings = Findings()
        folder = read_folder(Path(place) / "congress", findings)
    if folder is None:
        raise RuleBroken(_("La répétition ne peut pas être préparée\u00a0: %(why)s", why=str(findings.errors[0])))
    title = _("Répétition\u00a0: %(title)s", title=congress.title)
    fields = replace(folder.congress, slug=_free_slug(congress.slug), title=title, demonstration=True,
                     viewpoints_visible=Visibility.MEMBERS, amendments_visible=Visibility.MEMBERS,
                     results_visible=Visibility.MEMBERS, sittings_visible=Visibility.MEMBERS,
                     named_votes_visible=Visibility.MEMBERS)  # fmt: skip
    return replace(folder, congress=fields)


def _free_slug(slug: str) -> str:
    taken = set(session().scalars(select(Congress.slug).where(Congress.slug.startswith(f"{slug}-repetition"))))
    names = (f"{slug}-repetition" + (f"-{number}" if number > 1 else "") for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _copy(
    congress_id: int, sitting_id: int, folder: Folder, findings: Findings, *, now: datetime, machine: datetime
) -> tuple[str, int]:
    source = session().get_one(Sitting, sitting_id)
    if (made := _just_made(source, machine)) is not None:
        return made
    system, slug, begins = Actor.system(), folder.congress.slug, _begins(source)
    now = min(now, begins)  # what the import writes comes before what the copy's clock then shows, in its minutes too
    import_folder(folder, findings, actor=system, now=now)
    if findings.errors:
        return slug, 0
    copy = session().scalars(select(Congress).where(Congress.slug == slug)).one()
    copy.rehearses_id = congress_id
    secretariat = Actor(copy.id, pseudonym=system.pseudonym, is_secretariat=True)
    theirs = {member.ref: member for member in _members(copy.id)}
    officers = {row.member.ref: row.office for row in chamber_queries.offices_of(sitting_id)}
    sitting = _sitting_like(copy, source, actor=secretariat, now=now)
    for ref, office in officers.items():
        if ref in theirs:
            sitting_services.give_office(sitting.id, theirs[ref].id, office, actor=secretariat, now=now)
    _keep_out([one for ref, one in theirs.items() if ref not in officers and one.function is not Function.SECRETARIAT])
    session().flush()
    set_clock(copy.id, begins, machine=machine)
    return copy.slug, sitting.number


def _begins(source: Sitting) -> datetime:
    """What the clock of a copy shows when it is made."""
    return source.starts_at - min(BEFORE, timedelta(minutes=source.congress.presence_opens_before))


def _just_made(source: Sitting, machine: datetime) -> tuple[str, int] | None:
    """The copy that a press made a moment ago, its sitting not open yet: whoever pressed twice is led to it."""
    of_it = select(Congress).where(Congress.rehearses_id == source.congress_id).order_by(Congress.id.desc()).limit(1)
    copy = session().scalar(of_it)
    if copy is None:
        return None
    there = [row for row in chamber_queries.sittings_of(copy.id) if row.starts_at == source.starts_at]
    is_new = machine + timedelta(seconds=copy.clock_offset) - _begins(source) < A_MOMENT
    if is_new and there and there[0].state is SittingState.PLANNED:
        return copy.slug, there[0].number
    return None


def _members(congress_id: int) -> list[Member]:
    return list(session().scalars(select(Member).where(Member.congress_id == congress_id)))


def _keep_out(members: list[Member]) -> None:
    """Nobody but the bureau and the secretariat finds the copy among their congresses, nor is written to from it."""
    for member in members:
        member.email, member.account_id = None, None


def _sitting_like(copy: Congress, source: Sitting, *, actor: Actor, now: datetime) -> Sitting:
    """The sitting of the copy that stands for the source's, under the same rules: found by its hours, else planned."""
    there = [row for row in chamber_queries.sittings_of(copy.id) if row.starts_at == source.starts_at]
    if there:
        sitting = there[0]
    else:
        planned = sitting_services.plan_sitting(
            copy.id,
            kind=source.kind,
            title=source.title,
            room_id=None,
            starts_at=source.starts_at,
            ends_at=source.ends_at,
            convocation=source.convocation,
            actor=actor,
            now=now,
        )
        sitting = session().get_one(Sitting, planned)
    TakenOver(copy, sitting, source).make(actor=actor, now=now)
    return sitting
