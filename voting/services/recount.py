"""The ballots of every closed poll, counted again against what the journal sealed when it closed.

The chain of the journal shows that no entry changed; this shows that the ballots and the outcomes kept beside it are
still those that it speaks of.
"""

from sqlalchemy import select

from congress.models import Congress
from core import journal
from core.database import session
from voting.models import Outcome, Poll, PollState
from voting.services import tallying

CLOSING, PROCLAIMING = "poll_closed", "poll_proclaimed"


def altered_polls(congress: Congress) -> list[int]:
    """Numbers of the polls whose ballots or outcome are not those that the journal holds, in order."""
    sealed: dict[int, str] = {}
    proclaimed: dict[int, dict[str, int]] = {}
    for entry in journal.entries(congress.stream):
        if entry.kind == CLOSING:
            sealed[entry.payload["poll"]] = entry.payload["ballots_sha256"]
        elif entry.kind == PROCLAIMING:
            proclaimed[entry.payload["poll"]] = entry.payload["counts"]
    ended = select(Poll).where(
        Poll.congress_id == congress.id, Poll.state.in_((PollState.CLOSED, PollState.PROCLAIMED))
    )
    polls = {poll.number: poll for poll in session().scalars(ended)}
    return sorted(
        number
        for number in sealed.keys() | polls.keys()
        if number not in polls or not _is_whole(polls[number], sealed.get(number), proclaimed.get(number))
    )


def _is_whole(poll: Poll, sealed: str | None, proclaimed: dict[str, int] | None) -> bool:
    """Whether the ballots of a poll give its seal and its outcome, and these the journal's."""
    outcome, counted = session().get(Outcome, poll.id), tallying.tally(poll)
    if outcome is None or not sealed == poll.ballots_sha256 == counted.ballots_sha256:
        return False
    counts = {name: tallying.whole(value) for name, value in counted.counts.as_dict().items()}
    return counts == outcome.counts and proclaimed in (None, counts)
