"""Pages ask the database a bounded number of questions, the same whatever the number of amendments."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from core.batches import plain_reading
from tests.house.test_accessibility import NOT_PAGES, address_of, looker
from tests.house.test_matrix import ROWS
from tests.support.demonstration import Demonstration
from tests.support.standing import furnished_names

pytestmark = pytest.mark.one_database

MOST = 40  # questions of one page
# Where each room of the sitting has a part of its own; the order of the sitting, where each text has its own.
OF_MANY_ROOMS = {"console.show": 45, "sittings.show": 42, "presiding.order": 48, "minutes.show": 42}
GETS = [row for row in ROWS if row.method == "GET" and (row.endpoint not in NOT_PAGES or "table" in row.endpoint)]


@contextmanager
def counted() -> Iterator[list[str]]:
    """The questions put to any database in the block."""
    asked: list[str] = []

    def note(connection, cursor, statement, parameters, context, executemany) -> None:
        asked.append(statement)

    by_driver = plain_reading.ByDriver.rows

    def note_plain(reading, connection, values):
        asked.append(reading.words)
        return by_driver(reading, connection, values)

    event.listen(Engine, "before_cursor_execute", note)
    plain_reading.ByDriver.rows = note_plain
    try:
        yield asked
    finally:
        plain_reading.ByDriver.rows = by_driver
        event.remove(Engine, "before_cursor_execute", note)


@pytest.fixture(scope="module")
def looks(read_demonstration) -> dict[str, Callable[..., list[str]]]:
    """By stage, what a page asks: `looks["crowded"](row)`."""

    def look_at(stage: str) -> Callable[..., list[str]]:
        demonstration: Demonstration = read_demonstration(stage)
        with demonstration.app.app_context():
            names = furnished_names()
        browsers = {role: demonstration.browse(role) for role in ("elector", "chair", "secretariat")}
        window = type("Place", (), {"names": names, "demonstration": demonstration})

        def look(row) -> list[str]:
            role = looker("furnished", row)
            path = address_of(window, row)
            browsers[role].get(path)  # what is computed once is computed
            with counted() as asked:
                answer = browsers[role].get(path)
            assert answer.status_code in {200, 303}
            return asked

        return look

    return {stage: look_at(stage) for stage in ("furnished", "crowded")}


def test_the_crowd_is_three_times_as_many(read_demonstration):
    from amendments.models import Amendment
    from core.database import session

    counts = {}
    for stage in ("furnished", "crowded"):
        with read_demonstration(stage).app.app_context():
            counts[stage] = session().query(Amendment).filter(Amendment.public_number.is_not(None)).count()
    assert counts["crowded"] == 3 * counts["furnished"] >= 90


@pytest.mark.parametrize("row", [row for row in GETS if looker("furnished", row)], ids=lambda row: row.endpoint)
def test_a_page_asks_as_much_of_a_crowd(looks, row):
    few, many = looks["furnished"](row), looks["crowded"](row)
    assert len(few) <= OF_MANY_ROOMS.get(row.endpoint, MOST)
    assert len(many) == len(few), more(few, many)


def test_the_page_of_an_amendment_asks_fifteen_questions_at_most(read_demonstration):
    """After those of any page: who reads, and the sitting that goes on."""
    demonstration = read_demonstration("furnished")
    for role in ("public", "elector", "chair", "secretariat"):
        browser = demonstration.browse(role)
        for path in ("/congres-2020/amendements/12", "/congres-2020/amendements/30"):
            browser.get(path)
            with counted() as asked:
                assert browser.get(path).status_code == 200
            own = next(rank for rank, one in enumerate(asked) if "amendment.public_number = " in one)
            assert len(asked[own:]) <= 15, (role, path, asked[own:])
            assert role != "public" or len(asked) <= 15


def test_a_sitting_asks_as_much_in_another_language(read_demonstration):
    browser, asked = read_demonstration("furnished").browse("elector"), {}
    for language in ("fr", "en"):
        browser.set_cookie("langue", language)
        browser.get("/congres-2020/seances/3")
        with counted() as asked[language]:
            assert browser.get("/congres-2020/seances/3").status_code == 200
    assert len(asked["en"]) == len(asked["fr"]), more(asked["fr"], asked["en"])
    assert not [one for one in asked["fr"] if "kept_comparison" in one]


def more(few: list[str], many: list[str]) -> list[str]:
    """What is asked more often of a crowd."""
    return sorted(
        {f"{many.count(one) - few.count(one)} × {one[:400]}" for one in many if many.count(one) > few.count(one)}
    )


def test_who_asks_is_found_without_reading_the_roll(app):
    """On every page: SQLite keeps no statistics, and takes the index that holds the most of what is asked."""
    from congress.access import members_of_account
    from core.database import session

    with app.app_context(), counted() as asked:
        members_of_account(1, 1)
        (wanted,) = (one for one in asked if "FROM member" in one)
        plan = session().connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {wanted}", (1, 1, "accredited")).all()
    assert "ix_member_congress_account (congress_id=? AND account_id=?)" in plan[0][3]
