"""A question whose vote was cancelled once opened is put again from the console, and the debate may be resumed there."""

import re

import pytest
from sqlalchemy import func, select

from congress.models import Congress
from congress.rules.rule_names import TieRule
from core.database import session
from tests.support.plenary import Plenary, words
from voting.models import Poll
from voting.rules.debate.precedence import FloorKind
from voting.rules.methods.method import ELECTRONIC
from voting.services.asking.asking_services import put_question_again
from voting.services.debate.raising import WantedMotion, raise_motion
from voting.services.debate.speaking_list import resume_debate
from voting.services.poll_services import cancel_poll

pytestmark = pytest.mark.one_database
CONSOLE = "seances/2/presidence"
AGAIN = "à remettre aux voix"
TAKES_UP = "Ce scrutin reprend le scrutin n°\u00a01, annulé."
HELD = "Nul ne peut obtenir la parole entre les épreuves d’un même vote."


@pytest.fixture
def plenary(discussing):
    return discussing


def newest(plenary: Plenary) -> int:
    return plenary.cast.read(lambda: session().scalar(select(func.max(Poll.id))))


def put(plenary: Plenary, **fields: str):
    return plenary.press("chloe", "points/1/scrutins", **fields)


def cancel(plenary: Plenary, number: int):
    return plenary.press("chloe", f"scrutins/{number}", geste="annuler", motif="Le vote s’est mal passé.")


@pytest.mark.parametrize(
    ("asked", "methode"),
    [
        ({"objet": "question", "question": "Approuvez-vous ?"}, "electronic"),
        ({"objet": "options", "choix": "Où aller ?", "options": "Lyon\nBrest"}, "electronic"),
        ({"objet": "election", "poste": "Élection", "candidatures": "Mme A\nM. B"}, "paper"),
    ],
)
def test_what_was_asked_is_held_again_in_one_press_by_a_poll_that_names_it(plenary, asked, methode):
    assert put(plenary, **asked, methode=methode).status_code == 303
    cancel(plenary, 1)
    console = plenary.get("chloe", CONSOLE)
    assert f"Scrutin n°\u00a01 annulé, {AGAIN}" in words(console)
    offered = console.text.split('id="reprise-vote"')[1].split("</form>")[0]
    assert offered.split('name="methode" value="')[1].startswith(f'{methode}"'), "that of the poll comes first"
    headings = re.findall(r"<h([1-6])[^>]*>(.*?)</h", console.text.split('id="point"')[1], re.DOTALL)
    assert headings[0][0] == "1" and AGAIN in headings[0][1], "before the vote at hand: the heading of the page"
    assert [level for level, _words in headings].count("1") == 1 == console.text.count('id="etape"')
    assert console.text.count("Reprendre la discussion") == 1
    assert AGAIN not in words(plenary.get("sven", CONSOLE)), "the chair alone asks"

    assert put(plenary, objet="reprise", scrutin="1", methode=methode).status_code == 303
    assert TAKES_UP in words(plenary.get("ada", "scrutins/2"))
    assert TAKES_UP in words(plenary.get("chloe", CONSOLE))
    cancel(plenary, 2)
    assert f"Scrutin n°\u00a02 annulé, {AGAIN}" in words(plenary.get("chloe", CONSOLE))
    refused = put(plenary, objet="reprise", scrutin="1", methode=methode)
    assert refused.status_code == 409
    assert "Ce vote n’attend pas d’être remis aux voix." in words(refused)


def test_an_election_that_is_secret_is_held_again_on_paper_alone(plenary):
    put(plenary, objet="election", poste="Élection", candidatures="Mme A\nM. B", methode="paper")
    cancel(plenary, 1)
    offered = plenary.get("chloe", CONSOLE).text.split('id="reprise-vote"')[1].split("</form>")[0]
    assert offered.count('name="methode"') == 1


def test_what_was_given_up_before_it_opened_or_decided_is_not_to_be_held_again(plenary):
    put(plenary, objet="question", question="Approuvez-vous ?")  # announced alone
    cancel(plenary, 1)
    assert AGAIN not in words(plenary.get("chloe", CONSOLE))
    put(plenary, objet="question", question="Approuvez-vous ?", methode="electronic")
    plenary.press("chloe", "scrutins/2", geste="clore", sans_attendre="oui")
    plenary.press("chloe", "scrutins/2", geste="proclamer", montre="2")
    assert AGAIN not in words(plenary.get("chloe", CONSOLE))


def test_a_question_that_tied_is_put_a_second_time_and_decided_then(plenary):
    def rule() -> None:
        session().get_one(Congress, plenary.cast.congress_id).tie_rule = TieRule.REVOTE_THEN_CASTING_VOTE

    plenary.cast.run(rule)
    put(plenary, objet="question", question="Approuvez-vous ?", methode="electronic")
    for number in (1, 2):
        poll = newest(plenary)
        plenary.vote(poll, "for", "ada", "bela")
        plenary.vote(poll, "against", "dora", "chloe")
        plenary.proclaim(poll)
        tied = f"Scrutin n°\u00a0{number} à égalité\u00a0: second vote"
        assert (tied in words(plenary.get("chloe", CONSOLE))) == (number == 1)
        again = put(plenary, objet="reprise", scrutin=str(number), methode="electronic")
        assert again.status_code == (303 if number == 1 else 409)
    result = words(plenary.get("ada", "scrutins/2"))
    assert "C’est le second vote, après l’égalité du scrutin n°\u00a01." in result
    assert "Mme\u00a0Chloé Arnaud, qui préside, est prépondérante et elle est contre." in result
    minutes = words(plenary.get("sven", "seances/2/proces-verbal"))
    assert minutes.count("C’est le second vote, après l’égalité du scrutin n°\u00a01.") == 1


def test_the_console_says_that_the_list_is_held_resumes_it_and_grants_the_suspension_asked(plenary):
    put(plenary, objet="question", question="Approuvez-vous ?", methode="electronic")
    cancel(plenary, 1)
    plenary.do(resume_debate, plenary.sitting_id)
    suspension = WantedMotion(FloorKind.SUSPENSION, "", 5)
    plenary.do(raise_motion, plenary.sitting_id, plenary.cast.ids["ada"], suspension, by="ada")
    asked = newest(plenary)
    plenary.do(put_question_again, plenary.item(), asked, ELECTRONIC)
    plenary.do(cancel_poll, newest(plenary), "Encore un incident.")

    console = plenary.get("chloe", CONSOLE)
    assert HELD in words(console) and "Accorder" in words(console), "a suspension is granted between two trials too"
    assert "Voter à main levée" not in words(console), "which the list that stands still refuses"
    assert "Reprendre la discussion" in words(plenary.get("sven", CONSOLE)), "as the secretariat does on the list"
    step = console.text.split('value="discussion"')[1].split('name="vu" value="')[1].split('"')[0]
    assert plenary.post("chloe", f"{CONSOLE}/seance", geste="discussion", vu=step).status_code == 303
    after = words(plenary.get("chloe", CONSOLE))
    assert HELD not in after and "Voter à main levée" in after
