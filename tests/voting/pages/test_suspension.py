"""A suspension with its hour: told to everybody, in the minutes, past or not on the console; nothing resumes by itself."""

from datetime import timedelta

import pytest

from congress.chamber_models import Sitting, SittingState
from core.database import session
from tests.support.plenary import CONSOLE, FIFTEEN, Plenary, words

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


def test_the_quorum_of_a_poll_names_the_poll_at_whose_opening_it_was_checked(plenary):
    amendment = plenary.amend(FIFTEEN, by="ada")
    plenary.open()
    plenary.discuss()
    plenary.press("chloe", "seance", geste="suspendre", minutes="15")
    plenary.press("chloe", "seance", geste="reprendre")
    for subject in ({"amendment_ids": (amendment,)}, {"part_id": plenary.part()}):
        poll_id = plenary.poll(**subject)
        plenary.vote(poll_id, "for", "ada", "bela", "dora", "chloe", "emile")
        if "part_id" in subject:
            assert "après la reprise de la séance, à l’ouverture du scrutin n° 1," in said(
                plenary.get("vera", "seances/2/ecran")
            )
        plenary.proclaim(poll_id)
    first, second = said(plenary.get("ada", "scrutins/1")), said(plenary.get("ada", "scrutins/2"))
    assert "Quorum atteint à l’ouverture du scrutin, " in first
    assert "Quorum atteint après la reprise de la séance, à l’ouverture du scrutin n° 1, " in second
    plenary.press("chloe", "seance", geste="suspendre", minutes="15")
    plenary.press("chloe", "seance", geste="reprendre")  # what was found before is told as it was
    assert "Quorum atteint après la reprise de la séance, à l’ouverture du scrutin n° 1, " in said(
        plenary.get("ada", "scrutins/2")
    )


def test_a_check_made_before_the_suspension_is_not_told_as_holding_while_it_lasts(plenary):
    plenary.open()
    plenary.discuss()
    pages = {"chloe": CONSOLE, "ada": "seances/2", "vera": "seances/2/ecran", "bela": "seances/2/parole", "dora": ""}
    for name, page in pages.items():
        assert "à la mise en discussion" in said(plenary.get(name, page)), page
    plenary.press("chloe", "seance", geste="suspendre", minutes="15")
    for name, page in pages.items():
        shown = said(plenary.get(name, page))
        assert "à la mise en discussion" not in shown and "en ce moment, " in shown, page


def test_no_law_of_councils_is_printed_for_an_association(plenary):
    plenary.open()
    page = said(plenary.get("ada", "seances/2/ma-participation"))
    assert "selon les statuts" in page and "CGCT" not in page and "L1111-6" not in page
    withdrawn = {"point": plenary.item(), "fondement": "interest"}
    member = plenary.cast.ids["ada"]
    assert plenary.post("ada", f"seances/2/participation/{member}/deport", **withdrawn).status_code == 303
    minutes = said(plenary.get("sven", "seances/2/proces-verbal"))
    assert "– Mme Ada Martin se retire du point n° 1 (conflit d’intérêts, selon les statuts) et n’y prend" in minutes
    assert "CGCT" not in minutes


@pytest.mark.parametrize(("minutes", "status"), [("", 303), ("0", 422), ("-5", 422), ("99999", 422), ("dix", 303)])
def test_a_suspension_without_an_hour_or_with_an_absurd_one(plenary, minutes, status):
    plenary.open()
    assert plenary.press("chloe", "seance", geste="suspendre", minutes=minutes).status_code == status
    assert (sitting(plenary).state is SittingState.SUSPENDED) == (status == 303)
    assert sitting(plenary).resumes_at is None
