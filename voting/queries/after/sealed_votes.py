"""The sealed list of a poll that is closed, as it was counted: the place of a vote in it, and its path."""

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select

from congress.models import Member
from core.database import session
from voting.models import Ballot, Poll, RightToVote
from voting.rules.sealed_list import Climb, SealedTree, SealedVote, climbed, in_order, sealed

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
    votes = _list_of(poll)
    return [(right, _place(poll, votes, votes.rank_of_voter.get(right.principal.pseudonym))) for right in found]


def place_by_secret(poll: Poll, secret: str) -> SealedPlace | None:
    """The vote that a secret opens, for whoever was given it: on another device, without a name."""
    votes = _list_of(poll)
    return _place(poll, votes, votes.rank_of_secret.get(secret))


def _place(poll: Poll, tree: SealedTree, rank: int | None) -> SealedPlace | None:
    if rank is None:
        return None
    return SealedPlace(tree.votes[rank], rank + 1, len(tree.votes), tree.path(rank), poll.ballots_sha256 or "")


def _list_of(poll: Poll) -> SealedTree:
    return _kept_list(poll.id, poll.salt)


@lru_cache(maxsize=KEPT)
def _kept_list(poll_id: int, salt: str) -> SealedTree:
    rows = session().execute(
        select(Member.pseudonym, Ballot.choice)
        .join(RightToVote, RightToVote.principal_id == Member.id)
        .join(Ballot, Ballot.right_id == RightToVote.id)
        .where(RightToVote.poll_id == poll_id)
    )
    return SealedTree(in_order([sealed(salt, pseudonym, choice) for pseudonym, choice in rows]))
