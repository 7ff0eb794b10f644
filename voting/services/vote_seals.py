"""Votes as the journal seals them, and looks at them again.

Rights to vote and ballots do not enter the journal one by one. The opening entry carries the fingerprint of the
electorate; the closing entry (or that of a cancelling) the fingerprint of all the ballots with their whole history,
under the poll's salt: from the journal alone nobody guesses who voted what.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.exc import NoResultFound

from core.database import Base, session
from core.errors import RuleBroken
from core.journal import JournalEntry
from core.journal_check import UNREADABLE
from core.row_seals import fingerprint_of_all
from voting.models import Ballot, BallotCast, Outcome, Poll, PollState, RightToVote
from voting.services import tallying

Rows = Sequence[Row[Any]]
COUNTED = (PollState.CLOSED, PollState.PROCLAIMED)


def electorate_sha256(poll: Poll) -> str:
    """The fingerprint of a poll's rights to vote: whose, in whose hands, of what weight."""
    return _of_electorate(_rights(poll))


def votes_sha256(poll: Poll) -> str:
    """The fingerprint of a poll's ballots and of all their castings, under its salt."""
    return _of_votes(poll, _of_rights(Ballot, poll), _of_rights(BallotCast, poll))


def altered_votes(entries: Iterable[JournalEntry], congress_id: int) -> Iterator[str]:
    """Each fault of a poll, in a sentence: its electorate, ballots or count are not what the journal sealed."""
    sealed: dict[int, dict[str, Any]] = {}
    for entry in entries:
        told = entry.payload if isinstance(entry.payload, dict) else {}
        if entry.kind.startswith("poll_") and isinstance(told.get("poll"), int):
            sealed.setdefault(told["poll"], {}).update(told)
    poll_row = Poll.__table__.c
    keys = select(poll_row.id, poll_row.number).where(poll_row.congress_id == congress_id).order_by(poll_row.number)
    for key, number in session().execute(keys).all():
        for fault in _told_faults(key, sealed.get(number, {})):
            yield f"le scrutin n°\u00a0{number}\u00a0: {fault}"


def _told_faults(poll_id: int, sealed: dict[str, Any]) -> Iterator[str]:
    try:
        yield from _faults(session().get_one(Poll, poll_id), sealed)
    except (*UNREADABLE, NoResultFound, RuleBroken):  # no result is left, or two counts that no longer agree
        yield "ses lignes ne peuvent plus être comptées"


def _faults(poll: Poll, sealed: dict[str, Any]) -> Iterator[str]:
    rights, ballots, castings = _rights(poll), _of_rights(Ballot, poll), _of_rights(BallotCast, poll)
    if sealed.get("electorate_sha256") != (_of_electorate(rights) if poll.opened_at else None):
        yield "les droits de vote ne sont plus ceux de l’ouverture"
    if poll.opened_at is None and rights:
        yield "il a des droits de vote sans avoir été ouvert"
    if {ballot.right_id: ballot.choice for ballot in ballots} != {cast.right_id: cast.choice for cast in castings}:
        yield "un bulletin ne dit pas ce que dit le dernier de ses votes"
    if poll.closed_at is None and poll.cancelled_at is None:
        return
    if sealed.get("votes_sha256") != (_of_votes(poll, ballots, castings) if poll.opened_at else None):
        yield "les bulletins ou leur histoire ne sont plus ceux de la clôture"
    if poll.state in COUNTED:
        yield from _count_faults(poll, sealed)


def _count_faults(poll: Poll, sealed: dict[str, Any]) -> Iterator[str]:
    """The ballots give the count of the outcome, and the fingerprint that results print."""
    outcome, counted = session().get(Outcome, poll.id), tallying.count(poll)
    if not sealed.get("ballots_sha256") == poll.ballots_sha256 == counted.ballots_sha256:
        yield "les bulletins ne donnent plus l’empreinte de la clôture"
    if outcome is None or outcome.tally != counted.tally or sealed.get("counts") not in (None, counted.tally.heads):
        yield "les bulletins ne donnent plus le résultat"


def _of_electorate(rights: Rows) -> str:
    return fingerprint_of_all((RightToVote.__table__, rights))


def _of_votes(poll: Poll, ballots: Rows, castings: Rows) -> str:
    return fingerprint_of_all((Ballot.__table__, ballots), (BallotCast.__table__, castings), salt=poll.salt)


def _rights(poll: Poll) -> Rows:
    table: Any = RightToVote.__table__
    return session().execute(select(table).where(table.c.poll_id == poll.id).order_by(table.c.id)).all()


def _of_rights(model: type[Base], poll: Poll) -> Rows:
    """The ballots, or the castings, of a poll's rights to vote, in the order in which they came."""
    table: Any = model.__table__
    rows = select(table).join(RightToVote, table.c.right_id == RightToVote.id).where(RightToVote.poll_id == poll.id)
    return session().execute(rows.order_by(table.c.id)).all()
