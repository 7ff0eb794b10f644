"""Who would be called to vote if a poll opened now, in the unit that decides: heads, or weights, by college too.

Nothing is asked of the database where every vote weighs one and the rule has no colleges: the chamber's numbers say it.
"""

from fractions import Fraction
from math import gcd

from sqlalchemy import select

from congress.chamber_models import Sitting
from congress.models import WEIGHT_SCALE, Member
from congress.queries.chamber_queries import ChamberNumbers, is_elector, valid_proxies
from congress.queries.colleges.numbers import college_numbers, serving_weight
from congress.queries.presence.counts import seats_now, withdrawn_from
from congress.rules.colleges.settings import CollegeSettings, exact_share
from core.database import session
from voting.queries.quorum_readings import chamber_of
from voting.rules.outcome import Rules
from voting.rules.quorum import Chamber
from voting.rules.ruling.foreseen import Electorate


def electorate_now(sitting: Sitting, numbers: ChamberNumbers, rules: Rules, item_id: int | None = None) -> Electorate:
    """Those present and represented now, as the rule counts them."""
    if not numbers.weighs and rules.college_rule is None:
        return Electorate(numbers.entitled, chamber_of(numbers))
    if rules.college_rule is not None:
        return _by_college(sitting, item_id)
    withdrawn = withdrawn_from(item_id)
    here = {seat for holder, seat in seats_now(sitting.id).items() if holder not in withdrawn}
    away = {principal for principal, _holder in valid_proxies(sitting.id, item_id)}
    rows = session().execute(select(Member.id, Member.weight).where(Member.id.in_(here | away), is_elector()))
    weights = dict(rows.all())
    present = sum(weight for member_id, weight in weights.items() if member_id in here)
    total = sum(weights.values())
    return Electorate(
        entitled=total,
        chamber=Chamber(serving_weight(sitting, item_id), present, total - present),
        step=gcd(*weights.values()) or WEIGHT_SCALE,
        scale=WEIGHT_SCALE,
    )


def _by_college(sitting: Sitting, item_id: int | None) -> Electorate:
    """The same of each college that has a member in exercise, whoever is there."""
    numbers = college_numbers(sitting, item_id)
    present = sum(one.present_weight for one in numbers.values())
    represented = sum(one.represented_weight for one in numbers.values())
    return Electorate(
        entitled=present + represented,
        chamber=Chamber(sum(one.members_weight for one in numbers.values()), present, represented),
        step=gcd(*(one.step for one in numbers.values())) or WEIGHT_SCALE,
        scale=WEIGHT_SCALE,
        colleges={name: one.weight for name, one in numbers.items()},
        steps={name: one.step or WEIGHT_SCALE for name, one in numbers.items()},
        shares={
            name: exact_share(written) or Fraction(0)
            for name, written in CollegeSettings.of(sitting.congress).shares.items()
        },
    )
