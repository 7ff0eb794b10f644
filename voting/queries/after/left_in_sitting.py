"""What a sitting would leave undone if it ended now: votes on what it discussed, motions, whole items."""

from dataclasses import dataclass

from congress.chamber_models import Sitting, SittingKind
from congress.queries import chamber_queries
from congress.queries.convening.convening_queries import put_off_by_council
from voting.queries.debate.motion_queries import motions_waiting
from voting.queries.told_entries import put_off_by_law
from voting.queries.votes_left import left_on_item, left_to_vote
from voting.rules.debate.precedence import ON_AN_ITEM


@dataclass(frozen=True, slots=True)
class LeftInSitting:
    """How many votes, motions that wait, and items that were not discussed."""

    votes: int
    motions: int
    items: int

    @property
    def is_nothing(self) -> bool:
        """Whether its agenda is exhausted, and all of it decided."""
        return not (self.votes or self.motions or self.items)


def left_in(sitting: Sitting) -> LeftInSitting:
    """What is left of the agenda; not what the law, or the council, puts off to another sitting."""
    items = chamber_queries.agenda_of(sitting.id)
    by_law, by_council = put_off_by_law(items), put_off_by_council(sitting) if items else frozenset()
    votes = 0
    if sitting.kind is SittingKind.PLENARY:
        left = left_to_vote(sitting.congress_id)
        begun = [item for item in items if item.opened_at is not None and item.id not in by_law]
        votes = sum(len(left_on_item(item, left)) for item in begun)
    return LeftInSitting(
        votes=votes,
        motions=sum(one.motion.kind in ON_AN_ITEM for one in motions_waiting(sitting, 0)),
        items=sum(item.opened_at is None and item.id not in by_council for item in items),
    )
