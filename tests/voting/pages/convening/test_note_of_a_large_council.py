"""From 3,500 inhabitants: the « note de synthèse » is wanted before the sitting, and below, three days say for whom."""

from datetime import date

import pytest

from congress.rules.rule_names import Body
from congress.services.convening.composing import ConveningWords
from congress.services.convening.sending import record_elsewhere
from tests.support.convening import at, council, send
from tests.support.plenary import CONSOLE, Plenary, words

pytestmark = pytest.mark.one_database
MISSING = "La note explicative de synthèse manque"
READY = f"{CONSOLE}/pret"


@pytest.fixture
def plenary(cast) -> Plenary:
    found = Plenary.of(cast)
    council(found, convening_days=5)
    at(found, 1)
    return found


def said(plenary: Plenary, rest: str) -> str:
    return words(plenary.get("sven", rest)).replace("\u00a0", " ").replace("\u202f", " ")


def test_the_note_is_left_to_settle_until_it_is_joined(plenary):
    assert MISSING in said(plenary, READY)
    assert "Une note explicative de synthèse est jointe" in said(plenary, "seances/2/convocation/envoi")
    send(plenary, note="https://essai.example/note.pdf")
    page = said(plenary, READY)
    assert MISSING not in page and "jointe à la convocation" in page


def test_a_convening_sent_by_the_house_itself_is_completed_with_its_note(plenary):
    def record(note: str) -> int:
        return plenary.do(record_elsewhere, plenary.sitting_id, date(2020, 10, 1), ConveningWords(note=note), by="sven")

    first = record("")
    assert MISSING in said(plenary, READY)
    assert record("Voir le site.") != first
    assert MISSING not in said(plenary, READY)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (Body.COMMUNE, "Trois jours valent pour une commune de moins de 3 500 habitants"),
        (Body.EPCI, "Trois jours valent où aucune commune membre n’atteint 3 500 habitants"),
        (Body.ASSOCIATION, ""),
    ],
)
def test_three_days_say_for_which_population_they_are(plenary, body, told):
    council(plenary, body=body, convening_days=3)
    for rest in ("regles", "seances/2/convocation/envoi"):
        page = said(plenary, rest)
        assert (told and told in page) or ("habitants" not in page), rest
    assert MISSING not in said(plenary, READY)
