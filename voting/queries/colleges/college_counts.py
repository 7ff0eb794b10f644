"""The count of each college of a poll: from its ballots when it closes, and read back from what was locked then."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from congress.models import WEIGHT_SCALE
from congress.rules.colleges.settings import exactly
from voting.models import Outcome, Poll
from voting.queries.colleges.college_quorum import numbers_frozen
from voting.queries.frozen_rules import FrozenRules
from voting.rules.methods.tally import Tally
from voting.rules.outcome import College


class CollegeVote(NamedTuple):
    """A ballot as a college counts it."""

    college: str
    choice: str
    weight: int


def counts_by_college(poll: Poll, votes: Iterable[CollegeVote]) -> dict[str, Any]:
    """What the outcome keeps of each college that the poll froze, whoever voted; nothing where it counts none."""
    if not poll.colleges:
        return {}
    said: dict[str, list[tuple[str, int]]] = {name: [] for name in numbers_frozen(poll)}
    for college, choice, weight in votes:
        said[college].append((choice, weight))
    return {name: Tally.of(poll.answers.offered, pairs).as_json() for name, pairs in said.items()}


def colleges_counted(poll: Poll, by_college: Mapping[str, Any], *, weighs: bool) -> tuple[College, ...]:
    """The colleges as the rules decide on them, in heads, or in millionths where votes weigh."""
    frozen, found = FrozenRules.from_names(poll.rules), []
    for name, numbers in numbers_frozen(poll).items():
        voices = Tally.from_json(by_college.get(name, {}))
        counts = voices.weighted_for_or_against if weighs else voices.for_or_against
        found.append(College(name, counts.for_, counts.against, frozen.share_of(name), voices, numbers.entitled))
    return tuple(found)


def colleges_told(poll: Poll, outcome: Outcome) -> list[dict[str, Any]]:
    """What files and programs read of each college: by choice, voters, and what they weigh together, exact."""
    return [
        {
            "name": one.name,
            "entitled": one.entitled,
            "share": exactly(one.share) if one.share is not None else None,
            "counts": one.voices.heads,
            "weights": {choice: decimal_votes(weight) for choice, weight in one.voices.weights.items()},
        }
        for one in colleges_of_outcome(poll, outcome, weighs=False)
        if one.voices is not None
    ]


def weights_told(tally: Tally) -> dict[str, str] | None:
    """By choice, what its votes weigh together, exact; None where each weighs one."""
    if not tally.weighs:
        return None
    return {choice: decimal_votes(weight) for choice, weight in tally.weights.items()}


def decimal_votes(weight: int) -> str:
    """Millionths of a vote as an exact decimal: « 2.5 »."""
    return format((Decimal(weight) / WEIGHT_SCALE).normalize(), "f")


def voted_in(colleges: Iterable[College]) -> dict[str, int]:
    """How many took part in each college."""
    return {one.name: int(one.voices.for_or_against.took_part) for one in colleges if one.voices is not None}


def colleges_of_outcome(poll: Poll, outcome: Outcome, *, weighs: bool) -> tuple[College, ...]:
    """The same, of a poll that is closed."""
    return colleges_counted(poll, outcome.by_college, weighs=weighs) if outcome.by_college else ()
