"""Who is said to be represented in the minutes: before any vote, whom somebody there could vote for; then, who was."""

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


def told(plenary: Plenary) -> str:
    return plenary.get("sven", f"{PV}.md").text.replace("\u00a0", " ").replace("\u202f", " ")


def test_who_was_represented_then_came_is_said_to_stand_in_both_lists_and_what_each_number_counts(cast):
    plenary = Plenary.of(cast)
    give(plenary, "iris", "ada")
    plenary.open("ada", "bela", "dora", "emile", "chloe")
    plenary.discuss()
    assert "deux listes" not in told(plenary) and "Les nombres du quorum" not in told(plenary)
    plenary.poll()
    plenary.arrive("iris")
    minutes = told(plenary)
    assert "Présents : 5" in minutes and "### Présents (6)" in minutes and "### Représentés (1)" in minutes
    both = "Figure dans les deux listes, parce que son pouvoir a servi à un scrutin ouvert en son absence : "
    assert f"{both}Mme Iris D’Aubigné." in minutes
    assert "Les nombres du quorum sont ceux de 14 h ; les listes nomment qui a été présent, ou représenté" in minutes
