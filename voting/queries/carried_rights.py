"""Rights to vote that a member left to another: which, and what became of the proxy since their poll opened."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from congress.chamber_models import Presence, Proxy
from core.database import session
from voting.models import RightToVote


def is_by_substitute(right: RightToVote) -> bool:
    """Whether a right is in the hands of a substitute who holds its principal's seat: it is no proxy."""
    return right.principal_id != right.holder_id and right.holder.substitute_of_id == right.principal_id


def told_through(holder: str, *, by_substitute: bool) -> str:
    """Who votes in the place of a member: « pouvoir porté par M. Jacquot », « siège tenu par Mme Meunier »."""
    if by_substitute:
        return _("siège tenu par %(name)s", name=holder)
    return _("pouvoir porté par %(name)s", name=holder)


def carried_for(poll_id: int, member_id: int | None) -> RightToVote | None:
    """The right to vote that a member left to another person at a poll; None when they left none."""
    wanted = (
        select(RightToVote)
        .where(
            RightToVote.poll_id == poll_id,
            RightToVote.principal_id == member_id,
            RightToVote.holder_id != RightToVote.principal_id,
        )
        .options(joinedload(RightToVote.holder), joinedload(RightToVote.poll))
    )
    return session().scalar(wanted)


def revoked_at(right: RightToVote) -> datetime | None:
    """When the proxy behind a right was revoked since the poll opened; None where it was not."""
    given = select(Proxy.revoked_at).where(
        Proxy.sitting_id == right.poll.sitting_id,
        Proxy.principal_id == right.principal_id,
        Proxy.holder_id == right.holder_id,
        Proxy.revoked_at >= right.poll.opened_at,
    )
    return session().scalar(given.order_by(Proxy.revoked_at).limit(1))


def arrived_at(right: RightToVote) -> datetime | None:
    """When the principal of a right, absent at the opening of the poll, arrived; None while they are away."""
    here = select(Presence.arrived_at).where(
        Presence.sitting_id == right.poll.sitting_id,
        Presence.member_id == right.principal_id,
        Presence.left_at.is_(None),
    )
    return session().scalar(here)


def holder_left_at(right: RightToVote) -> datetime | None:
    """When the holder of a right, there at the opening of the poll, left; None while they are there."""
    last = (
        select(Presence.left_at)
        .where(Presence.sitting_id == right.poll.sitting_id, Presence.member_id == right.holder_id)
        .order_by(Presence.arrived_at.desc(), Presence.id.desc())
    )
    return session().scalar(last.limit(1))
