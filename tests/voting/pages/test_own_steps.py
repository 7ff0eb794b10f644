"""Whose own right changes during a sitting is told of it, and nobody else; who presides is told to all."""

import re

import pytest

from congress.chamber_models import Office
from congress.services.presence_services import arrive, leave
from congress.services.proxy_services import give_proxy, revoke_proxy
from congress.services.sitting_services import end_office, give_office
from tests.support.plenary import words
from voting.services.ballot_services import key_spoken_ballot

pytestmark = pytest.mark.one_database
OWN = "Votre vote, dit à voix haute, est enregistré au scrutin"
PAGES = ("", "seances/2", "scrutins/1")


def told(plenary, name: str, rest: str = "seances/2") -> str:
    """What a page has to say to those who listen to it."""
    steps = re.search(r'<template id="etapes">(.*?)</template>', plenary.get(name, rest).text, re.DOTALL).group(1)
    return " ".join(re.sub(r"<[^>]+>", " ", steps).split())


def steps_of(plenary, name: str) -> str:
    return plenary.get(name, "seances/2/etat").json["steps"]


def test_presences_and_proxies_are_told_to_those_concerned_alone(plenary):
    ids, sitting = plenary.cast.ids, plenary.sitting_id
    plenary.open("ada", "bela", "dora", "emile", "chloe")
    plenary.discuss()
    plenary.poll()
    before = {name: steps_of(plenary, name) for name in ("ada", "bela", "fatou")}
    proxy = plenary.do(give_proxy, sitting, ids["fatou"], ids["ada"], by="sven")
    assert "Fatou" in told(plenary, "ada") and "vous donne pouvoir" in told(plenary, "ada")
    assert "Vous donnez pouvoir à" in told(plenary, "fatou")
    plenary.do(arrive, sitting, ids["fatou"], by="sven")
    assert "vous ne votez plus en son nom à partir du scrutin suivant." in told(plenary, "ada")
    assert "Votre présence est enregistrée." in told(plenary, "fatou")
    plenary.do(revoke_proxy, proxy, by="fatou")
    assert "est révoqué" in told(plenary, "ada")
    plenary.do(leave, sitting, ids["ada"], by="sven")
    assert all("Votre départ est enregistré" in told(plenary, "ada", page) for page in PAGES)
    assert not re.search("pouvoir|Fatou|Ada|départ", told(plenary, "bela") + told(plenary, "sven"))
    after = {name: steps_of(plenary, name) for name in before}
    assert [name for name in before if after[name] != before[name]] == ["ada", "fatou"]
    for page in ("seances/2", "scrutins/1", "seances/2/ecran", ""):
        assert f'data-steps="{after["ada"]}"' in plenary.get("ada", page).text, page


def test_a_holder_who_is_not_there_reads_it_of_themselves(plenary):
    ids, sitting = plenary.cast.ids, plenary.sitting_id
    plenary.open("bela", "dora")
    plenary.do(give_proxy, sitting, ids["fatou"], ids["ada"], by="fatou")
    assert "Sans effet tant que vous n’êtes pas en séance." in words(plenary.get("ada", "seances/2"))
    assert "sans effet tant que la personne qui le porte est absente" in words(plenary.get("sven", "seances/2"))


def test_a_vote_said_aloud_is_told_to_who_said_it_and_its_page_follows_at_once(plenary):
    ids, sitting = plenary.cast.ids, plenary.sitting_id
    plenary.open("ada", "bela", "dora", "emile", "chloe")
    plenary.do(give_proxy, sitting, ids["fatou"], ids["ada"], by="sven")
    plenary.discuss()
    poll = plenary.poll()
    before = {name: steps_of(plenary, name) for name in ("ada", "bela", "sven")}
    own, carried = plenary.rights(poll, "ada")
    plenary.do(key_spoken_ballot, poll, own, "for", seen_sha256=plenary.seen(poll), by="sven")
    assert OWN in told(plenary, "ada", "scrutins/1")
    plenary.do(key_spoken_ballot, poll, carried, "against", seen_sha256=plenary.seen(poll), by="sven")
    assert re.search(rf"{OWN} n° 1. Le vote au nom de .*Fatou.*, dit à voix haute", told(plenary, "ada"))
    assert "voix haute" not in told(plenary, "bela") + told(plenary, "fatou") + told(plenary, "sven")
    assert [name for name in before if steps_of(plenary, name) != before[name]] == ["ada"]
    page = plenary.get("ada", "scrutins/1").text
    assert 'class="recorded" role="status"' not in page.split("pouvoir-")[0], "said once, by the step"


def test_a_proxy_that_its_holder_refuses_is_told_to_both(plenary):
    ids, sitting = plenary.cast.ids, plenary.sitting_id
    plenary.open("ada", "bela")
    proxy = plenary.do(give_proxy, sitting, ids["fatou"], ids["ada"], by="fatou")
    assert "Refuser le pouvoir de Mme\u00a0Fatou" in words(plenary.get("ada", "seances/2"))
    assert plenary.post("ada", "seances/2/pouvoirs", refuse=proxy).status_code == 303
    assert "Vous refusez le pouvoir de Mme Fatou" in told(plenary, "ada")
    assert "Mme Ada Martin refuse votre pouvoir" in told(plenary, "fatou")
    assert "Ada Martin a refusé votre pouvoir pour cette séance" in words(plenary.get("fatou", "seances/2"))
    assert "pouvoir" not in told(plenary, "bela")


def test_the_chair_handed_over_is_told_to_all_and_leads_the_new_one_to_the_console(plenary):
    plenary.open("ada", "bela", "dora", "emile", "chloe")
    plenary.discuss()
    plenary.announce()
    before = steps_of(plenary, "bela")
    held = plenary.do(give_office, plenary.sitting_id, plenary.cast.ids["ada"], Office.CHAIR, by="sven")
    assert told(plenary, "ada").endswith("Vous présidez la séance : la console de la présidence est sur sa page.")
    assert re.search(r"Ada .*préside la séance\.$", told(plenary, "bela"))
    assert steps_of(plenary, "bela") != before
    read = plenary.get("ada", "seances/2").text
    access = re.search(r'id="acces" data-live>(.*?)</p>', read, re.DOTALL).group(1)
    assert "/seances/2/presidence" in access
    assert 'id="fonctions" data-live' in read
    back = 'href="/essai/seances/2/presidence"'
    assert [back in plenary.get(name, "scrutins/1").text for name in ("ada", "bela")] == [True, False]
    plenary.do(end_office, held, by="sven")
    assert told(plenary, "ada").endswith("Vous ne présidez plus la séance.")
    assert re.search(r"Ada .*ne préside plus la séance\.$", told(plenary, "bela"))


def test_of_two_ballots_on_one_page_no_two_buttons_have_one_name(plenary):
    ids = plenary.cast.ids
    plenary.open("ada", "bela", "dora", "emile", "chloe")
    plenary.do(give_proxy, plenary.sitting_id, ids["fatou"], ids["ada"], by="sven")
    plenary.discuss()
    plenary.poll()
    main = plenary.get("ada", "scrutins/1").text.split("<main")[1].split("</main>")[0]
    buttons = re.findall(r'<button[^>]*name="choice".*?</button>', main, re.DOTALL)
    named = [" ".join(re.sub(r"<[^>]+>", "", button).split()) for button in buttons]
    assert len(named) == len(set(named)) == 8
    assert "Contre, au nom de Mme Fatou Diop" in named and "Contre" in named


def test_no_two_buttons_of_the_desk_have_one_name(plenary):
    """The page of a sitting, the minutes to write, one's own items: of several of one label, each says of what it is."""
    ids = plenary.cast.ids
    for principal, holder in (("fatou", "ada"), ("hana", "bela")):
        plenary.do(give_proxy, plenary.sitting_id, ids[principal], ids[holder], by="sven")
    plenary.open("ada", "bela", "dora", "emile", "chloe")
    told = {("sven", "seances/2"): 4, ("sven", "seances/2/proces-verbal"): 4, ("ada", "seances/2/ma-participation"): 3}
    for (who, rest), least in told.items():
        main = plenary.get(who, rest).text.split("<main")[1].split("</main>")[0]
        buttons = re.findall(r"<button(?![^>]*hidden).*?</button>", main, re.DOTALL)
        named = [" ".join(re.sub(r"<[^>]+>", "", button).split()) for button in buttons]
        assert len(named) >= least and len(named) == len(set(named)), (rest, named)
