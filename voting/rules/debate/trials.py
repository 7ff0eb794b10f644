"""« Nul ne peut obtenir la parole entre les épreuves »: when the list of those who ask to speak stands still.

Pure. The rule of the Assemblée nationale (art. 64), on the chain of votes that one question may take.
"""

from dataclasses import dataclass
from enum import StrEnum


class Frozen(StrEnum):
    """Why nobody obtains the floor now."""

    UNDER_VOTE = "under_vote"
    BETWEEN_TRIALS = "between_trials"


@dataclass(frozen=True, slots=True)
class LastPoll:
    """The last poll of a sitting: its state by its stored name, whether it opened, whether it holds one again."""

    state: str
    has_opened: bool
    is_held_again: bool
    is_of_item: bool  # of the item in discussion, and the chair has not resumed the debate since


def frozen(last: LastPoll | None) -> Frozen | None:
    """Why the list stands still; None where it goes on.

    From the opening of a vote to its proclamation; and between two trials of one question, where the first one was
    cancelled once opened: until the second one is proclaimed, or the chair gives it up and resumes the debate.
    """
    if last is None:
        return None
    if last.state in ("open", "closed"):
        return Frozen.UNDER_VOTE
    if last.state == "announced":
        return Frozen.BETWEEN_TRIALS if last.is_held_again else None
    is_interrupted = last.state == "cancelled" and last.has_opened and last.is_of_item
    return Frozen.BETWEEN_TRIALS if is_interrupted else None
