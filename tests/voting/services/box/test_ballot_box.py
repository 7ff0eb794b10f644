"""The ballot box itself: batches, the same right twice in one, ballots beside closures, a database that gives up."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from congress.services.presence_services import leave
from core.database import db, session
from core.digest import sha256_text
from core.unit_of_work import run, run_together
from tests.support.box_world import TOKEN
from voting.models import Outcome
from voting.rules.ballot_rule import BallotSent, BallotVerdict
from voting.services.box.ballot_box import cast_plainly, take_all
from voting.services.poll_services import close_poll

TAKEN, SAME, OTHERWISE = BallotVerdict.TAKEN, BallotVerdict.SAME, BallotVerdict.OTHERWISE


@pytest.fixture
def plain(world) -> BallotSent:
    """The vote of the member who signed in, « for », with their own right."""
    now = world.made.app.config["CLOCK"].now()
    return BallotSent("essai", 1, world.own, "for", world.seen, sha256_text(TOKEN), None, False, False, now)


@pytest.fixture
def inside(world):
    with world.made.app.app_context():
        yield world.made.app


def kept() -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The ballots, and every casting in its order."""
    db.session.remove()
    looks = (
        "SELECT right_id, choice FROM ballot ORDER BY right_id",
        "SELECT right_id, choice FROM ballot_cast ORDER BY id",
    )
    ballots, castings = ([tuple(row) for row in session().execute(text(look))] for look in looks)
    db.session.remove()
    return ballots, castings


def test_the_same_right_twice_in_a_batch_is_taken_in_its_order(world, plain, inside):
    asked = [
        plain, replace(plain, choice="against"), replace(plain, right_id=world.carried), plain, plain,
        replace(plain, right_id=world.another), replace(plain, choice="pour"),
    ]  # fmt: skip
    verdicts = run(lambda: take_all(session().connection(), asked))
    assert verdicts == [TAKEN, TAKEN, TAKEN, TAKEN, SAME, OTHERWISE, OTHERWISE]
    ballots, castings = kept()
    assert ballots == [(world.own, "for"), (world.carried, "for")]
    assert [choice for right, choice in castings if right == world.own] == ["for", "against", "for"]


def test_eight_at_once_leave_one_ballot_the_last_that_was_cast(world, plain, inside):
    start = threading.Barrier(8)

    def tab(number: int) -> BallotVerdict:
        with inside.app_context():
            start.wait()
            return cast_plainly(replace(plain, choice=("for", "against")[number % 2]))

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(tab, range(8))) <= {TAKEN, SAME}
    ballots, castings = kept()
    assert ballots == castings[-1:]
    assert all(castings[it][1] != castings[it + 1][1] for it in range(len(castings) - 1))


def test_a_ballot_beside_the_closing_is_in_the_count_or_refused(world, plain, inside):
    start, actor, now = threading.Barrier(3), world.made.actor(world.made.chair), world.made.then()

    def cast(right: int) -> bool:
        with inside.app_context():
            start.wait()
            return cast_plainly(replace(plain, right_id=right)) is TAKEN

    def close() -> None:
        with inside.app_context():
            start.wait()
            run(lambda: close_poll(world.poll, actor=actor, now=now))

    with ThreadPoolExecutor(3) as pool:
        closing = pool.submit(close)
        taken = sum(pool.map(cast, (world.own, world.carried)))
        closing.result()
    assert session().get_one(Outcome, world.poll).counts["for"] == taken == len(kept()[0])


def test_a_ballot_beside_a_departure_comes_wholly_before_or_is_refused(world, plain, inside):
    start, actor = threading.Barrier(2), world.made.actor(world.one)

    def go() -> None:
        with inside.app_context():
            start.wait()
            run(lambda: leave(world.made.sitting_id, world.one, actor=actor, now=plain.at))

    with ThreadPoolExecutor(1) as pool:
        going = pool.submit(go)
        start.wait()
        verdict = cast_plainly(plain)
        going.result()
    ballots, _ = kept()
    assert (verdict, len(ballots)) in {(TAKEN, 1), (OTHERWISE, 0)}
    dates = "SELECT 1 FROM ballot_cast c, presence p WHERE p.left_at < c.cast_at"
    assert session().execute(text(dates)).first() is None


def test_nobody_is_answered_before_the_commit(world, plain, inside):
    committed = []
    event.listen(db.engine, "commit", committed.append)
    assert cast_plainly(plain) is TAKEN
    assert committed
    with db.engine.connect() as beside:
        assert beside.execute(text("SELECT count(*) FROM ballot")).scalar_one() == 1


def test_it_opens_inside_no_other_unit_of_work(plain, inside):
    with pytest.raises(RuntimeError, match="inside another"):
        run(lambda: cast_plainly(plain))
    assert kept() == ([], [])


def test_one_that_fails_disturbs_nobody(world, plain, inside, database):
    if database.kind == "sqlite":
        trigger = "CREATE TRIGGER no_against AFTER INSERT ON ballot_cast WHEN NEW.choice = 'against'"
        refused = f"{trigger} BEGIN SELECT RAISE(ABORT, 'after the rows'); END"
    else:
        refused = "ALTER TABLE ballot_cast ADD CONSTRAINT no_against CHECK (choice <> 'against')"
    with db.engine.begin() as connection:
        connection.execute(text(refused))
    start = threading.Barrier(6)

    def send(number: int) -> object:
        asked = replace(plain, right_id=(world.own, world.carried)[number % 2])
        with inside.app_context():
            start.wait()
            try:
                return run_together(take_all, replace(asked, choice="against") if number > 1 else asked)
            except DBAPIError as error:
                return error

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(send, range(6)))
    assert answers[:2] == [TAKEN, TAKEN]
    assert all(isinstance(answer, DBAPIError) for answer in answers[2:])
    assert kept()[0] == [(world.own, "for"), (world.carried, "for")]


def test_a_full_disk_keeps_nothing_by_half_and_the_next_ballot_is_taken(world, plain, inside, database):
    """SQLite gives up the whole transaction there; what PostgreSQL's trigger refuses, it refuses alone."""
    if database.kind == "sqlite":
        full = "CREATE TRIGGER full BEFORE INSERT ON ballot_cast BEGIN SELECT RAISE(ROLLBACK, 'full'); END"
    else:
        full = "ALTER TABLE ballot_cast ADD CONSTRAINT full_disk CHECK (choice <> 'for')"
    room = "DROP TRIGGER full" if database.kind == "sqlite" else "ALTER TABLE ballot_cast DROP CONSTRAINT full_disk"
    with db.engine.begin() as connection:
        connection.execute(text(full))
    with pytest.raises(DBAPIError):
        cast_plainly(plain)
    assert kept() == ([], [])
    with db.engine.begin() as connection:
        connection.execute(text(room))
    assert cast_plainly(plain) is TAKEN
    assert cast_plainly(plain) is SAME


def test_a_connection_cut_between_two_ballots_loses_neither(world, plain, inside, database):
    """PostgreSQL restarted, say: whoever votes next is not the one who finds out."""
    assert cast_plainly(plain) is TAKEN
    if database.kind == "postgresql":
        with db.engine.connect() as beside:
            others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            beside.execute(text(others))
    assert cast_plainly(replace(plain, choice="against")) is TAKEN
    assert [choice for _, choice in kept()[1]] == ["for", "against"]
