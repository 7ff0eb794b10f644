"""Who was at a sitting, who was represented and by whom, who was not there: for its minutes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from congress.chamber_models import Office, Presence, PresenceMode, Proxy, Sitting, SittingOffice
from congress.models import Member
from congress.moments import hour_beside
from congress.queries.chamber_queries import members_by_name, presences_of
from congress.queries.homonyms import told_name
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
class SittingPeople:
    """The people of a sitting, each by name, in alphabetical order."""

    present: tuple[tuple[Member, tuple[Presence, ...]], ...]
    represented: tuple[Represented, ...]
    seated: tuple[Represented, ...]  # substitutes (`holder`), each at the seat of its titular (`principal`)
    excused: tuple[Member, ...]
    absent: tuple[Member, ...]


def attendance_of(sitting: Sitting) -> SittingPeople:
    """Those who serve in this sitting, and where each was while it sat.

    Who was represented is read from the rights to vote frozen at the opening of each poll; before any poll, from the
    proxies given.
    """
    stays = presences_of(sitting.id)
    seats = {(row.titular_id, row.substitute_id) for row in seats_taken(sitting.id)}
    there = {member_id for member_id, intervals in stays.items() if _during(sitting, intervals)}
    proxies = _represented(sitting, there) - seats
    excuses = excused_from(sitting.id)
    serving = set(sitting.serving_ids)
    ids = {*serving, *stays, *(one for pair in (*proxies, *seats) for one in pair)}
    people = members_by_name(sitting.congress_id, ids)
    by_id = {member.id: member for member in people}
    present = tuple((one, tuple(_during(sitting, stays.get(one.id, ())))) for one in people)
    elsewhere = there | {principal for principal, _holder in (*proxies, *seats)}
    return SittingPeople(
        present=tuple((member, intervals) for member, intervals in present if intervals),
        represented=_by_name(proxies, by_id),
        seated=_by_name(seats, by_id),
        excused=tuple(member for member in people if member.id in (serving & excuses) - elsewhere),
        absent=tuple(member for member in people if member.id in serving - excuses - elsewhere),
    )


def _by_name(pairs: Iterable[tuple[int, int]], by_id: Mapping[int, Member]) -> tuple[Represented, ...]:
    found = [Represented(by_id[first], by_id[second]) for first, second in pairs if first in by_id and second in by_id]
    return tuple(sorted(found, key=lambda one: (one.principal.alphabetic, one.principal.id, one.holder.id)))


def _represented(sitting: Sitting, there: Collection[int]) -> set[tuple[int, int]]:
    """(principal, holder) of every right to vote that somebody else held in a poll of the sitting.

    Before any poll, of the proxies that could be used: of one principal who never came, to one holder who did.
    """
    pairs = (
        select(RightToVote.principal_id, RightToVote.holder_id)
        .join(Poll, Poll.id == RightToVote.poll_id)
        .where(Poll.sitting_id == sitting.id, RightToVote.principal_id != RightToVote.holder_id)
        .distinct()
    )
    polls = select(Poll.id).where(Poll.sitting_id == sitting.id, Poll.opened_at.is_not(None))
    if session().scalar(polls.limit(1)) is not None:
        return {(first, second) for first, second in session().execute(pairs)}
    given = select(Proxy.principal_id, Proxy.holder_id).where(
        Proxy.sitting_id == sitting.id, Proxy.refused.is_(False), Proxy.revoked_at.is_(None)
    )
    carried: dict[int, int] = {}
    for principal, holder in session().execute(given.order_by(Proxy.rank, Proxy.given_at, Proxy.id)):
        is_full = list(carried.values()).count(holder) >= sitting.congress.proxies_per_holder
        if principal not in there and holder in there and principal not in carried and not is_full:
            carried[principal] = holder
    return set(carried.items())


def _during(sitting: Sitting, intervals: Iterable[Presence]) -> list[Presence]:
    """The intervals that touch the time while the sitting sat."""
    start = sitting.opened_at
    return [one for one in intervals if start is None or one.left_at is None or one.left_at > start]


def said_of(sitting: Sitting, member: Member, intervals: Sequence[Presence]) -> str:
    """« Mme Karine Prigent, maire du Havre (76) (arrivée à 14 h 21, à distance) »."""
    moves = [*_moves(sitting, intervals)]
    if any(one.mode is PresenceMode.REMOTE for one in intervals):
        moves.append(_("à distance"))
    return f"{person_line(member)} ({', '.join(moves)})" if moves else person_line(member)


def _moves(sitting: Sitting, intervals: Sequence[Presence]) -> Iterable[str]:
    """Arrivals after the opening, departures before the end."""
    congress, beside = sitting.congress, sitting.opened_at or sitting.starts_at
    for one in intervals:
        if sitting.opened_at is not None and one.arrived_at > sitting.opened_at:
            yield _("arrivée à\u00a0%(hour)s", hour=hour_beside(congress, one.arrived_at, beside))
        if one.left_at is not None and (sitting.closed_at is None or one.left_at < sitting.closed_at):
            yield _("départ à\u00a0%(hour)s", hour=hour_beside(congress, one.left_at, beside))


def represented_line(one: Represented) -> str:
    """« M. Didier Jacquot, maire de Bar (55), par Mme Chloé Arnaud »."""
    return _("%(principal)s, par %(holder)s", principal=person_line(one.principal), holder=told_name(one.holder))


def seated_line(one: Represented) -> str:
    """« Mme Nora Petit, adjointe au maire de Bar (55), au siège de M. Didier Jacquot »."""
    return _(
        "%(holder)s, au siège de %(principal)s", holder=person_line(one.holder), principal=told_name(one.principal)
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
    """« M. Bruno Faure, maire de Caen (14) et Mme Hélène Giraud »."""
    return enumeration(person_line(member) for member in members)


def attendance_facts(found: SittingPeople) -> dict[str, Any]:
    """The same for programs."""
    return {
        "present": [{**_named(member), "stays": list(map(_stay, intervals))} for member, intervals in found.present],
        "represented": [{**_named(one.principal), "by": told_name(one.holder)} for one in found.represented],
        "substitutes": [{**_named(one.holder), "seat_of": told_name(one.principal)} for one in found.seated],
        "excused": [_named(member) for member in found.excused],
        "absent": [_named(member) for member in found.absent],
    }


def _stay(one: Presence) -> dict[str, Any]:
    return {"from": instant(one.arrived_at), "to": instant(one.left_at), "how": one.mode.value}


def _named(member: Member) -> dict[str, str]:
    return {"name": told_name(member), "office": member.role_line}
