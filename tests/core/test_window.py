"""A window holds its opening, its closing where that is said, and nothing beyond them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.window import Phase, Window

OPENS, CLOSES = datetime(2020, 8, 26, 12, tzinfo=UTC), datetime(2020, 10, 11, 16, tzinfo=UTC)
WINDOW = Window(OPENS, CLOSES)
INSTANT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("now", "phase"),
    [
        (OPENS - INSTANT, Phase.BEFORE),
        (OPENS, Phase.OPEN),
        (OPENS + INSTANT, Phase.OPEN),
        (CLOSES - INSTANT, Phase.OPEN),
        (CLOSES, Phase.OPEN),
        (CLOSES + INSTANT, Phase.CLOSED),
        (CLOSES.astimezone(timezone(timedelta(hours=11))), Phase.OPEN),
    ],
)
def test_both_instants_are_inside_where_nothing_is_said(now, phase):
    assert WINDOW.phase(now) is phase


@given(st.timedeltas(min_value=timedelta(days=-40), max_value=timedelta(days=90)))
def test_one_is_before_in_or_after(later):
    now = OPENS + later
    phase = WINDOW.phase(now)
    assert WINDOW.is_open(now) == (phase == "open") == (OPENS <= now <= CLOSES)
    assert WINDOW.is_over(now) == (phase == "closed")


@pytest.mark.parametrize(
    ("now", "phase"),
    [(OPENS, Phase.OPEN), (CLOSES - INSTANT, Phase.OPEN), (CLOSES, Phase.CLOSED), (CLOSES + INSTANT, Phase.CLOSED)],
)
def test_the_closing_may_be_outside(now, phase):
    assert Window(OPENS, CLOSES, closing_is_inside=False).phase(now) is phase


def test_a_window_of_an_instant_opens_if_its_closing_is_inside():
    assert Window(OPENS, OPENS).is_open(OPENS)
    assert Window(OPENS, OPENS, closing_is_inside=False).is_over(OPENS)
