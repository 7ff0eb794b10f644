"""Presence: the intervals during which members are at a sitting, by themselves or keyed by the secretariat.

Joining the video is not presence: somebody says so. Nothing here touches a poll that is open, whose electorate is
frozen.
"""

from datetime import datetime

from flask_babel import gettext as _

from congress import policies
from congress.actors import Actor
from congress.chamber_models import Presence, PresenceMode, Sitting, SittingState
from congress.models import Member
from congress.queries import chamber_queries
from congress.services.sitting_locking import record, shared_sitting
from core.database import session
from core.errors import NotFound, RuleBroken


def arrive(
    sitting_id: int, member_id: int, mode: PresenceMode = PresenceMode.ROOM, *, actor: Actor, now: datetime
) -> int:
    """The id of the member's presence, begun now or already (a double click begins one only).

    By the member, in the room or at a distance; keyed by the secretariat for somebody else, the mode is
    `secretariat` whatever was given. Refused when the sitting is closed, and to those who do not vote.
    """
    sitting, member = _chamber_member(sitting_id, member_id)
    _require_self_or_secretariat(actor, sitting, member_id)
    if sitting.state == SittingState.CLOSED:
        raise RuleBroken(_("La séance est close : les présences ne changent plus."))
    if not member.is_elector:
        raise RuleBroken(_("Seuls les membres appelés à voter émargent."))
    known = chamber_queries.presence_of(sitting_id, member_id)
    if known is not None:
        return known.id
    by_another = actor.member_id != member_id
    presence = Presence(
        sitting_id=sitting_id,
        member_id=member_id,
        mode=PresenceMode.SECRETARIAT if by_another else mode,
        arrived_at=now,
    )
    session().add(presence)
    session().flush()
    record(
        sitting,
        "member_arrived",
        actor,
        now,
        member=member.pseudonym,
        mode=presence.mode.value,
    )
    return presence.id


def leave(sitting_id: int, member_id: int, *, actor: Actor, now: datetime) -> None:
    """The member is not present any more; the proxies that they hold are void from the next vote. Idempotent."""
    sitting, member = _chamber_member(sitting_id, member_id)
    _require_self_or_secretariat(actor, sitting, member_id)
    presence = chamber_queries.presence_of(sitting_id, member_id)
    if presence is None:
        return
    presence.left_at = max(now, presence.arrived_at)
    record(
        sitting,
        "member_left",
        actor,
        now,
        member=member.pseudonym,
    )


def _chamber_member(sitting_id: int, member_id: int) -> tuple[Sitting, Member]:
    """The sitting shared (so that a poll opens before or after this change, never across it) and the member locked."""
    sitting = shared_sitting(sitting_id)
    member = session().get(Member, member_id, with_for_update={"key_share": True}, populate_existing=True)
    if member is None or member.congress_id != sitting.congress_id:
        raise NotFound(_("Cette personne n’est pas membre du congrès."))
    return sitting, member


def _require_self_or_secretariat(actor: Actor, sitting: Sitting, member_id: int) -> None:
    policies.require(
        actor.member_id == member_id or policies.secretariat(actor, sitting.congress),
        _("La présence est dite par la personne elle-même ou par le secrétariat."),
    )
