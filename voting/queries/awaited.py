"""Whose vote is awaited in an open poll."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from congress.models import Member
from congress.queries.homonyms import told_name
from core.database import session
from core.text.folding import folded, holds
from voting.models import Ballot, RightToVote
from voting.queries.carried_rights import is_by_substitute, told_through

MOST = 200  # names on a page: a search finds the others


@dataclass(frozen=True, slots=True)
class Awaited:
    """Rights to vote without a ballot: how many, how many found, and the first of these by name.

    `names`: whose right, and who votes for them where that is somebody else, in words.
    """

    total: int = 0
    found: int = 0
    names: tuple[tuple[Member, str], ...] = ()


def awaited_in(poll_id: int, searched: str = "") -> Awaited:
    """Those whose vote is not there, in French order; `searched`: a part of their name, or of who votes for them."""
    wanted = (
        select(RightToVote)
        .outerjoin(Ballot, Ballot.right_id == RightToVote.id)
        .where(RightToVote.poll_id == poll_id, Ballot.id.is_(None))
        .options(joinedload(RightToVote.principal), joinedload(RightToVote.holder))
    )
    rights = list(session().scalars(wanted))
    found = [right for right in rights if holds(_names_of(right), searched)]
    found.sort(key=lambda right: right.principal.alphabetic)
    names = [(row.principal, _through(row)) for row in found[:MOST]]
    return Awaited(len(rights), len(found), tuple(names))


def _through(right: RightToVote) -> str:
    if right.holder_id == right.principal_id:
        return ""
    return told_through(told_name(right.holder), by_substitute=is_by_substitute(right))


def _names_of(right: RightToVote) -> str:
    return folded(" ".join(f"{one.given_name} {one.family_name}" for one in (right.principal, right.holder)))
