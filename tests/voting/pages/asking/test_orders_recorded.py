"""The minutes for programs tell how orders of options led to a choice."""

import pytest
from sqlalchemy import select

from congress.models import Congress
from congress.rules.rule_names import OptionRule
from core.database import session
from tests.voting.pages.asking.test_election_pages import CITIES, proclaim, put
from voting.models import Poll

pytestmark = pytest.mark.one_database


@pytest.fixture
def plenary(discussing):
    return discussing


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("instant_runoff", ([{"votes": {"o1": 4, "o2": 3, "o3": 2}, "left_out": ["o3"]}, {"votes": {"o1": 4, "o2": 5}, "left_out": []}], None)),
        ("schulze", (None, [
            {"before": "o1", "after": "o2", "votes": 4, "against": 5}, {"before": "o1", "after": "o3", "votes": 4, "against": 5},
            {"before": "o2", "after": "o3", "votes": 3, "against": 6},
        ])),
        ("relative", (None, None)),
    ],
)  # fmt: skip
def test_the_minutes_for_programs_say_how_orders_led_to_a_choice(plenary, rule, told):
    plenary.cast.run(lambda: setattr(session().get_one(Congress, 1), "option_rule", OptionRule(rule)))
    assert put(plenary, **CITIES, methode="electronic").status_code == 303
    poll = plenary.cast.read(lambda: session().scalar(select(Poll.id)))
    for order, *names in (
        ("o1>o3>o2", "ada", "bela", "dora", "chloe"), ("o2>o3", "emile", "fatou", "gaspard"), ("o3>o2>o1", "hana", "iris"),
    ):  # fmt: skip
        plenary.vote(poll, order if rule != "relative" else order[:2], *names)
    assert proclaim(plenary, 1).status_code == 303
    (recorded,) = plenary.get("sven", "seances/2/proces-verbal.json").json["facts"]["polls"]
    outcome = recorded["outcome"]
    assert (outcome["rounds"], outcome["pairs"]) == told
