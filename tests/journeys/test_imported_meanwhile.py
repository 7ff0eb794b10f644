"""The sitting of the demonstration with a changed folder imported between every two steps: it ends as played calmly.

Six folders take turns: other rules, other title and texts, electors withdrawn and added, weights, a proposal rewritten,
a proposal more. None changes a vote, a text or the letter, and each says so in a sentence. Up to the first vote on
proposal 5; `make thorough` begins as the sitting opens, and goes on to its end and to the letter.
"""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import select

from app.folder.content import Folder
from app.folder.folder_reading import read_folder
from app.folder.importing import import_folder_if_sound
from congress.actors import Actor
from congress.services import sitting_services
from core.database import session
from core.files.faults import Findings
from demo import scenario
from demo.amendment_lives import admit_the_sheet
from demo.dates import local_time
from demo.online_months import ids_by_number
from demo.people import DemonstrationPeople
from demo.sitting import PlayedSitting
from letters.services import freeze_letter
from tests.journeys.test_pressed_twice import what_was_decided
from voting.models import Poll, PollState
from voting.services import discussion_services

pytestmark = [pytest.mark.one_database, pytest.mark.hypothesis, pytest.mark.long]
THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
ALL = tuple(range(1, 9))
T = TypeVar("T")

HEARD = {
    "rules": "elles ne changent pas avant sa clôture (quorum, majority",
    "texts": "titre et textes de la motion ne changent pas avant sa clôture",
    "withdrawn": "prendra effet à sa clôture",
    "weights": "prendra effet à sa clôture",
    "rewritten": "il n’est pas changé",
    "added": "titre et textes de la motion ne changent pas avant sa clôture",
}


def _change(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8-sig")
    assert before in text, (path, before)
    path.write_text(text.replace(before, after), encoding="utf-8")


def _rules(folder: Path) -> None:
    _change(folder / "congress.toml", 'quorum = "majority_members"', 'quorum = "none"')
    _change(folder / "congress.toml", 'majority = "absolute_cast"', 'majority = "3/5_members"')


def _texts(folder: Path) -> None:
    _change(folder / "congress.toml", 'preamble = """', 'preamble = """\nAutrement.\n')
    _change(folder / "congress.toml", 'closing = """', 'closing = """\nAutrement.\n')
    text = (folder / "congress.toml").read_text(encoding="utf-8")
    head, table, rest = text.partition("[motion]")
    (folder / "congress.toml").write_text(head + table + rest.replace('title = "', 'title = "Une autre ', 1))


def _withdrawn(folder: Path) -> None:
    lines = (folder / "roll.csv").read_text(encoding="utf-8-sig").splitlines()
    voters = [rank for rank, line in enumerate(lines) if ";yes;" in line]
    for rank in voters[:2]:
        lines[rank] = lines[rank].replace(";1;yes;", ";1;no;")
    (folder / "roll.csv").write_text("\n".join([*lines, "elected;;Mme;Noémie;Nouvelle;;maire;Arles;13004;13;;;1;yes;"]))


def _weights(folder: Path) -> None:
    _change(folder / "roll.csv", ";1;yes;", ";7;yes;")


def _rewritten(folder: Path) -> None:
    for number in ALL:
        _change(folder / f"proposals/{number}.md", "# Pour", "# Contre")


def _added(folder: Path) -> None:
    shutil.copy(folder / "proposals/8.md", folder / "proposals/9.md")
    _change(folder / "congress.toml", "[rules]", '[[proposals]]\nnumber = 9\nfile = "proposals/9.md"\n\n[rules]')


CHANGES = {
    "rules": _rules,
    "texts": _texts,
    "withdrawn": _withdrawn,
    "weights": _weights,
    "rewritten": _rewritten,
    "added": _added,
}


class Interrupted(DemonstrationPeople):
    """The people of the demonstration; after each thing that one of them does, somebody imports a changed folder."""

    def __init__(self, folders: dict[str, Folder]) -> None:
        super().__init__()
        self.folders: Iterator[tuple[str, Folder]] = cycle(folders.items())
        self.heard: Counter[str] = Counter()
        self.imports: Counter[str] = Counter()

    def act(self, deed: Callable[[], T]) -> T:
        """What one person does, committed; then an import."""
        done = super().act(deed)
        name, folder = next(self.folders)
        findings = Findings()
        import_folder_if_sound(folder, findings, dry_run=False, actor=Actor.system(), now=local_time("15:00"))
        told = [fault.sentence for fault in (*findings.errors, *findings.warnings)]
        self.imports[name] += 1
        self.heard[name] += any(HEARD[name] in sentence for sentence in told)
        return done


@pytest.fixture
def changed_folders(tmp_path: Path) -> dict[str, Folder]:
    """The folder of the demonstration, changed in six ways, as it is read."""
    found = {}
    for name, change in CHANGES.items():
        path = tmp_path / name
        shutil.copytree(scenario.CONGRESS, path)
        change(path)
        findings = Findings()
        folder = read_folder(path, findings)
        assert folder is not None, [str(error) for error in findings.errors]
        found[name] = folder
    return found


def play_on(people: Interrupted) -> None:
    """From the open poll to the first one on proposal 5; thoroughly, from the opening to the letter and the end."""
    sitting = PlayedSitting(people)
    if THOROUGH:
        sitting.play_to_the_stop()
    poll_id = session().scalars(select(Poll.id).where(Poll.state == PollState.OPEN)).one()
    sitting._cast(poll_id, scenario.AT_THE_STOP)
    sitting._close(poll_id, local_time("14:34"))
    admit_the_sheet(people, local_time("14:35"))
    sitting.amendments = ids_by_number(people)
    first, *others = scenario.AFTER_THE_STOP
    sitting._discuss(first if THOROUGH else replace(first, polls=first.polls[:1]))
    if not THOROUGH:
        return
    for discussion in others:
        sitting._discuss(discussion)
    sitting._do(discussion_services.put_in_discussion, sitting.last_item, at=local_time("15:50"))
    sitting._poll(scenario.WHOLE_MOTION, None)
    secretary = people.person(scenario.SECRETARY)
    people.act(partial(freeze_letter, people.congress_id, actor=secretary, now=local_time("16:05")))
    sitting._do(sitting_services.close_sitting, sitting.sitting_id, at=local_time("16:10"))


def test_a_folder_imported_between_every_two_steps_changes_no_vote_no_text_no_letter(demonstration, changed_folders):
    played = demonstration("eve" if THOROUGH else "mid")
    with played.app.app_context():
        people = Interrupted(changed_folders)
        play_on(people)
    assert set(people.imports) == set(CHANGES)
    # Once the motion is voted, then the sitting over, the last imports have less to say.
    silent = {name: people.imports[name] - people.heard[name] for name in CHANGES}
    assert max(silent.values()) <= (2 if THOROUGH else 0), silent
    found, calm = what_was_decided(played, ALL), what_was_decided(demonstration("adopted"), ALL)
    if THOROUGH:
        assert found == calm
    assert found["votes"] == calm["votes"][: len(found["votes"])]
    assert {text[:3] for text in found["texts"]} <= {text[:3] for text in calm["texts"]}
