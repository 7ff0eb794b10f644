"""What a chair does beside a vote, one press each: who is awaited, the end told to the room, the chair handed over."""

from datetime import timedelta

import pytest

from congress.chamber_models import Office
from congress.queries.chamber_queries import chair_of
from congress.services.sitting_services import give_office
from tests.support.plenary import CONSOLE, shown_on, words

pytestmark = pytest.mark.one_database


def told_by(plenary, rest: str, **fields) -> str:
    """What the chair reads after a press, in the browser that pressed."""
    chair, at = plenary.cast.browse("chloe"), plenary.cast.path(f"{CONSOLE}/{rest}")
    seen = shown_on(chair.get(plenary.cast.path(CONSOLE)).text)
    return words(chair.post(at, data={**seen, **fields}, follow_redirects=True))


def test_the_chair_alone_reads_who_has_not_voted(discussing):
    poll = discussing.poll()
    discussing.vote(poll, "for", "bela", "chloe")
    assert "Qui n’a pas encore voté" in words(discussing.get("chloe", CONSOLE))
    read = words(discussing.get("chloe", f"{CONSOLE}/attendus"))
    assert "Au scrutin n°\u00a01, 7 votes sont encore attendus, sur 9." in read
    assert "Ada Martin" in read and "Béla" not in read
    assert "Ada" not in words(discussing.get("chloe", f"{CONSOLE}/attendus", nom="hana"))
    for other in ("sven", "ada", None):
        answer = discussing.get(other, f"{CONSOLE}/attendus")
        assert answer.status_code in (303, 403) and "Hana" not in answer.text


def test_the_end_is_told_to_the_room_and_closes_nothing(discussing):
    poll = discussing.poll()
    assert discussing.press("chloe", "scrutins/1", geste="delai").status_code == 303
    at = discussing.row_of_poll(poll).closing_at
    assert (at - discussing.cast.clock.now()).total_seconds() == 60
    for reader, rest in (("ada", "scrutins/1"), ("ada", "seances/2/ecran"), ("chloe", CONSOLE)):
        assert "14\u00a0h" in words(discussing.get(reader, rest))
    assert "La présidence clôt ce scrutin à" in words(discussing.get("ada", "scrutins/1"))
    assert "Le scrutin n°\u00a01 sera clos dans une minute." in discussing.get("ada", "scrutins/1").text
    assert 'data-closing="60"' in discussing.get("ada", "seances/2/ecran").text
    discussing.vote(poll, "for", "ada")
    assert discussing.row_of_poll(poll).closed_at is None


def test_closing_before_the_hour_that_was_told_asks_once_and_after_it_does_not(discussing):
    poll = discussing.poll()
    discussing.vote(poll, "for", "ada", "bela", "dora", "emile", "chloe", "fatou")
    discussing.press("chloe", "scrutins/1", geste="delai")
    discussing.press("chloe", "scrutins/1", geste="clore")
    assert discussing.row_of_poll(poll).closed_at is None
    asked = words(discussing.get("chloe", CONSOLE, question="clore"))
    assert "Chacun a lu\u00a0: clôture à 14\u00a0h" in asked and "Clore avant cette heure\u202f?" in asked
    assert "3 membres appelés à voter ne l’ont pas encore fait." in asked and "plus du tiers" not in asked
    discussing.cast.clock.advance(timedelta(seconds=61))
    assert "Clore avant cette heure" not in words(discussing.get("chloe", CONSOLE, question="clore"))
    discussing.press("chloe", "scrutins/1", geste="clore")
    assert discussing.row_of_poll(poll).closed_at is not None


def test_the_chair_closes_before_the_hour_that_was_told_once_asked(discussing):
    poll = discussing.poll()
    discussing.press("chloe", "scrutins/1", geste="delai")
    discussing.press("chloe", "scrutins/1", geste="clore", sans_attendre="oui")
    assert discussing.row_of_poll(poll).closed_at is not None


def test_the_chair_is_handed_over_in_one_press_to_the_bureau_and_comes_back(discussing):
    ids = discussing.cast.ids
    for name in ("dora", "emile"):
        discussing.do(give_office, discussing.sitting_id, ids[name], Office.SECRETARY, by="sven")
    page = words(discussing.get("chloe", CONSOLE))
    assert "La céder à M.\u00a0Émile" in page or "La céder à" in page
    refused = discussing.press("chloe", "seance", geste="ceder", membre=ids["ada"])
    assert refused.status_code == 409 and "à une personne du bureau de la séance" in words(refused)
    handed = told_by(discussing, "seance", geste="ceder", membre=ids["dora"])
    assert "Vous avez cédé la présidence." in handed and "Accès réservé" not in handed
    assert discussing.cast.read(lambda: chair_of(discussing.sitting_id).id) == ids["dora"]
    assert discussing.get("chloe", CONSOLE).status_code == 403
    assert discussing.press("dora", "seance", geste="ceder", membre=ids["chloe"]).status_code == 303
    assert discussing.cast.read(lambda: chair_of(discussing.sitting_id).id) == ids["chloe"]


def test_a_check_of_the_quorum_is_told_when_it_is_made_and_not_at_each_vote_after(discussing):
    assert "Vérifié à" in told_by(discussing, "seance", geste="quorum")
    put = {"vote": f"part-{discussing.part()}", "methode": "electronic"}
    opened = told_by(discussing, "points/1/scrutins", **put)
    assert "Le scrutin est ouvert." in opened and "Vérifié à" not in opened


def test_the_chair_does_not_change_hands_during_a_vote(discussing):
    discussing.do(give_office, discussing.sitting_id, discussing.cast.ids["dora"], Office.SECRETARY, by="sven")
    discussing.poll()
    assert "Céder la présidence" not in words(discussing.get("chloe", CONSOLE))
    refused = discussing.press("chloe", "seance", geste="ceder", membre=discussing.cast.ids["dora"])
    assert refused.status_code == 409 and "Un scrutin est en cours" in words(refused)
