"""A test in a browser that fails is tried once more, alone; no other test is."""

import subprocess
import sys
import threading
from contextlib import closing

import pytest

from tests.support.second_try import Turns

CONFTEST = """
from pathlib import Path
import pytest
from tests.support.session import workspace_key

pytest_plugins = ["tests.support.second_try"]


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    config.stash[workspace_key] = Path.cwd()
    config.addinivalue_line("markers", "browser: needs a browser")


@pytest.fixture(scope="session")
def chromium():
    with Path("started").open("a") as file:
        file.write("x")
    return object()
"""


@pytest.fixture
def run(pytester):
    """What a run of these tests says; each may ask how often it began."""

    def tell(tests: str, *arguments: str) -> pytest.RunResult:
        pytester.makeconftest(CONFTEST)
        times = (
            "def times():\n    with open('began', 'a+') as file:\n        file.write('x')\n        return file.tell()\n"
        )
        pytester.makepyfile(f"import pytest\n{times}{tests}")
        return pytester.runpytest_inprocess("-p", "no:randomly", "-p", "no:cacheprovider", *arguments)

    return tell


ONCE = """
@pytest.mark.browser
def test_page(chromium):
    assert times() > 1, "the page came late"
"""


def test_what_passes_the_second_time_passes_and_is_named(run):
    said = run(ONCE)
    said.assert_outcomes(passed=1)
    assert said.ret == pytest.ExitCode.OK
    said.stdout.fnmatch_lines(
        ["TRIED AGAIN, ALONE: *::test_page failed in its browser and passed then.*", "*came late*"]
    )


def test_the_second_try_stands_on_fixtures_made_anew(run, pytester):
    run(ONCE)
    assert (pytester.path / "started").read_text() == "xx"


def test_a_second_failure_fails_and_there_is_no_third_try(run, pytester):
    said = run("@pytest.mark.browser\ndef test_page():\n    assert times() > 2\n")
    said.assert_outcomes(failed=1)
    assert said.ret == pytest.ExitCode.TESTS_FAILED
    said.stdout.fnmatch_lines(["TRIED AGAIN, ALONE: *::test_page failed in its browser and failed again.*"])
    assert (pytester.path / "began").read_text() == "xx"


def test_a_failure_of_a_fixture_counts_as_one(run):
    fixture = "@pytest.fixture\ndef late():\n    assert times() > 1\n"
    run(fixture + "@pytest.mark.browser\ndef test_page(late):\n    pass\n").assert_outcomes(passed=1)


def test_no_other_test_is_tried_again(run, pytester):
    said = run("def test_rule():\n    assert times() > 1\n")
    said.assert_outcomes(failed=1)
    said.stdout.no_fnmatch_line("*TRIED AGAIN*")
    assert (pytester.path / "began").read_text() == "x"


def test_it_is_named_when_another_process_ran_it(run):
    said = run(ONCE, "-n", "1")
    said.assert_outcomes(passed=1)
    said.stdout.fnmatch_lines(["TRIED AGAIN, ALONE: *::test_page failed in its browser and passed then.*"])


def test_who_is_alone_waits_for_the_others_and_they_wait(tmp_path):
    events: list[str] = []
    inside, leave = threading.Event(), threading.Event()

    def neighbour() -> None:
        with closing(Turns(tmp_path)) as other, other.together():
            inside.set()
            leave.wait()
            events.append("the neighbour leaves")

    thread = threading.Thread(target=neighbour)
    with closing(Turns(tmp_path)) as mine, mine.together():
        thread.start()
        inside.wait()
        leave.set()
        with mine.alone():
            events.append("alone")
            thread.join()
            assert not _enters(tmp_path)
    assert events == ["the neighbour leaves", "alone"]
    assert _enters(tmp_path)


def _enters(folder) -> bool:
    """Whether another process gets into the room at once."""
    program = "import fcntl, sys\nfcntl.flock(open(sys.argv[1], 'w'), fcntl.LOCK_SH | fcntl.LOCK_NB)"
    done = subprocess.run([sys.executable, "-c", program, folder / "room.lock"], capture_output=True, check=False)
    return done.returncode == 0
