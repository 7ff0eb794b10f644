"""Decision « only what runs »: each column has a reader, or its line in the table of what is kept and where it will work."""

import re

import pytest
from sqlalchemy import Column

from checks.tree import ROOT, sources
from core.database import Base, db

OUTSIDE = ("tests/", "migrations/", "bench/", "checks/", "bin/")
(RECORD,) = ROOT.glob("docs/decisions/*-only-what-runs.md")
KEPT = set(re.findall(r"`(\w+\.\w+)`", RECORD.read_text(encoding="utf-8"))) - {"congress.toml"}


def columns() -> list[Column]:
    import app.factory  # noqa: F401 (so that every table is known)

    return [column for table in db.metadata.sorted_tables for column in table.columns if not column.primary_key]


def is_read(name: str, code: str) -> bool:
    """Whether an attribute of this name is read somewhere: neither written there, nor called."""
    return re.search(rf"\.{name}\b(?!\s*(=[^=]|\())", code) is not None


def is_followed(column: Column, code: str) -> bool:
    """Whether the row that a foreign key names is read from a row that has it; to load it with others is no reading."""
    found = [mapper for mapper in Base.registry.mappers if mapper.local_table is column.table]
    names = [way.key for mapper in found for way in mapper.relationships if column in way.local_columns]
    return any(re.search(rf"(?:\b[a-z_]\w*|[\])])\.{name}\b(?!\s*(=[^=]|\())", code) for name in names)


@pytest.fixture(scope="module")
def code() -> str:
    """All that runs, and the templates."""
    return "\n".join(text for _, text in sources(".py", ".html", outside=OUTSIDE))


def test_every_column_is_read_or_told_where_it_will_be(code):
    unread = [column for column in columns() if not is_read(column.name, code) and not is_followed(column, code)]
    unread = {f"{column.table.name}.{column.name}" for column in unread}
    assert unread - KEPT == set()


def test_what_is_told_as_kept_exists():
    known = {f"{column.table.name}.{column.name}" for column in columns()}
    tables = {name.split(".")[0] for name in known}
    assert {name for name in KEPT if name.split(".")[0] in tables} - known == set()


def test_a_column_that_nothing_reads_would_be_seen():
    assert is_read("seen_by", "when(row.seen_by)") and is_read("seen_by", "row.seen_by == now")
    assert not is_read("seen_by", "row.seen_by = now\nRow(seen_by=now)\nrow.seen_by()\nrow.seen_by_id")
