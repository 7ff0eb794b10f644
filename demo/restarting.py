"""Putting one congress of the demonstration back as it was played, from the file that keeps the three.

Every row that leads to the congress is replaced by those of the file, under the same ids, so that its journal tells of
them still; people keep their account, found by address. What the guards of the tables forbid happens here alone, to a
congress that says it is a demonstration: they are lifted and put back inside the one transaction.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, create_engine, func, literal_column, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import NullPool

from accounts.models import Account
from congress.clock import now_in, set_clock
from congress.models import Congress
from core import immutability
from core.clock import machine_now
from core.database import Base, session
from core.errors import RuleBroken
from core.journal import JournalEntry, JournalHead
from core.turns.one_at_a_time import OneAtATime
from demo.dates import local_time
from demo.moments import DemonstrationMoment
from voting.models import BallotCast, Poll, RightToVote

AT_ONCE = timedelta(minutes=1)  # a congress is put back once a minute: whoever pressed twice pressed once

KeptRow = dict[str, Any]
_one = OneAtATime("demonstration")


class NotRestarted(RuleBroken):
    """The congress stays as it is."""


@dataclass(frozen=True, slots=True)
class KeptCongress:
    """The rows of a congress as it was played: table by table, those that others need first."""

    rows: tuple[tuple[Table, tuple[KeptRow, ...]], ...]
    emails: dict[int, str]  # of the accounts that its members have, by the ids that the file gave them


def restart(moment: DemonstrationMoment, kept: KeptCongress, *, too_soon: str, taken: str) -> None:
    """Have the congress of this moment be as it was played, its clock at the moment. Inside a unit of work.

    `NotRestarted` with the sentence `too_soon` within a minute of its moment, with `taken` where the ids of its rows
    have become those of another congress.
    """
    congress = session().scalars(select(Congress).where(Congress.slug == moment.slug).with_for_update()).one()
    if not congress.demonstration:
        raise ValueError("only a demonstration is played again")
    if is_too_soon(congress, moment):
        raise NotRestarted(too_soon)
    session().expunge_all()
    connection = session().connection()
    with immutability.lifted(connection):
        for table in reversed(_tables()):
            connection.execute(table.delete().where(_leads_to(table, moment.slug)))
        try:
            _insert(connection, kept)
        except IntegrityError as error:
            raise NotRestarted(taken) from error
    congress_id = session().scalars(select(Congress.id).where(Congress.slug == moment.slug)).one()
    set_clock(congress_id, local_time(moment.at), machine=machine_now())


def is_too_soon(congress: Congress, moment: DemonstrationMoment) -> bool:
    """Whether the congress was put back a minute ago at most. Only reads: asked before the file is read."""
    return timedelta(0) <= now_in(congress) - local_time(moment.at) < AT_ONCE


@contextmanager
def alone() -> Iterator[bool]:
    """Whether nobody else puts a congress back: the file is read by one at a time, which costs what pages need."""
    is_free = _one.acquire(blocking=False)
    try:
        yield is_free
    finally:
        if is_free:
            _one.release()


def read_kept(file: Path, slug: str) -> KeptCongress | None:
    """The congress of this slug in a file of the demonstration played ahead, where it holds it."""
    engine = create_engine("sqlite://", creator=lambda: _in_memory(file), poolclass=NullPool)
    with engine.connect() as connection:
        rows: list[tuple[Table, tuple[KeptRow, ...]]] = []
        for table in _tables():
            found = connection.execute(select(table).where(_leads_to(table, slug)).order_by(*table.primary_key))
            rows.append((table, tuple(_parents_first(table, [dict(row) for row in found.mappings()]))))
        emails = {row.id: row.email for row in connection.execute(select(Account.id, Account.email))}
    is_held = any(found for table, found in rows if table is Congress.__table__)
    return KeptCongress(tuple(rows), emails) if is_held else None


def _in_memory(file: Path) -> sqlite3.Connection:
    """A copy of the file that no setting of ours can change."""
    copy = sqlite3.connect(":memory:")
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as kept:
        kept.backup(copy)
    return copy


def done_since(congress: Congress, moment: DemonstrationMoment) -> tuple[int, datetime | None]:
    """How many acts were done in the congress since its moment, votes included, and when the last one was."""
    start = local_time(moment.at)
    recorded = select(func.count(), func.max(JournalEntry.at)).where(
        JournalEntry.stream == congress.stream, JournalEntry.at > start
    )
    cast = (
        select(func.count(), func.max(BallotCast.cast_at))
        .join(RightToVote, RightToVote.id == BallotCast.right_id)
        .join(Poll, Poll.id == RightToVote.poll_id)
        .where(Poll.congress_id == congress.id, BallotCast.cast_at > start)
    )
    counts = [session().execute(statement).one() for statement in (recorded, cast)]
    return sum(count for count, _ in counts), max((last for _, last in counts if last is not None), default=None)


def _tables() -> list[Table]:
    """The tables whose rows belong to one congress, each after those that it needs."""
    return [table for table in Base.metadata.sorted_tables if _way_up(table) is not None or table in _OF_A_STREAM]


_OF_A_STREAM = (JournalHead.__table__, JournalEntry.__table__)


def _way_up(table: Table) -> ColumnElement[Any] | None:
    """The column by which a row belongs to a congress, or to a row of a table that does; at the top, the slug."""
    if table is Congress.__table__:
        return table.c.slug
    columns = (key.parent for key in table.foreign_keys if key.column.table is not table and not key.parent.nullable)
    leading = (column for column in columns if _way_up(next(iter(column.foreign_keys)).column.table) is not None)
    return min(leading, key=lambda column: column.name, default=None)


def _leads_to(table: Table, slug: str) -> ColumnElement[bool]:
    """The condition under which a row of the table belongs to the congress of this slug."""
    if table in _OF_A_STREAM:
        return table.c.stream == Congress(slug=slug).stream
    way = _way_up(table)
    assert way is not None  # noqa: S101 (one of `_tables`)
    if table is Congress.__table__:
        return way == slug
    above = next(iter(way.foreign_keys)).column
    return way.in_(select(above).where(_leads_to(above.table, slug)))


def _parents_first(table: Table, rows: list[KeptRow]) -> Iterator[KeptRow]:
    """The rows of a table that refers to itself, each after all those that it refers to."""
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    waiting = {row["id"]: row for row in rows} if own else {}

    def with_those_above(row: KeptRow) -> Iterator[KeptRow]:
        del waiting[row["id"]]
        for name in own:
            if row[name] in waiting:
                yield from with_those_above(waiting[row[name]])
        yield row

    for row in rows:
        if not own:
            yield row
        elif row["id"] in waiting:
            yield from with_those_above(row)


def _insert(connection: Connection, kept: KeptCongress) -> None:
    accounts = _accounts(connection, kept)
    for table, rows in kept.rows:
        if not rows:
            continue
        given = [dict(row) for row in rows]
        for row in given:
            if table is JournalEntry.__table__:
                del row["id"]  # its place is its number in the stream
            elif row.get("account_id") is not None:
                row["account_id"] = accounts[row["account_id"]]
        later = _taken_out(table, given)
        connection.execute(table.insert(), given)
        for key, values in later:
            connection.execute(table.update().where(table.c.id == key).values(values))
        if connection.dialect.name == "postgresql" and "id" in given[0]:
            _move_sequence(connection, table)


def _taken_out(table: Table, rows: list[KeptRow]) -> list[tuple[int, KeptRow]]:
    """What rows say of one of their table that comes after them (two may name each other): said once all stand."""
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    places = {row["id"]: place for place, row in enumerate(rows)} if own else {}
    later = []
    for place, row in enumerate(rows):
        if values := {name: row[name] for name in own if places.get(row[name], -1) > place}:
            row.update(dict.fromkeys(values))
            later.append((row["id"], values))
    return later


def _accounts(connection: Connection, kept: KeptCongress) -> dict[int, int]:
    """The account that each of the file's is here."""
    accounts = Account.__table__
    here = {email: key for key, email in connection.execute(select(accounts.c.id, accounts.c.email))}
    return {key: here[email] for key, email in kept.emails.items() if email in here}


def _move_sequence(connection: Connection, table: Table) -> None:
    """PostgreSQL numbers the next row after those that came with their number."""
    sequence = f"pg_get_serial_sequence('{table.name}', 'id')"
    highest = select(func.max(table.c.id)).scalar_subquery()
    following = select(func.nextval(literal_column(sequence))).scalar_subquery()
    connection.execute(select(func.setval(literal_column(sequence), func.greatest(highest, following))))
