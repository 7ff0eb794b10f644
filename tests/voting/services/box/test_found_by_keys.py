"""PostgreSQL finds the rows of a batch by their keys, whatever it knows of tables that were filled a minute ago."""

import json

import pytest
from psycopg import ClientCursor

from core.batches.collector import Collector, by_keys
from core.database import db
from core.digest import sha256_text
from tests.support.box_world import TOKEN, World
from tests.support.postgresql_server import NOTHING_COUNTED
from voting.rules.ballot_rule import BallotSent, BallotVerdict
from voting.services.box import box_rows
from voting.services.box.ballot_box import take_all

ASKED = {"slug": "essai", "number": 1, "device": sha256_text(TOKEN)}
KEPT = {"choice": "for", "at": "2026-11-28 10:00+00", "seen": "", "presence_id": 1}

pytestmark = pytest.mark.strictest_database


@pytest.mark.parametrize(
    ("statement", "keys"),
    [
        ("EXECUTE box_rights(%(rights)s)", {"pk_right_to_vote", "pk_poll"}),
        ("EXECUTE box_presences(%(rights)s)", {"pk_right_to_vote", "uq_presence_open"}),
        ("EXECUTE box_facts(%(asked)s)", {"pk_right_to_vote", "pk_poll", "pk_member", "uq_device_token_sha256"}),
        ("EXECUTE box_keep(%(sent)s)", {"uq_ballot_right_id", "pk_presence"}),
    ],
    ids=["rights are held", "presences are held", "facts", "ballots are kept"],
)
def test_no_table_is_read_through(world: World, statement: str, keys: set[str]):
    with world.made.app.app_context():
        engine = db.engine
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite has its own planner")
    asked, sent = {"right_id": world.own, **ASKED}, {"right_id": world.own, "holder_id": world.one, **KEPT}
    values = {"rights": f"{{{world.own}}}", "asked": json.dumps([asked]), "sent": json.dumps([sent])}
    with by_keys(engine.connect()) as connection:
        driver = connection.connection.driver_connection
        for forgetting in NOTHING_COUNTED:
            driver.execute(forgetting)
        driver.execute(box_rows.PREPARED)
        cursor = ClientCursor(driver).execute(f"EXPLAIN {statement}", values)
        plan = "\n".join(line for (line,) in cursor.fetchall())
        connection.invalidate()
    assert "Seq Scan" not in plan
    assert {key for key in keys if key in plan} == keys, plan


def test_what_is_set_for_a_batch_is_nobody_elses(world: World):
    with world.made.app.app_context():
        engine = db.engine
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite has its own planner")
    pids: list[int] = []

    def work(connection, asked):
        pids.append(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())
        return asked

    collector = Collector(engine)
    assert collector.submit(work, world.own) == world.own
    collector.stop()
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW enable_seqscan").scalar_one() == "on"
        assert connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one() not in pids


def test_what_the_server_prepared_outlasts_a_batch_that_failed(world: World):
    with world.made.app.app_context():
        engine = db.engine
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite has its own planner")
    now = world.made.app.config["CLOCK"].now()
    sent = BallotSent("essai", 1, world.own, "for", world.seen, sha256_text(TOKEN), None, False, False, now)

    def failing(connection, asked):
        box_rows.facts_of_each(connection, asked)
        raise LookupError

    collector = Collector(engine)
    with pytest.raises(LookupError):
        collector.submit(failing, sent)
    assert collector.submit(take_all, sent) is BallotVerdict.TAKEN
    collector.stop()
