"""The roll as it is called: each right to vote in the order of the alphabet, and what it answered."""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from congress.queries.homonyms import beside_name, told_name
from congress.rules.names import listed_name
from core.database import session
from voting.models import Poll, RightToVote


@dataclass(frozen=True, slots=True)
class CalledName:
    """A name to call: « Roux Émile », « Kovacs Béla, par M. Émile Roux » where somebody carries the vote."""

    right_id: int
    name: str
    choice: str | None


def names_to_call(poll: Poll) -> tuple[CalledName, ...]:
    """The rights to vote of a poll by the names of those whose they are.

    With what each answered until now where names are called; of any other poll, what somebody sent is nobody's to read.
    """
    wanted = (
        select(RightToVote)
        .where(RightToVote.poll_id == poll.id)
        .options(joinedload(RightToVote.ballot), joinedload(RightToVote.principal), joinedload(RightToVote.holder))
    )
    rights = sorted(session().scalars(wanted), key=lambda right: (right.principal.alphabetic, right.id))
    told = poll.method.is_called
    return tuple(
        CalledName(right.id, _named(right), right.ballot.choice if told and right.ballot else None) for right in rights
    )


def _named(right: RightToVote) -> str:
    principal = right.principal
    name = listed_name(principal.given_name, principal.family_name) + beside_name(principal)
    if right.holder_id == right.principal_id:
        return name
    return _("%(name)s, par %(holder)s", name=name, holder=told_name(right.holder))
