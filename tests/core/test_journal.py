"""The journal: one chain for each congress, in which nothing can be changed, removed or slipped in unseen."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from core import journal
from core.database import db, session
from core.journal import GENESIS, JournalEntry, JournalHead, entries, first_break
from core.unit_of_work import run
from tests.support.application import NOON

STREAM = "congress:congres-2020"


@pytest.fixture
def inside(app):
    with app.app_context():
        yield app


def record(number: int, stream: str = STREAM) -> None:
    journal.record(
        stream,
        "amendment_deposited",
        actor=f"m{number}",
        now=NOON + timedelta(seconds=number),
        amendment=number,
        note="déposé à 14 h",
    )


@pytest.fixture
def chain(inside) -> None:
    """Five entries."""
    for number in range(1, 6):
        run(lambda number=number: record(number))


def tamper(*statements: str) -> None:
    """What somebody with the database in hand could do: drop the guards, then change rows."""
    db.session.remove()  # a reader would hold the table
    with db.engine.begin() as connection:
        for name in ("keep_journal_entry_1", "undeletable_journal_entry"):
            on = "" if connection.dialect.name == "sqlite" else " ON journal_entry"
            connection.execute(text(f"DROP TRIGGER {name}{on}"))
        for statement in statements:
            assert connection.execute(text(statement)).rowcount > 0
    db.session.remove()


def test_each_entry_follows_from_the_one_before(chain):
    found = list(entries(STREAM))
    assert [entry.sequence for entry in found] == [1, 2, 3, 4, 5]
    assert [entry.previous for entry in found] == [GENESIS, *(entry.digest for entry in found[:-1])]
    assert [entry.at for entry in found] == [NOON + timedelta(seconds=number) for number in range(1, 6)]
    assert found[0].payload == {"amendment": 1, "note": "déposé à 14 h"}
    assert first_break(STREAM) is None


def test_streams_do_not_touch_one_another(inside):
    run(lambda: (record(1, "congress:a"), record(1, "congress:b"), record(2, "congress:a")))
    assert [entry.sequence for entry in entries("congress:a")] == [1, 2]
    assert [entry.sequence for entry in entries("congress:b")] == [1]
    assert first_break("congress:a") is None
    assert first_break("congress:b") is None


def test_a_unit_of_work_that_fails_leaves_no_entry_and_no_gap(chain):
    def fail() -> None:
        record(6)
        raise LookupError

    with pytest.raises(LookupError):
        run(fail)
    run(lambda: record(7))
    assert [entry.actor for entry in entries(STREAM)] == ["m1", "m2", "m3", "m4", "m5", "m7"]
    assert first_break(STREAM) is None


def test_many_at_once_on_a_stream_that_does_not_exist_yet_make_one_chain(inside):
    def one(number: int) -> None:
        with inside.app_context():
            run(lambda: record(number))

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(one, range(48)))
    assert [entry.sequence for entry in entries(STREAM)] == list(range(1, 49))
    assert first_break(STREAM) is None


def test_an_unknown_stream_is_whole(inside):
    assert first_break("congress:unknown") is None


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE journal_entry SET payload = '{\"amendment\": 99}' WHERE sequence = 3", 3),
        ("UPDATE journal_entry SET actor = 'm9' WHERE sequence = 1", 1),
        ("UPDATE journal_entry SET kind = 'amendment_adopted' WHERE sequence = 2", 2),
        ("UPDATE journal_entry SET at = '2020-10-11 12:00:00+00' WHERE sequence = 4", 4),
        ("UPDATE journal_entry SET digest = previous WHERE sequence = 5", 5),
        ("UPDATE journal_entry SET stream = 'congress:other' WHERE sequence = 2", 2),
        ("DELETE FROM journal_entry WHERE sequence = 3", 3),
        ("DELETE FROM journal_entry WHERE sequence = 1", 1),
        ("DELETE FROM journal_entry WHERE sequence = 5", 5),
        ("UPDATE journal_entry SET sequence = 6 WHERE sequence = 5", 5),
        ("DELETE FROM journal_head", 6),
        ("UPDATE journal_head SET sequence = 4", 6),
        ("DELETE FROM journal_entry", 1),
    ],
)
def test_tampering_is_found_at_its_place(chain, statement, broken_at):
    tamper(statement.replace("+00'", "'") if db.engine.dialect.name == "sqlite" else statement)
    assert first_break(STREAM) == broken_at


def test_an_entry_slipped_in_at_the_end_is_found(chain):
    columns = "stream, sequence, at, kind, actor, payload, rows, previous, digest"
    copy = columns.replace("sequence", "6")
    with db.engine.begin() as connection:
        connection.execute(
            text(f"INSERT INTO journal_entry ({columns}) SELECT {copy} FROM journal_entry WHERE sequence = 5")
        )
    assert first_break(STREAM) == 6


def test_rewriting_a_whole_entry_with_its_fingerprint_breaks_the_next(chain):
    """Who recomputes one fingerprint must recompute them all."""
    entry = next(found for found in entries(STREAM) if found.sequence == 3)
    forged = JournalEntry(**{**entry.content(), "at": entry.at, "payload": {"amendment": 99}})
    from core.digest import sha256_json

    tamper(
        f"UPDATE journal_entry SET payload = '{{\"amendment\": 99}}', digest = '{sha256_json(forged.content())}' WHERE sequence = 3"
    )
    assert first_break(STREAM) == 4


@pytest.mark.parametrize(
    "statement", ["UPDATE journal_entry SET actor = 'x' WHERE sequence = 2", "DELETE FROM journal_entry"]
)
def test_the_database_itself_refuses(chain, statement):
    with pytest.raises(DatabaseError, match="journal_entry is kept as it was"), db.engine.begin() as connection:
        connection.execute(text(statement))
    assert first_break(STREAM) is None


def test_the_head_tells_the_last_link(chain):
    head = session().get(JournalHead, STREAM)
    last = list(entries(STREAM))[-1]
    assert (head.sequence, head.digest) == (5, last.digest)


def test_what_an_entry_cannot_hold_is_refused_before_anything_is_written(inside):
    for value in (0.1, {"deep": [1.5]}, {1: "a"}, NOON):
        with pytest.raises(TypeError):
            run(lambda value=value: journal.record(STREAM, "odd", actor="a", now=NOON, value=value))
    assert list(entries(STREAM)) == []


def test_a_clock_that_steps_back_is_logged_and_seen_by_verify(app, caplog):
    """What is written is kept: a sitting cannot wait for a clock. A minute back is two requests that waited."""
    with app.app_context():
        for minutes in (0, -1, -31, 5):
            at = NOON + timedelta(minutes=minutes)
            run(lambda at=at: journal.record("congress:essai", "noted", actor="system", now=at))
        assert journal.first_break("congress:essai") is None
        assert list(journal.steps_back(journal.entries("congress:essai"))) == [
            "journal\u00a0: l’entrée 3 est datée d’avant la précédente, l’horloge a reculé"
        ]
    assert caplog.text.count("the clock stepped back") == 1
