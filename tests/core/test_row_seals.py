"""Seals of rows: each unit of work leaves in its entry what it wrote; what was erased on purpose is told as such."""

import pytest
from sqlalchemy import text, update

from congress.models import Congress, Member, Room, RoomKind
from core import journal, journal_check
from core.database import db, session
from core.row_seals import hidden_token, reproducible
from core.unit_of_work import run
from tests.support.application import NOON


@pytest.fixture
def stream(cast) -> str:
    """The stream of a congress with its people, in whose application the test runs."""
    with cast.app.app_context():
        yield f"congress:{cast.slug}"
        db.session.remove()


def congress_id() -> int:
    found = session().query(Congress.id).scalar()
    db.session.remove()
    return found


def faults(stream: str) -> list[str]:
    found = list(journal_check.altered_rows(list(journal.entries(stream)), congress_id()))
    db.session.remove()
    return found


def record(stream: str, kind: str) -> None:
    journal.record(stream, kind, actor="m1", now=NOON)


def room(name: str) -> Room:
    return Room(congress_id=session().query(Congress.id).scalar(), position=len(name), name=name, kind=RoomKind.MIXED)


def last_two(stream: str) -> list[tuple[str, list[str]]]:
    found = [(entry.kind, sorted(entry.rows)) for entry in journal.entries(stream)][-2:]
    db.session.remove()
    return found


def test_each_entry_holds_what_was_written_since_the_one_before(stream):
    def work() -> list[int]:
        rooms = [room("un"), room("deux")]
        for one in rooms:
            session().add(one)
            record(stream, f"made_{one.name}")
        return [one.id for one in rooms]

    first, second = run(work)
    assert last_two(stream) == [("made_un", [f"room:{first}"]), ("made_deux", [f"room:{second}"])]
    assert faults(stream) == []


def test_a_row_written_twice_is_in_the_last_entry_that_tells_of_it(stream):
    def work() -> None:
        made = room("salle")
        session().add(made)
        record(stream, "made")
        made.url = "https://exemple.test"
        record(stream, "changed")

    run(work)
    assert [len(rows) for _kind, rows in last_two(stream)] == [0, 1]
    assert faults(stream) == []


def test_what_a_service_forgot_to_tell_is_sealed_all_the_same(stream):
    run(lambda: session().add(room("oubliée")))
    ((kind, rows),) = last_two(stream)[1:]
    assert (kind, len(rows)) == (journal.UNTOLD, 1)
    assert faults(stream) == []


def test_a_row_taken_away_by_a_service_is_told(stream):
    made = run(lambda: (kept := room("brève"), session().add(kept), session().flush(), kept.id)[-1])
    run(lambda: (session().delete(session().get_one(Room, made)), record(stream, "gone")))
    assert last_two(stream)[-1] == ("gone", [f"room:{made}"])
    assert faults(stream) == []


def test_a_statement_that_writes_unseen_is_refused(stream):
    with pytest.raises(RuntimeError, match="room is sealed"):
        run(lambda: session().execute(update(Room).values(url="x")))


def test_nothing_is_kept_of_a_unit_of_work_that_fails(stream):
    def fail() -> None:
        session().add(room("perdue"))
        record(stream, "lost")
        raise LookupError

    with pytest.raises(LookupError):
        run(fail)
    assert "lost" not in [kind for kind, _rows in last_two(stream)]
    assert faults(stream) == []


def test_what_was_erased_is_said_and_is_no_fault(stream):
    """The name and its salt leave together; the entry that says so seals what is left."""

    def erase() -> int:
        member = session().query(Member).order_by(Member.id).first()
        member.given_name = member.family_name = member.salt = ""
        journal.record(stream, journal_check.ERASED, actor="secretariat", now=NOON, member=member.pseudonym)
        return member.id

    erased = run(erase)
    assert faults(stream) == []
    told = list(journal_check.erased(list(journal.entries(stream))))
    assert [sentence.partition(",")[0] for sentence in told] == [f"le membre (ligne {erased})\u00a0: effacé"]

    def reorder() -> None:
        session().get_one(Member, erased).position = 9
        record(stream, "roll_ordered")

    run(reorder)
    assert faults(stream) == []
    assert list(journal_check.erased(list(journal.entries(stream)))) == told, "a later entry takes nothing of it back"


def test_what_was_erased_behind_the_program_is_a_fault(stream):
    db.session.remove()
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE member SET family_name = '', salt = ''"))
    assert len(faults(stream)) == len(list(session().query(Member.id)))


def test_nobody_guesses_a_row_from_its_fingerprint(stream):
    """Two members alike in everything but their salt have nothing alike in the journal."""
    assert hidden_token("member", 1) != hidden_token("member", 1)
    with reproducible("congres-2020"):
        assert hidden_token("member", 1) == hidden_token("member", 1) != hidden_token("member", 2)
