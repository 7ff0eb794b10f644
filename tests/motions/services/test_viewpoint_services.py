"""Giving a point of view: who may, until when, on which text, with or without one's name."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from core import journal
from core.database import db
from core.errors import Forbidden, Invalid, NotFound
from motions.models import Position
from motions.services.viewpoint_services import (
    MOST_CHARACTERS,
    AnotherTextRead,
    ViewpointsClosed,
    give_viewpoint,
)
from tests.support.essai import CLOSES, OPENS


def test_an_elector_gives_a_point_of_view_and_it_is_kept_with_the_version_read(answers):
    answers.give("ada", "favourable")
    given = answers.of("ada")
    assert (given.position, given.reservation, given.named) == (Position.FAVOURABLE, "", True)
    assert (given.revision.number, given.text_sha256) == (1, answers.fingerprint())
    assert given.given_at == answers.cast.clock.now()


def test_it_may_be_changed_and_each_answer_stays_in_the_history(answers):
    first = answers.give("ada", "favourable")
    second = answers.give("ada", "reserved", reservation="Pas sans moyens.", named=False)
    answers.give("ada", "unfavourable")
    assert first == second
    assert answers.of("ada").position == Position.UNFAVOURABLE
    assert answers.history() == [
        ("favourable", "", True),
        ("reserved", "Pas sans moyens.", False),
        ("unfavourable", "", True),
    ]


def test_the_same_answer_twice_is_one_answer(answers):
    answers.give("ada", "favourable")
    answers.cast.clock.advance(timedelta(minutes=5))
    answers.give("ada", "favourable")
    assert len(answers.history()) == 1
    assert answers.of("ada").given_at < answers.cast.clock.now()


def test_the_same_answer_on_a_new_version_is_a_new_answer(answers):
    answers.give("ada", "favourable")
    answers.amend("dix mille", "quinze mille")
    answers.give("ada", "favourable")
    assert answers.of("ada").revision.number == 2
    assert len(answers.history()) == 2


def test_a_text_that_changed_meanwhile_is_kept_as_the_one_that_was_read(answers):
    read = answers.fingerprint()
    answers.amend("dix mille", "quinze mille")
    answers.give("ada", "favourable", seen=read)
    assert answers.of("ada").revision.number == 1
    assert answers.of("ada").text_sha256 == read


def test_a_text_that_is_none_of_its_versions_is_refused(answers):
    with pytest.raises(AnotherTextRead) as refused:
        answers.give("ada", seen=answers.fingerprint(2))
    assert refused.value.sentence.startswith("Le texte que vous avez lu n’est pas celui de cette proposition")
    assert answers.of("ada") is None


@pytest.mark.parametrize("said", ["", "   ", "\n", "\u200b", "– …"])
def test_a_reservation_is_said_in_a_sentence(answers, said):
    with pytest.raises(Invalid) as refused:
        answers.give("ada", "reserved", reservation=said)
    assert (refused.value.field, refused.value.sentence) == ("reservation", "Dites votre réserve en une phrase.")
    assert answers.history() == []


def test_a_reservation_too_long_is_refused(answers):
    with pytest.raises(Invalid):
        answers.give("ada", "reserved", reservation="a" * (MOST_CHARACTERS + 1))


def test_a_reservation_has_the_typography_of_the_house_and_belongs_to_that_answer_only(answers):
    answers.give("ada", "reserved", reservation=" L'État doit payer : « tout » ! ")
    assert answers.of("ada").reservation == "L’État doit payer\u00a0: «\u00a0tout\u00a0»\u00a0!"
    answers.give("ada", "favourable", reservation="oubliée dans le champ")
    assert answers.of("ada").reservation == ""


@pytest.mark.parametrize("name", ["sven", "elodie", "vera", None])
def test_only_electors_give_one(answers, name):
    with pytest.raises(Forbidden) as refused:
        answers.give(name)
    assert refused.value.sentence == "Seuls les membres élus et accrédités donnent leur point de vue."


def test_an_elector_of_another_congress_does_not(answers, app):
    from tests.support.cast import build_congress

    elsewhere = build_congress(app, slug="ailleurs")
    part, seen = answers.part(), answers.fingerprint()
    with pytest.raises(Forbidden):
        elsewhere.do(give_viewpoint, part, Position.FAVOURABLE, named=True, seen_sha256=seen, by="ada")


def test_the_preamble_has_no_point_of_view(answers):
    from motions.queries.motion_queries import motion_of, parts_of

    preamble = answers.cast.read(lambda: parts_of(motion_of(answers.cast.congress_id).id)[0].id)
    with pytest.raises(NotFound):
        answers.cast.do(give_viewpoint, preamble, Position.FAVOURABLE, named=True, seen_sha256="", by="ada")


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        (OPENS - timedelta(seconds=1), "Les points de vue ouvrent le mercredi 1er\u00a0juillet\u00a02020, 2\u00a0h"),
        (
            CLOSES + timedelta(seconds=1),
            "Les points de vue sont clos depuis le lundi 12\u00a0octobre\u00a02020, 18\u00a0h",
        ),
    ],
)
def test_a_second_too_early_or_too_late_is_refused_with_the_hour(answers, at, sentence):
    answers.cast.clock.at = at
    with pytest.raises(ViewpointsClosed) as refused:
        answers.give("ada")
    assert refused.value.sentence.startswith(sentence)
    assert refused.value.status == 409
    assert answers.history() == []


@pytest.mark.parametrize("at", [OPENS, CLOSES - timedelta(seconds=1)])
def test_the_first_and_the_last_second_count(answers, at):
    answers.cast.clock.at = at
    answers.give("ada")
    assert answers.of("ada") is not None


def test_at_the_instant_of_the_closing_it_is_too_late(answers):
    answers.cast.clock.at = CLOSES
    with pytest.raises(ViewpointsClosed):
        answers.give("ada")


def test_after_the_closing_what_was_given_stays(answers):
    answers.give("ada", "reserved", reservation="Pas sans moyens.")
    answers.cast.clock.at = CLOSES + timedelta(seconds=1)
    with pytest.raises(ViewpointsClosed):
        answers.give("ada", "unfavourable")
    assert answers.of("ada").position == Position.RESERVED


@pytest.mark.parametrize(
    ("rule", "asked", "kept"),
    [("chosen", True, True), ("chosen", False, False), ("always", False, True), ("never", True, False)],
)
def test_names_are_shown_by_the_rule_of_the_congress(make_answers, rule, asked, kept):
    answers = make_answers(viewpoint_names=rule)
    answers.give("ada", named=asked)
    assert answers.of("ada").named is kept


def test_two_tabs_at_once_are_one_point_of_view(answers):
    part, seen, actor, app = answers.part(), answers.fingerprint(), answers.cast.actor("ada"), answers.cast.app
    now = answers.cast.clock.now()

    def one(position: str) -> int:
        from core.unit_of_work import run

        with app.app_context():
            return run(
                lambda: give_viewpoint(part, Position(position), named=True, seen_sha256=seen, actor=actor, now=now)
            )

    with ThreadPoolExecutor(4) as pool:
        ids = set(pool.map(one, ["favourable", "unfavourable", "no_opinion", "favourable"] * 4))
    assert len(ids) == 1
    assert answers.of("ada").position.value == answers.history()[-1][0]


def test_the_journal_says_who_answered_on_which_text_and_not_what(answers):
    answers.give("ada", "reserved", reservation="Un secret.", named=False)
    stream = f"congress:{answers.cast.slug}"
    entry = answers.cast.read(lambda: list(journal.entries(stream))[-1])
    assert entry.kind == "viewpoint_given"
    assert entry.payload == {"part": answers.part(), "seen": answers.fingerprint()}
    assert "Martin" not in entry.actor
    assert answers.cast.read(lambda: journal.first_break(stream)) is None


def test_the_history_cannot_be_rewritten(answers):
    answers.give("ada")
    with answers.cast.app.app_context():
        for statement in ("UPDATE viewpoint_given SET position = 'unfavourable'", "DELETE FROM viewpoint_given"):
            with pytest.raises(DatabaseError, match="viewpoint_given is kept"), db.engine.begin() as connection:
                connection.execute(text(statement))


def test_a_reservation_without_words_is_refused_by_the_database_too(answers):
    answers.give("ada")
    with answers.cast.app.app_context(), pytest.raises(DatabaseError), db.engine.begin() as connection:
        connection.execute(text("UPDATE viewpoint SET position = 'reserved'"))
