"""Who may look at polls and at the chair's console; the rest is in `congress.policies`."""

from datetime import datetime

from sqlalchemy import func, select

from congress.actors import Actor
from congress.chamber_models import Office, Sitting, SittingOffice
from congress.models import Congress
from congress.policies import can_see, holds_office, members, results_readers, secretariat, sittings_readers
from core.database import session
from voting.models import Poll, PollState
from voting.queries.minutes.secretaries import secretaries_of


def poll_readers(actor: Actor, congress: Congress) -> bool:
    """Those to whom sittings or results are visible: what each poll shows depends on its state (`may_read`)."""
    return sittings_readers(actor, congress) or results_readers(actor, congress)


def may_read(poll: Poll, actor: Actor, congress: Congress) -> bool:
    """Whether the poll shows its question: to those who follow the sitting; once proclaimed, to readers of results."""
    if sittings_readers(actor, congress):
        return True
    return poll.state == PollState.PROCLAIMED and results_readers(actor, congress)


def may_read_result(poll: Poll, actor: Actor, congress: Congress) -> bool:
    """Whether the counts and the verdict show: to readers of results, never before the proclamation."""
    return poll.state == PollState.PROCLAIMED and results_readers(actor, congress)


def may_read_names(poll: Poll, actor: Actor, congress: Congress) -> bool:
    """Whether there is a named list, and it shows: only where the result does, that it is a part of."""
    if not poll.method.is_named or not may_read_result(poll, actor, congress):
        return False
    return can_see(congress.named_votes_visible, actor, congress)


def may_watch_console(actor: Actor, congress: Congress, sitting_id: int) -> bool:
    """The chair and the secretaries of the sitting, and the secretariat."""
    is_officer = secretariat(actor, congress)
    return is_officer or holds_office(sitting_id, actor.member_id, Office.CHAIR, Office.SECRETARY)


def may_key_minutes(actor: Actor, sitting: Sitting) -> bool:
    """The secretaries of the sitting, named as it began or in place of one of them, and the secretariat that helps."""
    if secretariat(actor, sitting.congress):
        return True
    if actor.member_id is None or actor.congress_id != sitting.congress_id:
        return False
    return any(one.id == actor.member_id for one in secretaries_of(sitting))


def may_read_minutes(actor: Actor, sitting: Sitting, *, is_published: bool) -> bool:
    """Before their publication the people of the roll; then whoever reads sittings; of both, who reads results."""
    congress = sitting.congress
    may_read_at_all = sittings_readers(actor, congress) and results_readers(actor, congress)
    return may_read_at_all and (is_published or members(actor, congress))


def office_ended_at(actor: Actor, sitting_id: int) -> datetime | None:
    """When whoever may watch the console no more lost the office that let them in; None where they never held one."""
    if actor.member_id is None:
        return None
    held = select(func.max(SittingOffice.until)).where(
        SittingOffice.sitting_id == sitting_id,
        SittingOffice.member_id == actor.member_id,
        SittingOffice.office.in_((Office.CHAIR, Office.SECRETARY)),
    )
    return session().scalar(held)
