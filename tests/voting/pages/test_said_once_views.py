"""One count, one quorum: every page says the same, of the moment and the number that it speaks of."""

from datetime import timedelta

import pytest

from congress.models import Congress, Member, QuorumMoment
from congress.rules.visibility import Visibility
from congress.services.presence_services import leave
from core.database import session
from tests.support.plenary import Plenary, words

pytestmark = pytest.mark.one_database

CONSOLE, SCREEN, SITTING = "seances/2/presidence", "seances/2/ecran", "seances/2"
OPENED = "à la mise en discussion, 14\u00a0h"


@pytest.fixture
def plenary(cast):
    def public() -> None:
        session().get_one(Congress, cast.congress_id).results_visible = Visibility.PUBLIC

    cast.run(public)
    return Plenary.of(cast)


def read(plenary, name, rest):
    return words(plenary.get(name, rest))


def leave_one_hour_later(plenary, *names):
    plenary.cast.clock.advance(timedelta(hours=1))
    for name in names:
        plenary.do(leave, plenary.sitting_id, plenary.cast.ids[name], by=name)


def test_a_quorum_is_stated_with_its_moment_whoever_leaves_since(plenary):
    plenary.open()
    plenary.discuss()
    leave_one_hour_later(plenary, "ada", "bela", "dora", "emile", "fatou", "gaspard")
    for name, rest in (("chloe", CONSOLE), ("hana", SCREEN), ("hana", SITTING), ("hana", "")):
        page = read(plenary, name, rest)
        assert f"Quorum atteint 9 présents, il en fallait 5 {OPENED}" in page, rest
        assert "Quorum non atteint" not in page, rest
    poll = plenary.poll()
    for name, rest in (("chloe", CONSOLE), ("hana", SCREEN), ("hana", SITTING)):
        assert f"Quorum atteint 9 présents, il en fallait 5 {OPENED}" in read(plenary, name, rest), rest
    plenary.vote(poll, "for", "hana", "chloe")
    plenary.proclaim(poll)
    recall = f"Quorum atteint {OPENED}\u00a0: 9 présents sur 9 en exercice, il en fallait au moins 5."
    assert recall in read(plenary, "hana", "scrutins/1")
    assert "Quorum atteint à 14\u00a0h\u00a0: 9 présents, il en fallait 5." in read(plenary, "hana", SCREEN)


def test_the_next_item_is_told_of_the_room_as_it_is_now(plenary):
    plenary.open()
    leave_one_hour_later(plenary, "ada", "bela", "dora", "emile", "fatou", "gaspard")
    page = read(plenary, "chloe", CONSOLE)
    assert "Quorum non atteint 3 présents, il en faut 5 en ce moment, 15\u00a0h" in page
    answer = plenary.press("chloe", "points/1", geste="ouvrir")
    assert answer.status_code == 409
    assert "Les pouvoirs ne comptent pas. Vérifié à 15\u00a0h." in words(answer)


def test_where_nobody_asked_for_a_check_the_assembly_is_in_number(plenary):
    def on_request() -> None:
        session().get_one(Congress, plenary.cast.congress_id).quorum_checked = QuorumMoment.ON_REQUEST

    plenary.cast.run(on_request)
    plenary.open("chloe", "ada")
    page = read(plenary, "ada", SITTING)
    assert "Aucune vérification du quorum n’est demandée" in page
    assert "non atteint" not in page


def test_votes_that_weigh_are_told_as_votes_and_voters_on_every_page(plenary):
    def weigh() -> None:
        session().get_one(Member, plenary.cast.ids["ada"]).weight = 8_000_000

    plenary.cast.run(weigh)
    plenary.open()
    plenary.discuss()
    poll = plenary.poll()
    assert "Ce vote pèse 8 voix." in read(plenary, "ada", "scrutins/1")
    plenary.vote(poll, "for", "ada")
    plenary.vote(poll, "against", "bela", "dora", "emile", "fatou")
    plenary.proclaim(poll)
    result = read(plenary, "ada", "scrutins/1").replace("\u00a0:\u00a0", "\u00a0: ")
    assert (
        "Votants\u00a0: 5, qui portent 12 voix. Abstentions\u00a0: 0 voix. Suffrages exprimés\u00a0: 12 voix (5 votants). "
        "Majorité absolue\u00a0: plus de la moitié, soit plus de 6 voix. Pour\u00a0: 8 voix (1 votant). "
        "Contre\u00a0: 4 voix (4 votants). La proposition n°\u00a01 est adoptée."
    ) in result
    assert "Mme\u00a0Ada Martin Pour 8 voix" in result
    for rest in ("scrutins/1", SCREEN):
        assert "Pour 8 voix 1 votant Contre 4 voix 4 votants" in read(plenary, "ada", rest), rest
    assert "8 voix\u00a0pour (1 votant), 4 voix\u00a0contre (4 votants), aucune abstention" in read(plenary, "ada", "")


def test_the_five_counts_of_the_chamber_are_always_told_and_a_result_names_who_withdrew_where_somebody_did(plenary):
    plenary.open()
    plenary.discuss()
    poll = plenary.poll()
    pages = [read(plenary, "chloe", rest) for rest in (CONSOLE, SITTING, "scrutins/1")]
    plenary.vote(poll, "for", "ada")
    plenary.proclaim(poll)
    for page in pages[:2]:
        assert "Retirés 0" in page
    for page in [pages[2], read(plenary, "chloe", "scrutins/1")]:
        assert "Retirés" not in page
        assert "procès-verbal" not in page
