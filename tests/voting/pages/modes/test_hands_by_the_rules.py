"""What the console says of hands, under the rules that decide on them."""

import pytest

from congress.models import Congress
from congress.rules.rule_names import TieRule
from core.database import session
from tests.support.plenary import CONSOLE, words

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("majority", "tie_rule", "own_vote", "said"),
    [
        ("absolute_cast", "casting_vote", True, "sans décompte, c’est ce que vous voyez"),
        ("absolute_cast", "rejected", False, "sans décompte, c’est ce que vous voyez"),
        ("2/3_cast", "rejected", False, "Ce vote se décide sur des nombres\u00a0: comptez les mains."),
    ],
)
def test_what_the_hands_decide_is_said_as_the_rules_have_it(discussing, majority, tie_rule, own_vote, said):
    def rule() -> None:
        congress = session().get_one(Congress, discussing.cast.congress_id)
        congress.majority, congress.tie_rule = [majority], TieRule(tie_rule)

    discussing.cast.run(rule)
    discussing.press("chloe", "points/1/scrutins", vote=f"part-{discussing.part()}", methode="show_of_hands")
    console = words(discussing.get("chloe", CONSOLE))
    assert said in console
    assert ("sans décompte, c’est ce que vous voyez" in console) is (majority == "absolute_cast")
    assert ("Votre propre vote, s’il y a égalité" in console) is own_vote
