"""The quorum of each college, where the rule asks it of each: who is there now, what a check found, or a poll froze."""

from collections.abc import Mapping
from typing import Any

from congress.chamber_models import Sitting
from congress.queries.colleges.numbers import CollegeNumbers, college_numbers
from core.text.collation import alphabetic
from voting.models import Poll
from voting.rules.quorum import Chamber, CollegeFinding, QuorumFinding


def colleges_asked(sitting: Sitting, item_id: int | None = None) -> dict[str, Chamber]:
    """By college, the chamber in which the quorum must be met besides; none where the rule asks it of all alone."""
    congress = sitting.congress
    if congress.college_rule is None or not congress.quorum_by_college:
        return {}
    return {name: chamber_in(numbers) for name, numbers in college_numbers(sitting, item_id).items()}


def colleges_frozen(poll: Poll) -> dict[str, Chamber]:
    """The same, as it was frozen when the poll opened."""
    return {name: chamber_in(numbers) for name, numbers in numbers_frozen(poll).items()}


def numbers_frozen(poll: Poll) -> dict[str, CollegeNumbers]:
    """By college, in their order, the numbers that the poll keeps of its opening; none where it counts no college."""
    return {name: CollegeNumbers(**poll.colleges[name]) for name in sorted(poll.colleges, key=alphabetic)}


def chamber_in(numbers: CollegeNumbers) -> Chamber:
    """The chamber of the rules, from the numbers of one college."""
    return Chamber(numbers.members, numbers.present, numbers.represented, numbers.barred)


def findings_as_json(found: QuorumFinding) -> dict[str, Any]:
    """What a recorded check keeps of each college."""
    return {
        one.name: {"members": one.members, "here": int(one.here), "needed": one.needed, "met": one.met}
        for one in found.by_college
    }


def findings_from_json(kept: Mapping[str, Any]) -> tuple[CollegeFinding, ...]:
    """The findings that `findings_as_json` wrote."""
    return tuple(
        CollegeFinding(name, one["met"], one["here"], one["needed"], one["members"])
        for name, one in sorted(kept.items(), key=lambda item: alphabetic(item[0]))
    )
