"""Who is said to be represented at a sitting that put nothing to the vote: whom somebody there could vote for, once."""

import pytest

from congress.services.proxy_services import give_proxy, name_next_holder
from tests.support.plenary import Plenary

pytestmark = pytest.mark.one_database
PV = "seances/2/proces-verbal"


def give(plenary: Plenary, principal: str, holder: str, service=give_proxy) -> None:
    ids = plenary.cast.ids
    plenary.do(service, plenary.sitting_id, ids[principal], ids[holder], by=principal)


def test_the_list_is_of_those_whom_the_counts_say(cast):
    plenary = Plenary.of(cast)
    give(plenary, "iris", "ada")
    give(plenary, "iris", "bela", name_next_holder)  # « à défaut »: carried by the first
    give(plenary, "dora", "emile")  # comes
    give(plenary, "hana", "gaspard")  # whose holder does not
    plenary.open("ada", "bela", "dora", "emile", "chloe")
    plenary.discuss()
    told = plenary.get("sven", f"{PV}.json").get_json(force=True)["facts"]
    assert [(one["name"], one["by"]) for one in told["represented"]] == [
        ("Mme\u00a0Iris D’Aubigné", "Mme\u00a0Ada Martin")
    ]
    assert "Mme\u00a0Hana Noël" in {one["name"] for one in told["absent"]}
    minutes = plenary.get("sven", f"{PV}.md").text.replace("\u00a0", " ")
    assert "Représentés : 1" in minutes and "### Représentés (1)" in minutes and "### Absents (3)" in minutes
