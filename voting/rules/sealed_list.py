"""The sealed list of the votes of a poll: one fingerprint of all, and for each vote a path to it. Pure.

A tree of hashes over salted leaves (RFC 6962, 2.1; leaves and nodes are told apart by a first byte): whoever knows
one vote and its secret climbs to the fingerprint that the screen of the hall shows, and learns nothing of another vote.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from core.digest import canonical_json, sha256_json

LEAF, NODE = b"\0", b"\1"


@dataclass(frozen=True, slots=True)
class SealedVote:
    """A vote in the list: whose (the pseudonym of the journal), what it says, and the secret that hides it there."""

    voter: str
    choice: str
    secret: str

    @property
    def leaf(self) -> bytes:
        """Its own fingerprint."""
        return sha256(LEAF + canonical_json([self.secret, self.voter, self.choice]).encode()).digest()


@dataclass(frozen=True, slots=True)
class Climb:
    """One step up a path: the fingerprint of the other half, and on which side of ours it is."""

    side: str  # "left" or "right"
    digest: str


def sealed(salt: str, voter: str, choice: str) -> SealedVote:
    """A vote with its secret, drawn from the poll's salt, that nobody knows: each vote has its own."""
    return SealedVote(voter, choice, sha256_json(["vote", salt, voter])[:32])


def in_order(votes: Sequence[SealedVote]) -> list[SealedVote]:
    """The votes in the order of the list, that says nothing of when they came."""
    return sorted(votes, key=lambda vote: vote.voter)


def root(votes: Sequence[SealedVote]) -> str:
    """The fingerprint of the whole list, in its order; of an empty one, that of nothing."""
    return _root([vote.leaf for vote in votes]).hex()


class SealedTree:
    """A list with the fingerprints of all its halves, made once: a path is then read, not made."""

    def __init__(self, votes: Sequence[SealedVote]) -> None:
        self.votes = tuple(votes)
        self.rank_of_voter = {vote.voter: rank for rank, vote in enumerate(self.votes)}
        self.rank_of_secret = {vote.secret: rank for rank, vote in enumerate(self.votes)}
        self._floors = [
            [vote.leaf for vote in self.votes]
        ]  # a floor pairs what stands on the one below; an odd one rises
        while len(self._floors[-1]) > 1:
            below = self._floors[-1]
            floor = [_node(below[at], below[at + 1]) for at in range(0, len(below) - 1, 2)]
            self._floors.append([*floor, below[-1]] if len(below) % 2 else floor)

    def path(self, place: int) -> tuple[Climb, ...]:
        """From the vote at this place (from 0) up to the root: the other halves, the nearest first."""
        steps = []
        for floor in self._floors[:-1]:
            other = place ^ 1
            if other < len(floor):
                steps.append(Climb("left" if other < place else "right", floor[other].hex()))
            place //= 2
        return tuple(steps)


def climbed(vote: SealedVote, steps: Sequence[Climb]) -> str:
    """Where the path of a vote leads: the fingerprint of the list that it is in."""
    reached = vote.leaf
    for step in steps:
        other = bytes.fromhex(step.digest)
        reached = _node(other, reached) if step.side == "left" else _node(reached, other)
    return reached.hex()


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(NODE + left + right).digest()


def _root(leaves: Sequence[bytes]) -> bytes:
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = _half(len(leaves))
    return _node(_root(leaves[:half]), _root(leaves[half:]))


def _half(number: int) -> int:
    """The largest power of two below a number of leaves."""
    return int(1 << ((number - 1).bit_length() - 1))
