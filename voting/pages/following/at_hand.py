"""What a reader can do now in the sitting that they follow: say that they are there, vote, or read how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from congress.actors import Actor
from congress.chamber_models import Presence, Sitting, SittingState
from congress.models import Member
from congress.policies import electors
from congress.queries import chamber_queries
from congress.queries.homonyms import told_name
from congress.queries.presence.counts import withdrawn_from
from congress.queries.presence.seats import seat_of, seat_taken_from, substituted_by
from voting.models import Poll, PollState, RightToVote
from voting.queries import poll_queries
from voting.queries.carried_rights import is_by_substitute


@dataclass(frozen=True, slots=True)
class ReaderStand:
    """A sitting, the poll that waits for its end in it, and where the reader stands."""

    sitting: Sitting
    poll: Poll | None  # announced, open, or closed and not proclaimed
    rights: tuple[RightToVote, ...]  # the reader's, in that poll
    presence: Presence | None
    has_withdrawn: bool  # takes no part in the item of that poll
    may_arrive: bool  # an elector who is not there, and may say so
    seated: Member | None = None  # the substitute who holds the reader's seat
    seat_to_take: Member | None = None  # whose seat is free, that the reader, a substitute, may take
    sits_for: Member | None = None  # whose seat the reader, a substitute, holds

    @property
    def may_vote(self) -> bool:
        """Whether « Voter » leads to a vote that is left to cast: the poll is open, the reader there."""
        return self._may_act and any(right.ballot is None for right in self.rights)

    @property
    def poll_to_vote(self) -> Poll | None:
        """The poll in which a vote is left to cast; None where « Voter » would lead to none."""
        return self.poll if self.may_vote else None

    @property
    def has_voted(self) -> bool:
        """Whether the reader may vote and has, with every right in hand."""
        return self._may_act and not self.may_vote

    @property
    def left_to_carry(self) -> tuple[str, ...]:
        """Whose proxies are left to vote with, by name; none as long as the reader's own vote is."""
        left = [right for right in self.rights if right.ballot is None]
        if not self.may_vote or any(right.principal_id == right.holder_id or is_by_substitute(right) for right in left):
            return ()
        return tuple(told_name(right.principal) for right in left)

    @property
    def must_wait_for_the_seat(self) -> bool:
        """Whether the reader's seat is not to be taken back before the end of the open poll."""
        return self.seated is not None and self.sitting.under_vote

    @property
    def is_not_called(self) -> bool:
        """Whether a member who is there is not among those called to vote in the poll that is open."""
        is_open = self.poll is not None and self.poll.state == PollState.OPEN
        return is_open and self.presence is not None and not self.rights

    @property
    def _may_act(self) -> bool:
        is_open = self.poll is not None and self.poll.state == PollState.OPEN
        by_device = self.poll is not None and self.poll.method.is_by_device
        return is_open and by_device and self.presence is not None and bool(self.rights)


def at_hand(sitting: Sitting, pending: Poll | None, actor: Actor, now: datetime) -> ReaderStand:
    """Where a reader stands in a sitting now; `pending`: the poll that waits for its end in it."""
    is_elector = electors(actor, sitting.congress)
    may_be_seated = sitting.congress.substitutes and actor.congress_id == sitting.congress_id
    member_id = actor.member_id if is_elector or may_be_seated else None
    rights: Sequence[RightToVote] = poll_queries.rights_of(pending.id, member_id) if pending and member_id else ()
    presence = chamber_queries.presence_of(sitting.id, member_id) if member_id else None
    taken = seat_taken_from(sitting.id, member_id or 0) if may_be_seated and is_elector and not presence else None
    substituted = substituted_by(actor) if may_be_seated else None
    may_sit = substituted if not presence and may_arrive(sitting, now) else None
    return ReaderStand(
        sitting=sitting,
        poll=pending,
        rights=tuple(rights),
        presence=presence,
        has_withdrawn=pending is not None and presence is not None and not rights and _withdrew(pending, member_id),
        may_arrive=is_elector and presence is None and may_arrive(sitting, now),
        seated=taken.substitute if taken else None,
        seat_to_take=may_sit if may_sit and not seat_of(sitting.id, may_sit.id).is_held else None,
        sits_for=substituted if presence else None,
    )


def _withdrew(poll: Poll, member_id: int | None) -> bool:
    return member_id in withdrawn_from(poll.item_id)


def may_arrive(sitting: Sitting, now: datetime) -> bool:
    """Whether members say by themselves that they are there: while it sits, and from its window on."""
    if sitting.state == SittingState.PLANNED:
        return now >= sitting.presence_opens_at
    return sitting.state != SittingState.CLOSED
