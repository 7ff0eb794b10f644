"""What thousands ask for is found by its keys: the tables were filled a minute ago, and PostgreSQL knows nothing of them."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from accounts.models import Device, SignInLink
from accounts.services import _DEVICE
from app.pages import home_asked
from congress.models import Member
from congress.queries.asking import link_opened, who_asks
from core.batches.plain_reading import ByDriver, PlainReading
from core.clock import MachineClock
from core.database import db, session
from core.digest import sha256_text
from tests.support.assembly import assemble, in_discussion, opened_poll, with_motion
from tests.support.crowded_chamber import there_and_signed_in
from tests.support.postgresql_server import NOTHING_COUNTED
from voting.queries.state import asked, follower_asked, voter_asked

ELECTORS = 60
A_FEW = 6  # rows that a step may read: of the member, never of all
STATEMENTS = {
    "the device": _DEVICE,
    "who asks": who_asks._ASKED,
    "a link opened": link_opened._OPENED,
    "the state of a sitting": asked._ASKED,
    "a poll": voter_asked._ASKED,
    "where a member stands": follower_asked._STAND,
    "the viewpoints of the home": home_asked._VIEWPOINTS,
    "the convenings of the home": home_asked._UNANSWERED,
}

pytestmark = pytest.mark.strictest_database


def test_no_step_reads_everybody(app):
    with app.app_context():
        engine = db.engine
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite has its own planner")
    made = assemble(app, electors=ELECTORS, opened=True)
    _, (part,) = with_motion(made)
    made.run(there_and_signed_in(made, {member: f"token-{member}" for member in made.electors}))
    opened_poll(made, in_discussion(made), part_id=part)
    made.run(lambda: _link(made.electors[2]))
    told = {"sitting": made.sitting_id, "member": made.electors[2], "congress": made.congress_id}
    token = sha256_text(f"token-{made.electors[2]}")
    values = {**who_asks.who_asks("essai", 1, token, MachineClock().now()), **told, "token": token}
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM")  # a bitmap of an index counts the rows of former tests too
    with app.app_context():
        found = {name: _read(statement, engine, values) for name, statement in STATEMENTS.items()}
    assert {name: steps for name, steps in found.items() if steps} == {}


def _link(member_id: int) -> None:
    """A link of the member, by the same token as their device."""
    account = session().get_one(Member, member_id).account_id
    token = session().scalar(select(Device.token_sha256).where(Device.account_id == account))
    expires = MachineClock().now() + dt.timedelta(hours=1)
    session().add(SignInLink(account_id=account, token_sha256=token, code_sha256="", expires_at=expires))


def _read(statement: PlainReading, engine: Any, values: dict[str, object]) -> list[str]:
    """The steps of a statement's plan that read more than a few rows, as PostgreSQL counted them."""
    sent = ByDriver(statement._wanted, engine)
    sent.words = f"EXPLAIN (ANALYZE, FORMAT JSON) {sent.words}"
    sent._told, sent._row = [], _One
    with engine.connect() as connection:
        for forgetting in NOTHING_COUNTED:
            connection.exec_driver_sql(forgetting)
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")  # a page of sixty rows is read as soon as a key
        ((plan,),) = sent.rows(connection.connection, values)
    return [step for step, read in _steps(plan[0]["Plan"]) if read > A_FEW]


class _One(tuple[Any, ...]):
    """A row as it comes."""

    __slots__ = ()
    _make = classmethod(lambda cls, row: cls(row))


def _steps(node: dict[str, Any]) -> list[tuple[str, float]]:
    removed = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Join Filter", 0)
    read = (node["Actual Rows"] + removed) * node["Actual Loops"]
    name = f"{node['Node Type']} {node.get('Relation Name', '')} {node.get('Index Name', '')}: {read}"
    return [(name, read), *(step for inner in node.get("Plans", ()) for step in _steps(inner))]
