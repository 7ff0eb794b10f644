"""Each rule has its line in a sheet of docs/rules, under « In force », that says where it is: which command, which page."""

import ast
import re
from collections.abc import Iterable
from enum import StrEnum

import pytest

from amendments.rules.falls import ClashKind
from amendments.rules.voting_order import OrderItemKind, OrderItemStatus
from checks.tree import ROOT, sources
from congress.models import QuorumMoment
from congress.rules.proxies import RefusalReason
from congress.rules.rule_names import BallotKind, QuorumRule, TieRule
from voting.rules.majority import Choice, MajorityRule
from voting.rules.modes import Mode
from voting.rules.outcome import CollegeRule, Reason

SHEETS = ROOT / "docs/rules"
RULES: dict[str, tuple[type[StrEnum], ...]] = {
    "quorum.md": (QuorumRule, QuorumMoment),
    "majority.md": (MajorityRule, CollegeRule, Choice, Reason),
    "ties.md": (TieRule, BallotKind),
    "modes.md": (Mode,),
    "proxies.md": (RefusalReason,),
    "amendments-order.md": (OrderItemKind, OrderItemStatus),
    "what-falls.md": (ClashKind,),
}
# What `voting decide` alone answers; everything else that it answers is in force in a sitting too.
DECIDE_ONLY = {
    (RefusalReason, RefusalReason.NO_DELEGATION),
}  # fmt: skip
# Known to the texts or to the sitting, not to `voting decide`.
SITTING_ONLY = {
    *((QuorumMoment, name) for name in QuorumMoment), (Reason, Reason.DECLARED),
    (RefusalReason, RefusalReason.OTHER_COLLEGE),
    *((Reason, name) for name in Reason if name in {"elected", "eldest", "another_round", "chosen", "equal"}),
    (ClashKind, ClashKind.DELETE_EDIT), (ClashKind, ClashKind.MOVE_EDIT),
}  # fmt: skip


def in_force(sheet: str) -> dict[str, str]:
    """Where each name of a sheet is in force, from the table under « In force »."""
    text = (SHEETS / sheet).read_text(encoding="utf-8")
    _, heading, section = text.partition("\n## In force\n")
    assert heading, sheet
    found: dict[str, str] = {}
    for names, where in re.findall(r"^\| (`[^|]+`) \| ([^|]+) \|$", section, re.MULTILINE):
        for name in re.findall(r"`([^`]+)`", names):
            assert name not in found, f"{sheet} tells {name} twice"
            found[name] = where
    return found


def names_of(enums: Iterable[type[StrEnum]]) -> list[tuple[type[StrEnum], StrEnum]]:
    return [(enum, name) for enum in enums for name in enum]


@pytest.mark.parametrize("sheet", RULES)
def test_each_rule_has_its_line_and_no_line_is_of_a_rule_unknown(sheet):
    assert set(in_force(sheet)) == {name.value for _, name in names_of(RULES[sheet])}


@pytest.mark.parametrize("sheet", RULES)
def test_each_line_says_whether_a_sitting_and_the_command_know_the_rule(sheet):
    told = in_force(sheet)
    for enum, name in names_of(RULES[sheet]):
        where = told[name.value]
        if (enum, name) in DECIDE_ONLY:
            assert where.startswith("`voting decide` only"), name
        elif (enum, name) in SITTING_ONLY:
            assert "sitting" in where and "`voting decide`" not in where, name
        else:
            assert "sitting" in where and "`voting decide`" in where, name


@pytest.mark.parametrize("path", sorted(SHEETS.glob("*.md")), ids=lambda path: path.stem)
def test_each_sheet_says_where_it_is_in_force(path):
    assert "\n## In force\n\n" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(SHEETS.glob("*.md")), ids=lambda path: path.stem)
def test_each_sheet_names_its_code_and_its_tests_where_they_are(path):
    """A name without a folder stands in the folder of the one before it."""
    head = path.read_text(encoding="utf-8").split("\n\n")[1]
    folder = ROOT
    for name in re.findall(r"`([\w/]+\.py)`", head):
        folder = (ROOT / name).parent if "/" in name else folder
        assert (folder / name.rsplit("/", 1)[-1]).is_file(), name
    assert head.startswith("Code: `") and "Tests: `tests/" in head


def test_modes_are_chosen_where_their_sheet_says():
    """By the command, and by what members ask for in a sitting."""
    users = [
        name
        for name, text in sources(".py", outside=("tests/",))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom) and node.module == "voting.rules.modes"
    ]
    assert sorted(users) == [
        "voting/cases.py", "voting/pages/challenge/challenge_shown.py", "voting/queries/challenge/asked_ballots.py",
        "voting/rules/methods/method.py", "voting/services/asking/methods_taken.py", "voting/services/challenge/ballot_requests.py",
        "voting/services/life/putting_off.py",
    ]  # fmt: skip
