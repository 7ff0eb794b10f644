"""The sitting in progress, as the home shows it."""

from dataclasses import dataclass
from datetime import datetime

from congress.actors import Actor
from congress.chamber_models import AgendaItem, Sitting, SittingState
from congress.models import Congress
from congress.policies import sittings_readers
from congress.queries.chamber_queries import agenda_of, sitting_to_follow
from voting.models import Poll
from voting.pages.chamber_shown import ChamberShown, in_discussion, room_of
from voting.pages.following.at_hand import ReaderStand, at_hand
from voting.queries.poll_queries import current_poll_of


@dataclass(frozen=True, slots=True)
class SittingNow:
    """The sitting that is open, or about to be: the item in discussion, the poll, where the reader stands, the room."""

    at: ReaderStand
    item: AgendaItem | None
    room: ChamberShown
    coming: tuple[AgendaItem, ...]

    @property
    def sitting(self) -> Sitting:
        """The sitting itself."""
        return self.at.sitting

    @property
    def poll(self) -> Poll | None:
        """The poll that waits for its end."""
        return self.at.poll

    @property
    def is_on(self) -> bool:
        """Whether it was opened."""
        return self.sitting.state != SittingState.PLANNED


def sitting_now(congress: Congress, actor: Actor, now: datetime) -> SittingNow | None:
    """The sitting to follow, as this actor sees it; None when there is none, or when it may not be seen."""
    if not sittings_readers(actor, congress):
        return None
    sitting = sitting_to_follow(congress.id, now)
    if sitting is None:
        return None
    poll, agenda = current_poll_of(sitting.id), agenda_of(sitting.id)
    item = in_discussion(agenda)
    return SittingNow(
        at=at_hand(sitting, poll, actor, now),
        item=item,
        room=room_of(sitting, now, item=item, poll=poll),
        coming=tuple(item for item in agenda if item.opened_at is None)[:3],
    )
