"""Proxies: which rights to vote given by the absent may be used by those present.

Pure: people are any hashable keys (member ids, names). Told in docs/rules/proxies.md. A valid proxy is one more right
to vote in its holder's hands, who may vote differently with each; whether it counts for the quorum is the business of
`voting.rules.quorum`. A holder who leaves voids the proxies held (no sub-delegation); a principal who arrives suspends
their own. Of several holders whom a principal ranks, the first who can carries it.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, TypeVar

Person = TypeVar("Person", bound=Hashable)

MAX_CONSECUTIVE_SESSIONS: Final = 3
"""A proxy lasts three consecutive sessions at most, certified illness apart (CGCT L2121-20)."""


class RefusalReason(StrEnum):
    """Why a proxy, or an act under one, is refused: the first that applies, in this order."""

    NOT_MEMBER = "not_member"
    PRINCIPAL_PRESENT = "principal_present"
    HOLDER_ABSENT = "holder_absent"
    WITHDRAWN = "withdrawn"
    OVER_THREE_SESSIONS = "over_three_sessions"
    OTHER_COLLEGE = "other_college"
    HOLDER_FULL = "holder_full"
    NO_DELEGATION = "no_delegation"
    CARRIED_BEFORE = "carried_before"


@dataclass(frozen=True, slots=True)
class Grant(Generic[Person]):
    """A proxy given by a principal to a holder; `rank`: of several whom the principal names, in which order."""

    principal: Person
    holder: Person
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Refusal(Generic[Person]):
    """A proxy (or an act under none) that gives no right to vote, and why."""

    principal: Person
    holder: Person
    reason: RefusalReason


@dataclass(frozen=True, slots=True)
class ProxyValidity(Generic[Person]):
    """The proxies that give a right to vote, and those refused, each in the order given."""

    valid: tuple[Grant[Person], ...]
    refused: tuple[Refusal[Person], ...]


class GivenTwice(ValueError):
    """Two usable proxies for one principal: one right to vote cannot be in two hands. `position`: the second one."""

    def __init__(self, principal: object, position: int) -> None:
        super().__init__(f"{principal} gives two proxies that could both be used: revoke one")
        self.position = position


def validate(
    grants: Iterable[Grant[Person]],
    *,
    members: Collection[Person],
    present: Collection[Person],
    max_per_holder: int,
    seated: Collection[Person] = (),
    withdrawn: Collection[Person] = (),
    consecutive_sessions: Mapping[Person, int] | None = None,
    colleges: Mapping[Person, str] | None = None,
    acts: Iterable[Grant[Person]] = (),
) -> ProxyValidity[Person]:
    """Which of these proxies give a right to vote now, taken in the order of their deposit.

    `seated`: those whose substitute sits for them. `withdrawn`: who takes no part in the item put to the vote.
    `consecutive_sessions`: for each principal, how many sessions running with this one; leave out those excused by
    certified illness. `colleges`: of each, where a proxy stays inside one. `acts`: votes attempted in another's name;
    each needs a valid proxy. Raises GivenTwice.
    """
    sessions, chamber = consecutive_sessions or {}, _Whereabouts(members, present, seated, withdrawn, colleges or {})
    valid: dict[Person, Grant[Person]] = {}
    refused: list[Refusal[Person]] = []
    held: Counter[Person] = Counter()
    for position, grant in enumerate(grants):
        reason = _refusal(grant, chamber, sessions.get(grant.principal, 0))
        if reason is None and held[grant.holder] >= max_per_holder:
            reason = RefusalReason.HOLDER_FULL
        if reason is None and grant.principal in valid:
            if valid[grant.principal].rank == grant.rank:
                raise GivenTwice(grant.principal, position)
            reason = RefusalReason.CARRIED_BEFORE
        if reason is not None:
            refused.append(Refusal(grant.principal, grant.holder, reason))
            continue
        valid[grant.principal] = grant
        held[grant.holder] += 1
    refused.extend(_undelegated(acts, valid))
    return ProxyValidity(valid=tuple(valid.values()), refused=tuple(refused))


def _undelegated(acts: Iterable[Grant[Person]], valid: Mapping[Person, Grant[Person]]) -> list[Refusal[Person]]:
    """The votes attempted in another's name without a valid proxy."""
    return [
        Refusal(act.principal, act.holder, RefusalReason.NO_DELEGATION)
        for act in acts
        if act.principal != act.holder and not _is_carried(act, valid)
    ]


@dataclass(frozen=True, slots=True)
class _Whereabouts(Generic[Person]):
    """Who is where, for the item at hand."""

    members: Collection[Person]
    present: Collection[Person]
    seated: Collection[Person]
    withdrawn: Collection[Person]
    colleges: Mapping[Person, str]


def _is_carried(act: Grant[Person], valid: Mapping[Person, Grant[Person]]) -> bool:
    carried = valid.get(act.principal)
    return carried is not None and carried.holder == act.holder


def _refusal(grant: Grant[Person], chamber: _Whereabouts[Person], sessions: int) -> RefusalReason | None:
    """Why this proxy could not be used whatever the others, or None."""
    if grant.holder not in chamber.members:
        return RefusalReason.NOT_MEMBER
    if grant.principal in chamber.present or grant.principal in chamber.seated:
        return RefusalReason.PRINCIPAL_PRESENT
    if grant.holder not in chamber.present:
        return RefusalReason.HOLDER_ABSENT
    if grant.principal in chamber.withdrawn or grant.holder in chamber.withdrawn:
        return RefusalReason.WITHDRAWN
    if sessions > MAX_CONSECUTIVE_SESSIONS:
        return RefusalReason.OVER_THREE_SESSIONS
    if chamber.colleges.get(grant.principal) != chamber.colleges.get(grant.holder):
        return RefusalReason.OTHER_COLLEGE
    return None
