"""Asking members to cosign: one mail each, answers that the author alone reads, versions signed, limits of a day."""

from datetime import timedelta

import pytest

from tests.amendments.services.test_amendment_services import refused
from tests.amendments.services.test_decision_services import CINQ, QUINZE, TOUJOURS


def mails(house, start: str = "cosign") -> list:
    """The mails of cosignatures, as (recipient, body)."""
    from core.database import session
    from core.mail.outbox import OutboxMessage

    rows = house.read(lambda: list(session().query(OutboxMessage).order_by(OutboxMessage.id)))
    return [(row.recipient, row.body) for row in rows if row.key.startswith(start)]


def answers(house, amendment_id: int) -> dict[int, str]:
    from amendments.queries.cosigning_queries import requests_of

    return {row.member_id: row.answer.value for row in house.read(lambda: requests_of(amendment_id))}


def ask(house, amendment_id: int, *names: str, by: int | str = 1) -> int:
    from amendments.services.cosigning.asking_services import ask as service

    return house.do(service, amendment_id, [house.id(name) for name in names], by=by)


def cosign(house, amendment_id: int, by: str) -> None:
    from amendments.services.cosigning_services import cosign as service

    house.do(service, amendment_id, seen_sha256=house.amendment(amendment_id).text_sha256, by=by)


def test_each_member_is_asked_once_by_one_mail_that_holds_the_change(house):
    amendment_id = house.deposited(QUINZE)
    assert ask(house, amendment_id, "dora", "emile") == 2
    assert ask(house, amendment_id, "dora", "emile") == 0
    sent = mails(house)
    assert len(sent) == 2 and len({recipient for recipient, _ in sent}) == 2
    body = sent[0][1]
    assert "remplacer le mot « dix » par le mot « quinze »" in body.replace("\u00a0", " ")
    assert f"/cosignatures/{amendment_id}" in body
    assert answers(house, amendment_id) == {house.id("dora"): "pending", house.id("emile"): "pending"}


def test_an_amendment_not_published_is_cosigned_by_those_asked_alone(house):
    from amendments.services.cosigning_services import cosign as service
    from core.errors import NotFound

    amendment_id = house.deposited(QUINZE)
    ask(house, amendment_id, "dora")
    cosign(house, amendment_id, "dora")
    cosign(house, amendment_id, "dora")
    (row,) = house.amendment(amendment_id).cosigners
    digest = house.amendment(amendment_id).text_sha256
    assert (row.member_id, row.text_sha256, row.version) == (house.id("dora"), digest, 1)
    assert answers(house, amendment_id) == {house.id("dora"): "accepted"}
    with pytest.raises(NotFound):
        house.do(service, amendment_id, seen_sha256=digest, by="emile")


def test_no_answer_leaves_a_word_in_the_journal_but_the_cosignature(house):
    from core.database import session
    from core.journal import JournalEntry

    def kinds() -> list[str]:
        return house.read(lambda: [row.kind for row in session().query(JournalEntry).order_by(JournalEntry.id)])

    from amendments.services.cosigning_services import decline

    amendment_id = house.deposited(QUINZE)
    before = kinds()
    ask(house, amendment_id, "dora", "emile")
    house.do(decline, amendment_id, by="emile")
    assert kinds() == before
    cosign(house, amendment_id, "dora")
    assert kinds() == [*before, "amendment_cosigned"]
    house.do(decline, amendment_id, by="dora")
    assert kinds() == [*before, "amendment_cosigned", "cosignature_withdrawn"]
    assert set(answers(house, amendment_id).values()) == {"declined"}


def test_a_carry_over_asks_nothing_and_another_text_asks_to_confirm(house):
    from amendments.models import Amendment
    from amendments.queries.cosigning_queries import awaiting
    from amendments.services.cosigning.cosigning_mails import ask_to_confirm
    from core.database import session

    amendment_id = house.published(QUINZE)
    cosign(house, amendment_id, "dora")
    house.adopt(house.published(CINQ, by=2))  # carried onto a new version of the text
    me = house.id("dora")
    assert house.read(lambda: awaiting(house.cast.congress_id, me)) == []
    assert len(house.amendment(amendment_id).supporters) == 1

    def rectify() -> None:
        row = session().get_one(Amendment, amendment_id)
        for cosigner in row.cosigners:
            cosigner.version = 0  # signed before the text was what it is now
        session().flush()
        for _twice in range(2):
            ask_to_confirm(row, now=house.cast.clock.now())

    house.cast.run(rectify)
    assert [row.id for row in house.read(lambda: awaiting(house.cast.congress_id, me))] == [amendment_id]
    assert house.amendment(amendment_id).supporters == []
    assert len(mails(house, "cosign-confirm")) == 1
    cosign(house, amendment_id, "dora")
    assert len(house.amendment(amendment_id).supporters) == 1
    assert house.read(lambda: awaiting(house.cast.congress_id, me)) == []


def test_a_request_cancelled_shows_nothing_more_and_sends_no_second_mail(house):
    from amendments.services.cosigning.asking_services import cancel
    from amendments.services.cosigning_services import cosign as service
    from core.errors import NotFound

    amendment_id = house.deposited(QUINZE)
    ask(house, amendment_id, "dora")
    for _twice in range(2):
        house.do(cancel, amendment_id, house.id("dora"), by=1)
    with pytest.raises(NotFound):
        house.do(service, amendment_id, seen_sha256=house.amendment(amendment_id).text_sha256, by="dora")
    assert ask(house, amendment_id, "dora") == 1
    assert len(mails(house)) == 1
    cosign(house, amendment_id, "dora")


def test_an_author_asks_a_bounded_number_of_members_and_each_of_them_few_times(house, monkeypatch):
    from amendments.services.cosigning import asking_services

    monkeypatch.setattr(asking_services, "MOST_A_DAY", 4)
    monkeypatch.setattr(asking_services, "MOST_TO_ONE", 2)
    first, second, third = (house.deposited(pair) for pair in (QUINZE, CINQ, TOUJOURS))
    ask(house, first, "dora")
    ask(house, second, "dora")
    error = refused(house, asking_services.ask, third, [house.id("dora")], by=1)
    assert "Reprenez demain." in error.sentence
    ask(house, third, "emile", "fatou")
    error = refused(house, asking_services.ask, third, [house.id("gaspard")], by=1)
    assert "il vous en reste 0" in error.sentence and len(mails(house)) == 4
    house.cast.clock.advance(timedelta(days=1))
    assert ask(house, third, "dora", "gaspard") == 2


def test_only_the_author_asks_until_the_vote_and_only_electors(house):
    from amendments.services.cosigning.asking_services import ask as service
    from core.errors import NotFound

    amendment_id, draft = house.published(QUINZE), house.draft(house.change(CINQ))
    tries = (
        (amendment_id, ["dora"], "ada", "Seule la personne qui a déposé"),
        (amendment_id, [], "bela", "Choisissez au moins une personne."),
        (amendment_id, ["vera"], "bela", "ne vote pas"),
        (amendment_id, ["bela"], "bela", "vous l’avez déjà signé"),
        (draft, ["dora"], "bela", "ne se cosigne pas"),
    )
    for asked, names, by, told in tries:
        assert told in refused(house, service, asked, [house.id(name) for name in names], by=by).sentence
    with pytest.raises(NotFound):
        house.do(service, draft, [house.id("dora")], by="ada")
    house.under_vote(amendment_id)
    assert "scrutin est ouvert" in refused(house, service, amendment_id, [house.id("dora")], by="bela").sentence
    assert mails(house) == []


def test_a_rectified_amendment_asks_its_cosigners_to_confirm_and_counts_those_who_do(house):
    from amendments.services.life.rectifying import rectify

    amendment_id = house.published(QUINZE)
    for name in ("dora", "emile"):
        cosign(house, amendment_id, name)
    seen = house.amendment(amendment_id).text_sha256
    house.do(
        rectify, amendment_id, text=house.change(("dix mille", "vingt mille")), title="Vingt mille", reasons="Parce que.",
        seen_version=1, by=1,
    )  # fmt: skip
    assert house.amendment(amendment_id).supporters == [] and len(mails(house, "cosign-confirm")) == 2
    body = mails(house, "cosign-confirm")[0][1].replace("\u00a0", " ")
    assert "par le mot « vingt »" in body
    from amendments.services.cosigning_services import cosign as service

    assert "Relisez-le" in refused(house, service, amendment_id, seen_sha256=seen, by="dora").sentence
    cosign(house, amendment_id, "dora")
    assert [row.member_id for row in house.amendment(amendment_id).supporters] == [house.id("dora")]


def test_other_reasons_are_another_version_that_nobody_signs_unread(house):
    from amendments.services.cosigning_services import cosign as service
    from amendments.services.life.rectifying import rectify

    amendment_id = house.published(QUINZE)
    cosign(house, amendment_id, "dora")
    row = house.amendment(amendment_id)
    house.do(
        rectify, amendment_id, text=row.text, title=row.title, reasons="Parce que nous avons changé d’avis.",
        seen_version=1, by=1,
    )  # fmt: skip
    seen = house.amendment(amendment_id).text_sha256
    assert seen == row.text_sha256 and house.amendment(amendment_id).supporters == []
    error = refused(house, service, amendment_id, seen_sha256=seen, seen_version=1, by="emile")
    assert "Relisez-le" in error.sentence
    house.do(service, amendment_id, seen_sha256=seen, seen_version=2, by="dora")
    assert len(house.amendment(amendment_id).supporters) == 1
