"""A plenary whose rule counts by colleges: the rule, and in which college each of its people votes."""

from congress.models import WEIGHT_SCALE, Congress, Member
from congress.rules.colleges.settings import CollegeSettings
from congress.rules.presets.house_rules import HouseRules
from congress.rules.rule_names import CollegeRule
from congress.services.lawful.changing import save_rules
from core.database import session
from tests.support.plenary import Plenary

COLLEGES = {
    "ada": "Élus", "bela": "Élus", "dora": "Élus", "chloe": "Élus", "emile": "Usagers", "fatou": "Usagers",
    "gaspard": "Usagers", "hana": "Usagers", "iris": "Usagers",
}  # fmt: skip


def settle(plenary: Plenary, rule=CollegeRule.EACH, *, colleges=None, weights=None, **settings) -> None:
    """The rule of the congress, and the college of each member."""
    cast = plenary.cast
    rules = cast.read(lambda: HouseRules.of(session().get_one(Congress, cast.congress_id)))
    plenary.do(save_rules, cast.congress_id, rules, colleges=CollegeSettings(rule, **settings), by="sven")

    def place() -> None:
        for name, college in (COLLEGES if colleges is None else colleges).items():
            member = session().get_one(Member, cast.ids[name])
            member.college, member.weight = college, (weights or {}).get(name, 1) * WEIGHT_SCALE

    cast.run(place)
