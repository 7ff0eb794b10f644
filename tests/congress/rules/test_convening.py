"""Time limits of a convening and what a sitting may decide: tables from the CGCT, and properties."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.rules.convening.regularity import ConveningStanding, SentConvening, regularity
from congress.rules.convening.time_limits import (
    TimeLimit,
    Timeliness,
    clear_days,
    earliest_second,
    may_be_second,
    time_limit,
)
from congress.rules.rule_names import Body

MONDAY = date(2020, 10, 12)
SMALL, LARGE = time_limit(Body.COMMUNE, 3), time_limit(Body.COMMUNE, 5)
HOUR = datetime(2020, 10, 12, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "days", "is_second", "asked", "shortest", "note", "article"),
    [
        (Body.COMMUNE, 0, False, 3, 1, False, "L2121-11"),
        (Body.COMMUNE, 3, False, 3, 1, False, "L2121-11"),
        (Body.COMMUNE, 5, False, 5, 1, True, "L2121-12"),
        (Body.COMMUNE, 8, False, 8, 1, True, "L2121-12"),  # its own rules want more
        (Body.EPCI, 5, False, 5, 1, True, "L2121-12, L5211-1"),
        (Body.EPCI, 3, False, 3, 1, False, "L2121-11, L5211-1"),
        (Body.COMMUNE, 5, True, 2, None, True, "L2121-17"),
        (Body.ASSOCIATION, 15, False, 15, None, False, ""),
        (Body.ASSOCIATION, 0, False, 0, None, False, ""),
        (Body.PARLIAMENT, 0, False, 0, None, False, ""),
    ],
)
def test_each_body_has_its_limit(body, days, is_second, asked, shortest, note, article):
    assert time_limit(body, days, is_second=is_second) == TimeLimit(asked, shortest, note, article)


@pytest.mark.parametrize(
    ("sent", "left", "small", "large"),
    [
        (date(2020, 10, 12), 0, Timeliness.LATE, Timeliness.LATE),  # the day of the sitting
        (date(2020, 10, 11), 0, Timeliness.LATE, Timeliness.LATE),  # a Sunday, the eve: no day in between
        (date(2020, 10, 10), 1, Timeliness.SHORTENED, Timeliness.SHORTENED),  # the Sunday counts
        (date(2020, 10, 9), 2, Timeliness.SHORTENED, Timeliness.SHORTENED),
        (date(2020, 10, 8), 3, Timeliness.IN_TIME, Timeliness.SHORTENED),
        (date(2020, 10, 6), 5, Timeliness.IN_TIME, Timeliness.IN_TIME),
    ],
)
def test_a_monday_sitting_is_convened_by_the_thursday_or_the_tuesday_before(sent, left, small, large):
    assert clear_days(sent, MONDAY) == left
    assert (SMALL.timeliness(sent, MONDAY), LARGE.timeliness(sent, MONDAY)) == (small, large)
    assert (SMALL.last_day(MONDAY), LARGE.last_day(MONDAY)) == (date(2020, 10, 8), date(2020, 10, 6))
    assert SMALL.last_day_shortened(MONDAY) == date(2020, 10, 10)


def test_holidays_count_and_a_second_sitting_is_three_days_later_at_least():
    assert clear_days(date(2020, 7, 10), date(2020, 7, 15)) == 4  # the 14th among them
    for body in (Body.COMMUNE, Body.EPCI):
        assert earliest_second(body, MONDAY) == date(2020, 10, 15)
        assert not may_be_second(body, MONDAY, date(2020, 10, 14))
    assert may_be_second(Body.ASSOCIATION, MONDAY, MONDAY)  # its statutes say how long after, if they do
    second = time_limit(Body.COMMUNE, 3, is_second=True)
    assert second.timeliness(MONDAY, date(2020, 10, 15)) is Timeliness.IN_TIME  # sent the same evening
    assert second.timeliness(date(2020, 10, 13), date(2020, 10, 15)) is Timeliness.LATE
    assert TimeLimit(0).timeliness(MONDAY, MONDAY) is Timeliness.IN_TIME


days = st.dates(date(2019, 1, 1), date(2031, 1, 1))


@given(days, st.integers(1, 60), st.integers(0, 90))
def test_the_last_day_is_the_last_that_is_in_time(sits, asked, before):
    limit, sent = TimeLimit(asked), sits - timedelta(days=before)
    in_time = limit.timeliness(sent, sits) is Timeliness.IN_TIME
    assert in_time == (sent <= limit.last_day(sits))
    assert clear_days(limit.last_day(sits), sits) == asked


@given(
    days, st.integers(0, 23), st.integers(0, 59), st.sampled_from(["Europe/Paris", "Indian/Reunion", "Pacific/Noumea"])
)
def test_days_are_those_of_the_zone_whatever_the_hour_and_the_change_of_clocks(sits, hour, minute, zone):
    """A night of twenty-three or twenty-five hours is one day: days are counted on calendars, never in hours."""
    own = ZoneInfo(zone)
    sent_day = sits - timedelta(days=4)
    sent = datetime(sent_day.year, sent_day.month, sent_day.day, hour, minute, tzinfo=own).astimezone(UTC)
    begins = datetime(sits.year, sits.month, sits.day, 9, tzinfo=own).astimezone(UTC)
    assert clear_days(sent.astimezone(own).date(), begins.astimezone(own).date()) == 3


def sent(items: set[int], timeliness: Timeliness = Timeliness.IN_TIME, **more) -> SentConvening:
    return SentConvening(more.pop("starts_at", HOUR), frozenset(items), timeliness, **more)


@pytest.mark.parametrize(
    ("convenings", "standing", "to_decide", "awaiting"),
    [
        ([], ConveningStanding.UNKNOWN, set(), set()),
        ([sent({1, 2})], ConveningStanding.REGULAR, {1, 2}, set()),
        ([sent({1, 2}, starts_at=HOUR + timedelta(hours=1))], ConveningStanding.MOVED, set(), set()),
        (
            [sent({1}), sent({1, 2}, Timeliness.LATE)],
            ConveningStanding.REGULAR,
            {1},
            set(),
        ),  # what came too late is not decided
        ([sent({1}), sent({1, 2}, Timeliness.SHORTENED)], ConveningStanding.REGULAR, {1}, {2}),
        ([sent({1}, Timeliness.SHORTENED)], ConveningStanding.TO_ADMIT, set(), {1}),
        ([sent({1}, Timeliness.SHORTENED, admitted=True)], ConveningStanding.ADMITTED, {1}, set()),
        ([sent({1}, Timeliness.SHORTENED, admitted=False)], ConveningStanding.NOT_ADMITTED, set(), set()),
        (
            [sent({1, 2}, Timeliness.SHORTENED, admitted=True, put_off=frozenset({2}))],
            ConveningStanding.ADMITTED,
            {1},
            set(),
        ),
        ([sent({1}, Timeliness.LATE)], ConveningStanding.LATE, set(), set()),
    ],
)
def test_a_sitting_decides_on_what_was_told_in_time(convenings, standing, to_decide, awaiting):
    found = regularity(convenings, HOUR)
    assert (found.standing, set(found.to_decide), set(found.awaiting)) == (standing, to_decide, awaiting)
    assert found.may_decide(1) == (standing is ConveningStanding.UNKNOWN or 1 in to_decide)


convenings = st.lists(
    st.builds(
        SentConvening,
        st.sampled_from([HOUR, HOUR + timedelta(days=1)]),
        st.frozensets(st.integers(1, 5)),
        st.sampled_from(Timeliness),
        st.sampled_from([None, True, False]),
    ),
    max_size=4,
)


@given(convenings, st.frozensets(st.integers(1, 5)))
def test_one_more_convening_in_time_never_takes_away_what_may_be_decided(already, items):
    before = regularity(already, HOUR)
    after = regularity([*already, sent(set(items))], HOUR)
    assert before.to_decide | items == after.to_decide
    assert not after.to_decide & after.awaiting
    assert after.standing is ConveningStanding.REGULAR
