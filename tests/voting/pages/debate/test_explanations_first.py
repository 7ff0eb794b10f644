"""The console that is about to open the vote on the whole says who asked to explain their vote, and calls them."""

import re

import pytest

from tests.support.plenary import CONSOLE, FIFTEEN, words

pytestmark = pytest.mark.one_database
LIST = "seances/2/parole"
CALL = "Appeler les explications de vote"


def bar(plenary) -> str:
    """What the chair reads beside « Ouvrir le scrutin »."""
    return words(plenary.get("chloe", CONSOLE)).replace("\u00a0", " ")


def test_who_asked_is_told_before_the_whole_and_called_in_one_press(discussing):
    assert "expliquer" not in bar(discussing)
    discussing.post("ada", LIST, geste="demander", liste="explanation", sens="for")
    assert "1 membre demande à expliquer son vote avant ce scrutin." in bar(discussing)
    discussing.post("bela", LIST, geste="demander", liste="explanation", sens="against")
    page = bar(discussing)
    told = "2 membres demandent à expliquer leur vote avant ce scrutin."
    assert told in page and page.index(told) < page.index(CALL) < page.index("Ouvrir le scrutin")
    text = discussing.get("chloe", CONSOLE).text
    seen = re.search(r'name="vu" value="([^"]*)"(?:(?!</form>).)*value="expliquer"', text, re.DOTALL)[1]
    assert discussing.post("chloe", f"{LIST}/conduite", geste="expliquer", vu=seen).status_code == 303
    page = bar(discussing)
    assert told in page and CALL not in page and "Donner la parole" in page
    # Nothing more is asked of whoever opens the vote all the same.
    announce = re.search(
        r'id="annoncer".*?name="vu" value="([^"]*)"', discussing.get("chloe", CONSOLE).text, re.DOTALL
    )[1]
    form = {"vu": announce, "vote": f"part-{discussing.part()}", "methode": "electronic"}
    assert discussing.post("chloe", f"{CONSOLE}/points/1/scrutins", **form).status_code == 303
    assert discussing.row_of_poll(1).state == "open"


def test_a_vote_on_an_amendment_calls_no_explanation(discussing):
    discussing.amend(FIFTEEN, by="ada")
    discussing.post("ada", LIST, geste="demander", liste="explanation", sens="for")
    assert "Ouvrir le scrutin" in bar(discussing) and "expliquer son vote avant" not in bar(discussing)
