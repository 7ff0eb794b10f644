"""What the pages of a poll and of its sitting say of proxies while it is open: who votes for whom, from when
an arrival or a revocation counts (docs/rules/proxies.md), in the same words to the principal and to the holder.
"""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from congress.chamber_models import Presence, Proxy
from congress.moments import hour_in_words
from core.database import session
from voting.models import Poll, PollState, RightToVote


def to_holder(right: RightToVote) -> str:
    """What changed for a carried right since its poll opened; empty when nothing did."""
    poll, name = right.poll, right.principal.civil_name
    revoked, arrived = _revoked_at(right), _arrived_at(right)
    if revoked is not None:
        return _(
            "%(name)s a révoqué ce pouvoir à %(hour)s : il vaut encore pour ce scrutin, déjà ouvert, et ne vaut plus "
            "à partir du suivant.",
            name=name,
            hour=hour_in_words(poll.congress, revoked),
        )
    if arrived is not None:
        return _(
            "%(name)s a rejoint la séance à %(hour)s : ce pouvoir vaut encore pour ce scrutin, déjà ouvert, et il est "
            "suspendu à partir du suivant.",
            name=name,
            hour=hour_in_words(poll.congress, arrived),
        )
    return ""


def to_principal(right: RightToVote) -> str:
    """Who votes for the reader at this poll, and from when the reader votes."""
    poll, name = right.poll, right.holder.civil_name
    revoked, arrived = _revoked_at(right), _arrived_at(right)
    if revoked is not None:
        return _(
            "Vous avez révoqué votre pouvoir à %(hour)s : ce scrutin était déjà ouvert, %(name)s y vote encore en "
            "votre nom. La révocation compte à partir du suivant.",
            name=name,
            hour=hour_in_words(poll.congress, revoked),
        )
    if arrived is not None:
        return _(
            "Vous avez rejoint la séance à %(hour)s : ce scrutin était déjà ouvert, %(name)s y vote encore en votre "
            "nom. Vous voterez à partir du suivant.",
            name=name,
            hour=hour_in_words(poll.congress, arrived),
        )
    return _("%(name)s porte votre pouvoir et vote en votre nom à ce scrutin.", name=name)


def carried_for(poll: Poll, member_id: int | None) -> RightToVote | None:
    """The right to vote that a member left to another person at a poll; None when they left none."""
    wanted = (
        select(RightToVote)
        .where(
            RightToVote.poll_id == poll.id,
            RightToVote.principal_id == member_id,
            RightToVote.holder_id != RightToVote.principal_id,
        )
        .options(joinedload(RightToVote.holder), joinedload(RightToVote.poll))
    )
    return session().scalar(wanted)


def while_open(poll: Poll | None, member_id: int | None, held: Sequence[RightToVote]) -> list[str]:
    """The sentences for a reader at the open poll of a sitting, as principal, then as holder."""
    if poll is None or poll.state != PollState.OPEN or member_id is None:
        return []
    left = carried_for(poll, member_id)
    told = [to_principal(left)] if left else []
    return [*told, *filter(None, (to_holder(right) for right in held if right.principal_id != member_id))]


def _revoked_at(right: RightToVote) -> datetime | None:
    """When the proxy behind a right was revoked since the poll opened."""
    given = select(Proxy.revoked_at).where(
        Proxy.sitting_id == right.poll.sitting_id,
        Proxy.principal_id == right.principal_id,
        Proxy.holder_id == right.holder_id,
        Proxy.revoked_at >= right.poll.opened_at,
    )
    return session().scalar(given.order_by(Proxy.revoked_at).limit(1))


def _arrived_at(right: RightToVote) -> datetime | None:
    """When the principal of a right, absent at the opening of the poll, arrived; None while they are away."""
    here = select(Presence.arrived_at).where(
        Presence.sitting_id == right.poll.sitting_id,
        Presence.member_id == right.principal_id,
        Presence.left_at.is_(None),
    )
    return session().scalar(here)
