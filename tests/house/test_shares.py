"""The seconds of a run are told by folder and by file, the longest first."""

import pytest

from tests.support.shares import shares


def report(name: str, when: str, seconds: float) -> pytest.TestReport:
    return pytest.TestReport(name, ("", 0, ""), {}, "passed", None, when, duration=seconds)


def test_set_ups_count_with_the_test_that_asked_for_them():
    folders, files = shares(
        [
            report("tests/core/text/test_dates.py::test_one", "call", 0.5),
            report("tests/voting/services/test_polls.py::test_two[sqlite]", "setup", 2),
            report("tests/voting/services/test_polls.py::test_two[sqlite]", "call", 1),
            report("tests/voting/test_rules.py::test_three", "call", 1.5),
        ]
    )
    assert list(folders.items()) == [("voting", 4.5), ("core", 0.5)]
    assert next(iter(files.items())) == ("tests/voting/services/test_polls.py", 3)
