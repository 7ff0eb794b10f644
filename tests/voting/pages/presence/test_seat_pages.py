"""What a titular and their substitute read of the seat that they share, and what they may press."""

import re

import pytest

from tests.support.plenary import Plenary, words
from tests.support.substitute import with_paul
from voting.services.ballot_services import key_spoken_ballot
from voting.services.poll_services import close_poll, proclaim_poll

pytestmark = pytest.mark.one_database
SITTING, PRESENCE = "seances/2", "seances/2/presence"
HERE, HELD = "Je suis en séance, dans la salle", "M.\u00a0Paul Suppléant tient votre siège"
MAY_SIT = "Vous pouvez siéger à la place de M.\u00a0Béla Kovacs"


@pytest.fixture
def plenary(cast):
    """The sitting is open, bela there; Paul is his substitute."""
    with_paul(cast, signs_in=True)
    plenary = Plenary.of(cast)
    plenary.open("ada", "bela", "dora", "emile", "chloe")
    plenary.discuss()
    return plenary


def comes(plenary: Plenary, name: str) -> None:
    plenary.post(name, PRESENCE, pour=str(plenary.cast.ids[name]), mode="room")


def leaves(plenary: Plenary, name: str) -> None:
    plenary.post(name, PRESENCE, pour=str(plenary.cast.ids[name]), geste="partir")


def told(plenary: Plenary, name: str) -> str:
    """What the page of the sitting has to say to those who listen to it."""
    steps = re.search(r'<template id="etapes">(.*?)</template>', plenary.get(name, SITTING).text, re.DOTALL).group(1)
    return " ".join(re.sub(r"<[^>]+>", " ", steps).split())


def test_a_substitute_is_offered_the_seat_only_while_it_is_free(plenary):
    page = plenary.get("paul", SITTING)
    assert "M.\u00a0Béla Kovacs est en séance et tient son siège" in words(page)
    assert MAY_SIT not in words(page) and HERE not in page.text
    leaves(plenary, "bela")
    page = plenary.get("paul", SITTING)
    assert MAY_SIT in words(page) and HERE in page.text
    comes(plenary, "paul")
    assert "Vous siégez à la place de M.\u00a0Béla Kovacs" in words(plenary.get("paul", SITTING))


def test_a_substitute_is_told_that_their_spoken_vote_is_keyed_then_that_the_seat_is_taken_back(plenary):
    leaves(plenary, "bela")
    comes(plenary, "paul")
    poll = plenary.poll()
    assert "Suppléant Paul, au siège de M.\u00a0Béla Kovacs" in words(plenary.get("sven", "scrutins/1"))
    (right,) = plenary.rights(poll, "paul")
    before = plenary.get("paul", SITTING + "/etat").json["steps"]
    plenary.do(key_spoken_ballot, poll, right, "for", seen_sha256=plenary.seen(poll), by="sven")
    keyed = plenary.get("paul", SITTING + "/etat").json["steps"]
    assert "Votre vote, dit à voix haute, est enregistré" in told(plenary, "paul") and keyed != before
    plenary.do(close_poll, poll)
    plenary.do(proclaim_poll, poll)
    before = plenary.get("paul", SITTING + "/etat").json["steps"]
    comes(plenary, "bela")
    assert "Béla Kovacs a repris son siège : vous n’y siégez plus." in told(plenary, "paul")
    assert plenary.get("paul", SITTING + "/etat").json["steps"] != before
    assert "repris son siège" not in told(plenary, "ada") + told(plenary, "bela")


def test_the_home_of_a_substitute_offers_the_seat_says_they_sit_and_leads_to_the_vote(plenary):
    assert MAY_SIT not in words(plenary.get("paul", "")) and HERE not in plenary.get("paul", "").text
    leaves(plenary, "bela")
    home = plenary.get("paul", "")
    assert MAY_SIT in words(home) and HERE in home.text
    assert HERE not in plenary.get("vera", "").text
    plenary.post("paul", PRESENCE, pour=str(plenary.cast.ids["paul"]), mode="room", suite=plenary.cast.path(""))
    home = plenary.get("paul", "")
    assert "Vous siégez à la place de M.\u00a0Béla Kovacs" in words(home) and HERE not in home.text
    plenary.poll()
    assert "<b>Voter</b>" in plenary.get("paul", "").text


def test_a_titular_reads_who_holds_the_seat_and_takes_it_back_between_two_votes(plenary):
    leaves(plenary, "bela")
    assert HELD not in words(plenary.get("bela", SITTING))
    comes(plenary, "paul")
    page = plenary.get("bela", SITTING)
    assert f"{HELD}\u00a0: vous le reprenez en disant que vous êtes là." in words(page) and HERE in page.text
    poll = plenary.poll()
    for rest in (SITTING, "scrutins/1", ""):
        page = plenary.get("bela", rest)
        assert f"{HELD}\u00a0: vous le reprendrez une fois le scrutin en cours" in words(page), rest
        assert HERE not in page.text and "vous voterez au suivant" not in words(page), rest
    plenary.vote(poll, "for", "paul")
    plenary.do(close_poll, poll)
    plenary.do(proclaim_poll, poll)
    assert HERE in plenary.get("bela", SITTING).text
    comes(plenary, "bela")
    assert "Vous êtes présent" in words(plenary.get("bela", SITTING))
    assert "est en séance et tient son siège" in words(plenary.get("paul", SITTING))


def test_a_substitute_who_sits_presses_what_the_page_offers(plenary):
    leaves(plenary, "bela")
    comes(plenary, "paul")
    page = words(plenary.get("paul", SITTING))
    assert "Demander la vérification du quorum" in page and "Demander la parole" in page
    asked = plenary.post("paul", f"{SITTING}/points/1/demandes", scrutin="public")
    assert asked.status_code == 303
    assert "Retirer ma demande de scrutin public" in words(plenary.get("paul", SITTING))
    assert plenary.post("paul", f"{SITTING}/points/1/division", geste="demander").status_code == 303
    assert "Retirer ma demande de vote par division" in words(plenary.get("paul", SITTING))
    assert plenary.post("paul", f"{SITTING}/parole", sens="for", liste="debate").status_code == 303
    assert "Vous demandez la parole\u00a0: vous êtes n°\u00a01 sur la liste." in words(plenary.get("paul", SITTING))
    assert plenary.post("paul", f"{SITTING}/verification", geste="demander").status_code == 303
    plenary.post("chloe", f"{SITTING}/verification/bureau", geste="ouvrir")
    assert plenary.post("paul", f"{SITTING}/verification", geste="confirmer").status_code == 303
    assert "Votre présence est confirmée" in words(plenary.get("paul", SITTING))


def test_a_substitute_whose_seat_is_held_asks_for_nothing(plenary):
    assert "Demander la parole" not in words(plenary.get("paul", SITTING))
    plenary.post("paul", f"{SITTING}/points/1/demandes", scrutin="public")
    plenary.post("paul", f"{SITTING}/verification", geste="demander")
    console = words(plenary.get("chloe", "seances/2/presidence"))
    assert "Suppléant" not in console
