"""A seat that a substitute and its titular held in turn: the minutes and the sheet count it as the figures do."""

from datetime import timedelta

import pytest

from congress.services.presence_services import arrive, leave
from congress.services.sitting_services import close_sitting
from tests.support.plenary import Plenary, words
from tests.support.substitute import with_paul

pytestmark = pytest.mark.one_database
PV, SHEET = "seances/2/proces-verbal", "seances/2/feuille"
IN_TURN = "1 siège a été tenu tour à tour par plusieurs personnes : il ne compte qu’une fois au quorum et aux votes."


@pytest.fixture
def before(cast) -> Plenary:
    """Not open yet; Paul may sit for bela."""
    with_paul(cast)
    return Plenary.of(cast)


@pytest.fixture
def plenary(before) -> Plenary:
    """Open with ada, dora, emile, chloe; Paul sits for bela."""
    before.open("ada", "paul", "dora", "emile", "chloe")
    before.discuss()
    return before


def later(plenary: Plenary, service, name: str, minutes: int = 21) -> None:
    plenary.cast.clock.advance(timedelta(minutes=minutes))
    plenary.do(service, plenary.sitting_id, plenary.cast.ids[name], by=name)


def said(plenary: Plenary, rest: str) -> str:
    answer = plenary.get("sven", rest)
    told = words(answer) if rest == SHEET else answer.text
    return told.replace("\u00a0", " ").replace("\u202f", " ")


def figures(plenary: Plenary) -> dict[str, int]:
    """The counts above the sheet."""
    sheet = said(plenary, SHEET)
    return {name: int(sheet.split(f" {name} ")[1].split()[0]) for name in ("Présents", "Suppléés", "Absents")}


def test_a_substitute_is_no_member_present_and_the_figures_say_so(plenary):
    minutes = said(plenary, f"{PV}.md")
    assert "Présents : 5" in minutes and "Dont suppléants : 1" in minutes
    for heading in ("Présents (4)", "Suppléants (1)", "Absents (4)"):
        assert f"### {heading}" in minutes, heading
    assert minutes.count("Paul Suppléant, au siège de M. Béla Kovacs") == 1
    assert "tour à tour" not in minutes and "tour à tour" not in said(plenary, SHEET)
    assert figures(plenary) == {"Présents": 4, "Suppléés": 1, "Absents": 4}


def test_a_titular_who_takes_the_seat_back_is_present_and_the_substitute_has_hours(plenary):
    later(plenary, arrive, "bela")
    plenary.do(close_sitting, plenary.sitting_id)
    minutes = said(plenary, f"{PV}.md")
    for heading in ("Présents (5)", "Suppléants (1)", "Absents (4)"):
        assert f"### {heading}" in minutes, heading
    assert "au siège de M. Béla Kovacs (départ à 14 h 21)" in minutes
    assert "(arrivée à 14 h 21)" in minutes and IN_TURN in minutes
    assert figures(plenary) == {"Présents": 5, "Suppléés": 1, "Absents": 4}
    assert IN_TURN in said(plenary, SHEET)
    facts = plenary.get("sven", f"{PV}.json").get_json(force=True)["facts"]
    assert "Paul" not in str(facts["present"]) and len(facts["present"]) == 5
    assert [len(one["stays"]) for one in facts["substitutes"]] == [1]


def test_whoever_held_the_seat_before_the_opening_alone_sat_in_no_paper(before):
    later(before, arrive, "paul", 1)
    later(before, arrive, "bela", 1)
    before.open("ada", "dora", "emile", "chloe")
    before.discuss()
    minutes = said(before, f"{PV}.md")
    assert "### Présents (5)" in minutes and "### Absents (4)" in minutes
    assert "Paul Suppléant" not in minutes and "Dont suppléants" not in minutes
    assert figures(before) == {"Présents": 5, "Suppléés": 0, "Absents": 4}
    assert "tour à tour" not in said(before, SHEET)


def test_an_arrival_within_the_minute_of_the_opening_is_no_late_one(plenary):
    assert "arrivée" not in said(plenary, f"{PV}.md")
    later(plenary, arrive, "fatou", 1)
    later(plenary, leave, "ada", 5)
    later(plenary, arrive, "ada", 5)
    minutes = said(plenary, f"{PV}.md")
    assert "(arrivée à 14 h 01)" in minutes
    assert "(départ à 14 h 06, arrivée à 14 h 11)" in minutes


def test_whoever_left_and_came_back_within_that_minute_came_back(plenary):
    later(plenary, leave, "ada", 0)
    later(plenary, arrive, "ada", 0)
    assert "(départ à 14 h, arrivée à 14 h)" in said(plenary, f"{PV}.md")
