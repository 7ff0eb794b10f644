"""Every event that the house may write in its journal has its sentence in the minutes, or is listed silent."""

import ast
import importlib
import re
from pathlib import Path

import pytest

from tests.support.session import ROOT

PACKAGES = ("congress", "motions", "amendments", "voting", "letters", "programme", "app")
IS_KIND = re.compile(r"[a-z]+(_[a-z]+)+")


def _calls(path: Path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("record", "_record", "record_poll"):
                yield node


def _kinds_of(argument: ast.expr, module: str):
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and IS_KIND.fullmatch(argument.value):
        yield argument.value
    elif isinstance(argument, ast.IfExp):
        yield from _kinds_of(argument.body, module)
        yield from _kinds_of(argument.orelse, module)
    elif isinstance(argument, ast.Name):
        value = getattr(importlib.import_module(module), argument.id, None)
        if isinstance(value, str):
            yield value


def _made_of_states() -> dict[str, set[str]]:
    """What is named by a state at the end of a prefix."""
    from amendments.after_models import DiscrepancyState
    from amendments.models import ENDED, AmendmentStatus
    from motions.models import MotionState, PartState

    published = (AmendmentStatus.SATISFIED, AmendmentStatus.NO_OBJECT)
    return {
        "amendment_": {f"amendment_{status.value}" for status in (*ENDED, *published)},
        "coherence_": {f"coherence_{state.value}" for state in DiscrepancyState},
        "part_": {f"part_{state.value}" for state in PartState},
        "motion_": {f"motion_{state.value}" for state in MotionState},
    }


@pytest.fixture(scope="module")
def kinds() -> set[str]:
    from app.factory import create_app

    assert create_app  # every model of the house is imported
    found: set[str] = set().union(*_made_of_states().values())
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            for call in _calls(path):
                for argument in call.args[:2]:
                    found |= set(_kinds_of(argument, module))
    return found


def test_every_event_has_its_sentence_or_is_silent_for_a_reason(kinds):
    from voting.rules.minutes.table import DEEDS, SILENT

    assert {"sitting_opened", "poll_proclaimed", "amendment_taken_up", "electorate_changed"} <= kinds
    assert kinds - set(DEEDS) - set(SILENT) == set()


def test_no_event_is_both_told_and_silent_nor_by_two_rooms():
    from voting.rules.minutes.table import DEEDS, ROOMS, SILENT

    assert set(DEEDS) & set(SILENT) == set()
    assert len(DEEDS) == sum(len(room.DEEDS) for room in ROOMS)
    assert len(SILENT) == sum(len(room.SILENT) for room in ROOMS)
    assert all(SILENT.values())
