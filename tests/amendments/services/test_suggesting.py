"""A text that the bureau would rather read: suggested once read, accepted or refused by whoever bears the amendment."""

import pytest

from amendments.suggestion_models import SuggestionAnswer
from core.errors import Forbidden, Invalid, RuleBroken

QUINZE = ("dix mille", "quinze mille")
DOUZE = ("dix mille", "douze mille")


def suggest(house, amendment_id, *pairs, because="Plus prudent.", seen=1, by="sven") -> int:
    from amendments.services.opinions.suggesting import suggest as service

    text = house.change(*(pairs or (DOUZE,)), base=house.text())
    return house.do(service, amendment_id, text=text, because=because, seen_version=seen, by=by)


def answer(house, suggestion_id, accepts, word="", by=1) -> str:
    from amendments.services.opinions.suggesting import answer_suggestion

    return house.do(answer_suggestion, suggestion_id, accepts=accepts, word=word, by=by)


def answers_of(house, amendment_id):
    from amendments.queries.suggestion_queries import answered_on

    return [(row.answer, row.word) for row in house.read(lambda: answered_on(amendment_id))]


def test_accepted_it_is_the_amendment_s_own_text_rectified(house):
    amendment_id = house.published(QUINZE)
    label = answer(house, suggest(house, amendment_id), accepts=True, word="Soit.")
    row = house.amendment(amendment_id)
    assert label == row.label == "1\u00a0rect." and "douze mille" in row.text
    assert (row.title, row.reasons) == ("Quelques mots", "Parce que."), "they stay its author's"
    assert answers_of(house, amendment_id) == [(SuggestionAnswer.ACCEPTED, "Soit.")]


def test_refused_the_amendment_stays_as_it_was(house):
    amendment_id = house.published(QUINZE)
    suggestion = suggest(house, amendment_id)
    with pytest.raises(Forbidden):
        answer(house, suggestion, accepts=True, by=2)
    with pytest.raises(Invalid, match="trop long"):
        answer(house, suggestion, accepts=False, word="Non. " * 200)
    assert answer(house, suggestion, accepts=False, word="Non.") == "1"
    assert "quinze mille" in house.amendment(amendment_id).text
    with pytest.raises(RuleBroken, match="n’attend plus de réponse"):
        answer(house, suggestion, accepts=True)
    assert answers_of(house, amendment_id) == [(SuggestionAnswer.REFUSED, "Non.")]


def test_another_takes_the_place_of_one_that_waits_and_a_mail_tells_each(house):
    from core.database import session
    from core.mail.outbox import OutboxMessage

    amendment_id = house.published(QUINZE)
    first = suggest(house, amendment_id)
    second = suggest(house, amendment_id, ("dix mille", "onze mille"))
    with pytest.raises(RuleBroken, match="n’attend plus de réponse"):
        answer(house, first, accepts=True)
    mails = house.read(
        lambda: [row.body for row in session().query(OutboxMessage).order_by("id") if row.key.startswith("suggestion:")]
    )
    assert len(mails) == 2 and "onze" in mails[1] and "Plus prudent." in mails[1]
    answer(house, second, accepts=True)
    assert "onze mille" in house.amendment(amendment_id).text


def test_what_the_bureau_may_not_suggest(house):
    from amendments.services.life.rectifying import rectify

    amendment_id = house.published(QUINZE)
    with pytest.raises(Forbidden):
        suggest(house, amendment_id, by=1)
    with pytest.raises(Invalid, match="Rien n’a changé"):
        suggest(house, amendment_id, QUINZE)
    with pytest.raises(Invalid, match="Dites pourquoi"):
        suggest(house, amendment_id, because=" ")
    waiting = suggest(house, amendment_id)
    text = house.change(("dix mille", "vingt mille"))
    house.do(rectify, amendment_id, text=text, title="Autre", reasons="Oui.", seen_version=1, by=1)
    with pytest.raises(RuleBroken, match="rectifié depuis"):
        answer(house, waiting, accepts=True)
    with pytest.raises(RuleBroken, match="rectifié depuis"):
        suggest(house, amendment_id, seen=1)
    house.under_vote(amendment_id)
    with pytest.raises(RuleBroken, match="Le scrutin est ouvert"):
        suggest(house, amendment_id, seen=2)
