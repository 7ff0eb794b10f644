"""The console offers to put something else to the vote; the voter, the hall, the public and programs read it."""

import pytest

from tests.support.plenary import Plenary, words

pytestmark = pytest.mark.one_database
CONSOLE = "seances/2/presidence"
ASKED = "Approuvez-vous le compte rendu ?"
KEPT = "Approuvez-vous le compte rendu\u00a0?"


@pytest.fixture
def plenary(discussing):
    return discussing


def ask(plenary: Plenary, **fields: str):
    return plenary.press("chloe", "points/1/scrutins", objet="question", **fields)


def test_a_question_typed_on_the_console_is_voted_and_read_everywhere(plenary):
    assert "Mettre aux voix autre chose…" in words(plenary.get("chloe", CONSOLE))
    assert "Mettre aux voix autre chose…" not in words(plenary.get("sven", CONSOLE)), "the chair alone asks"
    assert ask(plenary, question=ASKED, methode="electronic").status_code == 303
    console = words(plenary.get("chloe", CONSOLE))
    assert f"Je mets aux voix la question suivante\u00a0: «\u00a0{KEPT}\u00a0»" in console
    voter = plenary.get("ada", "scrutins/1")
    assert KEPT in words(voter) and voter.text.count('name="choice"') == 4 and "Lire le texte" not in words(voter)
    assert KEPT in words(plenary.get("ada", "seances/2/ecran"))
    plenary.vote(1, "for", "ada", "bela")
    plenary.press("chloe", "scrutins/1", geste="clore", sans_attendre="oui")
    assert "La question mise aux voix est adoptée." in words(plenary.get("chloe", CONSOLE))
    plenary.press("chloe", "scrutins/1", geste="proclamer", montre="1")

    result = words(plenary.get("ada", "scrutins/1"))
    assert "La question mise aux voix est adoptée." in result and KEPT in result and "Texte" not in result
    assert KEPT in words(plenary.get("ada", "seances/2"))
    told = plenary.cast.browse(None).get("/api/v1/essai/polls/1").get_json()
    assert (told["question"], told["amendments"], told["proposal"]) == (KEPT, [], None)
    assert told["outcome"]["adopted"] is True
    assert plenary.get("ada", "lettre.json").status_code == 200


def test_a_question_refused_is_given_back(plenary):
    long = "Approuvez-vous " + "très " * 100 + "?"
    refused = ask(plenary, question=long, procedure="oui", methode="show_of_hands")
    assert refused.status_code == 422
    assert "La question est trop longue" in words(refused)
    assert long in refused.text and 'value="oui" checked' in refused.text
    assert ask(plenary, question=ASKED, methode="nothing").status_code == 404
    assert plenary.press("chloe", "points/1/scrutins", objet="rien").status_code == 404
    for number in ("", "x", "9" * 30, "7"):
        asked = {"objet": "tour", "scrutin": number, "methode": "paper", "candidatures": "A"}
        assert plenary.press("chloe", "points/1/scrutins", **asked).status_code == 404
    assert ask(plenary, question=ASKED, procedure="oui", methode="show_of_hands").status_code == 303
    assert "la motion de procédure suivante" in words(plenary.get("chloe", CONSOLE))
