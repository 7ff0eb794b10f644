"""Where the time of a long run went, told at its end: the budget of CONTRIBUTING is kept by who sees what grows."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

# Seconds of tests below which there is nothing to tell: somebody's work on one package.
WORTH_TELLING = 60
FILES = 6


def shares(reports: Iterable[Any]) -> tuple[dict[str, float], dict[str, float]]:
    """Seconds by folder of tests, and by file, the longest first; set-ups and tear-downs included."""
    folders: dict[str, float] = {}
    files: dict[str, float] = {}
    for report in reports:
        file = report.nodeid.partition("::")[0]
        folder = file.removeprefix("tests/").partition("/")[0]
        files[file] = files.get(file, 0) + report.duration
        folders[folder] = folders.get(folder, 0) + report.duration
    return _longest_first(folders), _longest_first(files)


def _longest_first(seconds: dict[str, float]) -> dict[str, float]:
    return dict(sorted(seconds.items(), key=lambda pair: -pair[1]))


@pytest.hookimpl(wrapper=True)
def pytest_terminal_summary(terminalreporter: Any) -> Iterator[None]:
    yield
    reports = [one for kind in terminalreporter.stats.values() for one in kind if isinstance(one, pytest.TestReport)]
    folders, files = shares(reports)
    if sum(folders.values()) >= WORTH_TELLING:
        told = ", ".join(f"{name} {seconds:.0f}" for name, seconds in folders.items() if seconds >= 1)
        longest = ", ".join(f"{name} {seconds:.0f}" for name, seconds in list(files.items())[:FILES])
        terminalreporter.write_line(f"Seconds of tests: {told}.")
        terminalreporter.write_line(f"Longest files: {longest}.")
