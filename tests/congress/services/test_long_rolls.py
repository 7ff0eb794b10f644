"""A long roll asks the database as often as a short one: what it is held against is read once."""

import pytest
from sqlalchemy import event, func, select

from congress.models import Member
from congress.roll_reading import read_roll
from congress.services.roll_import import import_roll
from core.database import db, session
from core.files.faults import Findings

pytestmark = pytest.mark.one_database


def roll(lines: int) -> bytes:
    people = "".join(f"elected;Prénom{k};Nom{k};nom{k}@essai.example;yes\n" for k in range(lines))
    return f"category;given_name;family_name;email;votes\n{people}".encode()


def taken(cast, lines: int) -> int:
    """How often taking a roll of so many lines asks the database."""
    said = []
    with cast.app.app_context():
        engine, findings = db.engine, Findings()
        rows = read_roll("roll.csv", roll(lines), findings)
        event.listen(engine, "before_cursor_execute", lambda *told: said.append(told[2]))
    known = {"actor": cast.actor("system"), "now": cast.clock.now()}
    cast.run(lambda: import_roll(cast.congress_id, rows, Findings(), answers={}, **known))
    assert findings.errors == []
    return sum(statement.startswith("SELECT") for statement in said)


def test_four_hundred_lines_ask_the_database_as_often_as_fifty(cast):
    short = taken(cast, 50)
    assert taken(cast, 400) <= short + 3, "five for each line before"
    assert cast.read(lambda: session().scalar(select(func.count()).select_from(Member))) == 412
