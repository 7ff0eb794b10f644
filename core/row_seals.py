"""Seals of rows: the fingerprint that the journal keeps of everything that a unit of work wrote.

A model says once how its rows are sealed (`__seal__ = sealed("la présence", up="sitting_id")`); from then on each
unit of work that writes such a row through the session has its fingerprint kept in the entry that tells of it, every
column included. `core.journal_check` makes the fingerprints again from the rows. This module knows no table.

Whatever may be guessed (a name, a position) needs a `salt`, random and kept in the row: who erases the row erases it.
"""

import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, date
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    FromClause,
    LargeBinary,
    Select,
    String,
    Table,
    event,
    inspect,
    select,
    type_coerce,
)
from sqlalchemy import Enum as SqlEnum
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, UOWTransaction, mapped_column

from core.database import Base, UtcDateTime
from core.digest import sha256_bytes, sha256_json, sha256_text

_reproducible: ContextVar[str | None] = ContextVar("reproducible", default=None)
_attributes_of: dict[str, dict[str, str]] = {}
_above_of: dict[str, type[Base]] = {}
TOUCHED, PENDING, TOLD_BY = "sealed_rows", "journal", "told_by"  # names in a write session's own notes
READ_TOGETHER = 500  # rows, by key: a database takes a bounded number of values


@dataclass(frozen=True, slots=True)
class Seal:
    """How the rows of a table are sealed."""

    called: str  # in French, for the sentences of `journal verify`: « la présence »
    up: str  # the column that leads to the row above; empty at the top, whose row has a `stream`
    left_out: Mapping[str, str] = field(default_factory=dict)  # column → why it proves nothing, or what else shows it
    once: Callable[[Any], bool] | None = None  # sealed from the moment this holds of the row


def sealed(
    called: str, *, up: str = "", once: Callable[[Any], bool] | None = None, left_out: Mapping[str, str] | None = None
) -> Seal:
    """The seal of a model, to be kept under `__seal__`: every column, but those left out with a reason."""
    return Seal(called, up, left_out or {}, once)


def hidden_token(*label: object) -> str:
    """Thirty-two digits that nobody can guess; inside `reproducible` (a demonstration), always those of the label."""
    seed = _reproducible.get()
    if seed is None or not label:
        return secrets.token_hex(16)
    return sha256_text(f"{seed} {label!r}")[:32]


class Salted:
    """For a model whose rows could be guessed from their fingerprint: one more column, that nobody can guess."""

    salt: Mapped[str] = mapped_column(String(32), default=hidden_token)


@contextmanager
def reproducible(seed: str) -> Iterator[None]:
    """For demonstrations alone: what is random is the same each time, and so is the journal, to the last digit."""
    token = _reproducible.set(seed)
    try:
        yield
    finally:
        _reproducible.reset(token)


def sealed_models() -> list[type[Base]]:
    """Every model whose rows are sealed, by table name."""
    models = [mapper.class_ for mapper in Base.registry.mappers if "__seal__" in vars(mapper.class_)]
    return sorted(models, key=lambda model: model.__tablename__)


def seal_of(model: type[Base]) -> Seal:
    """How a sealed model is."""
    found: Seal = vars(model)["__seal__"]
    return found


def fingerprint(model: type[Base], row: Any) -> str:
    """SHA-256 of a row (of the model, or of its table): its columns by name, as they are read on every database."""
    names = _attributes(model) if isinstance(row, model) else {}
    left_out = seal_of(model).left_out
    return sha256_json(
        {
            column.name: _plain(column, getattr(row, names.get(column.name, column.name)))
            for column in model.__table__.c
            if column.name not in left_out
        }
    )


def fingerprint_of_all(*found: tuple[FromClause, Iterable[Any]], salt: str = "") -> str:
    """SHA-256 of rows that enter the journal together, table by table, every column of them, under a salt."""
    told: list[object] = [salt]
    for table, rows in found:
        names = [column.name for column in table.c]
        readers, values = [_reader(column) for column in table.c], attrgetter(*names)
        told.append([
            [None if value is None else read(value) for read, value in zip(readers, values(row), strict=True)]
            for row in rows
        ])  # fmt: skip
    return sha256_json(told)


def _attributes(model: type[Base]) -> dict[str, str]:
    """Names of a model's attributes by those of their columns; of thousands of rows, asked once."""
    found = _attributes_of.get(model.__tablename__)
    if found is None:
        found = {attribute.columns[0].name: attribute.key for attribute in inspect(model).column_attrs}
        _attributes_of[model.__tablename__] = found
    return found


def _plain(column: Any, value: Any) -> Any:
    """A value as JSON says it, however it was given: `1` is true in a column of truths."""
    return None if value is None else _reader(column)(value)


@cache
def _reader(column: Any) -> Callable[[Any], Any]:
    """How the values of a column are said."""
    kind = column.type
    if isinstance(kind, JSON):
        return lambda value: json.loads(json.dumps(value))
    if isinstance(kind, UtcDateTime):
        return lambda value: value.astimezone(UTC).isoformat()
    if isinstance(kind, Date):
        return date.isoformat
    if isinstance(kind, LargeBinary):
        return sha256_bytes
    if isinstance(kind, SqlEnum):
        return lambda value: value.value if isinstance(value, Enum) else str(value)
    return bool if isinstance(kind, Boolean) else str if isinstance(kind, String) else int


def name_of(model: type[Base], row: Any) -> str:
    """« amendment:12 », from a row of the model or of its table."""
    key = next(iter(model.__table__.primary_key))
    return f"{model.__tablename__}:{getattr(row, key.name)}"


def begin(write: Session) -> None:
    """From now on the session remembers what it writes; the unit of work alone calls this."""
    write.info[TOUCHED] = {}


@event.listens_for(Session, "after_flush")
def _remember(write: Session, _context: UOWTransaction) -> None:
    """What was just written belongs to the entry that is recorded next."""
    touched = write.info.get(TOUCHED)
    if touched is None:
        return
    rank, told_by = len(write.info.get(PENDING, ())), write.info.get(TOLD_BY, {})
    for row in (*write.new, *(row for row in write.dirty if _changed(row)), *write.deleted):
        if "__seal__" in vars(type(row)):
            touched[name_of(type(row), row)] = (told_by.get(row, rank), row, row in write.deleted)


def _changed(row: Any) -> bool:
    """Whether a column that is sealed was given another value."""
    if "__seal__" not in vars(type(row)):
        return False
    model: type[Base] = type(row)
    left_out, state = seal_of(model).left_out, inspect(row)
    given = state.committed_state  # of what was given a value alone: thousands of rows have their place anew
    return any(
        state.attrs[key].history.has_changes()
        for name, key in _attributes(model).items()
        if key in given and name not in left_out
    )


@event.listens_for(Session, "do_orm_execute")
def _refuse_unseen(state: ORMExecuteState) -> None:
    """A statement that writes many rows at once would escape the journal."""
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    written = getattr(getattr(state.statement, "table", None), "name", "")
    if written in {model.__tablename__ for model in sealed_models()}:
        raise RuntimeError(f"{written} is sealed: write its rows through the session, one by one")


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A row that a unit of work wrote, as it stands at the end: its fingerprint, None when it was deleted."""

    stream: str
    rank: int  # of the entry, among those of the unit of work, that tells of it
    name: str
    digest: str | None


def take_written(write: Session) -> list[WrittenRow]:
    """What the unit of work wrote and seals, each row once."""
    touched: dict[str, tuple[int, Any, bool]] = write.info.pop(TOUCHED, {})
    kept = {name: told for name, told in touched.items() if _is_sealed_now(told[1])}
    streams = _streams_of(write, [row for _rank, row, _is_deleted in kept.values()])
    return [
        WrittenRow(stream, rank, name, None if is_deleted else fingerprint(type(row), row))
        for stream, (name, (rank, row, is_deleted)) in zip(streams, kept.items(), strict=True)
    ]


def _is_sealed_now(row: Any) -> bool:
    once = seal_of(type(row)).once
    return once is None or once(row)


def _streams_of(write: Session, rows: list[Any]) -> list[str]:
    """The stream of the congress to which each row belongs; those above them, of one table, are read together."""
    wanted: dict[type[Base], set[Any]] = {}
    for row in rows:
        if seal_of(type(row)).up:
            wanted.setdefault(_above(type(row)), set()).add(_key_above(row))
    streams = {model: _streams_by_key(write, model, keys) for model, keys in wanted.items()}
    return [streams[_above(type(row))][_key_above(row)] if seal_of(type(row)).up else row.stream for row in rows]


def _streams_by_key(write: Session, model: type[Base], keys: set[Any]) -> dict[Any, str]:
    up = seal_of(model).up
    if not up:
        return {key: write.get_one(model, key).stream for key in keys}  # type: ignore[attr-defined]  # at the top
    held = {key: write.identity_map.get(write.identity_key(model, key)) for key in keys}
    above = {key: _key_above(row) for key, row in held.items() if row is not None}
    table, others = model.__table__, sorted(keys - above.keys())
    for start in range(0, len(others), READ_TOGETHER):
        read = select(table.c.id, table.c[up]).where(table.c.id.in_(others[start : start + READ_TOGETHER]))
        above.update((key, upper) for key, upper in write.execute(read))
    streams = _streams_by_key(write, _above(model), set(above.values()))
    return {key: streams[above[key]] for key in keys}


def _key_above(row: Any) -> Any:
    """The key of the row to which this one belongs."""
    model: type[Base] = type(row)
    return getattr(row, _attributes(model)[seal_of(model).up])


def _above(model: type[Base]) -> type[Base]:
    """The model to which a sealed model's rows belong."""
    found = _above_of.get(model.__tablename__)
    if found is None:
        foreign = next(iter(model.__table__.c[seal_of(model).up].foreign_keys))
        found = next(other for other in sealed_models() if other.__table__ is foreign.column.table)
        _above_of[model.__tablename__] = found
    return found


def rows_of(model: type[Base], top_id: int) -> Select[Any]:
    """The rows of a sealed table that belong to one row at the top (a congress)."""
    columns = model.__table__.c  # a state that no enum knows is read too: it is a fault to tell, not to fall over
    read = (
        type_coerce(column, String).label(column.name) if isinstance(column.type, SqlEnum) else column
        for column in columns
    )
    statement, lower = select(*read), model
    while up := seal_of(lower).up:
        above = _above(lower)
        upper: Table = above.__table__  # type: ignore[assignment]  # a model's own table
        statement = statement.join(upper, lower.__table__.c[up] == upper.c.id)
        lower = above
    return statement.where(lower.__table__.c.id == top_id)
