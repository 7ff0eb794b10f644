"""`journal verify` finds whatever is changed: one value of every column of every table of the migrated schema.

The demonstration, played to its end. In a round one value of each table is changed, behind the program and without its
guards, each in a row of its own; every one of these rows has to be named by a sentence. Tables with fewer rows than
columns (the congress, the motion, the letter) take more rounds: all of them in `make thorough`, the first ones here.
"""

import json
import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import JSON, Boolean, Date, Enum, LargeBinary, String, inspect, text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from tests.support.rare_acts import do_what_it_lacks

pytestmark = pytest.mark.one_database
ROUNDS = 99 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 2
FAR = 1_000_000
# What proves nothing, and why. Beside it, only what models leave out of their seals, with their own reasons.
UNPROVEN_TABLES = {
    "alembic_version": "the number of the schema",
    "api_answer": "what was answered to programs, kept a week: the amendment that it tells of is sealed",
    "api_token": "tokens of programs: what is done with one is sealed when it is done, as its member’s",
    "attempt": "attempts to sign in, counted for a time",
    "cosign_request": "who was asked to cosign, which nobody but the author and they know: the cosignature is sealed",
    "device": "who is signed in: an act is sealed when it is done, by whoever signed in",
    "sign_in_link": "links and codes that wait for an hour",
    "kept_comparison": "what is worked out from texts that are sealed, for pages alone: never for a decision",
    "private_note": "what a member wrote for themselves alone: that it exists is nobody’s business",
    "stored_file": "files that people bring: the sealed row that keeps one has its fingerprint, held to it when read",
    "challenge_answer": "who confirmed: the counts, sealed, and a fingerprint in the entry that freezes them, tell it",
    "outbox_message": "mails: they tell what was decided, and decide nothing",
    "outbox_text": "their words, where many share them",
}
UNPROVEN = {"journal_entry.id": "entries are in the order of their `sequence`"}
COMPARED = {"member.account_id"}  # left out of the seal, and found by the address
MOST_LEFT_OUT = 6
# In the first rounds of the tables that have one row.
FIRST = ("quorum", "majority", "tie_rule", "title", "text", "document", "state", "addressee")


@dataclass(frozen=True)
class Change:
    """One value of one row to change, and how the sentence that names the row begins."""

    table: str
    column: str
    key: object
    named: str


class Site:
    """The demonstration in one transaction, that is never committed, without guards nor constraints."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.schema = inspect(connection)
        self.tables = {name: self.schema.get_columns(name) for name in self.schema.get_table_names()}

    def key(self, table: str) -> str:
        return self.schema.get_pk_constraint(table)["constrained_columns"][0]

    def verify(self) -> list[str]:
        from app.journal_verifying import verify_journal
        from core.database import reset_write_session, use_write_session
        from core.errors import NotFound

        with Session(self.connection, join_transaction_mode="create_savepoint") as reading:
            token = use_write_session(reading)
            try:
                return list(verify_journal("congres-2020").errors)
            except NotFound:
                return ["le congrès (ligne 1) n’est plus là"]
            finally:
                reset_write_session(token)

    def change(self, change: Change) -> None:
        table, column = change.table, change.column
        where = f'"{table}" WHERE "{self.key(table)}" = :key'
        former = self.connection.scalar(text(f'SELECT "{column}" FROM {where}'), {"key": change.key})
        wanted = other(table, column, former)
        statement = text(f'UPDATE "{table}" SET "{column}" = :wanted WHERE "{self.key(table)}" = :key')
        assert self.connection.execute(statement, {"wanted": wanted, "key": change.key}).rowcount == 1

    def rows(self, table: str) -> list[tuple[object, str]]:
        """Rows of a table by key, and how each is named; of votes, one row to a poll."""
        found = self.connection.execute(text(ROWS[table])).all() if table in ROWS else self._sealed(table)
        return [(key, named) for key, named in found]

    def _sealed(self, table: str) -> list[tuple[object, str]]:
        where = "WHERE status <> 'draft'" if table == "amendment" else ""
        keys = self.connection.scalars(text(f'SELECT "{self.key(table)}" FROM "{table}" {where} ORDER BY 1')).all()
        return [(key, f"{called()[table]} (ligne {key})") for key in keys]


OF_POLL = "'le scrutin n°' || char(160) || poll.number || char(160) || ':'"
ROWS = {
    "right_to_vote": f"SELECT max(r.id), {OF_POLL} FROM right_to_vote r JOIN poll ON poll.id = r.poll_id GROUP BY poll.id ORDER BY poll.id DESC",
    **{
        table: f"SELECT max(v.id), {OF_POLL} FROM {table} v JOIN right_to_vote r ON r.id = v.right_id "
        "JOIN poll ON poll.id = r.poll_id GROUP BY poll.id ORDER BY poll.id DESC"
        for table in ("ballot", "ballot_cast")
    },
    "convening_letter": "SELECT max(id), 'la convocation (ligne ' || convening_id || ')' FROM convening_letter GROUP BY convening_id",
    "account": "SELECT a.id, 'le membre (ligne ' || max(m.id) || ')' FROM account a JOIN member m ON m.account_id = a.id "
    "GROUP BY a.id HAVING count(*) = 1",
    "journal_entry": "SELECT id, 'journal' || char(160) || ': l’entrée ' || sequence || ' ' FROM journal_entry "
    "WHERE sequence % 50 = 0",
    "journal_head": "SELECT stream, 'journal' || char(160) || ': la dernière entrée' FROM journal_head",
}


def called() -> dict[str, str]:
    from core.row_seals import seal_of, sealed_models

    return {model.__tablename__: seal_of(model).called for model in sealed_models()}


def left_out() -> dict[str, str]:
    from core.row_seals import seal_of, sealed_models

    return {
        f"{model.__tablename__}.{column}": why
        for model in sealed_models()
        for column, why in seal_of(model).left_out.items()
    }


def other(table: str, column: str, value: object) -> object:
    """Another value of the same kind."""
    from core.database import Base, UtcDateTime

    kind = Base.metadata.tables[table].c[column].type
    if isinstance(kind, JSON):
        return json.dumps([json.loads(str(value)), "x"]) if value is not None else '"x"'
    if isinstance(kind, UtcDateTime):
        return "2019-05-04 03:02:01.000000"
    if isinstance(kind, Date):
        return "2019-05-04"
    if isinstance(kind, Enum):
        return next(name for name in kind.enums if name != value)
    if isinstance(kind, Boolean):
        return 0 if value else 1
    if isinstance(kind, LargeBinary):
        return (value if isinstance(value, bytes) else b"") + b"x"
    if isinstance(kind, String):
        return f"{value or ''}x"
    return (int(str(value)) if value is not None else 0) + FAR


@pytest.fixture(scope="module")
def site(read_demonstration) -> Iterator[Site]:
    from core.database import db

    with read_demonstration("adopted").app.app_context():
        db.session.remove()
        do_what_it_lacks()
        connection = db.engine.connect()
        driver = connection.connection.driver_connection
        assert driver is not None
        for pragma in ("foreign_keys = OFF", "ignore_check_constraints = ON"):
            driver.execute(f"PRAGMA {pragma}")
        for name in connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            connection.execute(text(f"DROP TRIGGER {name}"))
        yield Site(connection)
        connection.invalidate()
        connection.close()


def changes_of(site: Site, table: str) -> list[list[Change]]:
    """The changes of a table, in as many rounds as it takes: in one round, each in a row of its own."""
    names = [column["name"] for column in site.tables[table]]
    skipped = UNPROVEN.keys() | (left_out().keys() - COMPARED)
    names = [name for name in names if f"{table}.{name}" not in skipped]
    names.sort(key=lambda name: name not in FIRST)
    rows = site.rows(table)
    assert rows, f"the demonstration has no {table}"
    changes = [Change(table, name, *rows[rank % len(rows)]) for rank, name in enumerate(names)]
    return [changes[start : start + len(rows)] for start in range(0, len(changes), len(rows))]


def missed(site: Site, changes: list[Change]) -> list[str]:
    """The columns whose change no sentence tells of."""
    with site.connection.begin_nested() as savepoint:
        for change in changes:
            site.change(change)
        told = site.verify()
        savepoint.rollback()
    return [f"{c.table}.{c.column}" for c in changes if not any(sentence.startswith(c.named) for sentence in told)]


def test_what_nobody_touched_is_whole(site):
    assert site.verify() == []


@pytest.mark.long
@pytest.mark.hypothesis
def test_a_change_of_any_column_is_found(site):
    rounds = defaultdict(list)
    for table in sorted(site.tables.keys() - UNPROVEN_TABLES.keys() - {"journal_entry", "journal_head"}):
        rows_above = {site.key(table), up(table)}
        for rank, changes in enumerate(changes_of(site, table)):
            for change in changes:
                place = ("ids", change.column == up(table)) if change.column in rows_above else (rank,)
                place = (
                    ("ids", table, change.column) if table == "congress" and change.column in ("id", "slug") else place
                )
                rounds[place].append(change)
    found = [
        name for place, some in rounds.items() if place[0] == "ids" or place[0] < ROUNDS for name in missed(site, some)
    ]
    assert found == []


def test_a_change_of_the_journal_itself_is_found(site):
    (entries,) = changes_of(site, "journal_entry")
    assert missed(site, entries) == []
    assert [name for some in changes_of(site, "journal_head") for name in missed(site, some)] == []


def up(table: str) -> str:
    """The column that leads from a sealed row to the one above it."""
    from core.row_seals import seal_of, sealed_models

    return next((seal_of(model).up for model in sealed_models() if model.__tablename__ == table), "")


def test_every_column_counts_in_the_fingerprint_of_its_row(site):
    """Of the tables of one row too, whose rounds are long: `verify` compares these very fingerprints."""
    from core.row_seals import fingerprint, rows_of, sealed_models

    class Row(dict):
        __getattr__ = dict.__getitem__

    silent = []
    for model in sealed_models():
        row = Row(site.connection.execute(rows_of(model, 1).limit(1)).mappings().one())
        for column in model.__table__.c:
            value = row[column.name]
            changed = Row({**row, column.name: None if value is not None else _any(column)})
            if fingerprint(model, changed) == fingerprint(model, row):
                silent.append(f"{model.__tablename__}.{column.name}")
    assert sorted(silent) == sorted(left_out())


def _any(column: object) -> object:
    from core.database import UtcDateTime
    from tests.support.application import NOON

    kind = column.type  # type: ignore[attr-defined]
    return NOON if isinstance(kind, UtcDateTime) else NOON.date() if isinstance(kind, Date) else "1"


GONE_OR_SLIPPED_IN = {
    "DELETE FROM signature WHERE id = 5": "la signature (ligne 5)",
    "DELETE FROM presence WHERE id = 2": "la présence (ligne 2)",
    "DELETE FROM letter_head": "l’en-tête de la lettre (ligne 1)",
    "INSERT INTO poll_subject (id, poll_id, motion_id) SELECT 999, 9, id FROM motion": "l’objet du scrutin (ligne 999)",
    "DELETE FROM ballot_cast WHERE id = (SELECT max(id) FROM ballot_cast)": "le scrutin n°\u00a038\u00a0:",
    "INSERT INTO right_to_vote (id, poll_id, principal_id, holder_id, weight, college) SELECT 99999, 33, id, id, 1, '' "
    "FROM member WHERE NOT votes LIMIT 1": "le scrutin n°\u00a033\u00a0:",
}
UNREADABLE = {
    "UPDATE congress SET quorum = 'unknown_rule', majority = '{'": "le congrès",
    "UPDATE poll SET state = 'unknown' WHERE id = 3": "le scrutin (ligne 3)",
    "UPDATE poll SET opened_at = 'hier' WHERE id = 5": "le scrutin (ligne 5)\u00a0: la ligne ne peut pas être lue",
    "UPDATE poll SET opened_at = 'midi' WHERE id = 6": "le scrutin (ligne 6)\u00a0: la ligne ne peut pas être lue",
    "UPDATE ballot_cast SET choice = 'x' WHERE id = (SELECT max(id) FROM ballot_cast)": "le scrutin n°\u00a038\u00a0:",
}
# Each entry is named, and what the others seal is looked at.
UNREADABLE_ENTRIES = {
    "UPDATE journal_entry SET payload = '{' WHERE sequence = 9": "journal\u00a0: l’entrée 9 ne peut pas être lue",
    "UPDATE journal_entry SET at = 'hier' WHERE sequence = 20": "journal\u00a0: l’entrée 20 ne peut pas être lue",
    "UPDATE journal_entry SET rows = '[]' WHERE sequence = 30": "journal\u00a0: l’entrée 30 a été changée",
    "UPDATE journal_entry SET payload = '[]' WHERE kind = 'poll_closed' AND sequence = (SELECT max(sequence) FROM "
    "journal_entry WHERE kind = 'poll_closed')": "le scrutin n°\u00a038\u00a0:",
    **GONE_OR_SLIPPED_IN,
}


def test_rows_gone_slipped_in_or_unreadable_are_found(site):
    for statements in (GONE_OR_SLIPPED_IN, UNREADABLE, UNREADABLE_ENTRIES):
        with site.connection.begin_nested() as savepoint:
            for statement in statements:
                assert site.connection.execute(text(statement)).rowcount
            told = site.verify()
            savepoint.rollback()
        untold = [named for named in statements.values() if not any(one.startswith(named) for one in told)]
        assert untold == []


def test_what_proves_nothing_is_short_and_says_why(site):
    assert UNPROVEN_TABLES.keys() <= site.tables.keys()
    assert len(left_out()) <= MOST_LEFT_OUT
    assert all(len(why) > 10 for why in (*left_out().values(), *UNPROVEN.values(), *UNPROVEN_TABLES.values()))
