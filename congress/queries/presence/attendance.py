"""Who came to a sitting, from when to when, who sat for whom, who was represented, excused or absent, who left an item.

What the sheet to sign, its table and the minutes say of each member: in few questions, whatever the size of the roll.
Why somebody is excused or left an item is not here: nobody reads it from these.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import or_, select

from congress.chamber_models import Presence, Proxy, Sitting, SittingState
from congress.models import Member
from congress.queries import chamber_queries
from congress.queries.presence.excuses import excused_from
from congress.queries.presence.seats import seats_taken, substitutes_by_titular
from congress.queries.presence.withdrawals import withdrawals_of
from core.database import session


class Attended(StrEnum):
    """What the minutes call a member at a sitting: the first that applies, in this order."""

    PRESENT = "present"
    SUBSTITUTED = "substituted"  # a substitute held the seat
    REPRESENTED = "represented"
    EXCUSED = "excused"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Stay:
    """An interval at a sitting: by the member, or by a substitute in their seat; the end may be to come."""

    since: datetime
    until: datetime | None
    presence: Presence | None = None
    substitute: Member | None = None


@dataclass(frozen=True, slots=True)
class MemberAttendance:
    """A member at a sitting. `left`: positions of the items of which they took no part."""

    member: Member
    stays: tuple[Stay, ...] = ()
    holders: tuple[Member, ...] = ()  # to whom they gave proxy, in order; of a proxy revoked since, who used it
    carried_by: Member | None = None  # who represented them
    is_excused: bool = False
    left: tuple[int, ...] = ()
    substitutes: tuple[Member, ...] = ()  # who may sit for them, while the sitting is not over

    @property
    def now(self) -> Presence | None:
        """How they are there now, if they are."""
        return next((stay.presence for stay in self.stays if stay.presence and stay.until is None), None)

    @property
    def was_seated(self) -> bool:
        """Whether a substitute held their seat at any time."""
        return any(stay.substitute is not None for stay in self.stays)

    @property
    def was_held_in_turn(self) -> bool:
        """Whether more than one person held their seat, one after another."""
        return len({stay.substitute.id if stay.substitute else None for stay in self.stays}) > 1

    @property
    def attended(self) -> Attended:
        """What the minutes call them."""
        if any(stay.substitute is None for stay in self.stays):
            return Attended.PRESENT
        if self.stays:
            return Attended.SUBSTITUTED
        if self.carried_by is not None:
            return Attended.REPRESENTED
        return Attended.EXCUSED if self.is_excused else Attended.ABSENT


def attendance_of(sitting: Sitting, carried: Mapping[int, Member] | None = None) -> list[MemberAttendance]:
    """Every member who could vote there, by family name then given name as French sorts them.

    Of a sitting that is over: those who served, whatever the roll says since; else the electors of the roll.
    `carried`: by id of who was represented, who voted for them, where that is known; else the proxies tell it, by the
    first of the holders who came.
    """
    if sitting.state is not SittingState.CLOSED:
        return attendance_among(sitting, chamber_queries.electors_of(sitting.congress_id), carried)
    served = who_served(sitting)
    return attendance_among(sitting, chamber_queries.members_by_name(sitting.congress_id, served), carried)


def attendance_among(
    sitting: Sitting, members: Sequence[Member], carried: Mapping[int, Member] | None = None, *, are_few: bool = False
) -> list[MemberAttendance]:
    """The same of these members, in their order. `are_few`: their presences alone are read."""
    stays = _stays(sitting, [one.id for one in members] if are_few else None)
    given: dict[int, list[Proxy]] = defaultdict(list)
    for proxy in sorted(chamber_queries.proxies_to_show(sitting.id), key=lambda row: row.rank):
        if not proxy.refused:
            given[proxy.principal_id].append(proxy)
    carriers = carried if carried is not None else _first_come(given, who_came(sitting))
    left: dict[int, list[int]] = defaultdict(list)
    for row in withdrawals_of(sitting.id):
        left[row.member_id].append(row.item.position)
    excused = excused_from(sitting.id)
    is_over = sitting.state is SittingState.CLOSED or not sitting.congress.substitutes
    may_sit = {} if is_over else substitutes_by_titular(sitting.congress_id)
    return [
        MemberAttendance(
            member=member,
            stays=tuple(sorted(stays[member.id], key=lambda stay: stay.since)),
            holders=tuple(proxy.holder for proxy in given[member.id]) or tuple(filter(None, [carriers.get(member.id)])),
            carried_by=carriers.get(member.id),
            is_excused=member.id in excused,
            left=tuple(left[member.id]),
            substitutes=tuple(may_sit.get(member.id, ())),
        )
        for member in members
    ]


def _first_come(given: Mapping[int, Sequence[Proxy]], came: Collection[int]) -> dict[int, Member]:
    """By id of who gave proxies, the first of their holders who came."""
    there = {key: [one.holder for one in proxies if one.holder_id in came] for key, proxies in given.items()}
    return {key: holders[0] for key, holders in there.items() if holders}


def who_came(sitting: Sitting) -> set[int]:
    """Ids of those who were there while the sitting sat; before it opens, of all who said that they are."""
    wanted = select(Presence.member_id).where(Presence.sitting_id == sitting.id)
    if sitting.opened_at is not None:
        wanted = wanted.where(or_(Presence.left_at.is_(None), Presence.left_at > sitting.opened_at))
    return set(session().scalars(wanted))


def who_served(sitting: Sitting, came: Collection[int] | None = None) -> set[int]:
    """Ids of those who could vote in a sitting that is over: one seat, one of them, whoever sat in it.

    `came`: who came to it, where that is known already.
    """
    there = who_came(sitting) if came is None else came
    return {*sitting.serving_ids, *there} - {seat.substitute_id for seat in seats_taken(sitting.id)}


def during(sitting: Sitting, intervals: Iterable[Presence]) -> list[Presence]:
    """The intervals that touch the time while the sitting sat; all of them before it opens."""
    return [one for one in intervals if _touches(sitting, one.left_at)]


def _touches(sitting: Sitting, until: datetime | None) -> bool:
    return sitting.opened_at is None or until is None or until > sitting.opened_at


def _stays(sitting: Sitting, ids: Sequence[int] | None) -> dict[int, list[Stay]]:
    """By member, from when to when their seat was held, by whom."""
    found: dict[int, list[Stay]] = defaultdict(list)
    wanted = select(Presence).where(Presence.sitting_id == sitting.id)
    for row in session().scalars(wanted.where(Presence.member_id.in_(ids)) if ids is not None else wanted):
        if _touches(sitting, row.left_at):
            found[row.member_id].append(Stay(row.arrived_at, row.left_at, presence=row))
    for seat in seats_taken(sitting.id):
        if _touches(sitting, seat.until):
            found[seat.titular_id].append(Stay(seat.since, seat.until, substitute=seat.substitute))
    return found
