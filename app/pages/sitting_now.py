"""The sitting in progress, as the home shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from congress.actors import Actor
from congress.chamber_models import AgendaItem, Sitting
from congress.models import Congress
from congress.policies import sittings_readers
from congress.queries.chamber_queries import agenda_of, open_sitting_of
from voting.models import Poll, RightToVote
from voting.pages.chamber_shown import ChamberShown, in_discussion, room_of
from voting.queries.poll_queries import open_poll_of, rights_of


@dataclass(frozen=True, slots=True)
class SittingNow:
    """The sitting in progress: the item in discussion, the poll that is open, the chamber."""

    sitting: Sitting
    item: AgendaItem | None
    poll: Poll | None
    has_voted: bool | None  # with every right in hand; None: the reader is not called to vote
    left_to_carry: tuple[str, ...]  # whose proxies are left to vote with, once one's own vote is in
    room: ChamberShown
    coming: tuple[AgendaItem, ...]


def sitting_now(congress: Congress, actor: Actor, now: datetime) -> SittingNow | None:
    """The sitting that is open, as this actor sees it; None when there is none, or when it may not be seen."""
    if not sittings_readers(actor, congress):
        return None
    sitting = open_sitting_of(congress.id)
    if sitting is None:
        return None
    poll = open_poll_of(sitting.id)
    rights = rights_of(poll.id, actor.member_id) if poll and actor.member_id else []
    agenda = agenda_of(sitting.id)
    item = in_discussion(agenda)
    return SittingNow(
        sitting=sitting,
        item=item,
        poll=poll,
        has_voted=all(right.ballot is not None for right in rights) if rights else None,
        left_to_carry=_left_to_carry(rights, actor),
        room=room_of(sitting, now, item=item, poll=poll),
        coming=tuple(item for item in agenda if item.opened_at is None)[:3],
    )


def _left_to_carry(rights: Sequence[RightToVote], actor: Actor) -> tuple[str, ...]:
    """Names of those whose vote is missing; none as long as the reader's own is."""
    left = [right for right in rights if right.ballot is None]
    if any(right.principal_id == actor.member_id for right in left):
        return ()
    return tuple(right.principal.civil_name for right in left)
