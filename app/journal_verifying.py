"""`journal verify`: the chain of a congress, every row that it seals, the votes, and an export kept elsewhere."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from accounts.models import Account
from congress.models import Congress, Member, stream_named
from congress.services.convening.letters_seal import altered_letters
from core import journal
from core.database import session
from core.errors import NotFound
from core.journal import JournalEntry
from core.journal_check import UNREADABLE, altered_rows, differences_from, erased
from voting.services.vote_seals import altered_votes

ENTRY = "journal\u00a0: une entrée"


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found: the faults, none when all is whole; what was erased on purpose; where the clock stepped back."""

    entries: int
    head: str
    errors: tuple[str, ...]
    erased: tuple[str, ...]
    steps_back: tuple[str, ...]


def verify_journal(slug: str, kept: Any = None) -> Verification:
    """Everything that can be made again from the rows, against the journal. `kept`: an export, as JSON reads it.

    What was written behind the program may be nothing that it can read: that is a fault too, told like the others.
    """
    congress_id, stream = _congress(slug)
    entries, errors = _read(stream)
    errors += [
        *_told(ENTRY, lambda: (sentence for _number, sentence in journal.breaks(stream, entries))),
        *_told(ENTRY, lambda: altered_rows(entries, congress_id)),
        *_told("les scrutins\u00a0: une ligne", lambda: altered_votes(entries, congress_id)),
        *_told("les convocations\u00a0: une ligne", lambda: altered_letters(congress_id)),
        *_other_addresses(congress_id),
    ]
    if kept is not None:
        errors += _told(ENTRY, lambda: differences_from(stream, entries, kept))
    count, head = journal.head_of(stream)
    return Verification(
        count,
        head,
        tuple(dict.fromkeys(errors)),
        tuple(_told(ENTRY, lambda: erased(entries))),
        tuple(_told(ENTRY, lambda: _steps_back(entries, congress_id))),
    )


def _read(stream: str) -> tuple[list[JournalEntry], list[str]]:
    """The entries that can be read, and the fault of each that cannot: the others are looked at all the same."""
    try:
        return list(journal.entries(stream)), []
    except UNREADABLE:
        found: list[JournalEntry] = []
        faults: list[str] = []
        for number, key in journal.keys_of(stream):
            try:
                found.append(session().get_one(JournalEntry, key))
            except UNREADABLE:
                faults.append(f"journal\u00a0: l’entrée {number} ne peut pas être lue")
        return found, faults


def _steps_back(entries: list[JournalEntry], congress_id: int) -> Iterable[str]:
    """Entries dated before those that they follow; a demonstration is played at its dates, in any order."""
    is_played = session().scalar(select(Congress.demonstration).where(Congress.id == congress_id))
    return () if is_played else journal.steps_back(entries)


def _congress(slug: str) -> tuple[int, str]:
    """The id and the stream of a congress, without reading what else its row says."""
    found = session().scalar(select(Congress.id).where(Congress.slug == slug))
    if found is None:
        raise NotFound(f"aucun congrès ne s’appelle «\u00a0{slug}\u00a0»")
    return found, stream_named(slug)


def _told(what: str, step: Callable[[], Iterable[str]]) -> Iterator[str]:
    try:
        yield from step()
    except UNREADABLE:
        yield f"{what} ne peut pas être lue"


def _other_addresses(congress_id: int) -> Iterator[str]:
    """Members who would sign in by an account of another address than the roll's."""
    rows = (
        select(Member.id)
        .outerjoin(Account, Account.id == Member.account_id)
        .where(Member.congress_id == congress_id)
        .where(func.coalesce(Account.email, "") != func.lower(func.coalesce(Member.email, "")))
        .order_by(Member.id)
    )
    for member_id in session().scalars(rows):
        yield f"le membre (ligne {member_id})\u00a0: le compte par lequel il entre n’a pas son adresse"
