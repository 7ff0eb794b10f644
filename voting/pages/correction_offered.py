"""What the page of a proclaimed poll offers to whoever presides now: to correct that vote by another one."""

from dataclasses import dataclass

from congress.actors import Actor
from congress.chamber_models import AgendaItem, Office, Sitting, SittingState
from congress.models import Congress
from congress.policies import holds_office
from congress.queries.chamber_queries import open_item_of, open_sitting_of
from voting.models import Poll, PollState
from voting.queries.state_queries import step_shown
from voting.services.corrections import refusal_to_correct


@dataclass(frozen=True, slots=True)
class CorrectionOffered:
    """The sitting and the item in discussion, where the correction would be announced, or why it cannot be."""

    sitting: Sitting
    item: AgendaItem
    seen: str  # the step that the console shows, which the form carries
    refusal: str = ""


def correction_offered(congress: Congress, poll: Poll, actor: Actor) -> CorrectionOffered | None:
    """For the chair of the sitting that is open, while an item is in discussion; None for anybody else."""
    sitting = open_sitting_of(congress.id)
    if poll.state != PollState.PROCLAIMED or sitting is None or sitting.state != SittingState.OPEN:
        return None
    if not holds_office(sitting.id, actor.member_id, Office.CHAIR):
        return None
    item = open_item_of(sitting.id)
    if item is None:
        return None
    return CorrectionOffered(sitting, item, step_shown(sitting), refusal_to_correct(poll, sitting, item))
