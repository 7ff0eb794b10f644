"""The register of a sitting: two hundred electors a page, those alone that a search finds, and how many are there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from congress.chamber_models import Presence, Sitting, SittingState
from congress.models import Member
from congress.queries.chamber_queries import presences_now
from congress.queries.people.directory import ListedPerson, directory_of
from congress.queries.presence.attendance import MemberAttendance, attendance_among, who_came, who_served
from core.database import session
from core.text.collation import alphabetic
from core.text.folding import folded, holds
from core.text.pages_of import LINES, PageOf, page_of
from voting.queries.minutes.presences import carriers_of


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A member in the register: what they were at the sitting, and, there now, since when and how."""

    attendance: MemberAttendance
    presence: Presence | None

    @property
    def member(self) -> Member:
        """Whose line it is."""
        return self.attendance.member


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
    here = who_came(sitting) if is_closed else set(presences_now(sitting.id))
    registered = _registered(sitting, here)
    found = [one.id for one in registered if not searched.strip() or holds(_told(one), searched)]
    page = page_of(len(found), number or 1)
    shown = found[page.first : page.end] if number is not None else found
    return RegisterPage(_lines(sitting, shown, here), page, sum(one in here for one in found))


def _told(person: ListedPerson) -> str:
    return folded(f"{person.given_name} {person.family_name} {person.commune}")


def _registered(sitting: Sitting, here: Collection[int]) -> Sequence[ListedPerson]:
    directory = directory_of(sitting.congress_id, sitting.congress.slug)
    if sitting.state != SittingState.CLOSED:
        return directory.electors
    everybody = who_served(sitting, here)
    found = [person for person in directory.people if person.id in everybody]
    return sorted(found, key=lambda one: (alphabetic(one.family_name, one.given_name), one.id))


def _lines(sitting: Sitting, ids: Sequence[int], here: Collection[int]) -> tuple[RegisterLine, ...]:
    is_page = len(ids) <= LINES
    named = Member.id.in_(ids) if is_page else Member.congress_id == sitting.congress_id
    members = {one.id: one for one in session().scalars(select(Member).where(named))}
    carried = carriers_of(sitting, ids if is_page else None, here)
    found = attendance_among(sitting, [members[one] for one in ids], carried, are_few=is_page)
    return tuple(RegisterLine(one, one.now) for one in found)
