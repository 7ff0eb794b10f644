"""A fault that repeats itself is logged whole once, then counted."""

import logging
import threading

from sqlalchemy.exc import IntegrityError

from app.refusals import repeated_faults
from app.refusals.repeated_faults import RepeatedFaults


def fault(kind: type[Exception] = ValueError) -> Exception:
    def fail() -> None:
        raise kind("said")

    try:
        fail()
    except kind as error:
        return error
    raise AssertionError


def test_the_first_is_logged_whole_and_the_others_are_counted(caplog, monkeypatch):
    monkeypatch.setattr(repeated_faults, "EVERY", 0.2)
    faults = RepeatedFaults(logging.getLogger("faults"))
    counted = threading.Event()
    caplog.handler.addFilter(lambda record: counted.set() or True if "times more" in record.msg else True)
    for _ in range(50):
        faults.tell("unexpected error", fault())
    faults.tell("unexpected error", fault(LookupError))
    assert [record.exc_info is not None for record in caplog.records] == [True, True]
    assert counted.wait(10)
    assert "49 times more in a minute" in caplog.text
    assert caplog.text.count("Traceback") == 2


def test_after_a_minute_it_is_logged_whole_again(caplog, monkeypatch):
    monkeypatch.setattr(repeated_faults, "EVERY", 0.0)
    faults = RepeatedFaults(logging.getLogger("faults"))
    for _ in range(2):
        faults.tell("unexpected error", fault())
    assert caplog.text.count("Traceback") == 2


def test_two_places_that_fail_in_one_line_of_a_library_are_two_faults(caplog):
    def first() -> None:
        fault_of_library()

    def second() -> None:
        fault_of_library()

    def fault_of_library() -> None:
        raise ValueError("said")

    faults = RepeatedFaults(logging.getLogger("faults"))
    for place in (first, second, first):
        try:
            place()
        except ValueError as error:
            faults.tell("unexpected error", error)
    assert caplog.text.count("Traceback") == 2


def test_what_postgresql_found_is_logged_without_the_row(caplog):
    """« Failing row contains (1, ada@essai.example, for) »: a choice and an address, below the first line."""
    said = 'new row violates check constraint "x"\nDETAIL:  Failing row contains (1, ada@essai.example, for).'
    faults = RepeatedFaults(logging.getLogger("faults"))
    broken = IntegrityError("INSERT INTO ballot", {"choice": "for"}, ValueError(said))
    broken.__cause__ = ValueError(said)
    later = fault(RuntimeError)
    later.__cause__ = broken
    for error in (broken, later):
        faults.tell("unexpected error", error)
    assert "violates check constraint" in caplog.text
    assert "ada@essai.example" not in caplog.text
    assert "'choice'" not in caplog.text


def test_one_error_handed_to_all_who_waited_for_one_commit_is_logged_once(caplog):
    """Each raises the same again: its way grows by that of each."""
    faults, shared = RepeatedFaults(logging.getLogger("faults")), fault()

    def wait() -> None:
        raise shared

    for _ in range(20):
        try:
            wait()
        except ValueError as error:
            faults.tell("unexpected error", error)
    assert caplog.text.count("Traceback") <= 2
