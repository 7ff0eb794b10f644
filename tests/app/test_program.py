"""Each command once in a process of its own, as those who run a site start it; all the rest is tried in the tests' process.

`letter export` is started so by `tests/letters`, `redline` by `tests/redline`, `serve` and `demo load` by
`tests/app/server`.
"""

import json

import pytest

from app.commands.program import COMMANDS
from tests.support.session import ROOT

ELSEWHERE = {"letter", "redline", "serve", "demo"}
CONGRESS = ROOT / "demo" / "data" / "congres-2020"
TEXT = CONGRESS / "proposals" / "1.md"
CASES = ROOT / "tests" / "data" / "voting" / "cases.json"
CALLS = {
    "db": ("db", "upgrade"),
    "congress": ("congress", "import", str(CONGRESS)),
    "accounts": ("accounts", "login-link", "karine.prigent@le-havre.example"),
    "journal": ("journal", "verify", "congres-2020"),
    "papers": ("papers", "track", str(TEXT), str(TEXT), "-o", "suivi.docx"),
    "amendments": ("amendments", "reopen", "suivi.docx"),
    "tick": ("tick",),
    "voting": ("voting", "decide", str(CASES)),
    "minutes": ("minutes", "export", "congres-2020", "3", "--format", "md", "-o", "pv.md"),
}


def test_each_command_starts_by_itself(real_program):
    said = {name: real_program(*words) for name, words in CALLS.items()}
    others = {name: done for name, done in said.items() if name not in {"db", "amendments"}}
    assert {(name, done.returncode, done.stderr) for name, done in others.items()} == {(name, 0, "") for name in others}
    assert said["db"].returncode == 0
    assert said["amendments"].returncode != 0
    assert "ne porte le dossier d’aucun amendement" in said["amendments"].stderr
    assert "C’est enregistré." in said["congress"].stdout
    assert said["accounts"].stdout.startswith("http://")
    assert json.loads(said["journal"].stdout)["whole"] is True
    assert len(json.loads(said["voting"].stdout)) == len(json.loads(CASES.read_text(encoding="utf-8"))["cases"])


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_started_somewhere(name):
    assert name in {*CALLS, *ELSEWHERE}
