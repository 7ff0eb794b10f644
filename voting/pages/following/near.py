"""What a page about something else than a sitting follows of the one that goes on: its steps, and the vote at hand."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from congress.actors import Actor
from congress.chamber_models import Sitting, SittingState
from congress.models import Congress
from congress.policies import amendments_readers, results_readers, sittings_readers
from congress.queries.chamber_queries import sitting_to_follow
from voting.models import Poll
from voting.pages.following.at_hand import ReaderStand, at_hand
from voting.pages.following.steps_told import StepTold, steps_told
from voting.queries.poll_queries import current_poll_of
from voting.queries.state.versions import versions_of

JUST_OVER = timedelta(minutes=15)  # after which nobody waits any more to be told that a sitting is closed


@dataclass(frozen=True, slots=True)
class NearSitting:
    """The sitting that goes on, its versions, where the reader stands in it, and its last steps."""

    versions: dict[str, str]
    at: ReaderStand
    told: tuple[StepTold, ...]

    @property
    def sitting(self) -> Sitting:
        """The sitting itself."""
        return self.at.sitting

    @property
    def poll_to_vote(self) -> Poll | None:
        """The poll in which the reader has a vote left to cast; None where « Voter » would lead to none."""
        return self.at.poll_to_vote


def just_over(sitting: Sitting, now: datetime, *, is_answer: bool = False) -> Sitting | None:
    """The sitting, where it was closed a moment ago; whenever it was, to what was sent since (`is_answer`)."""
    if sitting.state is not SittingState.CLOSED or sitting.closed_at is None:
        return None
    return sitting if is_answer or sitting.closed_at > now - JUST_OVER else None


def near_sitting(congress: Congress, actor: Actor, now: datetime) -> NearSitting | None:
    """The sitting that goes on, or was closed a moment ago, for this reader; None when nothing may be followed."""
    if not sittings_readers(actor, congress):
        return None
    sitting = sitting_to_follow(congress.id, now, over_since=now - JUST_OVER)
    if sitting is None:
        return None
    shown, pending = versions_of(sitting, actor.member_id), current_poll_of(sitting.id)
    told = steps_told(
        sitting,
        actor.member_id,
        reads_results=results_readers(actor, congress),
        reads_amendments=amendments_readers(actor, congress),
        polls=filter(None, [pending]),
        elsewhere=True,
    )
    return NearSitting(versions=shown, at=at_hand(sitting, pending, actor, now), told=told)
