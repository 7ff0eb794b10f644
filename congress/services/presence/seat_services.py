"""Seats and their substitutes (« suppléants »): who takes one, who gives it back. Called by those who come and leave.

The rows of both are held until the commit, so that titular and substitute never sit at once.
"""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from congress.actors import Actor
from congress.chamber.presence_models import SeatTaken
from congress.chamber_models import Presence, Sitting
from congress.models import Member
from congress.queries.presence.seats import seat_held_by, seat_of, seat_taken_from
from congress.rules.presence.seating import SeatRefusal, refusal_to_return, refusal_to_sit
from congress.services.sitting_locking import record
from core.database import session
from core.errors import RuleBroken


def take_seat(sitting: Sitting, substitute: Member, *, now: datetime) -> Member:
    """Whose seat the substitute takes from now on: they vote from the next poll that opens. Or a refusal.

    Whoever calls this writes their presence, and the entry of the journal.
    """
    titular = session().get_one(
        Member, substitute.substitute_of_id, with_for_update={"key_share": True}, populate_existing=True
    )
    if not titular.is_elector:
        raise RuleBroken(_("%(name)s ne vote pas dans ce congrès\u00a0: son siège n’est pas à tenir.",
                           name=titular.civil_name))  # fmt: skip
    refused = refusal_to_sit(seat_of(sitting.id, titular.id), admitted=sitting.congress.substitutes)
    if refused is not None:
        raise RuleBroken(_sentence(refused, titular))
    session().add(SeatTaken(sitting_id=sitting.id, titular_id=titular.id, substitute_id=substitute.id, since=now))
    session().flush()
    return titular


def sits_again(sitting: Sitting, substitute_id: int, *, now: datetime) -> bool:
    """Whether a substitute whom the closing made leave holds their titular's seat again; not where it is refused."""
    try:
        take_seat(sitting, session().get_one(Member, substitute_id), now=now)
    except RuleBroken:
        return False
    return True


def take_back(sitting: Sitting, titular: Member, *, actor: Actor, now: datetime) -> None:
    """Nobody sits for this member any more: they come. Refused while a poll is open that their substitute votes in."""
    held = seat_taken_from(sitting.id, titular.id)
    if held is None:
        return
    refused = refusal_to_return(seat_of(sitting.id, titular.id), under_vote=sitting.under_vote)
    if refused is not None:
        raise RuleBroken(_sentence(refused, titular))
    there = select(Presence).where(Presence.sitting_id == sitting.id, Presence.left_at.is_(None))
    presence = session().scalar(there.where(Presence.member_id == held.substitute_id).with_for_update())
    held.until = now
    if presence is not None:
        presence.left_at = held.until = max(now, presence.last_act_at or presence.arrived_at)
    session().flush()
    people = {"member": held.substitute.pseudonym, "titular": titular.pseudonym}
    record(sitting, "seat_given_back", actor, now, **people)


def leave_seat(member_id: int, at: datetime) -> None:
    """Whoever leaves a sitting holds the seat of nobody."""
    held = seat_held_by(member_id)
    if held is not None:
        held.until = max(at, held.since)


def _sentence(refused: SeatRefusal, titular: Member) -> str:
    name = titular.civil_name
    return {
        SeatRefusal.NOT_ADMITTED: _("Le règlement de ce congrès n’admet pas de suppléant."),
        SeatRefusal.TITULAR_PRESENT: _(
            "%(name)s est en séance\u00a0: son suppléant ne siège pas en même temps.", name=name
        ),
        SeatRefusal.SUBSTITUTE_SEATED: _("Le siège de %(name)s est déjà tenu par un suppléant.", name=name),
        SeatRefusal.UNDER_VOTE: _(
            "Un scrutin est en cours, où le suppléant de %(name)s est appelé à voter\u00a0: le siège se reprend"
            " une fois ce scrutin proclamé ou annulé.", name=name
        ),
    }[refused]  # fmt: skip
