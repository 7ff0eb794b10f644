"""Who came to a sitting, from when to when, who sat for whom, who was represented, excused or absent, who left an item.

What the sheet to sign, its table and the minutes say of each member: in few questions, whatever the size of the roll.
Why somebody is excused or left an item is not here: nobody reads it from these.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
    holders: tuple[Member, ...] = ()  # to whom they gave proxy, in order
    carried_by: Member | None = None  # the first of them who came
    is_excused: bool = False
    left: tuple[int, ...] = ()
    substitutes: tuple[Member, ...] = ()  # who may sit for them, while the sitting is not over

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


def attendance_of(sitting: Sitting) -> list[MemberAttendance]:
    """Every member who could vote there, by family name then given name as French sorts them.

    Of a sitting that is over: those who served, whatever the roll says since; else the electors of the roll.
    """
    came, seats = _came(sitting), seats_taken(sitting.id)
    stays: dict[int, list[Stay]] = defaultdict(list)
    for member_id, presences in came.items():
        stays[member_id] += [Stay(row.arrived_at, row.left_at, presence=row) for row in presences]
    for seat in (one for one in seats if _touches(sitting, one.until)):
        stays[seat.titular_id].append(Stay(seat.since, seat.until, substitute=seat.substitute))
    given: dict[int, list[Proxy]] = defaultdict(list)
    for proxy in sorted(chamber_queries.proxies_to_show(sitting.id), key=lambda row: row.rank):
        if not proxy.refused:
            given[proxy.principal_id].append(proxy)
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
            holders=tuple(proxy.holder for proxy in given[member.id]),
            carried_by=_carried_by(given[member.id], came),
            is_excused=member.id in excused,
            left=tuple(left[member.id]),
            substitutes=tuple(may_sit.get(member.id, ())),
        )
        for member in _serving(sitting, came)
    ]


def away_from(sitting: Sitting, members: Iterable[Member]) -> dict[int, MemberAttendance]:
    """Those of these members who did not come, by id: their seat held, represented, excused or absent."""
    came, seats = _came_ids(sitting), [one for one in seats_taken(sitting.id) if _touches(sitting, one.until)]
    carried: dict[int, Member] = {}
    for proxy in sorted(chamber_queries.proxies_to_show(sitting.id), key=lambda row: row.rank):
        if not proxy.refused and proxy.holder_id in came:
            carried.setdefault(proxy.principal_id, proxy.holder)
    excused = excused_from(sitting.id)
    return {
        member.id: MemberAttendance(
            member=member,
            stays=tuple(
                Stay(one.since, one.until, substitute=one.substitute) for one in seats if one.titular_id == member.id
            ),
            carried_by=carried.get(member.id),
            is_excused=member.id in excused,
        )
        for member in members
        if member.id not in came
    }


def during(sitting: Sitting, intervals: Iterable[Presence]) -> list[Presence]:
    """The intervals that touch the time while the sitting sat; all of them before it opens."""
    return [one for one in intervals if _touches(sitting, one.left_at)]


def _touches(sitting: Sitting, until: datetime | None) -> bool:
    return sitting.opened_at is None or until is None or until > sitting.opened_at


def _came_ids(sitting: Sitting) -> set[int]:
    wanted = select(Presence.member_id).where(Presence.sitting_id == sitting.id)
    if sitting.opened_at is not None:
        wanted = wanted.where(or_(Presence.left_at.is_(None), Presence.left_at > sitting.opened_at))
    return set(session().scalars(wanted))


def _came(sitting: Sitting) -> dict[int, list[Presence]]:
    found = {key: during(sitting, rows) for key, rows in chamber_queries.presences_of(sitting.id).items()}
    return {key: rows for key, rows in found.items() if rows}


def _serving(sitting: Sitting, came: Mapping[int, Sequence[Presence]]) -> list[Member]:
    if sitting.state != SittingState.CLOSED:
        return chamber_queries.electors_of(sitting.congress_id)
    substitutes = {seat.substitute_id for seat in seats_taken(sitting.id)}
    return chamber_queries.members_by_name(sitting.congress_id, ({*sitting.serving_ids, *came}) - substitutes)


def _carried_by(given: Sequence[Proxy], came: Mapping[int, Sequence[Presence]]) -> Member | None:
    return next((proxy.holder for proxy in given if proxy.holder_id in came), None)
