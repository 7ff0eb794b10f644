"""The sealed list of a poll that is closed, as it was counted: the place of a vote in it, and its path."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select

from congress.models import Member
from core.database import session
from voting.models import Ballot, Poll, PollState, RightToVote
from voting.rules.sealed_list import Climb, SealedTree, SealedVote, climbed, in_order, sealed

_making = threading.Lock()
KEPT = 4  # lists of the last polls asked for, of four megabytes where thousands voted: a closed one never changes


@dataclass(frozen=True, slots=True)
class SealedPlace:
    """A vote in the list: its place from 1, of how many, and the path from it to the fingerprint of all."""

    vote: SealedVote
    place: int
    total: int
    steps: tuple[Climb, ...]
    root: str

    @property
    def is_counted(self) -> bool:
        """Whether its path leads to the fingerprint of the closing, as it does unless somebody changed the votes."""
        return climbed(self.vote, self.steps) == self.root

    @property
    def as_json(self) -> dict[str, object]:
        """What `bin/verify-vote` reads."""
        return {
            "vote": [self.vote.secret, self.vote.voter, self.vote.choice],
            "place": self.place,
            "of": self.total,
            "path": [[step.side, step.digest] for step in self.steps],
            "root": self.root,
        }


def places_of(poll: Poll, member_id: int) -> list[tuple[RightToVote, SealedPlace | None]]:
    """The rights of a member, or that others carry for them, and where each stands; None where nothing was said."""
    rights = select(RightToVote).where(
        RightToVote.poll_id == poll.id, (RightToVote.holder_id == member_id) | (RightToVote.principal_id == member_id)
    )
    found = sorted(session().scalars(rights), key=lambda right: (right.principal_id != member_id, right.id))
    return [(right, _place(poll, right.principal.pseudonym, right.ballot)) for right in found]


def are_counted(poll: Poll, rights: Iterable[RightToVote]) -> bool:
    """Whether each vote that these rights expressed leads to the fingerprint of the closing, as it stands now."""
    if poll.state not in (PollState.CLOSED, PollState.PROCLAIMED) or not poll.method.is_named:
        return False
    places = [_place(poll, right.principal.pseudonym, right.ballot) for right in rights if right.ballot]
    return all(place is not None and place.is_counted for place in places)


def is_counted(poll_id: int, salt: str, printed: str | None, *, voter: str, choice: str) -> bool:
    """The same of one vote, where of the poll nothing else was read."""
    votes, vote = _list_of(poll_id, salt), sealed(salt, voter, choice)
    rank = votes.rank_of_voter.get(voter)
    return rank is not None and climbed(vote, votes.path(rank)) == printed


def place_by_secret(poll: Poll, secret: str) -> SealedPlace | None:
    """The vote that a secret opens, for whoever was given it: on another device, without a name."""
    votes = _list_of(poll.id, poll.salt)
    rank = votes.rank_of_secret.get(secret)
    if rank is None:
        return None
    voter = votes.votes[rank].voter
    of_voter = (RightToVote.poll_id == poll.id, Member.pseudonym == voter)
    ballot = session().scalar(
        select(Ballot).join(Ballot.right).join(Member, RightToVote.principal_id == Member.id).where(*of_voter)
    )
    return _place(poll, voter, ballot)


def _place(poll: Poll, voter: str, ballot: Ballot | None) -> SealedPlace | None:
    """Where the vote stands that a ballot says now: not what the kept list says, if somebody changed it since."""
    votes = _list_of(poll.id, poll.salt)
    rank = votes.rank_of_voter.get(voter)
    if rank is None or ballot is None:
        return None
    vote = sealed(poll.salt, voter, ballot.choice)
    return SealedPlace(vote, rank + 1, len(votes.votes), votes.path(rank), poll.ballots_sha256 or "")


def _list_of(poll_id: int, salt: str) -> SealedTree:
    with _making:  # thousands ask at once when the result comes: one makes it, the others wait
        return _kept_list(poll_id, salt)


@lru_cache(maxsize=KEPT)
def _kept_list(poll_id: int, salt: str) -> SealedTree:
    rows = session().execute(
        select(Member.pseudonym, Ballot.choice)
        .join(RightToVote, RightToVote.principal_id == Member.id)
        .join(Ballot, Ballot.right_id == RightToVote.id)
        .where(RightToVote.poll_id == poll_id)
    )
    return SealedTree(in_order([sealed(salt, pseudonym, choice) for pseudonym, choice in rows]))
