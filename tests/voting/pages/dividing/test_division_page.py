"""« Vote par division »: cut on its page, then part by part on the console, the voters' pages, the hall, the minutes."""

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import select

from core.database import session
from tests.support.plenary import CONSOLE, NUMBER, Plenary, words
from tests.voting.services.dividing.test_dividing import BASE, TWO, text
from voting.models import Poll

pytestmark = pytest.mark.one_database
HERE = f"{CONSOLE}/points/1/division"


@pytest.fixture
def plenary(cast):
    found = Plenary.of(cast)
    found.open()
    found.discuss()
    return found


def proposed(plenary) -> str:
    """The vote that the console proposes, by its key."""
    return re.search(r'name="vote" value="([^"]+)"', plenary.get("chloe", CONSOLE).text)[1]


def play(plenary, number: int, choice: str) -> None:
    """The vote at hand: opened, voted, closed, proclaimed, on the console."""
    key = proposed(plenary)
    assert plenary.press("chloe", "points/1/scrutins", vote=key, methode="electronic").status_code == 303
    plenary.vote(number, choice, "ada", "bela")
    assert plenary.press("chloe", f"scrutins/{number}", geste="clore", sans_attendre="oui").status_code == 303
    assert plenary.press("chloe", f"scrutins/{number}", geste="proclamer").status_code == 303


def test_a_proposal_is_voted_in_parts_from_the_console_to_the_minutes(plenary):
    key = f"part-{plenary.part()}"
    page = words(plenary.get("chloe", HERE, vote=key))
    assert "Une partie commence ici : alinéa 2" in page.replace("\u00a0", " ")
    for sent, said in (
        ({}, "aucune partie n’est vide"),
        ({"coupe": "5", "demandeur": "Personne"}, "Personne de ce nom"),
    ):
        refused = plenary.post("chloe", HERE, geste="diviser", vote=key, **sent)
        assert refused.status_code == 422 and said in words(refused)
    assert 'id="coupe-5" checked' in refused.text and 'value="Personne"' in refused.text
    for _again in range(2):
        sent = {"coupe": "5", "demandeur": "Mme Ada Martin"}
        assert plenary.post("chloe", HERE, geste="diviser", vote=key, **sent).status_code == 303
    console = words(plenary.get("chloe", CONSOLE)).replace("\u00a0", " ")
    assert "Vote par division : la proposition n° 1, en 2 parties." in console
    assert "Je mets aux voix la partie 1 de la proposition n° 1 (alinéas 1 à 5)" in console
    assert "Vote par division demandé par Mme Ada Martin" in console
    assert "Partie 1 de la proposition n° 1" in words(plenary.get("ada", "scrutins")).replace("\u00a0", " ")
    play(plenary, 1, "for")
    assert plenary.press("chloe", "points/1/scrutins", vote=proposed(plenary), methode="electronic").status_code == 303
    during = plenary.get("chloe", HERE, vote=key)
    assert "Un scrutin est en cours" in words(during) and "Renoncer à la division" not in words(during)
    for who, rest in (("ada", "scrutins/2"), ("ada", f"seances/{NUMBER}/ecran")):
        assert "La mairie reste souvent" in words(plenary.get(who, rest)), rest
    plenary.vote(2, "against", "ada", "bela")
    assert plenary.press("chloe", "scrutins/2", geste="clore", sans_attendre="oui").status_code == 303
    assert plenary.press("chloe", "scrutins/2", geste="proclamer").status_code == 303
    assert text(plenary) == BASE.rsplit("\n\n", 1)[0] + "\n"
    assert proposed(plenary) == key
    console = words(plenary.get("chloe", CONSOLE)).replace("\u00a0", " ")
    left = "Après le vote par division, c’est ce qui en reste : la partie 2 (alinéa 6) a été rejetée."
    assert f"Je mets aux voix la proposition n° 1. {left}" in console
    play(plenary, 3, "for")
    told = words(plenary.get("sven", f"seances/{NUMBER}/proces-verbal")).replace("\u00a0", " ")
    for said in (
        "Vote par division demandé par Mme Ada Martin : 2 parties pour la proposition n° 1.",
        "La partie 2 de la proposition n° 1 (alinéa 6), votée par division à la demande de Mme Ada Martin, est mise aux",
        "La partie 2 de la proposition n° 1 (alinéa 6) est rejetée : elle disparaît du texte à voter.",
        "Les parties rejetées disparaissent du texte : l’ensemble qui reste est à voter.",
        "La proposition n° 1 est adoptée.",
    ):
        assert said in told, said
    for rest in ("scrutins/2", "scrutins/2.csv", "scrutins/2.popolo.json", f"seances/{NUMBER}/proces-verbal.json",
                 "seances/2/deliberations", "propositions/1/versions"):  # fmt: skip
        assert plenary.get("sven", rest).status_code == 200, rest
    assert "partie 2" not in words(plenary.get("sven", f"seances/{NUMBER}/deliberations")).lower()
    result = words(plenary.get("sven", "scrutins/2"))
    assert (
        "La partie\u00a02 de la proposition n°\u00a01 (alinéa\u00a06) est rejetée" in result
    )  # a line may end between words


def test_an_amendment_is_divided_and_its_page_tells_it(plenary):
    found = plenary.amend(TWO, by="ada")
    key = f"amendments-{found}"
    page = words(plenary.get("chloe", HERE, vote=key))
    assert "quinze" in page and "Toutes rejetées, l’amendement l’est." in page
    assert plenary.post("chloe", HERE, geste="diviser", vote=key, coupe="1").status_code == 303
    play(plenary, 1, "for")
    play(plenary, 2, "against")
    told = words(plenary.get("ada", "amendements/1"))
    assert "Rédaction réduite depuis par un vote par division." in told and "par un vote par division" in told
    assert proposed(plenary) == key
    console = words(plenary.get("chloe", CONSOLE)).replace("\u00a0", " ")
    assert "c’est ce qui en reste : la partie 2 (alinéa 4) a été rejetée." in console
    play(plenary, 3, "for")
    assert "chaque année" not in text(plenary) and "quinze mille" in text(plenary)


def test_who_does_not_preside_looks_and_changes_nothing(plenary):
    key = f"part-{plenary.part()}"
    assert "Voter par division" not in plenary.get("sven", HERE, vote=key).text.split("<h1")[1].replace("Vote par", "")
    assert plenary.get("ada", HERE, vote=key).status_code == 403
    assert plenary.post("sven", HERE, geste="diviser", vote=key, coupe="1").status_code == 403
    for wrong in ("motion-1", "part-99", "division-1", "amendments-99"):
        assert plenary.get("chloe", HERE, vote=wrong).status_code in (404, 422), wrong


def test_a_division_is_offered_only_where_it_can_be(plenary):
    from tests.support.plenary import FIFTEEN

    one = plenary.amend(FIFTEEN, by="ada")
    console = plenary.get("chloe", CONSOLE)
    assert f"amendments-{one}" in console.text and "Voter par division…" not in words(console)
    refused = plenary.get("chloe", HERE, vote=f"amendments-{one}")
    assert "ne fait qu’une chose" in words(refused) and 'name="coupe"' not in refused.text
    text_waits = plenary.get("chloe", HERE, vote=f"part-{plenary.part()}")
    assert "reste à voter avant le texte" in words(text_waits) and 'name="coupe"' not in text_waits.text
    play(plenary, 1, "against")
    assert "Voter par division…" in words(plenary.get("chloe", CONSOLE))
    poll = plenary.poll()
    during = plenary.get("chloe", HERE, vote=f"part-{plenary.part()}")
    assert "Un scrutin est en cours" in words(during) and 'name="coupe"' not in during.text
    sent = {"geste": "diviser", "vote": f"part-{plenary.part()}", "coupe": "2"}
    answer = plenary.post("chloe", HERE, **sent)
    assert answer.status_code == 409 and 'id="coupe-2" checked' in answer.text  # what was ticked is given back
    plenary.vote(poll, "for", "ada")
    plenary.proclaim(poll)
    assert 'name="coupe"' not in plenary.get("chloe", HERE, vote=f"part-{plenary.part()}").text


def test_a_member_asks_for_a_division_and_the_chair_reads_who(plenary):
    sitting = f"seances/{NUMBER}"
    here = f"{sitting}/points/1/division"
    assert "Demander un vote par division" in words(plenary.get("ada", sitting))
    assert "partie par partie" not in words(plenary.get("ada", sitting))
    for name in ("ada", "bela"):
        assert plenary.post(name, here, geste="demander").status_code == 303
    own = words(plenary.get("ada", sitting))
    assert "Retirer ma demande de vote par division" in own
    assert "Retirer ma demande" not in words(plenary.get("dora", sitting))
    asked = "Vote par division demandé par Mme Ada Martin et M. Béla Kovacs."
    assert asked in words(plenary.get("chloe", CONSOLE)).replace("\u00a0", " ")
    page = plenary.get("chloe", HERE, vote=f"part-{plenary.part()}")
    assert asked in words(page).replace("\u00a0", " ") and 'value="Mme Ada Martin"' in page.text.replace("\u00a0", " ")
    assert plenary.post("ada", here, geste="retirer").status_code == 303
    page = plenary.get("chloe", HERE, vote=f"part-{plenary.part()}")
    assert 'value="M. Béla Kovacs"' in page.text.replace("\u00a0", " ")
    sent = {"geste": "diviser", "vote": f"part-{plenary.part()}", "coupe": "2", "demandeur": "M. Béla Kovacs"}
    assert plenary.post("chloe", HERE, **sent).status_code == 303
    assert "M. Béla Kovacs" in words(plenary.get("chloe", CONSOLE)).replace("\u00a0", " ")
    assert "le texte se vote partie par partie, puis dans son ensemble." in words(plenary.get("ada", sitting))
    assert plenary.post("ada", here, geste="autre").status_code == 404
    assert plenary.post("vera", here, geste="demander").status_code == 403
    assert plenary.post("ada", f"{sitting}/points/99/division", geste="demander").status_code == 404
    plenary.announce(question_id=int(proposed(plenary).split("-")[1]))
    late = plenary.cast.browse("ada")
    assert late.post(plenary.cast.path(here), data={"geste": "demander"}).status_code == 303
    assert "Demander un vote par division" not in words(plenary.get("ada", sitting))


def test_the_chair_reads_why_what_is_asked_cannot_be_divided(plenary):
    from tests.support.plenary import FIFTEEN

    plenary.amend(FIFTEEN, by="ada")
    assert plenary.post("bela", f"seances/{NUMBER}/points/1/division", geste="demander").status_code == 303
    console = words(plenary.get("chloe", CONSOLE)).replace("\u00a0", " ")
    assert "Vote par division demandé par M. Béla Kovacs. Cet amendement ne fait qu’une chose" in console


def test_the_whole_of_a_text_all_of_whose_parts_were_adopted_is_put_as_such(plenary):
    key = f"part-{plenary.part()}"
    assert "Le vote porte sur l’ensemble" not in words(plenary.get("chloe", CONSOLE))
    assert plenary.post("chloe", HERE, geste="diviser", vote=key, coupe="5").status_code == 303
    for number in (1, 2):
        play(plenary, number, "for")
    console = words(plenary.get("chloe", CONSOLE)).replace("\u00a0", " ")
    assert "Le vote porte sur l’ensemble : toutes ses parties, votées par division, ont été adoptées." in console


def test_a_proposal_all_of_whose_parts_are_rejected_says_in_the_agenda_when(plenary):
    key = f"part-{plenary.part()}"
    assert plenary.post("chloe", HERE, geste="diviser", vote=key, coupe="5").status_code == 303
    play(plenary, 1, "against")
    assert "rejetée" not in agenda(plenary)
    plenary.cast.clock.advance(timedelta(minutes=7))
    play(plenary, 2, "against")
    at = plenary.cast.read(lambda: session().scalars(select(Poll.proclaimed_at).order_by(Poll.number.desc())).first())
    assert f"rejetée, {hour(plenary, at)}" in agenda(plenary)


def agenda(plenary) -> str:
    page = plenary.get("ada", f"seances/{NUMBER}").text
    return unescape(re.search(r'<ol class="lines" id="points".*?</ol>', page, re.DOTALL)[0])


def hour(plenary, at) -> str:
    from congress.models import Congress
    from congress.moments import hour_in_words

    return plenary.cast.read(lambda: hour_in_words(session().get_one(Congress, plenary.cast.congress_id), at))
