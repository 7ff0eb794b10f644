"""One LibreOffice for a whole module, that opens, edits, accepts, refuses and saves: `writer(open=…, do=…, save=…)`."""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

FILTERS = {".docx": "MS Word 2007 XML", ".odt": "writer8"}
PYTHON = "/usr/bin/python3"  # of the system: `python3-uno` belongs to it
Writer = Callable[..., list[str]]


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writer]:
    """What does a job and gives the words of each paragraph, as LibreOffice shows them."""
    program = shutil.which("soffice")
    if program is None or not Path("/usr/lib/python3/dist-packages/uno.py").exists():
        pytest.skip("LibreOffice or python3-uno is missing")
    with Started(program, tmp_path_factory.mktemp("office")) as started:
        yield started.job


class Started:
    """LibreOffice and what drives it, each in its process."""

    def __init__(self, program: str, profile: Path) -> None:
        self._program, self._profile = program, profile
        self._pipe = f"hemicycle-{uuid4().hex}"

    def __enter__(self):
        options = [f"-env:UserInstallation=file://{self._profile}", "--headless", "--norestore", "--nologo"]
        accept = f"--accept=pipe,name={self._pipe};urp;"
        quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._office = subprocess.Popen([self._program, *options, accept], start_new_session=True, **quiet)
        driver = Path(__file__).with_name("uno_driver.py")
        self._driver = subprocess.Popen(
            [PYTHON, str(driver), self._pipe], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert json.loads(self._driver.stdout.readline())["ready"]
        return self

    def __exit__(self, *_: object) -> None:
        self._driver.stdin.close()
        self._driver.wait(10)
        self._driver.stdout.close()
        os.killpg(self._office.pid, signal.SIGTERM)  # its own session: the launcher and what it started, nothing else
        self._office.wait(20)

    def job(self, open: Path | None = None, do: Any = (), save: Path | tuple[Path, ...] = ()) -> list[str]:
        """One job: the words of each paragraph at its end."""
        paths = (save,) if isinstance(save, Path) else save
        asked = {
            "open": str(open) if open else "",
            "do": do,
            "save": {str(path): FILTERS[path.suffix] for path in paths},
        }
        self._driver.stdin.write(json.dumps(asked) + "\n")
        self._driver.stdin.flush()
        answer = json.loads(self._driver.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer["words"]
