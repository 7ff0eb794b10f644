"""The page of the comments on a proposal: who reads, who writes, what is refused keeps what was typed."""

import html

import pytest

pytestmark = pytest.mark.one_database
PAGE = "propositions/1/commentaires"


def read(answers, who="ada", path=PAGE) -> str:
    answer = answers.cast.browse(who).get(answers.cast.path(path))
    assert answer.status_code == 200, answer.status_code
    return " ".join(html.unescape(answer.text).split())


def send(answers, who="ada", follow=True, **fields):
    data = {"alinea": "1", "seen": answers.fingerprint(1), "quote": "", "words": "Pourquoi ce nombre ?", **fields}
    return answers.cast.browse(who).post(answers.cast.path(PAGE), data=data, follow_redirects=follow)


def test_from_the_alinea_one_comments_and_the_others_read_it(answers):
    proposal = read(answers, path="propositions/1?alinea=1")
    assert "commentaires?alinea=1" in proposal and "Commenter" in proposal
    assert "Commenter l’alinéa 1" in read(answers, path=f"{PAGE}?alinea=1")
    told = send(answers)
    assert "Votre commentaire est enregistré." in html.unescape(told.text)
    assert "Pourquoi ce nombre" in read(answers, "bela") and "Retirer ce commentaire" not in read(answers, "bela")
    assert answers.cast.browse(None).get(answers.cast.path(PAGE)).status_code == 303
    assert send(answers, None).status_code == 403


def test_what_is_refused_is_given_back(answers):
    refused = send(answers, quote="mots d’ailleurs", words="Mon <b>avis</b>.")
    assert refused.status_code == 422
    assert "copiez-les tels quels" in refused.text and "mots d’ailleurs" in html.unescape(refused.text)
    assert "Mon &lt;b&gt;avis&lt;/b&gt;." in refused.text
    assert send(answers, alinea="99").status_code == 404
    assert send(answers, seen="0" * 64).status_code == 409


def test_the_secretariat_says_why_it_removes_one_and_its_author_reads_it(answers):
    send(answers)
    address = answers.cast.path(f"{PAGE}/1/retrait")
    sven = answers.cast.browse("sven")
    assert answers.cast.browse("bela").post(address).status_code == 403
    refused = sven.post(address, data={"because": " "})
    assert refused.status_code == 422 and "Dites pourquoi" in refused.text
    assert sven.post(address, data={"because": "Hors sujet."}).status_code == 303
    assert "Hors sujet." in read(answers, "ada") and "Hors sujet." not in read(answers, "bela")
    assert sven.post(answers.cast.path("propositions/2/commentaires/1/retrait")).status_code == 404
