"""docs/rules/modes.md."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting.rules.modes import Mode, choose_mode


@pytest.mark.parametrize(
    ("present", "secret", "public", "mode"),
    [
        (20, 6, 0, "show_of_hands"),
        (20, 7, 0, "secret"),
        (21, 7, 0, "secret"),
        (20, 0, 4, "show_of_hands"),
        (20, 0, 5, "public_named"),
        (21, 0, 5, "show_of_hands"),
        (20, 7, 20, "secret"),
        (20, 6, 5, "public_named"),
        (0, 0, 0, "show_of_hands"),
    ],
)
def test_requests_of_those_present(present, secret, public, mode):
    assert choose_mode(present=present, ask_secret=secret, ask_public=public) == mode


@pytest.mark.parametrize(
    ("waiver", "imposed", "mode"),
    [
        (False, False, "secret"),
        (False, True, "secret"),
        (True, False, "show_of_hands"),
        (True, True, "secret"),
    ],
)
def test_a_nomination(waiver, imposed, mode):
    chosen = choose_mode(present=20, nomination=True, unanimous_waiver=waiver, text_imposes_secret=imposed)
    assert chosen == mode


def test_a_waived_nomination_may_still_be_asked_secret():
    assert choose_mode(present=20, nomination=True, unanimous_waiver=True, ask_secret=7) is Mode.SECRET


@given(present=st.integers(1, 300), secret=st.integers(0, 300), public=st.integers(0, 300), more=st.integers(1, 20))
def test_one_more_request_never_takes_secrecy_away(present, secret, public, more):
    if choose_mode(present=present, ask_secret=secret, ask_public=public) is Mode.SECRET:
        assert choose_mode(present=present, ask_secret=secret + more, ask_public=public + more) is Mode.SECRET


def test_every_mode_is_told_in_its_sheet():
    sheet = (Path(__file__).resolve().parents[3] / "docs/rules/modes.md").read_text(encoding="utf-8")
    assert [mode for mode in Mode if f"| `{mode}` |" not in sheet] == []
