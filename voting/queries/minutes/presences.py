"""Who was at a sitting, who was represented and by whom, who was not there: for its minutes."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from congress.chamber_models import Office, Presence, PresenceMode, Proxy, QuorumCheck, Sitting, SittingOffice
from congress.models import Member
from congress.moments import hour_beside
from congress.queries.chamber_queries import members_by_name, presences_of
from congress.queries.homonyms import told_name
from congress.queries.presence.attendance import during, who_came
from congress.queries.presence.excuses import excused_from
from congress.queries.presence.seats import seats_taken
from core.database import session
from core.text.dates import instant
from core.text.reader import enumeration
from voting.models import Poll, RightToVote


@dataclass(frozen=True, slots=True)
class Represented:
    """A member for whom another one voted, or whose proxy was in force: who gave it, who carried it."""

    principal: Member
    holder: Member


@dataclass(frozen=True, slots=True)
class Seated:
    """A substitute (`holder`) who sat at the seat of its titular (`principal`), from when to when."""

    principal: Member
    holder: Member
    stays: tuple[Presence, ...]

    def sits_at(self, moment: datetime) -> bool:
        """Whether they were there then."""
        return any(one.arrived_at <= moment and (one.left_at is None or one.left_at > moment) for one in self.stays)


@dataclass(frozen=True, slots=True)
class SittingPeople:
    """The people of a sitting, each by name, in alphabetical order: a substitute under `seated` alone."""

    present: tuple[tuple[Member, tuple[Presence, ...]], ...]
    represented: tuple[Represented, ...]
    seated: tuple[Seated, ...]
    excused: tuple[Member, ...]
    absent: tuple[Member, ...]

    @property
    def held_in_turn(self) -> int:
        """How many seats more than one person held, one after another."""
        sat = {(one.principal.id, one.holder.id) for one in self.seated} | {
            (one.id, one.id) for one, _stays in self.present
        }
        holders = Counter(seat for seat, _holder in sat)
        return sum(1 for count in holders.values() if count > 1)

    @property
    def in_both(self) -> tuple[Member, ...]:
        """Those who were there and whose proxy served while they were not, each once."""
        served = {one.principal.id for one in self.represented}
        return tuple(member for member, _stays in self.present if member.id in served)

    def are_those_of(self, check: QuorumCheck) -> bool:
        """Whether these are as many present and represented as the check counted."""
        there, carried = len(self.present) + len(self.seated), len({one.principal.id for one in self.represented})
        return (there, carried) == (check.present, check.represented)


def attendance_of(sitting: Sitting) -> SittingPeople:
    """Those who serve in this sitting, and where each was while it sat.

    Who was represented is read from the rights to vote frozen at the opening of each poll; before any poll, from the
    proxies given.
    """
    stays = {member_id: during(sitting, intervals) for member_id, intervals in presences_of(sitting.id).items()}
    there = {member_id for member_id, intervals in stays.items() if intervals}
    proxies, seats = _held_by_others(sitting, there)
    titulars, substitutes = {titular for titular, _one in seats}, {substitute for _one, substitute in seats}
    excuses = excused_from(sitting.id)
    serving = set(sitting.serving_ids)
    ids = {*serving, *stays, *(one for pair in (*proxies, *seats) for one in pair)}
    people = members_by_name(sitting.congress_id, ids)
    by_id = {member.id: member for member in people}
    elsewhere = there | titulars | {principal for principal, _holder in proxies}
    return SittingPeople(
        present=tuple((one, tuple(stays[one.id])) for one in people if one.id in there - substitutes),
        represented=_by_name(proxies, by_id),
        seated=tuple(Seated(one.principal, one.holder, tuple(stays[one.holder.id])) for one in _by_name(seats, by_id)),
        excused=tuple(member for member in people if member.id in (serving & excuses) - elsewhere),
        absent=tuple(member for member in people if member.id in serving - excuses - elsewhere),
    )


def carriers_of(
    sitting: Sitting, principals: Collection[int] | None = None, came: Collection[int] | None = None
) -> dict[int, Member] | None:
    """By id of who was represented in a sitting that is over, as its minutes say, by whom; None before its end.

    `principals`: of these alone, where they are few. `came`: who came to it, where that is known already.
    """
    if sitting.closed_at is None:
        return None
    proxies, _seats = _held_by_others(sitting, who_came(sitting) if came is None else came, principals)
    wanted = select(Member).where(Member.id.in_({holder for _principal, holder in proxies}))
    holders = {one.id: one for one in session().scalars(wanted)}
    by_name = sorted(proxies, key=lambda pair: (holders[pair[1]].alphabetic, pair[1]), reverse=True)
    return {principal: holders[holder] for principal, holder in by_name}  # the first by name, where there are several


def _held_by_others(
    sitting: Sitting, there: Collection[int], principals: Collection[int] | None = None
) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """(principal, holder) of the proxies that served; (titular, substitute) of the seats held by who is `there`."""
    seats = {(row.titular_id, row.substitute_id) for row in seats_taken(sitting.id) if row.substitute_id in there}
    return _represented(sitting, there, {titular for titular, _one in seats}, principals) - seats, seats


def _by_name(pairs: Iterable[tuple[int, int]], by_id: Mapping[int, Member]) -> tuple[Represented, ...]:
    found = [Represented(by_id[first], by_id[second]) for first, second in pairs if first in by_id and second in by_id]
    return tuple(sorted(found, key=lambda one: (one.principal.alphabetic, one.principal.id, one.holder.id)))


def _represented(
    sitting: Sitting, there: Collection[int], seated: Collection[int], principals: Collection[int] | None
) -> set[tuple[int, int]]:
    """(principal, holder) of every right to vote that somebody else held in a poll of the sitting.

    Before any poll, of the proxies that could be used: of one principal who never came and whose seat nobody held
    (`seated`), to one holder who did.
    """
    pairs = (
        select(RightToVote.principal_id, RightToVote.holder_id)
        .join(Poll, Poll.id == RightToVote.poll_id)
        .where(Poll.sitting_id == sitting.id, RightToVote.principal_id != RightToVote.holder_id)
        .distinct()
    )
    if principals is not None:
        pairs = pairs.where(RightToVote.principal_id.in_(principals))
    polls = select(Poll.id).where(Poll.sitting_id == sitting.id, Poll.opened_at.is_not(None))
    if session().scalar(polls.limit(1)) is not None:
        return {(first, second) for first, second in session().execute(pairs)}
    given = select(Proxy.principal_id, Proxy.holder_id).where(
        Proxy.sitting_id == sitting.id, Proxy.refused.is_(False), Proxy.revoked_at.is_(None)
    )
    carried: dict[int, int] = {}
    for principal, holder in session().execute(given.order_by(Proxy.rank, Proxy.given_at, Proxy.id)):
        is_full = list(carried.values()).count(holder) >= sitting.congress.proxies_per_holder
        is_free = principal not in there and principal not in seated and principal not in carried
        if is_free and holder in there and not is_full:
            carried[principal] = holder
    return set(carried.items())


def said_of(sitting: Sitting, member: Member, intervals: Sequence[Presence]) -> str:
    """« Mme Karine Prigent, maire du Havre (76) (arrivée à 14 h 21, à distance) »."""
    return _with_moves(sitting, person_line(member), intervals)


def _with_moves(sitting: Sitting, told: str, intervals: Sequence[Presence]) -> str:
    moves = [*_moves(sitting, intervals)]
    if any(one.mode is PresenceMode.REMOTE for one in intervals):
        moves.append(_("à distance"))
    return f"{told} ({', '.join(moves)})" if moves else told


def _moves(sitting: Sitting, intervals: Sequence[Presence]) -> Iterable[str]:
    """Arrivals after the minute of the opening, and back from anywhere; departures before the end."""
    congress, beside = sitting.congress, sitting.opened_at or sitting.starts_at
    for one in intervals:
        if sitting.opened_at is not None and one.arrived_at > sitting.opened_at:
            is_first = one is intervals[0]
            if not is_first or _minute(one.arrived_at) > _minute(sitting.opened_at):
                yield _("arrivée à\u00a0%(hour)s", hour=hour_beside(congress, one.arrived_at, beside))
        if one.left_at is not None and (sitting.closed_at is None or one.left_at < sitting.closed_at):
            yield _("départ à\u00a0%(hour)s", hour=hour_beside(congress, one.left_at, beside))


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def represented_line(one: Represented) -> str:
    """« M. Didier Jacquot, maire de Bar (55), par Mme Chloé Arnaud »."""
    return _("%(principal)s, par %(holder)s", principal=person_line(one.principal), holder=told_name(one.holder))


def seated_line(sitting: Sitting, one: Seated) -> str:
    """« Mme Nora Petit, adjointe au maire de Bar (55), au siège de M. Didier Jacquot (départ à 14 h 21) »."""
    told = _(
        "%(holder)s, au siège de %(principal)s", holder=person_line(one.holder), principal=told_name(one.principal)
    )
    return _with_moves(sitting, told, one.stays)


def held_in_turn(count: int) -> str:
    """Why those present and those who sat for them are more people than seats."""
    return ngettext(
        "%(num)s siège a été tenu tour à tour par plusieurs personnes\u00a0: il ne compte qu’une fois au quorum et "
        "aux votes.",
        "%(num)s sièges ont été tenus tour à tour par plusieurs personnes\u00a0: chacun ne compte qu’une fois au "
        "quorum et aux votes.",
        count,
    )


def in_both_lists(members: Sequence[Member]) -> str:
    """Why those present and those represented are more people than members."""
    return ngettext(
        "Figure dans les deux listes, parce que son pouvoir a servi à un scrutin ouvert en son absence\u00a0: "
        "%(people)s.",
        "Figurent dans les deux listes, parce que leur pouvoir a servi à un scrutin ouvert en leur absence\u00a0: "
        "%(people)s.",
        len(members),
        people=enumeration([told_name(one) for one in members]),
    )


def person_line(member: Member) -> str:
    """« Mme Karine Prigent, maire du Havre (76) »."""
    return f"{member.civil_name}, {member.role_line}" if member.role_line else told_name(member)


def offices_held(sitting_id: int) -> dict[Office, list[SittingOffice]]:
    """Every office held in a sitting, ended or not, in the order in which they were given."""
    wanted = (
        select(SittingOffice).where(SittingOffice.sitting_id == sitting_id).options(joinedload(SittingOffice.member))
    )
    found: dict[Office, list[SittingOffice]] = {office: [] for office in Office}
    for held in session().scalars(wanted.order_by(SittingOffice.since, SittingOffice.id)):
        found[held.office].append(held)
    return found


def chair_at_opening(sitting: Sitting, held: Mapping[Office, Sequence[SittingOffice]]) -> Member | None:
    """Who presided when the sitting opened."""
    at = sitting.opened_at
    for one in held[Office.CHAIR]:
        if at is None or (one.since <= at and (one.until is None or one.until > at)):
            return one.member
    return held[Office.CHAIR][0].member if held[Office.CHAIR] else None


def in_office(sitting: Sitting, held: Iterable[SittingOffice]) -> list[Member]:
    """Those who held an office while the sitting sat, each once."""
    start = sitting.opened_at
    kept = [one.member for one in held if one.until is None or start is None or one.until > start]
    return list({member.id: member for member in kept}.values())


def people_line(members: Iterable[Member]) -> str:
    """« M. Bruno Faure et Mme Hélène Giraud »; « M. Bruno Faure, maire de Caen (14) ; Mme Hélène Giraud »."""
    told = [person_line(member) for member in members]
    return _(" ; ").join(told) if any(_(", ") in one for one in told) else enumeration(told)


def attendance_facts(found: SittingPeople) -> dict[str, Any]:
    """The same for programs."""
    return {
        "present": [{**_named(member), "stays": list(map(_stay, intervals))} for member, intervals in found.present],
        "represented": [{**_named(one.principal), "by": told_name(one.holder)} for one in found.represented],
        "substitutes": [
            {**_named(one.holder), "seat_of": told_name(one.principal), "stays": list(map(_stay, one.stays))}
            for one in found.seated
        ],
        "excused": [_named(member) for member in found.excused],
        "absent": [_named(member) for member in found.absent],
    }


def _stay(one: Presence) -> dict[str, Any]:
    return {"from": instant(one.arrived_at), "to": instant(one.left_at), "how": one.mode.value}


def _named(member: Member) -> dict[str, str]:
    return {"name": told_name(member), "office": member.role_line}
