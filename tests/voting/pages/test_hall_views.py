"""The screen of the hall: the item, the question, the verdict; one thing at a time."""

import pytest
import segno

from amendments.services.editorial_services import revise_text
from congress.models import Congress
from congress.rules.visibility import Visibility
from congress.services.presence_services import leave
from core.database import session
from motions.models import Cause
from tests.support.plenary import FIFTEEN, words
from voting.services.poll_services import close_poll

pytestmark = pytest.mark.one_database

SCREEN = "seances/2/ecran"


def open_to_all(plenary):
    """The screen shows to the public, whose browser keeps no cookie of another host."""
    congress = session().get_one(Congress, plenary.cast.congress_id)
    congress.sittings_visible = congress.results_visible = Visibility.PUBLIC


def test_before_anything_it_says_that_the_sitting_is_to_be_opened(plenary):
    assert "La séance n’est pas encore ouverte." in words(plenary.get("ada", SCREEN))


def test_an_item_in_discussion_shows_with_the_quorum(plenary):
    plenary.open()
    plenary.discuss()
    read = words(plenary.get("ada", SCREEN))
    assert "Point n°\u00a01 de l’ordre du jour, en discussion" in read
    assert "Quorum atteint 9 présents, il en fallait 5 à la mise en discussion, 14\u00a0h" in read


def test_an_open_poll_shows_its_question_its_differences_and_how_many_voted(plenary):
    fifteen = plenary.amend(FIFTEEN, by="ada")
    plenary.open()
    plenary.discuss()
    poll = plenary.poll(amendment_ids=(fifteen,))
    plenary.vote(poll, "for", "ada", "bela")
    read = plenary.get("dora", SCREEN)
    assert "Adoptez-vous l’amendement n°\u00a01 de Mme\u00a0Ada Martin\u202f?" in words(read)
    assert "2 votes reçus sur 9" in words(read)
    assert "<ins>" in read.text
    assert 'class="hemicycle"' not in read.text
    assert "<svg" not in read.text.split('class="hall-foot"')[1]


@pytest.mark.parametrize("state", ["in discussion", "announced", "open", "closed"])
def test_while_one_may_vote_it_shows_where_in_letters_and_as_a_code(plenary, state):
    plenary.open()
    plenary.discuss()
    where = "essai/scrutins/1"
    if state == "in discussion":
        where = "essai/seances/2"
    elif state == "announced":
        plenary.announce()
    else:
        poll = plenary.poll()
        if state == "closed":
            plenary.do(close_poll, poll)
    plenary.cast.app.config["SITE_URL"] = "https://congres.example"
    read = plenary.get("ada", SCREEN)
    assert f"congres.example/<b>{where}</b>" in read.text
    code = segno.make(f"https://congres.example/{where}", error="m", micro=False)
    assert code.svg_inline(border=2, dark="#1a171e", light="#fff", omitsize=True) in read.text
    assert plenary.get("ada", where.removeprefix("essai/")).status_code == 200


def test_a_text_too_long_gives_way_to_what_was_changed_and_says_where_all_of_it_is(plenary):
    more = "\n\n".join(["Les communes demandent un accompagnement dans la durée, et des moyens. " * 3] * 20)
    long, part = f"{FIFTEEN}\n\n{more}\n", plenary.part()
    plenary.do(revise_text, part, long, Cause.EDITORIAL, "Relecture.", expected_number=1, by="sven")
    plenary.open()
    plenary.discuss()
    plenary.poll()
    read = plenary.get("ada", SCREEN)
    assert "Seulement les passages modifiés. Texte entier\u00a0: localhost/essai/propositions/1" in words(read)
    assert 'class="hall-text t24 columns"' in read.text
    assert "Après l’alinéa" in words(read)
    assert "[…]" in words(read)


def test_a_closed_poll_waits_for_the_chair(plenary):
    plenary.open()
    plenary.discuss()
    poll = plenary.poll()
    plenary.vote(poll, "for", "ada")
    plenary.do(close_poll, poll)
    read = words(plenary.get("ada", SCREEN))
    assert "Le résultat va être proclamé." in read
    assert "Pour 1" not in read
    assert "Voter\u00a0:" not in read  # nobody can any more
    assert "Détail\u00a0:" in read


def test_a_verdict_shows_its_drawing_its_arithmetic_and_the_way_to_the_names(plenary):
    plenary.open()
    plenary.discuss()
    poll = plenary.poll()
    plenary.vote(poll, "for", "ada", "bela", "chloe")
    plenary.vote(poll, "against", "dora")
    plenary.proclaim(poll)
    read = plenary.get("ada", SCREEN)
    assert "La proposition n°\u00a01 est adoptée" in words(read)
    assert "Majorité absolue\u00a0: 3. Pour\u00a0: 3. Contre\u00a0: 1." in words(read)
    drawing = read.text.split('class="hemicycle"')[1].split("</figure>")[0]
    assert drawing.count('class="fill-accent"') == 3
    assert drawing.count('class="fill-edge"') == 5, "those who said nothing"
    assert 'aria-label="Code QR\u00a0: page du scrutin"' in read.text
    assert "scrutins/1" in words(read)


def test_the_next_item_takes_the_place_of_the_verdict(plenary):
    plenary.open()
    plenary.discuss()
    plenary.proclaim(plenary.poll())
    plenary.discuss(2)
    read = words(plenary.get("ada", SCREEN))
    assert "Point n°\u00a02 de l’ordre du jour" in read
    assert "rejetée" not in read


def test_the_five_counts_of_the_chamber_stand_in_each_scene(plenary):
    counts = "En exercice 9 Présents 9 Représentés 0 Retirés 0 Appelés à voter 9"
    plenary.open()
    plenary.discuss()
    assert counts in words(plenary.get("ada", SCREEN)), "an item in discussion"
    poll = plenary.poll()
    assert counts in words(plenary.get("ada", SCREEN)), "an open poll"
    plenary.proclaim(poll)
    assert counts in words(plenary.get("ada", SCREEN)), "its verdict"


@pytest.mark.parametrize("page", [SCREEN, "seances/2"])
def test_while_a_vote_is_held_the_counts_are_those_of_whom_it_calls_whoever_leaves_since(plenary, page):
    plenary.open()
    plenary.discuss()
    poll = plenary.poll()
    plenary.vote(poll, "for", "ada", "bela")
    plenary.do(leave, plenary.sitting_id, plenary.cast.ids["bela"], by="bela")
    for close in (False, True):
        if close:
            plenary.do(close_poll, poll)
        read = words(plenary.get("vera" if page == SCREEN else "ada", page))
        assert "Présents 9 Représentés 0 Retirés 0 Appelés à voter 9" in read, close


@pytest.mark.parametrize(
    ("configured", "shown"),
    [("https://congres.example", "congres.example/"), ("http://127.0.0.1:8000", "salle.example/")],
)
def test_the_way_to_the_names_leads_to_the_configured_site_whatever_the_request_says(plenary, configured, shown):
    plenary.open()
    plenary.discuss()
    plenary.proclaim(plenary.poll())
    plenary.cast.app.config["SITE_URL"] = configured
    plenary.cast.run(lambda: open_to_all(plenary))
    read = plenary.cast.browse().get(plenary.cast.path(SCREEN), headers={"Host": "salle.example"})
    assert f" {shown}<b>essai/scrutins/1</b>" in read.text
    code = segno.make(
        configured.replace("127.0.0.1:8000", "salle.example") + "/essai/scrutins/1", error="m", micro=False
    )
    assert code.svg_inline(border=2, dark="#1a171e", light="#fff", omitsize=True) in read.text
