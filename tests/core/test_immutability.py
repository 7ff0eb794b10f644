"""What must never change does not, whoever writes to the database: every guard that a model declares.

Rows are written without their neighbours (foreign keys and checks of the test's own database are set aside), so
that nothing but the guards can refuse.
"""

import importlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Boolean, Connection, DateTime, Integer, Table, delete, insert, inspect, select, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.types import JSON

from app.packages import MODEL_MODULES
from core.database import db
from core.immutability import ALWAYS, Guard, Rule, install, rules, trigger_names

# For each condition of a rule: a row that it holds of, and one that it does not.
IN_FORCE: dict[str, tuple[dict[str, Any], dict[str, Any] | None]] = {
    ALWAYS: ({}, None),
    "OLD.status <> 'draft'": ({"status": "published"}, {"status": "draft"}),
    "OLD.status <> 'draft' AND NEW.version = OLD.version": ({"status": "published"}, {"status": "draft"}),
    "OLD.public_number IS NOT NULL": ({"public_number": 12}, {"public_number": None, "status": "draft"}),
    "OLD.undone_at IS NOT NULL": ({"undone_at": datetime(2020, 10, 12, 13, tzinfo=UTC)}, {"undone_at": None}),
    "OLD.recalled_at IS NOT NULL": ({"recalled_at": datetime(2020, 10, 12, 13, tzinfo=UTC)}, {"recalled_at": None}),
    "OLD.ended_at IS NOT NULL": ({"ended_at": datetime(2020, 10, 12, 13, tzinfo=UTC)}, {"ended_at": None}),
    "OLD.withdrawn_at IS NOT NULL": ({"withdrawn_at": datetime(2020, 10, 12, 13, tzinfo=UTC)}, {"withdrawn_at": None}),
    "OLD.state <> 'draft'": ({"state": "announced"}, {"state": "draft"}),
    "OLD.state <> 'open'": ({"state": "set_aside"}, {"state": "open"}),
    "OLD.state IN ('open', 'closed', 'proclaimed', 'cancelled')": ({"state": "open"}, {"state": "announced"}),
    "OLD.state IN ('closed', 'proclaimed', 'cancelled')": ({"state": "closed"}, {"state": "open"}),
}
for name in (
    "adopted_at", "called_at", "counted_at", "decided_at", "ended_at", "handed_at", "published_at", "read_at",
    "recalled_at", "submitted_at", "undone_at", "withdrawn_at",
):  # fmt: skip
    IN_FORCE[f"OLD.{name} IS NOT NULL"] = ({name: datetime(2020, 10, 12, 13, tzinfo=UTC)}, {name: None})
IN_FORCE["OLD.letters_sha256 <> ''"] = ({"letters_sha256": "a" * 64}, {"letters_sha256": ""})
IN_FORCE["OLD.is_adopted IS NOT NULL"] = ({"is_adopted": False}, {"is_adopted": None})
IN_FORCE["OLD.answer IS NOT NULL"] = ({"answer": "refused"}, {"answer": None})
for module in MODEL_MODULES:  # whose guards are the cases here
    importlib.import_module(module)
RULES = [rule for rule in rules() if rule.guard.columns]
CASES = [pytest.param(rule, id=rule.name) for rule in RULES]
GUARDED = sorted({rule.table for rule in rules()})
KEPT_FOREVER = sorted(rule.table for rule in rules() if rule.guard == Guard("DELETE", ALWAYS))
LATER = datetime(2020, 10, 12, 14, tzinfo=UTC)


@pytest.fixture(scope="module")
def bare_app(database, applications, workspace) -> Iterator[Flask]:
    """An application on the migrated schema without foreign keys and checks; every test rolls back what it did there."""
    address = database.fresh()
    settings = {"TESTING": True, "INSTANCE_PATH": str(workspace / "instance"), "SECRET_KEY": "of these tests only"}
    app = applications.lend({**settings, "SQLALCHEMY_DATABASE_URI": address})
    with app.app_context():
        if db.engine.dialect.name == "postgresql":
            with db.engine.begin() as connection:
                _set_aside(connection)
    yield app
    applications.take_back(app)
    database.discard(address)


def _set_aside(connection: Connection) -> None:
    schema = inspect(connection)
    for reflected in (schema.get_multi_foreign_keys(), schema.get_multi_check_constraints()):
        for (_, table), constraints in reflected.items():
            if drops := [f'DROP CONSTRAINT "{constraint["name"]}"' for constraint in constraints]:
                connection.execute(text(f'ALTER TABLE "{table}" {", ".join(drops)}'))


@pytest.fixture
def bare(bare_app) -> Iterator[Flask]:
    """The migrated schema without foreign keys and checks; its guards stand, and no row."""
    with bare_app.app_context():
        yield bare_app
        with db.engine.connect() as connection:
            tables = db.metadata.tables
            held = connection.execute(select(*(select(tables[name]).exists().label(name) for name in GUARDED))).one()
            assert [name for name, is_held in held._mapping.items() if is_held] == [], "left behind by this test"


def begin() -> Any:
    """A transaction in which only guards refuse."""
    connection = db.engine.connect()
    if connection.dialect.name == "sqlite":
        raw = connection.connection.dbapi_connection
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("PRAGMA ignore_check_constraints=ON")
    return connection


def value(column: Any, step: int) -> Any:
    """Any value of a column's type; another `step`, another value."""
    if isinstance(column.type, JSON):
        return [step]
    if isinstance(column.type, Boolean):
        return step % 2 == 0
    if isinstance(column.type, Integer):
        return 100 + step
    if isinstance(column.type, DateTime) or "DateTime" in type(column.type).__name__:
        return LATER + timedelta(minutes=step)
    enumerated = getattr(column.type, "enums", None)
    if enumerated:
        kind = column.type.enum_class
        return kind(enumerated[step % len(enumerated)])
    return bytes([step]) if "Binary" in type(column.type).__name__ else f"v{step}"


def table_of(rule: Rule) -> Table:
    return db.metadata.tables[rule.table]


def add(connection: Connection, table: Table, **fixed: Any) -> dict[str, Any]:
    """A row with a value in every column."""
    row = {column.name: value(column, 0) for column in table.columns} | fixed
    connection.execute(insert(table).values(**row))
    return row


def refused(connection: Connection, statement: Any, table: str) -> None:
    with pytest.raises(DatabaseError, match=f"{table} is kept as it was"):
        connection.execute(statement)
    connection.rollback()


@pytest.mark.parametrize("rule", CASES)
def test_a_guarded_column_keeps_its_value(bare, rule):
    table = table_of(rule)
    fixed, _ = IN_FORCE[rule.guard.condition]
    for name in rule.guard.columns:
        with begin() as connection:
            row = add(connection, table, **fixed)
            other = next(new for step in (1, 2) if (new := value(table.c[name], step)) != row[name])
            refused(connection, update(table).values({name: other}), rule.table)
        if table.c[name].nullable and fixed.get(name, 0) is not None:
            with begin() as connection:
                add(connection, table, **fixed)
                refused(connection, update(table).values({name: None}), rule.table)


@pytest.mark.parametrize("rule", [case for case in CASES if case.values[0].guard.condition != ALWAYS])
def test_before_its_time_a_guard_lets_the_column_change(bare, rule):
    table = table_of(rule)
    _, free = IN_FORCE[rule.guard.condition]
    for name in rule.guard.columns:
        others = [other for other in RULES if other.table == rule.table and name in other.guard.columns]
        assert others == [rule], "a column is guarded by one rule"
        with begin() as connection:
            row = add(connection, table, **free)
            other = next(new for step in (1, 2) if (new := value(table.c[name], step)) != row[name])
            connection.execute(update(table).values({name: other}))
            assert connection.execute(select(table.c[name])).scalar_one() == other
            connection.rollback()


@pytest.mark.parametrize("rule", CASES)
def test_writing_the_same_value_again_is_no_change(bare, rule):
    table = table_of(rule)
    fixed, _ = IN_FORCE[rule.guard.condition]
    with begin() as connection:
        row = add(connection, table, **fixed)
        connection.execute(update(table).values({name: row[name] for name in rule.guard.columns}))
        connection.rollback()


@pytest.mark.parametrize("table", KEPT_FOREVER)
def test_a_row_that_stays_cannot_be_deleted(bare, table):
    with begin() as connection:
        if table == "ballot":
            add(connection, db.metadata.tables["poll"], id=1, state="announced")
            add(connection, db.metadata.tables["right_to_vote"], id=1, poll_id=1)
            connection.execute(update(db.metadata.tables["poll"]).values(state="open"))
            add(connection, db.metadata.tables["ballot"], right_id=1)
        else:
            add(connection, db.metadata.tables[table])
        refused(connection, delete(db.metadata.tables[table]), table)


def test_a_draft_amendment_may_be_thrown_away_and_a_deposited_one_may_not(bare):
    table = db.metadata.tables["amendment"]
    with begin() as connection:
        add(connection, table, status="draft", public_number=None)
        connection.execute(delete(table))
        connection.rollback()
    with begin() as connection:
        add(connection, table, status="deposited", public_number=None)
        refused(connection, delete(table), "amendment")


def test_a_signature_may_be_taken_back(bare):
    with begin() as connection:
        add(connection, db.metadata.tables["signature"])
        connection.execute(delete(db.metadata.tables["signature"]))
        connection.rollback()


@pytest.mark.parametrize("ending", [("closed",), ("closed", "proclaimed"), ("cancelled",)], ids="-".join)
def test_a_ballot_is_cast_and_changed_while_its_poll_is_open_and_then_never(bare, ending):
    poll, right, ballot = (db.metadata.tables[name] for name in ("poll", "right_to_vote", "ballot"))
    with begin() as connection:
        add(connection, poll, id=1, state="announced", choices="v0 v1 v2")
        add(connection, right, id=1, poll_id=1)
        add(connection, right, id=2, poll_id=1, principal_id=2)
        connection.execute(update(poll).values(state="open"))
        add(connection, ballot, id=1, right_id=1)
        connection.execute(update(ballot).values(choice=value(ballot.c.choice, 1)))
        for state in ending:
            connection.execute(update(poll).values(state=state))
        point = connection.begin_nested()
        with pytest.raises(DatabaseError, match="ballot is kept as it was"):
            connection.execute(update(ballot).values(choice=value(ballot.c.choice, 2)))
        point.rollback()
        point = connection.begin_nested()
        with pytest.raises(DatabaseError, match="ballot is kept as it was"):
            add(connection, ballot, id=2, right_id=2)
        point.rollback()
        connection.rollback()


def test_no_ballot_is_cast_before_the_poll_opens(bare):
    poll, right, ballot = (db.metadata.tables[name] for name in ("poll", "right_to_vote", "ballot"))
    with begin() as connection:
        add(connection, poll, id=1, state="announced", choices="v0 v1 v2")
        add(connection, right, id=1, poll_id=1)
        refused(connection, insert(ballot).values(id=1, right_id=1, choice="for", cast_at=LATER), "ballot")


@pytest.mark.parametrize("way", [("open",), ("open", "closed"), ("open", "closed", "proclaimed"), ("cancelled",)])
def test_nobody_is_called_to_vote_once_the_poll_is_open(bare, way):
    poll, right = db.metadata.tables["poll"], db.metadata.tables["right_to_vote"]
    late = insert(right).values(id=2, poll_id=1, principal_id=2, holder_id=2, weight=1, college="")
    with begin() as connection:
        add(connection, poll, id=1, state="announced", choices="v0 v1 v2")
        for state in way:
            connection.execute(update(poll).values(state=state))
        refused(connection, late, "right_to_vote")


@pytest.mark.parametrize(
    ("way", "back"),
    [
        (("open",), "announced"),
        (("open",), "proclaimed"),
        (("open", "closed"), "open"),
        (("open", "closed", "proclaimed"), "cancelled"),
        (("open", "closed", "proclaimed"), "closed"),
        (("open", "closed", "proclaimed"), "open"),
        (("open", "cancelled"), "open"),
        (("open", "closed", "cancelled"), "closed"),
    ],
)
def test_a_poll_never_opens_again(bare, way, back):
    poll = db.metadata.tables["poll"]
    with begin() as connection:
        add(connection, poll, id=1, state="announced", choices="v0 v1 v2")
        for state in way:
            connection.execute(update(poll).values(state=state))
        refused(connection, update(poll).values(state=back), "poll")


def test_installing_again_changes_nothing_and_puts_back_what_a_migration_dropped(bare):
    from tests.support.schema import triggers_of

    with db.engine.connect() as connection:
        before = triggers_of(connection)
        on = "" if connection.dialect.name == "sqlite" else " ON revision"
        dropped = next(name for name in before if name.startswith("keep_revision"))
        connection.execute(text(f"DROP TRIGGER {dropped}{on}"))
        install(connection)
        assert triggers_of(connection) == before >= set(trigger_names())
        install(connection)
        assert triggers_of(connection) == before
        connection.rollback()


def test_what_stays_for_ever_is_this():
    told = """
        amendment_version ballot ballot_cast ballot_request bundle bundle_line carried_text challenge_answer
        comment convening convening_complement convening_letter convening_reply discrepancy division division_part division_request
        eldest_said
        fate_told floor_motion floor_second item_report journal_entry kept_position letter minutes
        minutes_note minutes_signature opinion order_move outcome paper_count poll proxy_paper question
        question_option quorum_challenge quorum_check revision right_to_vote second_sitting sheet_photograph
        sitting_reopening speaking_request speech stored_file suggested_text viewpoint_given withdrawal
    """
    assert told.split() == KEPT_FOREVER
    others = {rule.table for rule in RULES} - set(KEPT_FOREVER)
    assert others == {"amendment", "signature"}, "a draft may be thrown away, a signature taken back"


def test_every_condition_has_its_rows_here():
    assert {rule.guard.condition for rule in RULES} == set(IN_FORCE)
