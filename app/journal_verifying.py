"""`journal verify`: the chain of a congress, every row that it seals, the votes, and an export kept elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from accounts.models import Account
from congress.models import Congress, Member
from core import journal, journal_check
from core.database import session
from voting.services.vote_seals import altered_votes


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found: the faults, none when all is whole, and what was erased on purpose."""

    entries: int
    head: str
    errors: tuple[str, ...]
    erased: tuple[str, ...]


def verify_journal(congress: Congress, kept: Any = None) -> Verification:
    """Everything that can be made again from the rows, against the journal. `kept`: an export, as JSON reads it."""
    stream = congress.stream
    errors = [sentence for _number, sentence in journal.breaks(stream)]
    errors += journal_check.altered_rows(stream, congress.id)
    errors += altered_votes(congress)
    errors += _other_addresses(congress)
    if kept is not None:
        errors += journal_check.differences_from(stream, kept)
    count, head = journal.head_of(stream)
    return Verification(count, head, tuple(errors), tuple(journal_check.erased(stream)))


def _other_addresses(congress: Congress) -> Iterator[str]:
    """Members who would sign in by an account of another address than the roll's."""
    rows = (
        select(Member.id)
        .outerjoin(Account, Account.id == Member.account_id)
        .where(Member.congress_id == congress.id)
        .where(func.coalesce(Account.email, "") != func.lower(func.coalesce(Member.email, "")))
        .order_by(Member.id)
    )
    for member_id in session().scalars(rows):
        yield f"le membre (ligne {member_id})\u00a0: le compte par lequel il entre n’a pas son adresse"
