"""A suspension with its hour: told to everybody, in the minutes, past or not on the console; nothing resumes by itself."""

from datetime import timedelta

import pytest

from congress.chamber_models import Sitting, SittingState
from core.database import session
from tests.support.plenary import CONSOLE, Plenary, words

pytestmark = pytest.mark.one_database


@pytest.fixture
def plenary(cast) -> Plenary:
    return Plenary.of(cast)


def said(answer) -> str:
    return words(answer).replace("\u00a0", " ").replace("\u202f", " ")


def sitting(plenary):
    return plenary.cast.read(lambda: session().get_one(Sitting, plenary.sitting_id))


def test_the_hour_of_the_resumption_is_told_to_all_and_nothing_resumes_by_itself(plenary):
    plenary.open()
    plenary.discuss()
    assert plenary.press("chloe", "seance", geste="suspendre", minutes="15").status_code == 303
    hour = sitting(plenary).resumes_at
    assert hour is not None and timedelta(minutes=14) < hour - plenary.cast.clock.now() <= timedelta(minutes=15)
    pages = {"chloe": CONSOLE, "ada": "seances/2", "vera": "seances/2/ecran", "bela": "seances/2/parole", "dora": ""}
    for name, page in pages.items():
        assert "La séance est suspendue. La séance reprend à " in said(plenary.get(name, page)), page
    assert "L’heure de la reprise est passée" not in said(plenary.get("chloe", CONSOLE))
    plenary.cast.clock.advance(timedelta(minutes=16))
    assert "L’heure de la reprise est passée" in said(plenary.get("chloe", CONSOLE))
    assert sitting(plenary).state is SittingState.SUSPENDED
    assert plenary.press("chloe", "seance", geste="reprendre").status_code == 303
    assert sitting(plenary).resumes_at is None
    minutes = said(plenary.get("sven", "seances/2/proces-verbal"))
    assert "La séance est suspendue jusqu’à " in minutes and "La séance reprend." in minutes


@pytest.mark.parametrize(("minutes", "status"), [("", 303), ("0", 422), ("-5", 422), ("99999", 422), ("dix", 303)])
def test_a_suspension_without_an_hour_or_with_an_absurd_one(plenary, minutes, status):
    plenary.open()
    assert plenary.press("chloe", "seance", geste="suspendre", minutes=minutes).status_code == status
    assert (sitting(plenary).state is SittingState.SUSPENDED) == (status == 303)
    assert sitting(plenary).resumes_at is None
