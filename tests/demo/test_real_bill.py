"""A real bill as a congress: its adopted amendments submitted by programs, in a random order, adopted in the computed
one, give the official alinéas. All seventeen texts: `make bench`, `real_bills`.
"""

from random import Random

import pytest

from bench.real_bills import by_text, play, titled
from tests.redline.corpora import HERE, load
from tests.support.cast import build_congress

pytestmark = pytest.mark.one_database
BILL = "14-art11_Constitution_pl__08_2emelecture_assemblee_hemicycle"


def test_a_bill_ends_as_it_was_published_whatever_the_order_of_deposit(app):
    cases = dict(by_text(load(HERE / "amendments.json")["cases"]))[BILL]
    cast = build_congress(app, proposals=tuple(titled(case, case["base"]) for case in cases))
    played = play(cast, cases, Random(2008))
    assert played.refused == [] and played.sent == played.ended["adopted"] == 10
    assert len(played.confirmed) == 7 and played.wrong == []
