"""The journal's head as the hall's screen and the minutes print it: what `bin/verify-journal --head` takes."""

import re
import subprocess
import sys

import pytest

from app.commands.service_cli import export
from core.digest import short_fingerprint
from core.journal import entries, head_of
from tests.support.plenary import Plenary, words
from tests.support.session import ROOT

pytestmark = pytest.mark.one_database
HALL, MINUTES = "seances/2/ecran", "seances/2/proces-verbal"


@pytest.fixture
def voted(discussing) -> Plenary:
    """A poll that is proclaimed."""
    poll = discussing.poll()
    discussing.vote(poll, "for", "ada", "bela")
    discussing.proclaim(poll)
    return discussing


def printed(page: str, after: str) -> str:
    """The last of the fingerprints that are printed after these words."""
    return re.findall(r"(?:[0-9a-f]{4} ){3}[0-9a-f]{4}\b|[0-9a-f]{64}", page.split(after)[1])[-1]


def head_on(voted: Plenary, rest: str) -> str:
    page = words(voted.get("sven", rest)).replace("\u00a0", " ").replace("\u202f", " ")
    return printed(page, "Empreintes des votes, du journal" if rest == HALL else "Tête du journal")


def verified(voted: Plenary, kept, head: str, *, cut: bool = False) -> int:
    """What the tool answers to an export of this instant, whole or without its last entries, and to a head."""
    done = voted.cast.app.test_cli_runner().invoke(export, ["essai"])
    text = done.output
    if cut:
        at = text.index('{"stream": "congress:essai", "sequence": 20,')
        text = text[:at].removesuffix(", ") + "]}\n"
    kept.write_text(text, encoding="utf-8")
    command = [sys.executable, "-I", str(ROOT / "bin" / "verify-journal"), str(kept), "--head", head]
    return subprocess.run(command, capture_output=True, check=False).returncode


def test_the_hall_prints_the_journal_at_the_proclamation_and_the_tool_takes_it(voted, tmp_path):
    head = head_on(voted, HALL)
    (proclaimed,) = voted.cast.read(lambda: [e.digest for e in entries("congress:essai", "poll_proclaimed")])
    assert head == short_fingerprint(proclaimed)
    assert head != short_fingerprint(voted.row_of_poll(1).ballots_sha256)
    assert verified(voted, tmp_path / "journal.json", head) == 0
    assert verified(voted, tmp_path / "journal.json", head, cut=True) == 1


@pytest.mark.parametrize("ext", ["", ".md", ".json"])
def test_the_minutes_print_the_journal_as_it_stands_and_the_tool_takes_it(voted, tmp_path, ext):
    stands = voted.cast.read(lambda: head_of("congress:essai")[1])
    if ext == ".json":
        head = voted.get("sven", f"{MINUTES}.json").get_json(force=True)["journal"]
    else:
        head = head_on(voted, f"{MINUTES}{ext}")
    assert head in (stands, short_fingerprint(stands))
    assert verified(voted, tmp_path / "journal.json", head) == 0
    assert verified(voted, tmp_path / "journal.json", head, cut=True) == 1
