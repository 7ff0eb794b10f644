"""Those who may vote in a congress: the condition in SQL, how many they are, their ids."""

from sqlalchemy import ColumnElement, func, select

from congress.models import Accreditation, Member
from core.database import session


def is_elector(of: type[Member] = Member) -> ColumnElement[bool]:
    """The condition, in SQL, that a member (of an alias, where one is given) is accredited and votes."""
    return of.votes & (of.accreditation == Accreditation.ACCREDITED)


def may_sit(member: Member) -> bool:
    """Whether a member is an elector, or the accredited substitute of one."""
    is_accredited = member.accreditation == Accreditation.ACCREDITED
    return is_accredited and (member.votes or member.substitute_of_id is not None)


def elector_count(congress_id: int) -> int:
    """How many members may vote in a congress: those who serve."""
    counted = select(func.count()).select_from(Member).where(Member.congress_id == congress_id, is_elector())
    return session().scalar(counted) or 0


def electors_of(congress_id: int) -> list[Member]:
    """The members who may vote, by family name then given name, as a register lists them."""
    wanted = select(Member).where(Member.congress_id == congress_id, is_elector()).order_by(Member.id)
    return sorted(session().scalars(wanted), key=lambda member: member.alphabetic)


def elector_ids(congress_id: int) -> list[int]:
    """The ids of the members who may vote."""
    return list(
        session().scalars(select(Member.id).where(Member.congress_id == congress_id, is_elector()).order_by(Member.id))
    )


def electors_without_address(congress_id: int) -> int:
    """How many members who vote nobody can write to."""
    wanted = select(func.count()).select_from(Member).where(Member.congress_id == congress_id, Member.email.is_(None))
    return session().scalar(wanted.where(is_elector())) or 0
