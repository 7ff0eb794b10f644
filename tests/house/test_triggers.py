"""What must never change is guarded by the database itself: the guards stand on the migrated schema."""

import importlib
import re

from sqlalchemy import create_engine, inspect

from app.packages import MODEL_MODULES
from core.immutability import rules, trigger_names
from tests.support.schema import triggers_of

for _name in MODEL_MODULES:  # whoever ran before in this process
    importlib.import_module(_name)


def test_every_guard_stands_on_the_migrated_schema(database_url):
    engine = create_engine(database_url)
    with engine.connect() as connection:
        standing = triggers_of(connection)
    engine.dispose()
    assert set(trigger_names()) <= standing
    assert len(standing) >= 31


def test_every_guard_names_a_table_and_columns_that_exist(database_url):
    engine = create_engine(database_url)
    schema = inspect(engine)
    columns = {table: {column["name"] for column in schema.get_columns(table)} for table in schema.get_table_names()}
    unknown = [
        f"{rule.table}.{name}" for rule in rules() for name in rule.guard.columns if name not in columns[rule.table]
    ]
    unknown += [
        f"{rule.table}: {rule.guard.condition}"
        for rule in rules()
        for name in re.findall(r"(?:OLD|NEW)\.(\w+)", rule.guard.condition)
        if name not in columns[rule.table]
    ]
    engine.dispose()
    assert unknown == []


def test_the_names_of_the_guards_are_unique():
    assert len(trigger_names()) >= 31
    assert len(trigger_names()) == len(set(trigger_names()))
