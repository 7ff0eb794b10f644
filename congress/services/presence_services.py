"""Presence: the intervals during which members are at a sitting, by themselves or keyed by the secretariat.

Joining the video is not presence: somebody says so. A poll that is open keeps its electorate, but asks of whoever
casts a ballot to be there at that instant (`act_present`). Told in docs/rules/presence.md.
"""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import bindparam, select

from congress import policies
from congress.actors import Actor
from congress.chamber_models import Presence, PresenceMode, Sitting, SittingState
from congress.models import Member, PresenceInRoom
from congress.moments import hour_in_words, moment_in_words
from congress.queries import chamber_queries
from congress.queries.convening.convening_queries import second_of
from congress.queries.presence.electorate import may_sit
from congress.services.lawful.requiring import require_lawful_presence
from congress.services.presence import seat_services
from congress.services.sitting_locking import record, shared_sitting
from core.database import session
from core.errors import NotFound, RuleBroken

# Made once: each ballot asks for it.
_HELD = (
    select(Presence)
    .where(
        Presence.sitting_id == bindparam("sitting_id"),
        Presence.member_id == bindparam("member_id"),
        Presence.left_at.is_(None),
    )
    .with_for_update()
    .execution_options(populate_existing=True)
)


class NotPresent(RuleBroken):
    """What was asked wants the member to be at the sitting, and they are not."""


def arrive(
    sitting_id: int,
    member_id: int,
    mode: PresenceMode = PresenceMode.ROOM,
    *,
    by_code: bool = False,
    actor: Actor,
    now: datetime,
) -> int:
    """The id of the member's presence, begun now or already (a double click begins one only).

    By the member, in the room or at a distance, once the sitting's presences are open; keyed by the secretariat for
    somebody else, the mode is `secretariat` whatever was given. A substitute comes to the seat of their titular, who
    takes it back by coming. Refused when the sitting is closed, to those who do not vote, to whoever is at another
    sitting, and, in the room, where the bureau alone says who is there. `by_code`: the code of the door was typed,
    where it is asked for.
    """
    sitting, member = _chamber_member(sitting_id, member_id)
    _require_self_or_secretariat(actor, sitting, member_id)
    _require_held(sitting)
    if not may_sit(member):
        raise RuleBroken(_("Seuls les membres appelés à voter émargent."))
    known = chamber_queries.presence_of(sitting_id, member_id)
    if known is not None:
        return known.id
    by_another = actor.member_id != member_id
    if not by_another:
        _require_open_to_oneself(sitting, mode, actor, now, by_code=by_code)
    _require_nowhere_else(member, by_another=by_another)
    return _begin(sitting, member, PresenceMode.SECRETARIAT if by_another else mode, by_code, actor=actor, now=now)


def _require_held(sitting: Sitting) -> None:
    """The sitting is on, or is to open: it is not closed, and was not convened anew for want of a quorum."""
    if sitting.state == SittingState.CLOSED:
        raise RuleBroken(_("La séance est close : les présences ne changent plus."))
    if sitting.state == SittingState.PLANNED and (second := second_of(sitting.id)) is not None:
        raise RuleBroken(
            _("Cette séance, sans quorum, est convoquée à nouveau\u00a0: elle ne s’ouvre plus. Les présences se"
              " marquent à la séance n°\u00a0%(number)s.", number=second.number)
        )  # fmt: skip


def _begin(sitting: Sitting, member: Member, mode: PresenceMode, by_code: bool, *, actor: Actor, now: datetime) -> int:
    """The id of a presence that begins, the seat taken from, or given back by, whoever else may hold it.

    `by_code`: told in the journal.
    """
    titular = None if member.is_elector else seat_services.take_seat(sitting, member, now=now)
    if titular is None:
        seat_services.take_back(sitting, member, actor=actor, now=now)
    presence = Presence(sitting_id=sitting.id, member_id=member.id, mode=mode, arrived_at=now)
    session().add(presence)
    session().flush()
    whose = {"titular": titular.pseudonym} if titular else {}
    told: dict[str, object] = {"member": member.pseudonym, "mode": mode.value, **whose}
    told |= {"by_code": True} if by_code else {}
    record(sitting, "substitute_seated" if titular else "member_arrived", actor, now, **told)
    return presence.id


def leave(sitting_id: int, member_id: int, *, actor: Actor, now: datetime) -> None:
    """The member is not present any more; the proxies that they hold are void from the next vote. Idempotent.

    Never recorded before what the member did from there: a ballot that came first by the database does by the clock.
    """
    sitting, member = _chamber_member(sitting_id, member_id)
    _require_self_or_secretariat(actor, sitting, member_id)
    presence = _held(sitting_id, member_id)
    if presence is None:
        return
    presence.left_at = max(now, presence.last_act_at or presence.arrived_at)
    seat_services.leave_seat(member_id, presence.left_at)
    record(
        sitting,
        "member_left",
        actor,
        presence.left_at,
        member=member.pseudonym,
    )


def act_present(sitting_id: int, member: Member, *, by_another: bool = False, now: datetime) -> datetime:
    """The instant at which a member does what asks for presence; `NotPresent` when they are not at the sitting.

    The row of their presence is held until the commit: a departure comes wholly before (and this is refused) or
    wholly after, by the database as by the clock. `by_another`: the sentence speaks of the member to somebody else.
    """
    presence = _held(sitting_id, member.id)
    if presence is None:
        raise NotPresent(_absence(sitting_id, member, by_another=by_another))
    presence.last_act_at = max(now, presence.last_act_at or presence.arrived_at)
    return presence.last_act_at


def _held(sitting_id: int, member_id: int) -> Presence | None:
    """The interval in which a member is at a sitting now, its row held; None when they are not."""
    return session().scalar(_HELD, {"sitting_id": sitting_id, "member_id": member_id})


def _absence(sitting_id: int, member: Member, *, by_another: bool) -> str:
    """Why somebody who is not there cannot do it, with the hour of their departure if there was one."""
    last = session().scalar(
        select(Presence.left_at)
        .where(Presence.sitting_id == sitting_id, Presence.member_id == member.id)
        .order_by(Presence.left_at.desc())
        .limit(1)
    )
    congress = chamber_queries.sitting(sitting_id).congress
    hour = hour_in_words(congress, last) if last else ""
    if by_another:
        told: str = _("%(name)s n’est pas parmi les présents : marquez d’abord son arrivée.", name=member.civil_name)
    elif hour:
        told = _(
            "Votre départ est enregistré à %(hour)s : votre vote n’est pas reçu. "
            "Si vous êtes là, dites de nouveau votre présence, puis votez.",
            hour=hour,
        )
    else:
        told = _("Vous n’êtes pas parmi les présents : votre vote n’est pas reçu. Dites votre présence, puis votez.")
    return told


def _require_open_to_oneself(
    sitting: Sitting, mode: PresenceMode, actor: Actor, now: datetime, *, by_code: bool
) -> None:
    """A member says it alone from a while before the sitting on, and in the room only where they may."""
    if sitting.state == SittingState.PLANNED and now < sitting.presence_opens_at:
        when = moment_in_words(sitting.congress, sitting.presence_opens_at, now=now)
        raise RuleBroken(_("Les présences de cette séance s’ouvrent %(when)s.", when=when))
    require_lawful_presence(sitting.congress, mode)
    if mode != PresenceMode.ROOM or policies.secretariat(actor, sitting.congress):
        return
    if sitting.congress.presence_in_room == PresenceInRoom.CODE and not by_code:
        raise RuleBroken(_("Dans la salle, votre présence se dit avec le code affiché à la porte."))
    if sitting.congress.presence_in_room == PresenceInRoom.BUREAU:
        raise RuleBroken(
            _("Dans la salle, le bureau constate les présences : signalez-vous au secrétariat de la séance.")
        )


def _require_nowhere_else(member: Member, *, by_another: bool) -> None:
    """Nobody is at two sittings: the first one is left before the second is joined."""
    elsewhere = session().scalar(
        select(Sitting)
        .join(Presence, Presence.sitting_id == Sitting.id)
        .where(Presence.member_id == member.id, Presence.left_at.is_(None))
        .limit(1)
    )
    if elsewhere is None:
        return
    if by_another:
        sentence = _(
            "La présence de %(name)s est déjà enregistrée à la séance n° %(number)s : marquez d’abord son départ.",
            name=member.civil_name,
            number=elsewhere.number,
        )
    else:
        sentence = _(
            "Votre présence est déjà enregistrée à la séance n° %(number)s : dites d’abord que vous en partez.",
            number=elsewhere.number,
        )
    raise RuleBroken(sentence)


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
