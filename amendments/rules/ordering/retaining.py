"""Which of the amendments that the bureau retains may be adopted by one vote, and why the others may not.

Pure. Those of one vote are adopted one after another on one text: each applies, none wants the words of another, the
identical ones go together. What none of them retains does not matter: a rival that is left outside falls.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class LeftOut(StrEnum):
    """Why an amendment is voted in its place, and not with the others; the first that applies."""

    ASKED_APART = "asked_apart"  # a member asks that it be voted apart
    REFUSED = "refused"  # the assembly refused once to adopt it with others by one vote
    SUB = "sub"
    SUB_AMENDED = "sub_amended"
    RESERVED = "reserved"
    TO_CHECK = "to_check"  # it no longer applies as it is
    SATISFIED = "satisfied"
    RIVAL = "rival"  # another of them wants its words
    IDENTICAL = "identical"  # one that says the same is not among them: they are one vote


@dataclass(frozen=True, slots=True)
class Considered:
    """An amendment to vote: what keeps it apart whatever the others are, its rivals and those identical to it."""

    id: int
    barred: LeftOut | None = None
    rivals: frozenset[int] = frozenset()
    identical: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class KeptApart:
    """Why an amendment is left out, and because of which others."""

    why: LeftOut
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Retained:
    """Those that one vote adopts, by their id, and what keeps each of the others out."""

    kept: frozenset[int]
    left_out: dict[int, KeptApart]


def retainable(wanted: Iterable[Considered]) -> Retained:
    """What may be adopted by one vote of these; two that want the same words are both left out: nobody chooses here."""
    candidates = {one.id: one for one in wanted}
    left_out = {one.id: KeptApart(one.barred) for one in candidates.values() if one.barred is not None}
    sound = candidates.keys() - left_out.keys()
    for one in sound:
        rivals = candidates[one].rivals & sound - {one}
        if rivals:
            left_out[one] = KeptApart(LeftOut.RIVAL, tuple(sorted(rivals)))
    kept = set(sound - left_out.keys())
    while lonely := {one: missing for one in kept if (missing := candidates[one].identical - kept - {one})}:
        left_out |= {one: KeptApart(LeftOut.IDENTICAL, tuple(sorted(missing))) for one, missing in lonely.items()}
        kept -= lonely.keys()
    return Retained(frozenset(kept), left_out)
