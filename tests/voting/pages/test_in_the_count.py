"""« Mon vote est dans le compte », in a sentence; by another device; by a tool that has nothing of ours."""

import json
import re
import subprocess
import sys

import pytest

from tests.support.plenary import words
from tests.support.session import ROOT

pytestmark = pytest.mark.one_database


@pytest.fixture
def closed(discussing):
    """A poll that is proclaimed: ada and bela voted, dora did not."""
    poll = discussing.poll()
    discussing.vote(poll, "for", "ada", "bela")
    discussing.vote(poll, "against", "emile")
    discussing.proclaim(poll)
    return discussing


def test_a_voter_reads_that_the_vote_is_counted_and_shows_it_elsewhere(closed, tmp_path):
    assert "Votre vote est dans le compte" in words(closed.get("ada", "scrutins/1"))
    page = closed.get("ada", "scrutins/1/mon-vote")
    assert "Votre vote «\u00a0Pour\u00a0» est dans le compte." in words(page)
    (address,) = set(re.findall(r'href="(/essai/scrutins/1/vote/[0-9a-f]{32})"', page.text))
    elsewhere = closed.cast.browse(None).get(address)
    assert "Ce vote «\u00a0Pour\u00a0» est dans le compte." in words(elsewhere) and "Ada" not in words(elsewhere)
    kept = tmp_path / "vote.json"
    kept.write_bytes(closed.cast.browse(None).get(f"{address}.json").data)
    printed = closed.row_of_poll(1).ballots_sha256[:16]
    assert apart(kept, "--root", printed)[0] == 0
    changed = json.loads(kept.read_text(encoding="utf-8"))
    changed["vote"][2] = "against"
    kept.write_text(json.dumps(changed), encoding="utf-8")
    assert apart(kept) == (1, False)
    assert apart(kept, "--root", "")[0] == 2  # nothing to compare with is not « what the file itself says »
    for amiss in ({}, {**changed, "root": ["0" * 16]}, {**changed, "root": 7}):
        kept.write_text(json.dumps(amiss), encoding="utf-8")
        assert apart(kept) in ((2, None), (1, False)), amiss


def test_who_did_not_vote_reads_so_and_nobody_reads_anothers(closed):
    assert "aucun vote n’est compté pour vous" in words(closed.get("dora", "scrutins/1/mon-vote"))
    assert "Votre vote est dans le compte" not in words(closed.get("dora", "scrutins/1"))
    assert closed.get(None, "scrutins/1/mon-vote").status_code == 303
    assert closed.get("ada", f"scrutins/1/vote/{'0' * 32}").status_code == 404


def test_nothing_is_shown_before_the_poll_is_closed(discussing):
    poll = discussing.poll()
    discussing.vote(poll, "for", "ada")
    assert discussing.get("ada", "scrutins/1/mon-vote").status_code == 404


def apart(kept, *words_: str) -> tuple[int, object]:
    """What the tool answers in a Python that has nothing of ours."""
    command = [sys.executable, "-I", str(ROOT / "bin" / "verify-vote"), str(kept), *words_]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, json.loads(done.stdout)["counted"] if done.stdout else None
