"""The program `hemicycle`, as who runs a site types it: in this process, or, where it matters, in one of its own."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from flask import Flask

from tests.support.applications import close
from tests.support.session import ROOT

# Settings of whoever runs the tests, which a site under test does not have.
SETTINGS = ("DATABASE_URL", "HEMICYCLE_INSTANCE", "PORT", "SITE_URL", "SMTP_URL", "TRUSTED_PROXIES")
MAIN = "from app.cli import main; main()"


def _written(said: io.TextIOWrapper) -> str:
    """What was written on an output that takes bytes too."""
    said.seek(0)
    return said.read()


Program = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def real_program(tmp_path: Path) -> Program:
    """What `hemicycle …` does in a process of its own, on the site of `tmp_path`: each start costs a second."""

    def run(*words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
        outside = {name: value for name, value in os.environ.items() if name not in SETTINGS}
        return subprocess.run(
            [sys.executable, "-c", MAIN, *words],
            cwd=tmp_path,
            env={**outside, "PYTHONPATH": str(ROOT), "HEMICYCLE_INSTANCE": str(tmp_path), **settings},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The same, in this process: the program itself with its words and its settings, its exit code, what it writes."""
    from app import cli
    from app.commands import program

    made: list[Flask] = []

    def create() -> Flask:
        from app.factory import create_app

        made.append(create_app())
        return made[-1]

    def run(*words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
        assert words[0] != "serve", "it becomes the server: in a process of its own only"
        said, complained, status = io.TextIOWrapper(io.BytesIO(), "utf-8", newline=""), io.StringIO(), 0
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(said), redirect_stderr(complained):
            for name in SETTINGS:
                patch.delenv(name, raising=False)
            for name, value in {"FLASK_RUN_FROM_CLI": "true", "HEMICYCLE_INSTANCE": str(tmp_path), **settings}.items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", ["hemicycle", *words])
            patch.setattr(program.cli, "create_app", create)
            patch.chdir(tmp_path)
            try:
                cli.main()
            except SystemExit as end:
                status = int(end.code or 0)
            finally:
                while made:
                    close(made.pop())
        return subprocess.CompletedProcess(list(words), status, _written(said), complained.getvalue())

    return run
