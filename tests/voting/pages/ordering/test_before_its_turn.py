"""A vote announced before its turn: the chair says why, in the same form, and it is a move of the order."""

import re

import pytest

from amendments.order_models import OrderMove
from core.database import session
from core.journal import JournalEntry
from tests.support.essai import PROPOSALS
from tests.support.plenary import CONSOLE, FIFTEEN, words
from tests.voting.pages.test_sub_amendments_said import sub
from voting.models import Poll

pytestmark = pytest.mark.one_database
EARLY = PROPOSALS[0].replace("treize millions", "quinze millions")
MISSING = "Dites pourquoi ce vote vient avant son tour\u00a0: tout le monde le lira."
FIELD = 'id="motif-avance"'


@pytest.fixture
def plenary(discussing):
    return discussing


@pytest.fixture
def two(plenary):
    """Two amendments, in the order of their votes."""
    return plenary.amend(EARLY, by="ada"), plenary.amend(FIFTEEN, by="dora")


def rows(plenary, model) -> list:
    return plenary.cast.read(lambda: session().query(model).order_by(model.id).all())


def announce(plenary, amendment: int, **fields):
    return plenary.press("chloe", "points/1/scrutins", vote=f"amendments-{amendment}", **fields)


def test_a_vote_before_its_turn_asks_for_the_reason_and_gives_all_back(plenary, two):
    assert FIELD not in plenary.get("chloe", CONSOLE).text
    page = plenary.get("chloe", CONSOLE, point=1, vote=f"amendments-{two[1]}").text
    assert FIELD in page and re.search(r'name="motif"\s+form="annoncer"', page) and 'form id="annoncer"' not in page
    methods = re.findall(r'<button class="btn" type="submit" form="annoncer" name="methode" value="(\w+)">', page)
    assert "show_of_hands" in methods, "whatever the method, the same reason"
    for sent in ({}, {"motif": "  "}, {"motif": "", "methode": "show_of_hands"}):
        answer = announce(plenary, two[1], **sent)
        assert answer.status_code == 422 and MISSING in words(answer)
        assert '<a href="#motif-avance">' in answer.text and 'aria-invalid="true"' in answer.text
        assert f'name="vote" value="amendments-{two[1]}"' in answer.text, "the vote chosen is still chosen"
    long = announce(plenary, two[1], motif="a" * 501)
    assert long.status_code == 422 and "a" * 501 in long.text
    assert not rows(plenary, Poll) and not rows(plenary, OrderMove)


@pytest.mark.parametrize("method", [{}, {"methode": "show_of_hands"}])
def test_the_reason_moves_the_order_and_all_read_it(plenary, two, method):
    assert announce(plenary, two[1], motif="La ministre part à 15 h.", **method).status_code == 303
    (move,) = rows(plenary, OrderMove)
    assert (move.moved, move.followed_by, move.because) == ([two[1]], [two[0]], "La ministre part à 15 h.")
    kinds = [entry.kind for entry in rows(plenary, JournalEntry)]
    assert kinds.index("order_moved") < kinds.index("poll_announced")
    for rest in ("amendements/2", "amendements/2/parcours"):
        said = words(plenary.get(None, rest)).replace("\u00a0", " ")
        assert "Déplacé dans l’ordre des votes : « La ministre part à 15 h. »" in said
    assert "Déplacé dans l’ordre" not in words(plenary.get(None, "amendements/1"))
    number = rows(plenary, Poll)[0].number
    assert plenary.press("chloe", f"scrutins/{number}", geste="annuler", motif="Panne.").status_code == 303
    assert FIELD not in plenary.get("chloe", CONSOLE).text, "it is first now"


def test_a_vote_in_its_turn_takes_no_reason(plenary, two):
    assert announce(plenary, two[0]).status_code == 303
    assert not rows(plenary, OrderMove)


def test_a_sub_amendment_brings_its_amendment_with_it(plenary, two):
    own = sub(plenary, two[1], "seize mille", "bela")
    assert announce(plenary, own, motif="Son auteur s’en va.").status_code == 303
    (move,) = rows(plenary, OrderMove)
    assert (move.moved, move.followed_by) == (sorted([own, two[1]]), [two[0]])


def test_the_reason_is_asked_of_the_chair_alone(plenary, two):
    assert FIELD not in plenary.get("sven", CONSOLE, point=1, vote=f"amendments-{two[1]}").text
