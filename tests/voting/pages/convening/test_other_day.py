"""A sitting opened on another day than the one for which it is convened: said, refused of a council before, else asked."""

from datetime import timedelta

import pytest

from congress.chamber_models import Sitting, SittingState
from core.database import session
from core.errors import RuleBroken
from tests.support.convening import at, council, one, send
from tests.support.plenary import CONSOLE, Plenary, shown_on, words
from voting.services.discussion_services import open_sitting_in_number

READY = f"{CONSOLE}/pret"
ITS_DAY = "est convoquée pour le lundi 12 octobre 2020, 14 h"


@pytest.fixture
def plenary(cast) -> Plenary:
    found = Plenary.of(cast)
    at(found, 1)
    return found


def said(answer) -> str:
    return words(answer).replace("\u00a0", " ").replace("\u202f", " ")


def state(plenary: Plenary) -> SittingState:
    return one(plenary, Sitting, plenary.sitting_id).state


def press(plenary: Plenary, **fields) -> str:
    """What the chair reads after pressing « Ouvrir la séance »."""
    plenary.cast.clock.advance(timedelta(seconds=2))
    chair = plenary.cast.browse("chloe")
    shown = shown_on(chair.get(plenary.cast.path(CONSOLE)).text)
    sent = {**shown, "geste": "ouvrir", **fields}
    answer = chair.post(plenary.cast.path(f"{CONSOLE}/seance"), data=sent)
    return said(chair.get(answer.location)) if answer.status_code == 303 else said(answer)


def test_a_council_does_not_open_before_the_day_for_which_it_is_convened(plenary):
    council(plenary)
    send(plenary)
    at(plenary, 11, 23, 59)
    console = plenary.get("chloe", CONSOLE)
    assert f"{ITS_DAY} : elle ne s’ouvre pas avant ce jour (CGCT, art. L2121-10)" in said(console)
    assert 'value="ouvrir"' not in console.text
    with pytest.raises(RuleBroken, match="ne s’ouvre pas avant ce jour"):
        plenary.do(open_sitting_in_number, plenary.sitting_id)
    assert "ne s’ouvre pas avant ce jour" in press(plenary, autre_jour="oui")
    assert state(plenary) is SittingState.PLANNED
    at(plenary, 12, 0, 1)
    assert "autre jour" not in said(plenary.get("chloe", CONSOLE))
    press(plenary)
    assert state(plenary) is SittingState.OPEN


@pytest.mark.one_database
def test_a_council_that_opens_once_the_day_is_over_reads_what_the_law_says_and_confirms(plenary):
    council(plenary)
    send(plenary)
    at(plenary, 13, 14)
    told = f"{ITS_DAY}, un autre jour qu’aujourd’hui. Ce que le conseil déciderait sans être convoqué"
    assert told in said(plenary.get("chloe", CONSOLE))
    asked = press(plenary)
    assert "pourrait être annulé (CGCT, art. L2121-10). L’ouvrir aujourd’hui quand même ?" in asked
    assert state(plenary) is SittingState.PLANNED
    press(plenary, autre_jour="oui")
    assert state(plenary) is SittingState.OPEN
    minutes = said(plenary.get("sven", "seances/2/proces-verbal"))
    assert "Convoquée pour le lundi 12 octobre 2020, la séance s’est ouverte un autre jour." in minutes


@pytest.mark.one_database
@pytest.mark.parametrize("day", [8, 13])
def test_an_association_is_asked_once_whatever_the_day(plenary, day):
    send(plenary)
    at(plenary, day, 14)
    asked = press(plenary)
    assert ITS_DAY in asked and "Vérifiez que vos statuts le permettent." in asked and "CGCT" not in asked
    assert "L’ouvrir aujourd’hui quand même ?" in asked and state(plenary) is SittingState.PLANNED
    left = plenary.get("chloe", CONSOLE, question="ouvrir")
    assert "Ne pas l’ouvrir" in said(left)
    press(plenary, autre_jour="oui")
    assert state(plenary) is SittingState.OPEN
    assert "L’ouvrir aujourd’hui" not in said(plenary.get("chloe", CONSOLE, question="ouvrir"))


@pytest.mark.one_database
def test_of_a_sitting_that_the_site_did_not_convene_the_day_planned_is_told_and_asked(plenary):
    council(plenary)
    at(plenary, 8, 14)
    asked = press(plenary)
    assert "est prévue le lundi 12 octobre 2020, 14 h" in asked and "quand même ?" in asked
    assert state(plenary) is SittingState.PLANNED
    press(plenary, autre_jour="oui")
    assert state(plenary) is SittingState.OPEN


def move(plenary: Plenary, days: int) -> None:
    """The folder plans the sitting on another day, of which no letter tells."""

    def replan() -> None:
        sitting = session().get_one(Sitting, plenary.sitting_id)
        sitting.starts_at += timedelta(days=days)
        sitting.ends_at += timedelta(days=days)

    plenary.cast.run(replan)


@pytest.mark.one_database
def test_a_sitting_moved_to_today_is_still_convened_for_another_day(plenary):
    council(plenary)
    send(plenary)
    move(plenary, -2)
    at(plenary, 10, 14)
    assert f"{ITS_DAY}" in press(plenary) and state(plenary) is SittingState.PLANNED


@pytest.mark.one_database
def test_the_minutes_of_a_sitting_moved_after_its_letters_say_for_which_day_they_were(plenary):
    council(plenary)
    send(plenary)
    move(plenary, 1)
    at(plenary, 13, 14)
    assert f"{ITS_DAY}" in press(plenary)
    press(plenary, autre_jour="oui")
    minutes = said(plenary.get("sven", "seances/2/proces-verbal"))
    assert "Convocation adressée par voie électronique le jeudi 1er octobre 2020." in minutes
    assert "Convoquée pour le lundi 12 octobre 2020, la séance s’est ouverte un autre jour." in minutes


@pytest.mark.one_database
def test_ready_for_the_sitting_says_for_which_day_it_is_and_that_it_is_over(plenary):
    send(plenary)
    at(plenary, 11)
    before = said(plenary.get("chloe", READY))
    assert "La séance est pour un autre jour" in before and ITS_DAY in before
    at(plenary, 12)
    assert "autre jour" not in said(plenary.get("chloe", READY))
    at(plenary, 13)
    assert "Le jour de la séance est passé" in said(plenary.get("chloe", READY))


@pytest.mark.one_database
def test_the_day_is_that_of_the_house_not_of_another_zone(plenary):
    """Half past midnight in Paris is the day before in Universal Time."""
    council(plenary)
    send(plenary)
    at(plenary, 12, 0, 30)
    plenary.do(open_sitting_in_number, plenary.sitting_id)
    assert state(plenary) is SittingState.OPEN
