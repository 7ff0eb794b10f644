"""A test in a browser that fails is tried once more, alone: what passes then is named loudly at the end of the run.

A browser is another program, with its own clock, on a machine that may be busy: such a test alone has a second try, on
fixtures made anew (the browser too) while no other test runs. When it fails again it has failed. A test without a
browser is never tried again: what fails by chance there is a fault of the test or of the product.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol

from tests.support.session import workspace_key

PROPERTY = "tried again because"


class Turns:
    """Tests run side by side in a run's processes, until one asks to be alone: each waits for the other then."""

    def __init__(self, folder: Path) -> None:
        self._door = (folder / "door.lock").open("w")
        self._room = (folder / "room.lock").open("w")

    def close(self) -> None:
        """Out of the house."""
        self._door.close()
        self._room.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """In the room with the tests of the other processes; nobody enters while somebody waits to be alone."""
        fcntl.flock(self._door, fcntl.LOCK_EX)
        fcntl.flock(self._room, fcntl.LOCK_SH)
        fcntl.flock(self._door, fcntl.LOCK_UN)
        yield
        fcntl.flock(self._room, fcntl.LOCK_UN)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Out of the room, then in it again once everybody has left."""
        fcntl.flock(self._room, fcntl.LOCK_UN)
        fcntl.flock(self._door, fcntl.LOCK_EX)
        fcntl.flock(self._room, fcntl.LOCK_EX)
        yield
        fcntl.flock(self._door, fcntl.LOCK_UN)


turns_key = pytest.StashKey[Turns]()
told_key = pytest.StashKey[dict[str, str]]()


def pytest_sessionstart(session: pytest.Session) -> None:
    config = session.config
    config.stash[turns_key] = Turns(config.stash[workspace_key])
    config.stash[told_key] = {}
    config.pluginmanager.register(SecondTry(config.stash[told_key]), "second-try")


def pytest_sessionfinish(session: pytest.Session) -> None:
    session.config.stash[turns_key].close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    with item.config.stash[turns_key].together():
        return (yield)


class SecondTry:
    """The protocol of a test in a browser, and what the process that owns the run hears of it."""

    def __init__(self, told: dict[str, str]) -> None:
        self._told = told

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep what is to be told at the end."""
        told = dict(report.user_properties).get(PROPERTY)
        if told is not None:
            self._told.setdefault(report.nodeid, str(told))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
        """What pytest does, and once more if it failed."""
        if item.get_closest_marker("browser") is None:
            return None
        item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        reports = runtestprotocol(item, log=False, nextitem=nextitem)
        failed = [report for report in reports if report.failed]
        if failed:
            with suppress(Exception):  # a browser that died cannot be closed
                item.session._setupstate.teardown_exact(None)  # whatever it stood on is made anew
            item.user_properties.append((PROPERTY, failed[0].longreprtext))
            with item.config.stash[turns_key].alone():
                reports = runtestprotocol(item, log=False, nextitem=nextitem)
        for report in reports:
            item.ihook.pytest_runtest_logreport(report=report)
        item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
        return True


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter, config: pytest.Config) -> Iterator[None]:
    """Loud, whatever became of the second try."""
    yield
    failed = {report.nodeid for kind in ("failed", "error") for report in terminalreporter.stats.get(kind, [])}
    for name, why in config.stash[told_key].items():
        then = "failed again" if name in failed else "passed then"
        terminalreporter.write_line(
            f"TRIED AGAIN, ALONE: {name} failed in its browser and {then}.", red=True, bold=True
        )
        if name not in failed:
            terminalreporter.write_line(why)
