"""The register of a sitting: two hundred electors a page, those alone that a search finds, and how many are there."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from congress.chamber_models import Presence, Sitting, SittingState
from congress.models import Member
from congress.queries.people.directory import ListedPerson, directory_of
from congress.queries.presence.attendance import MemberAttendance, away_from
from core.database import session
from core.text.collation import alphabetic
from core.text.folding import folded, holds
from core.text.pages_of import LINES, PageOf, page_of


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """An elector in the register: there now, since when, how; and every interval of the sitting, for after it."""

    member: Member
    presence: Presence | None
    stays: tuple[Presence, ...] = ()
    away: MemberAttendance | None = None  # of who did not come: represented, excused, or neither


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """The lines of a page, which page it is, and how many of all those found are there, or came."""

    lines: tuple[RegisterLine, ...]
    page: PageOf
    here: int


def register(sitting: Sitting, searched: str = "", number: int | None = None) -> RegisterPage:
    """The electors whose name or commune holds what is searched, with their presence; all of them without a number.

    Of a closed sitting: those who could vote there and those who were there, whatever the roll says since.
    """
    is_closed = sitting.state == SittingState.CLOSED
    came = _present_ids(sitting.id, ever=True) if is_closed else set()
    here = came if is_closed else _present_ids(sitting.id, ever=False)
    found = [one.id for one in _registered(sitting, came) if holds(_told(one), searched)]
    page = page_of(len(found), number or 1)
    shown = found[page.first : page.end] if number is not None else found
    return RegisterPage(_lines(sitting, shown), page, sum(one in here for one in found))


def _told(person: ListedPerson) -> str:
    return folded(f"{person.given_name} {person.family_name} {person.commune}")


def _registered(sitting: Sitting, came: set[int]) -> Sequence[ListedPerson]:
    directory = directory_of(sitting.congress_id, sitting.congress.slug)
    if sitting.state != SittingState.CLOSED:
        return directory.electors
    everybody = {*sitting.serving_ids, *came}
    found = [person for person in directory.people if person.id in everybody]
    return sorted(found, key=lambda one: (alphabetic(one.family_name, one.given_name), one.id))


def _present_ids(sitting_id: int, *, ever: bool) -> set[int]:
    wanted = select(Presence.member_id).where(Presence.sitting_id == sitting_id)
    return set(session().scalars(wanted if ever else wanted.where(Presence.left_at.is_(None))))


def _lines(sitting: Sitting, ids: Sequence[int]) -> tuple[RegisterLine, ...]:
    is_page = len(ids) <= LINES
    named = Member.id.in_(ids) if is_page else Member.congress_id == sitting.congress_id
    members = {one.id: one for one in session().scalars(select(Member).where(named))}
    wanted = select(Presence).where(Presence.sitting_id == sitting.id)
    wanted = wanted.where(Presence.member_id.in_(ids)) if is_page else wanted
    stays: dict[int, list[Presence]] = {}
    for presence in session().scalars(wanted.order_by(Presence.arrived_at, Presence.id)):
        stays.setdefault(presence.member_id, []).append(presence)
    away = away_from(sitting, (members[one] for one in ids))
    return tuple(
        RegisterLine(
            members[one],
            next((stay for stay in stays.get(one, ()) if stay.left_at is None), None),
            tuple(stays.get(one, ())),
            away.get(one),
        )
        for one in ids
    )
