"""One run of the tests: its options, its working folder, and what happens when a tool is missing.

A test that cannot run here is skipped, and one loud line at the end says how many and why; with CI in the
environment a skip fails the run. Tests that read `../shared` are left out where it is absent, and that is said too.
"""

import gc
import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
KINDS = {"sqlite": ["sqlite"], "postgresql": ["postgresql"], "both": ["sqlite", "postgresql"]}
ROOMY = 4 << 30
_folders = count(1)

workspace_key = pytest.StashKey[Path]()
left_out_key = pytest.StashKey[int]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=sorted(KINDS),
        default="sqlite",
        help="where tests that need a database run; those that need none run once",
    )


def _make_workspace() -> Path:
    """A folder for this run, in memory where there is room: durable commits cost nothing there."""
    memory = Path("/dev/shm")  # noqa: S108 (mkdtemp makes a private name in it)
    roomy = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOMY
    folder = Path(tempfile.mkdtemp(prefix="hemicycle-tests-", dir=memory if roomy else None))
    folder.chmod(0o755)  # PostgreSQL refuses root: its files lie inside, under another user
    return folder


def is_worker(config: pytest.Config) -> bool:
    """Whether this process is one of xdist's, started by a controller that owns the working folder."""
    return hasattr(config, "workerinput")


def pytest_configure(config: pytest.Config) -> None:
    if is_worker(config):
        config.stash[workspace_key] = Path(config.workerinput["workspace"])
    else:
        config.stash[workspace_key] = _make_workspace()
        _compile_catalogues()


def _compile_catalogues() -> None:
    """Tests read the catalogues as they are now, whoever forgot to compile them."""
    for source in ROOT.glob("translations/*/LC_MESSAGES/messages.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            from babel.messages.mofile import write_mo
            from babel.messages.pofile import read_po

            catalog = read_po(io.BytesIO(source.read_bytes()), locale=source.parts[-3])
            buffer = io.BytesIO()
            write_mo(buffer, catalog)
            compiled.write_bytes(buffer.getvalue())


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node) -> None:
    node.workerinput["workspace"] = str(node.config.stash[workspace_key])


def pytest_unconfigure(config: pytest.Config) -> None:
    if is_worker(config) or workspace_key not in config.stash:
        return
    from tests.support.postgresql_server import stop_server

    stop_server(config.stash[workspace_key])
    shutil.rmtree(config.stash[workspace_key], ignore_errors=True)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Whatever touches a database runs on each kind that was asked for; `one_database` tests on the first.

    `strictest_database` tests run on the last: PostgreSQL refuses what is too long, too large or a NUL, which SQLite keeps.
    """
    if "database" not in metafunc.fixturenames:
        return
    kinds = KINDS[metafunc.config.getoption("--database")]
    if metafunc.definition.get_closest_marker("one_database"):
        kinds = kinds[:1]
    elif metafunc.definition.get_closest_marker("strictest_database"):
        kinds = kinds[-1:]
    params = [pytest.param(kind, marks=getattr(pytest.mark, kind)) for kind in kinds]
    metafunc.parametrize("database", params, indirect=True, scope="session")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if SHARED.is_dir():
        return
    left_out = [item for item in items if _reads_shared(item)]
    if left_out:
        _note_left_out(config, len(left_out))
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def _reads_shared(item: pytest.Item) -> bool:
    """Whether a test reads `../shared`: by the fixture, or, for one case of a test, by the mark."""
    return "shared" in getattr(item, "fixturenames", ()) or item.get_closest_marker("reads_shared") is not None


def _note_left_out(config: pytest.Config, count: int) -> None:
    """Each worker collects everything: the controller hears it from one of them."""
    config.stash[left_out_key] = count
    if is_worker(config):
        config.workeroutput["left_out"] = count


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error) -> None:
    node.config.stash[left_out_key] = getattr(node, "workeroutput", {}).get("left_out", 0)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What stands until the end of the run is not looked through at each collection of garbage: an eighth of its time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def workspace(pytestconfig: pytest.Config) -> Path:
    """The folder of this run, shared by its processes, gone at the end."""
    return pytestconfig.stash[workspace_key]


@pytest.fixture
def tmp_path(workspace: Path, worker_id: str) -> Iterator[Path]:
    """A folder of this test's own, gone with it: beside pytest's, each was a link, a look at all the others, and a disk."""
    folder = workspace / f"{worker_id}-{next(_folders)}"
    folder.mkdir()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference data beside the project; tests that ask for it are left out where it is absent."""
    return SHARED


def _skips(config: pytest.Config) -> dict[str, int]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    reasons: dict[str, int] = {}
    for report in reporter.stats.get("skipped", []) if reporter else []:
        place = report.longrepr
        reason = place[2] if isinstance(place, tuple) else str(place)
        reason = reason.removeprefix("Skipped: ")
        reasons[reason] = reasons.get(reason, 0) + 1
    return reasons


def in_ci() -> bool:
    """Whether a skip is a failure."""
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if (
        not is_worker(session.config)
        and in_ci()
        and _skips(session.config)
        and session.exitstatus == pytest.ExitCode.OK
    ):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter, config: pytest.Config) -> Iterator[None]:
    """The loud lines come last, just above the closing one."""
    yield
    left_out = config.stash.get(left_out_key, 0)
    if left_out:
        terminalreporter.write_line(
            f"LEFT OUT: {left_out} tests read ../shared, which is absent.", yellow=True, bold=True
        )
    reasons = _skips(config)
    if reasons:
        told = ", ".join(f"{reason} ({count})" for reason, count in sorted(reasons.items()))
        verdict = "in CI a skip is a failure" if in_ci() else "`make system-packages` installs what tests need"
        line = f"SKIPPED: {sum(reasons.values())} tests did not run: {told}; {verdict}."
        terminalreporter.write_line(line, red=True, bold=True)
