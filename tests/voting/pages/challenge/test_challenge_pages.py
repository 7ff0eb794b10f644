"""From a member's press to what is read out: the sitting's page, the console, the desk of a check of the quorum."""

import re
from datetime import timedelta

import pytest

from congress.queries.chamber_queries import presence_of
from core.database import session
from tests.support.forms import forms_of
from tests.support.plenary import CONSOLE, FIFTEEN, TWENTY, words
from voting.models import Poll, PollState

pytestmark = pytest.mark.one_database
SITTING, DESK = "seances/2", "seances/2/verification"


@pytest.fixture
def on(plenary):
    """Five of nine are there, an item is in discussion."""
    plenary.open("ada", "bela", "dora", "emile", "chloe")
    plenary.discuss()
    return plenary


def test_the_address_of_the_desk_leads_a_member_to_where_they_confirm(on):
    on.post("bela", DESK, geste="demander")
    led = on.get("ada", DESK)
    assert (led.status_code, led.headers["Location"].endswith(f"/{SITTING}")) == (303, True)
    assert on.get("chloe", DESK).status_code == 200


def test_a_member_asks_the_chair_grants_all_confirm_and_the_desk_finds(on):
    assert "Demander la vérification du quorum" in words(on.get("bela", SITTING))
    on.post("bela", DESK, geste="demander")
    console = on.get("chloe", CONSOLE)
    assert "Vérification du quorum demandée par M.\u00a0Béla" in words(console) and "Accorder" in words(console)
    assert on.post("chloe", f"{DESK}/bureau", geste="ouvrir").status_code == 303
    page = on.get("ada", SITTING)
    assert "Je suis là" in words(page) and "Ne rien dire ne vous rend pas absent." in words(page)
    assert on.post("ada", DESK, geste="confirmer").status_code == 303
    assert re.search(r"Votre présence est confirmée, 14 h \d\d", words(on.get("ada", SITTING)).replace("\u00a0", " "))
    assert "Je suis là" not in words(on.get("gaspard", SITTING))  # not in the register
    assert "1 présence confirmée" in words(on.get("sven", DESK))
    refused = on.post("sven", f"{DESK}/bureau", geste="noter", noms="Kovacs, Personne")
    assert refused.status_code == 422 and "Personne de ce nom" in words(refused) and "Kovacs, Personne" in refused.text
    on.post("sven", f"{DESK}/bureau", geste="noter", noms="bela kovacs\nMme Lefevre")
    on.post("sven", f"{DESK}/bureau", geste="compter", mains="4")
    told = words(on.get("sven", DESK))
    assert "5 membres sont inscrits présents." in told and "4 mains sont comptées." in told
    assert "leur silence ne les rend pas absents" in told
    on.post("sven", f"{DESK}/bureau", geste="constater", absent=str(on.cast.ids["emile"]))
    told = words(on.get("chloe", DESK))
    assert "Le quorum n’est pas atteint\u00a0: 4 membres présents sur 9" in told
    assert all(way in told for way in ("Suspendre 15\u00a0min", "Lever la séance", "Seconde convocation"))
    assert not on.cast.read(lambda: presence_of(on.sitting_id, on.cast.ids["emile"]))


def test_requests_change_what_the_chair_presses(on):
    on.post("ada", f"{SITTING}/points/1/demandes", scrutin="secret")
    assert "Retirer ma demande de scrutin secret" in words(on.get("ada", SITTING))
    assert "1 demande pour 5 présents, il en faut 2." in words(on.get("chloe", CONSOLE))
    refused = on.post("chloe", f"{SITTING}/points/1/demandes/bureau", scrutin="secret", noms="Inconnu")
    assert refused.status_code == 422
    on.post("chloe", f"{SITTING}/points/1/demandes/bureau", scrutin="secret", noms="Lefèvre")
    console = on.get("chloe", CONSOLE)
    assert "Le scrutin secret est obtenu" in words(console)
    assert 'name="methode" value="paper"' in console.text


def test_names_refused_at_the_console_stay_there_to_be_mended(on):
    at_desk = {"scrutin": "secret", "noms": "Kovacs, Personne"}
    refused = on.post("chloe", f"{SITTING}/points/1/demandes/bureau", **at_desk)
    assert refused.status_code == 422 and "Personne de ce nom" in words(refused)
    assert re.search(r'id="qui-secret"[^>]*>Kovacs, Personne<', refused.text) and 'id="etape"' in refused.text
    refused = on.post("chloe", f"{DESK}/bureau", geste="ouvrir", noms="Personne")
    assert refused.status_code == 422 and 'id="qui-verifie"' in refused.text and 'value="Personne"' in refused.text
    noted = on.post("chloe", f"{SITTING}/points/1/demandes/bureau", scrutin="secret", noms="Kovacs")
    assert noted.location.endswith(f"/{CONSOLE}")


def test_the_one_primary_button_is_the_check_that_goes_on(on):
    def primaries():
        return re.findall(r'class="btn primary[^>]*>\s*([^<]+?)\s*<', on.get("chloe", CONSOLE).text)

    on.post("bela", DESK, geste="demander")
    assert primaries() == ["Ouvrir le scrutin"]
    on.post("chloe", f"{DESK}/bureau", geste="ouvrir")
    assert primaries() == ["Suivre la vérification"] and 'form="annoncer"' not in on.get("chloe", CONSOLE).text
    on.post("sven", f"{DESK}/bureau", geste="compter")
    again = on.post("chloe", f"{DESK}/bureau", geste="compter")
    assert "sont déjà arrêtés" in words(again) and "Constater le quorum" in words(again)
    on.post("sven", f"{DESK}/bureau", geste="constater")
    assert "Revenir à la console" in words(on.get("chloe", DESK)) and primaries() == ["Ouvrir le scrutin"]


def told(on, name: str, rest: str = SITTING) -> str:
    """What a page has to say to those who listen to it."""
    steps = re.search(r'<template id="etapes">(.*?)</template>', on.get(name, rest).text, re.DOTALL)[1]
    return " ".join(re.sub(r"<[^>]+>", " ", steps).split()).replace("\u00a0", " ")


def test_the_end_of_a_check_is_told_to_those_who_listen(on):
    on.post("bela", DESK, geste="demander")
    on.post("chloe", f"{DESK}/bureau", geste="refuser")
    assert "La présidence n’accorde pas la vérification du quorum." in told(on, "bela")
    for geste in ("ouvrir", "compter", "constater"):
        on.post("chloe", f"{DESK}/bureau", geste=geste)
    assert told(on, "ada").endswith("Vérification du quorum : il est atteint.")
    on.post("chloe", f"{DESK}/bureau", geste="ouvrir")
    on.post("sven", f"{DESK}/bureau", geste="compter")
    on.post("sven", f"{DESK}/bureau", geste="constater", absent=str(on.cast.ids["emile"]))
    assert told(on, "ada").endswith("Le quorum n’est pas atteint : 4 présents, il en faut 5.")


def test_every_page_that_follows_the_sitting_leads_to_the_check_that_goes_on(on):
    asked, way = "Vérification du quorum demandée par M.\u00a0Béla", "Dire que je suis là"
    on.post("bela", DESK, geste="demander")
    assert way not in words(on.get("ada", ""))  # the chair has not granted it
    on.post("chloe", f"{DESK}/bureau", geste="ouvrir")
    for rest in ("", "seances/2/parole"):
        assert asked in words(on.get("ada", rest)) and way in words(on.get("ada", rest)), rest
        assert asked in words(on.get("gaspard", rest)) and way not in words(on.get("gaspard", rest)), rest
    assert asked in words(on.get("sven", "seances/2/ecran"))
    on.post("sven", f"{DESK}/bureau", geste="compter")
    assert way not in words(on.get("ada", "")) and way not in words(on.get("ada", "seances/2/parole"))


def test_names_typed_and_not_noted_yet_are_in_the_numbers_read_out(on):
    on.post("chloe", f"{DESK}/bureau", geste="ouvrir")
    noted = on.post("sven", f"{DESK}/bureau", geste="noter", noms="Kovacs", mains="4")
    assert noted.location.endswith("?mains=4") and 'value="4"' in on.get("sven", DESK, mains="4").text
    for typed, told in (
        ({"mains": "999"}, "Comptez de 0 à"),
        ({"noms": "Kovacs, Lefèvre, Personne"}, "Personne de ce nom"),
    ):
        refused = on.post("sven", f"{DESK}/bureau", geste="compter", **{"noms": "Lefèvre", **typed})
        assert told in words(refused) and "Lefèvre" in refused.text.split("<textarea")[1]
    on.post("sven", f"{DESK}/bureau", geste="compter", noms="Kovacs, Lefèvre")
    assert "2 ont été vus au bureau" in words(on.get("sven", DESK))


def found_missing(on) -> None:
    """A check that somebody asked for, and four of nine there."""
    on.post("chloe", f"{DESK}/bureau", geste="ouvrir")
    on.post("sven", f"{DESK}/bureau", geste="compter")
    on.post("sven", f"{DESK}/bureau", geste="constater", absent=str(on.cast.ids["emile"]))


def test_what_a_check_found_is_said_once_and_the_focus_goes_there(on):
    on.post("chloe", f"{DESK}/bureau", geste="ouvrir")
    on.post("sven", f"{DESK}/bureau", geste="compter")
    client = on.cast.browse("sven")
    client.get(on.cast.path(DESK))
    client.post(on.cast.path(f"{DESK}/bureau"), data={"geste": "constater", "absent": str(on.cast.ids["emile"])})
    page = client.get(on.cast.path(DESK)).text
    assert page.count("Le quorum n’est pas atteint") == 1
    assert re.search(r'role="status" data-begin-here>\s*Le quorum n’est pas atteint', page)


def test_no_vote_is_announced_while_a_check_asked_for_found_no_quorum(on):
    found_missing(on)
    console = on.get("chloe", CONSOLE)
    stops = "Rien n’est mis aux voix tant qu’il n’est pas atteint."
    assert stops in words(console) and words(console).count(stops) == 1
    assert console.text.index(stops) < console.text.index('id="etape"'), "at its head"
    assert (
        "Je mets aux voix" not in console.text
        and "Il faudra" not in console.text
        and 'name="methode"' not in console.text
    )
    goes_on = ("Suspendre 15\u00a0min", "Lever la séance", "Seconde convocation")
    assert all(way in words(console) for way in goes_on)
    second = re.search(r'href="[^"]*/(seances/2)#(\w+)">\s*Seconde convocation', console.text)
    assert f'id="{second[2]}"' in on.get("chloe", second[1]).text, "it leads somewhere"
    refused = on.press("chloe", "points/1/scrutins", vote=f"part-{on.part()}", methode="electronic")
    assert refused.status_code == 409 and stops in words(refused)
    asked = {"objet": "question", "question": "Est-ce utile\u202f?", "methode": "electronic"}
    assert on.press("chloe", "points/1/scrutins", **asked).status_code == 409
    assert on.cast.read(lambda: session().query(Poll).count()) == 0, "nothing was announced"
    on.arrive("emile")
    assert stops not in words(on.get("chloe", CONSOLE))
    assert on.press("chloe", "points/1/scrutins", vote=f"part-{on.part()}", methode="electronic").status_code == 303
    assert on.cast.read(lambda: session().query(Poll).one().state) == PollState.OPEN


def test_no_vote_on_those_that_the_bureau_retains_is_offered_meanwhile(on):
    on.amend(FIFTEEN, by="bela")
    on.amend(TWENTY, by="dora")
    bundle = "Voter en une fois les amendements retenus par le bureau"
    assert bundle in words(on.get("chloe", CONSOLE))
    found_missing(on)
    assert bundle not in words(on.get("chloe", CONSOLE))
    on.arrive("emile")
    assert bundle in words(on.get("chloe", CONSOLE))


def test_what_goes_on_without_a_quorum_goes_on(on):
    found_missing(on)
    assert on.press("chloe", "seance", geste="suspendre", minutes="15").status_code == 303
    on.press("chloe", "seance", geste="reprendre")
    assert "Rien n’est mis aux voix" not in words(on.get("chloe", CONSOLE)), "a new check is made after a suspension"
    on.cast.clock.advance(timedelta(minutes=1))
    found_missing_again = on.press("chloe", "seance", geste="quorum")
    assert found_missing_again.status_code == 409 and "Rien n’est mis aux voix" in words(on.get("chloe", CONSOLE))
    assert on.press("chloe", "seance", geste="clore", sans_attendre="oui").status_code == 303
    assert "La séance est close." in words(on.get("chloe", CONSOLE))


@pytest.mark.parametrize("shown_at", [CONSOLE, DESK])
def test_the_sitting_rises_in_one_press_where_a_check_found_no_quorum(on, shown_at):
    found_missing(on)
    shown = forms_of(on.get("chloe", shown_at).text)
    rising = [one.fields for one in shown if one.action.endswith("/seance") and one.fields["geste"] == "clore"]
    assert rising
    for fields in rising[1:]:
        assert fields["sans_attendre"], "nor does the one in its fold ask again"
    answer = on.post("chloe", f"{CONSOLE}/seance", **rising[0])
    assert answer.status_code == 303 and "question" not in answer.headers["Location"]
    assert "La séance est close." in words(on.get("chloe", CONSOLE))


@pytest.mark.parametrize(
    ("ballot", "left"),
    [("secret", {"paper"}), ("public", {"electronic", "roll_call"})],
)
def test_once_a_mode_is_obtained_no_other_is_offered_and_it_stands_once(on, ballot, left):
    def others() -> list[str]:
        page = on.get("chloe", CONSOLE).text
        return re.findall(r'form="annoncer" name="methode" value="([^"]*)"', page)

    assert set(others()) == {"show_of_hands", "roll_call", "paper"}

    for name in ("ada", "bela", "dora"):
        on.post(name, f"{SITTING}/points/1/demandes", scrutin=ballot)
    page = on.get("chloe", CONSOLE).text
    assert set(re.findall(r'name="methode"\s+value="([^"]*)"', page)) == left
    bar = re.search(r'id="annoncer">.*?name="methode"\s+value="([^"]*)"', page, re.DOTALL)[1]
    assert bar not in others() and set(others()) == left - {bar}
