"""The numbers of each college in a sitting, for an item: who serves in it, is there, is represented, takes no part.

A seat held by a substitute is one of the titular's college; a proxy counts in the college of whoever gave it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from math import gcd

from sqlalchemy import func, select

from congress.chamber.presence_models import WithdrawalGround
from congress.chamber_models import Sitting
from congress.models import Congress, Member
from congress.queries.presence.counts import seats_now, valid_proxies, withdrawn_from
from congress.queries.presence.electorate import electors_of, is_elector
from congress.rules.colleges.settings import CollegeSettings
from congress.rules.rule_names import CollegeRule
from core.database import session
from core.text.collation import alphabetic


@dataclass(frozen=True, slots=True)
class CollegeNumbers:
    """The numbers of one college, as `ChamberNumbers` has them of all; weights in millionths of a vote."""

    members: int
    present: int
    represented: int
    barred: int
    members_weight: int
    present_weight: int  # of those called to vote who are there
    represented_weight: int
    step: int  # of how many millionths each weight called to vote is a multiple

    @property
    def entitled(self) -> int:
        """Those called to vote."""
        return self.present - self.barred + self.represented

    @property
    def weight(self) -> int:
        """What those called to vote weigh together."""
        return self.present_weight + self.represented_weight

    def as_json(self) -> dict[str, int]:
        """The value that a poll keeps."""
        return asdict(self)


def college_numbers(sitting: Sitting, item_id: int | None = None) -> dict[str, CollegeNumbers]:
    """By college, the names in their order: every college that has a member in exercise, whoever is there."""
    withdrawn, seats = withdrawn_from(item_id), seats_now(sitting.id)
    barred = [seat for holder, seat in seats.items() if holder in withdrawn]
    appointed = {who for who, ground in withdrawn.items() if ground is WithdrawalGround.APPOINTED}
    away = [principal for principal, _holder in valid_proxies(sitting.id, item_id)]
    of = {
        member_id: (college, weight)
        for member_id, college, weight in session().execute(
            select(Member.id, Member.college, Member.weight).where(
                Member.congress_id == sitting.congress_id, is_elector()
            )
        )
    }
    serving = [member_id for member_id in of if member_id not in appointed]
    here = [seat for seat in seats.values() if seat not in barred]

    def heads(ids: Iterable[int]) -> Counter[str]:
        return Counter(of[one][0] for one in ids if one in of)

    def weights(ids: Iterable[int]) -> Counter[str]:
        found: Counter[str] = Counter()
        for one in ids:
            if one in of:
                found[of[one][0]] += of[one][1]
        return found

    steps: dict[str, int] = {}
    for one in (*here, *away):
        if one in of:
            steps[of[one][0]] = gcd(steps.get(of[one][0], 0), of[one][1])
    columns: tuple[Mapping[str, int], ...] = (
        heads(serving), heads(seats.values()), heads(away), heads(barred),
        weights(serving), weights(here), weights(away), steps,
    )  # fmt: skip
    names = sorted({college for college, _weight in of.values()}, key=alphabetic)
    return {name: CollegeNumbers(*(column.get(name, 0) for column in columns)) for name in names}


def serving_weight(sitting: Sitting, item_id: int | None = None) -> int:
    """What the members in exercise weigh together for an item, in millionths: those whom the law leaves out apart."""
    appointed = {who for who, ground in withdrawn_from(item_id).items() if ground is WithdrawalGround.APPOINTED}
    weighed = select(func.sum(Member.weight)).where(Member.congress_id == sitting.congress_id, is_elector())
    return int(session().scalar(weighed.where(Member.id.not_in(appointed)) if appointed else weighed) or 0)


def colleges_of(congress_id: int) -> list[str]:
    """The names of the colleges that have a member in exercise, in their order."""
    wanted = select(Member.college).where(Member.congress_id == congress_id, is_elector(), Member.college != "")
    return sorted(session().scalars(wanted.distinct()), key=alphabetic)


@dataclass(frozen=True, slots=True)
class Uncounted:
    """What the rule of the colleges cannot count: members of no college, of one without a share; a share of nobody."""

    nowhere: tuple[Member, ...] = ()
    without_share: tuple[str, ...] = ()
    without_members: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.nowhere or self.without_share or self.without_members)


def uncounted(congress: Congress) -> Uncounted:
    """What stands in the way of a count by colleges; nothing where there is none, or no rule counts them."""
    settings = CollegeSettings.of(congress)
    if settings.rule is None:
        return Uncounted()
    electors = electors_of(congress.id)
    named = sorted({member.college for member in electors if member.college}, key=alphabetic)
    shares = settings.shares if settings.rule is CollegeRule.SHARE else dict.fromkeys(named, "")
    return Uncounted(
        nowhere=tuple(member for member in electors if not member.college),
        without_share=tuple(name for name in named if name not in shares),
        without_members=tuple(name for name in shares if name not in named),
    )
