"""A folder to spoil: the project's own demonstration congress, copied for each test; and `hemicycle congress`."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskCliRunner

from core.database import db, session
from core.unit_of_work import run
from tests.support.cast import template_of
from tests.support.databases import Databases

NOW = datetime(2020, 10, 12, 12, 0, tzinfo=UTC)
REFERENCE = Path(__file__).resolve().parents[2] / "demo" / "data" / "congres-2020"


@dataclass(frozen=True)
class CongressFolder:
    """A congress as a folder, to be changed by a test."""

    path: Path

    def text(self, file: str) -> str:
        """What a file says."""
        return (self.path / file).read_text(encoding="utf-8-sig")

    def write(self, file: str, data: str | bytes) -> None:
        """Put a file there."""
        path = self.path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)

    def change(self, file: str, before: str, after: str, *, count: int = 1) -> None:
        """Change words that must be there."""
        text = self.text(file)
        assert before in text
        self.write(file, text.replace(before, after, count))

    def line_of(self, file: str, words: str) -> int:
        """The number of the first line that holds these words."""
        return next(number for number, line in enumerate(self.text(file).splitlines(), 1) if words in line)

    def files(self) -> dict[str, bytes]:
        """The bytes of each file."""
        found = sorted(path for path in self.path.rglob("*") if path.is_file())
        return {path.relative_to(self.path).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def folder(tmp_path: Path) -> CongressFolder:
    """The demonstration congress in a folder of this test."""
    path = tmp_path / "congres"
    shutil.copytree(REFERENCE, path)
    return CongressFolder(path)


class Commands:
    """`hemicycle congress …` on an application."""

    def __init__(self, runner: FlaskCliRunner) -> None:
        self._runner = runner

    def __call__(self, *arguments: object) -> Result:
        """The result of a command: exit code, output, errors."""
        from app.commands.congress_cli import congress

        return self._runner.invoke(congress, [str(argument) for argument in arguments])

    def taken(self, folder: CongressFolder) -> Result:
        """The result of an import that must succeed."""
        result = self("import", folder.path)
        assert result.exit_code == 0, result.stderr
        return result


@pytest.fixture
def command(runner: FlaskCliRunner) -> Commands:
    """Commands on the application of the test."""
    return Commands(runner)


@pytest.fixture(scope="session")
def imported_template(database: Databases, workspace: Path) -> str:
    """The template in which the folder was taken by the command, once in the run."""

    def take(app: Flask) -> None:
        Commands(app.test_cli_runner()).taken(CongressFolder(REFERENCE))

    return template_of(database, workspace, "taken", take)


@pytest.fixture
def imported(folder: CongressFolder, command: Commands) -> CongressFolder:
    """The folder, which the database of the test starts from: a congress taken from it by `congress import`."""
    return folder


@pytest.fixture
def look(app):
    """What a read gives."""

    def read(what):
        with app.app_context():
            try:
                return what()
            finally:
                db.session.remove()

    return read


@pytest.fixture
def act(app):
    """What a service gives, done by a member (the operator when there is none)."""

    def do(service, *arguments, member=None, **more):
        from congress.actors import Actor
        from congress.models import Member

        with app.app_context():
            actor = Actor.of(session().get_one(Member, member)) if member else Actor.system()
            db.session.remove()
            return run(lambda: service(*arguments, actor=actor, now=NOW, **more))

    return do


AMENDMENT = """---
proposal: 5
author: {author}
title: "Quinze mille postes : le tiers en commune rurale"
reasons: |
  Dix mille postes ne suffisent pas.

  - un
    deux
---
{text}"""


def amended(folder: CongressFolder, author="karine.prigent@le-havre.example", number=5) -> str:
    """An amendment of the demonstration's proposal 5, as a file."""
    text = folder.text(f"proposals/{number}.md").replace("dix mille", "quinze mille")
    return AMENDMENT.format(author=author, text=text)
