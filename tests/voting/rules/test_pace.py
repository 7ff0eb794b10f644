"""A second press is not the next step; a poll is not closed over the heads of a third of those called to vote."""

from datetime import UTC, datetime, timedelta

import pytest

from core.clock import follows_too_soon
from voting.rules.pace import PAUSE, closes_early, is_before_its_hour

LAST = datetime(2020, 10, 12, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("milliseconds", "expected"),
    [(1, True), (120, True), (300, True), (600, True), (1499, True), (1500, False), (60_000, False)],
)
def test_a_press_is_the_next_step_a_second_and_a_half_after_the_last(milliseconds, expected):
    assert follows_too_soon(LAST, LAST + timedelta(milliseconds=milliseconds), PAUSE) is expected


def test_a_clock_that_stands_still_or_was_set_back_measures_nothing():
    assert not follows_too_soon(None, LAST, PAUSE)
    assert not follows_too_soon(LAST, LAST, PAUSE)
    assert not follows_too_soon(LAST, LAST - PAUSE, PAUSE)


@pytest.mark.parametrize("milliseconds", [1, 300, 1499])
def test_of_two_presses_in_one_instant_the_first_read_may_come_second(milliseconds):
    """Its own instant is then before that of the step that was taken: it follows it all the same."""
    assert follows_too_soon(LAST, LAST - timedelta(milliseconds=milliseconds), PAUSE)


@pytest.mark.parametrize(
    ("received", "expected", "early"),
    [(0, 1, True), (0, 9, True), (5, 9, True), (6, 9, False), (9, 9, False), (76, 115, True), (77, 115, False),
     (0, 0, False)],
)  # fmt: skip
def test_more_than_a_third_who_have_not_voted_is_asked_about(received, expected, early):
    assert closes_early(received, expected) is early


@pytest.mark.parametrize(("told", "asked"), [(None, False), (1, True), (60_000, True), (0, False), (-1, False)])
def test_a_closing_before_the_hour_that_was_told_is_asked_about(told, asked):
    hour = None if told is None else LAST + timedelta(milliseconds=told)
    assert is_before_its_hour(hour, LAST) is asked
