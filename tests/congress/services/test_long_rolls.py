"""A long roll asks the database as often as a short one: what it is held against is read once."""

import pytest
from sqlalchemy import event, func, select

from congress.models import Member
from congress.queries.chamber_queries import elector_count, sitting_by_number
from congress.roll_reading import read_roll
from congress.services.electorate_services import waiting_changes
from congress.services.roll_import import import_roll
from congress.services.sitting_services import close_sitting, open_sitting
from core import journal
from core.database import db, session
from core.files.faults import Findings
from core.journal_check import altered_rows

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


def test_and_so_does_one_that_waits_for_the_end_of_a_sitting(cast):
    """Each line read all that waited before it: 8,000 lines never came to an end."""
    sitting = cast.read(lambda: sitting_by_number(cast.congress_id, 2).id)
    cast.do(open_sitting, sitting)
    short = taken(cast, 50)
    assert taken(cast, 400) <= short + 3
    assert cast.read(lambda: len(waiting_changes(cast.congress_id))) == 400
    cast.do(close_sitting, sitting, by="sven")
    assert cast.read(lambda: elector_count(cast.congress_id)) > 400
    told = cast.read(lambda: list(altered_rows(list(journal.entries(f"congress:{cast.slug}")), cast.congress_id)))
    assert told == []
