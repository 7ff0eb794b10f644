"""What must never change is guarded by the database itself, on SQLite and on PostgreSQL.

Each model declares its guards under `__guards__`, beside its constraints; this module collects them and knows no
table. `install` (re)creates the triggers and is called after every migration, since batch migrations recreate tables
and drop them.

In the SQL of a guard `OLD` is the row as it stood and `NEW` the row as it would be.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import text
from sqlalchemy.engine import Connection

from core.database import Base

Event = Literal["INSERT", "UPDATE", "DELETE"]
ALWAYS = "1 = 1"
# Beginnings of the names of our triggers: `install` removes those that no model declares any more.
PREFIXES = ("keep_", "undeletable_", "refuse_")
_LIFTED = "hemicycle.guards_lifted"  # a setting of one transaction
_STANDING = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
    ),
}


@dataclass(frozen=True, slots=True)
class Guard:
    """What a table refuses: an `event` on a row while `condition` holds, where `columns` are given if one changes."""

    event: Event
    condition: str
    columns: tuple[str, ...] = ()
    name: str = ""  # of the trigger; made from the table's where it is empty

    @property
    def refused(self) -> str:
        """The SQL condition under which the event is refused."""
        if not self.columns:
            return self.condition
        return f"({self.condition}) AND ({' OR '.join(_changed(column) for column in self.columns)})"


@dataclass(frozen=True, slots=True)
class Rule:
    """A guard of one table, under the name that its trigger bears."""

    table: str
    name: str
    guard: Guard


def never_changes(*columns: str, once: str = ALWAYS) -> Guard:
    """Rows keep these columns, from the moment `once` holds of the row as it stood."""
    return Guard("UPDATE", once, columns)


def never_deleted(*, once: str = ALWAYS) -> Guard:
    """Rows stay, from the moment `once` holds of them."""
    return Guard("DELETE", once)


def refuses(event: Event, name: str, *, when: str) -> Guard:
    """An event is refused while `when` holds; it may look at other tables."""
    return Guard(event, when, name=name)


def moves_only(column: str, steps: dict[str, tuple[str, ...]], name: str) -> Guard:
    """A column goes from one value to another only by these steps."""
    allowed = ", ".join(f"'{old}>{new}'" for old, following in steps.items() for new in following)
    step = f"CAST(OLD.{column} AS TEXT) || '>' || CAST(NEW.{column} AS TEXT)"
    return Guard("UPDATE", f"OLD.{column} <> NEW.{column} AND {step} NOT IN ({allowed})", name=name)


def rules() -> tuple[Rule, ...]:
    """The guards of every model that is imported, table by table."""
    found: list[Rule] = []
    models: list[type[Base]] = [mapper.class_ for mapper in Base.registry.mappers]
    for model in sorted(models, key=lambda model: model.__tablename__):
        found += rules_of(model)
    return tuple(found)


def rules_of(model: type[Base]) -> Iterator[Rule]:
    """The guards that one model declares, under the names of their triggers."""
    table = model.__tablename__
    guards: tuple[Guard, ...] = vars(model).get("__guards__", ())
    keeping = 0
    for guard in guards:
        if unknown := set(guard.columns) - set(model.__table__.c.keys()):
            raise LookupError(f"{table} has no {', '.join(sorted(unknown))} to keep")
        name = guard.name
        if not name and guard.event == "DELETE":
            name = f"undeletable_{table}"
        elif not name:
            keeping += 1
            name = f"keep_{table}_{keeping}"
        yield Rule(table, name, guard)


def trigger_names() -> tuple[str, ...]:
    """Names of all the triggers that a migrated database holds."""
    return tuple(rule.name for rule in rules())


@contextmanager
def lifted(connection: Connection) -> Iterator[None]:
    """Inside, nothing is guarded in this transaction; nobody else's ever sees it. For `demo.restarting` alone.

    On PostgreSQL by a setting of the transaction: to drop a trigger would have every reader of its table wait.
    """
    on_postgresql = connection.dialect.name == "postgresql"
    if on_postgresql:
        _set_lifted(connection, "yes")
    else:
        _take_away(connection)
    yield
    if on_postgresql:  # after an error the transaction is undone, and this with it
        _set_lifted(connection, "")
    else:
        install(connection)


def _set_lifted(connection: Connection, value: str) -> None:
    connection.execute(text("SELECT set_config(:name, :value, true)"), {"name": _LIFTED, "value": value})


def _take_away(connection: Connection) -> None:
    on_postgresql = connection.dialect.name == "postgresql"
    for name, table in connection.execute(text(_STANDING[connection.dialect.name])).all():
        if name.startswith(PREFIXES):
            connection.execute(text(f"DROP TRIGGER {name} ON {table}" if on_postgresql else f"DROP TRIGGER {name}"))
            if on_postgresql:
                connection.execute(text(f"DROP FUNCTION IF EXISTS {name}()"))


def install(connection: Connection) -> None:
    """Have the database hold every guard whose table exists, and none that is not declared any more."""
    known = set(connection.dialect.get_table_names(connection))
    declared = rules()
    if not declared:
        raise LookupError("no model is imported: the guards would all be taken away")
    on_postgresql = connection.dialect.name == "postgresql"
    _take_away(connection)
    for rule in declared:
        if rule.table in known:
            for statement in _on_postgresql(rule) if on_postgresql else _on_sqlite(rule):
                connection.execute(text(statement))


def _changed(column: str) -> str:
    """A comparison that knows NULL and works on JSON columns too, on both databases."""
    return f"CAST(OLD.{column} AS TEXT) IS DISTINCT FROM CAST(NEW.{column} AS TEXT)"


def _on_sqlite(rule: Rule) -> Iterator[str]:
    refused = rule.guard.refused.replace("IS DISTINCT FROM", "IS NOT")
    yield (
        f"CREATE TRIGGER {rule.name} BEFORE {rule.guard.event} ON {rule.table} FOR EACH ROW WHEN {refused} "
        f"BEGIN SELECT RAISE(ABORT, '{rule.table} is kept as it was'); END"
    )


def _on_postgresql(rule: Rule) -> Iterator[str]:
    event = rule.guard.event
    stands = f"current_setting('{_LIFTED}', true) IS DISTINCT FROM 'yes'"
    yield (
        f"CREATE OR REPLACE FUNCTION {rule.name}() RETURNS trigger AS $guard$ BEGIN "
        f"IF ({rule.guard.refused}) AND {stands} THEN RAISE EXCEPTION '{rule.table} is kept as it was' "
        "USING ERRCODE = 'integrity_constraint_violation'; "
        f"END IF; RETURN {'OLD' if event == 'DELETE' else 'NEW'}; END $guard$ LANGUAGE plpgsql"
    )
    yield (f"CREATE TRIGGER {rule.name} BEFORE {event} ON {rule.table} FOR EACH ROW EXECUTE FUNCTION {rule.name}()")
