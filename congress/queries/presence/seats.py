"""Who holds whose seat: substitutes and their titulars, at a sitting."""

from collections import defaultdict

from sqlalchemy import select

from congress.actors import Actor
from congress.chamber.presence_models import SeatTaken
from congress.chamber_models import Presence
from congress.models import Accreditation, Member
from congress.rules.presence.seating import HeldSeat
from core.database import session


def seat_of(sitting_id: int, titular_id: int) -> HeldSeat:
    """Who holds the seat of a member at a sitting now."""
    there = select(Presence.id).where(
        Presence.sitting_id == sitting_id, Presence.member_id == titular_id, Presence.left_at.is_(None)
    )
    is_there = session().scalar(there) is not None
    return HeldSeat(is_there, seat_taken_from(sitting_id, titular_id) is not None)


def seat_taken_from(sitting_id: int, titular_id: int) -> SeatTaken | None:
    """The seat of a member that somebody else holds at a sitting now; None where nobody does."""
    taken = select(SeatTaken).where(SeatTaken.sitting_id == sitting_id, SeatTaken.titular_id == titular_id)
    return session().scalar(taken.where(SeatTaken.until.is_(None)))


def seat_held_by(substitute_id: int) -> SeatTaken | None:
    """The seat that a substitute holds now, wherever it is; or None."""
    return session().scalar(
        select(SeatTaken).where(SeatTaken.substitute_id == substitute_id, SeatTaken.until.is_(None))
    )


def substituted_by(actor: Actor) -> Member | None:
    """The member whose substitute the reader is; None of an elector, and of anybody else."""
    reader = session().get(Member, actor.member_id) if actor.member_id and not actor.is_elector else None
    return session().get(Member, reader.substitute_of_id) if reader and reader.substitute_of_id else None


def seats_taken(sitting_id: int) -> list[SeatTaken]:
    """Every stay of a substitute at a sitting, the first one first."""
    wanted = select(SeatTaken).where(SeatTaken.sitting_id == sitting_id)
    return list(session().scalars(wanted.order_by(SeatTaken.since, SeatTaken.id)))


def substitutes_by_titular(congress_id: int) -> dict[int, list[Member]]:
    """By id of a member, those who may sit for them, in the order of the roll."""
    found: dict[int, list[Member]] = defaultdict(list)
    wanted = select(Member).where(
        Member.congress_id == congress_id,
        Member.substitute_of_id.is_not(None),
        Member.accreditation == Accreditation.ACCREDITED,
    )
    for member in session().scalars(wanted.order_by(Member.position)):
        found[member.substitute_of_id or 0].append(member)
    return found


def substitutes_of(titular_id: int) -> list[Member]:
    """Those who may sit for a member, in the order of the roll."""
    wanted = select(Member).where(
        Member.substitute_of_id == titular_id, Member.accreditation == Accreditation.ACCREDITED
    )
    return list(session().scalars(wanted.order_by(Member.position)))
