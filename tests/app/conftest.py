"""A folder to spoil: the project's own demonstration congress, copied for each test; and `hemicycle congress`."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import Result
from flask.testing import FlaskCliRunner

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
        from app.congress_cli import congress

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
