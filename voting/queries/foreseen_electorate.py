"""Who would be called to vote if a poll opened now, in the unit that decides: heads, or weights, by college too.

Nothing is asked of the database where every vote weighs one and the rule has no colleges: the chamber's numbers say it.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import gcd

from sqlalchemy import func, select

from congress.chamber_models import Sitting
from congress.models import WEIGHT_SCALE, Member
from congress.queries.chamber_queries import ChamberNumbers, is_elector, valid_proxies
from congress.queries.presence.counts import seats_now, withdrawn_from
from core.database import session
from voting.queries.quorum_readings import chamber_of
from voting.rules.outcome import Rules
from voting.rules.quorum import Chamber
from voting.rules.ruling.foreseen import Electorate


def electorate_now(sitting: Sitting, numbers: ChamberNumbers, rules: Rules, item_id: int | None = None) -> Electorate:
    """Those present and represented now, as the rule counts them."""
    if not numbers.weighs and rules.college_rule is None:
        return Electorate(numbers.entitled, chamber_of(numbers))
    withdrawn = withdrawn_from(item_id)
    here = {seat for holder, seat in seats_now(sitting.id).items() if holder not in withdrawn}
    away = {principal for principal, _holder in valid_proxies(sitting.id, item_id)}
    rows = session().execute(
        select(Member.id, Member.weight, Member.college).where(Member.id.in_(here | away), is_elector())
    )
    weights = {member_id: (weight, college) for member_id, weight, college in rows}
    present = sum(weight for member_id, (weight, _college) in weights.items() if member_id in here)
    total = sum(weight for weight, _college in weights.values())
    serving = select(func.sum(Member.weight)).where(Member.congress_id == sitting.congress_id, is_elector())
    members = int(session().scalar(serving) or 0)
    return Electorate(
        entitled=total,
        chamber=Chamber(members, present, total - present),
        step=gcd(*(weight for weight, _college in weights.values())) or WEIGHT_SCALE,
        scale=WEIGHT_SCALE,
        colleges=_by_college(weights),
        shares=shares_of(sitting.congress.college_shares),
    )


def shares_of(written: Mapping[str, str]) -> dict[str, Fraction]:
    """The share of each college, exact: « 0.6 »."""
    return {name: Fraction(share) for name, share in written.items()}


def _by_college(weights: Mapping[int, tuple[int, str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for weight, college in sorted(weights.values(), key=lambda one: one[1]):
        found[college] = found.get(college, 0) + weight
    return found
