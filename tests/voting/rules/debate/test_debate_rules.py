"""The rules of the debate: who is called next, for how long, which motion goes first, when the list stands still."""

from datetime import UTC, datetime, timedelta
from gettext import NullTranslations
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting.rules.debate.precedence import FloorKind, Raised, before, in_precedence, seconds_missing
from voting.rules.debate.speaking_order import Ordering, SpeakerSide, WaitingSpeaker, in_order
from voting.rules.debate.speaking_time import SpeechClock, duration
from voting.rules.debate.trials import Frozen, LastPoll, frozen

F, A, N = SpeakerSide.FOR, SpeakerSide.AGAINST, SpeakerSide.NEITHER
NOON = datetime(2020, 10, 12, 12, tzinfo=UTC)
T = NullTranslations()


def waiting(*given_ones):
    """Those who wait, by arrival: « F », « A+ » (has spoken), « N^2 » (moved by the chair, the second time)."""
    found = []
    for rank, words in enumerate(given_ones, 1):
        moved = int(words.partition("^")[2]) if "^" in words else None
        found.append(WaitingSpeaker(rank, {"F": F, "A": A, "N": N}[words[0]], "+" in words, moved))
    return found


@pytest.mark.parametrize(
    ("asked", "ordering", "last", "called"),
    [
        ("F F A N", Ordering(False, False), None, [1, 2, 3, 4]),
        ("F F A N", Ordering(False, True), None, [1, 3, 2, 4]),
        ("F F A A", Ordering(False, True), F, [3, 1, 4, 2]),
        ("F F F A", Ordering(False, True), A, [1, 4, 2, 3]),
        ("F+ A F A+", Ordering(True, False), None, [2, 3, 1, 4]),
        ("F+ A F A+", Ordering(True, True), None, [2, 3, 4, 1]),
        ("A F A F+", Ordering(True, True), F, [1, 2, 3, 4]),  # as picture 25 shows them
        ("N A N F", Ordering(False, True), A, [1, 3, 4, 2]),  # of neither: at their arrival, whoever's turn it is
        ("F A F^1 A^2", Ordering(True, True), None, [4, 3, 2, 1]),  # the last one moved is the head
        ("F F", Ordering(True, True), F, [1, 2]),  # nobody against: nobody waits for them
        ("", Ordering(), None, []),
    ],
)
def test_who_is_called_in_which_order(asked, ordering, last, called):
    assert [one.id for one in in_order(waiting(*asked.split()), ordering, last)] == called


@given(
    st.lists(st.sampled_from(["F", "A", "N", "F+", "A+", "N+", "F^1"]), max_size=30),
    st.booleans(),
    st.booleans(),
    st.sampled_from([None, F, A]),
)
def test_nobody_is_forgotten_and_each_side_keeps_its_arrival(asked, newcomers, alternates, last):
    given_ones = waiting(*asked)
    called = in_order(given_ones, Ordering(newcomers, alternates), last)
    assert sorted(one.id for one in called) == [one.id for one in given_ones]
    for side in SpeakerSide:
        own = [one.id for one in called if one.side is side and one.moved is None and not one.has_spoken]
        assert own == sorted(own)
    if newcomers:
        spoke = [one.has_spoken for one in called if one.moved is None]
        assert spoke == sorted(spoke)


def test_three_hundred_who_wait_are_put_in_order_at_once():
    many = [WaitingSpeaker(rank, (F, A, N)[rank % 3], rank % 5 == 0) for rank in range(300)]
    called = in_order(many, Ordering())
    assert len({one.id for one in called}) == 300
    sides = [one.side for one in called if one.side is not N and not one.has_spoken]
    assert all(one is not other for one, other in pairwise(sides))


def test_time_is_told_and_never_cut():
    clock = SpeechClock(NOON, 120)
    assert clock.left(NOON + timedelta(seconds=78)) == 42
    assert not clock.is_short(NOON + timedelta(seconds=89))
    assert clock.is_short(NOON + timedelta(seconds=90))
    assert clock.left(NOON + timedelta(seconds=140)) == -20
    assert SpeechClock(NOON, 120, extra=60).left(NOON + timedelta(seconds=140)) == 40
    assert clock.used(NOON - timedelta(hours=1)) == 0, "a clock set back takes nothing away"
    stopped = SpeechClock(NOON, 120, stopped=10, stopped_since=NOON + timedelta(seconds=50))
    assert stopped.used(NOON + timedelta(hours=1)) == 40
    assert not stopped.runs


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0\u00a0s"), (42, "42\u00a0s"), (120, "2\u00a0min"), (108, "1\u00a0min\u00a048\u00a0s")]
)
def test_a_duration_is_said_in_minutes_and_seconds(seconds, words):
    assert duration(seconds, T) == words


def test_motions_are_taken_in_their_precedence_then_by_arrival():
    kinds = ["cloture", "renvoi", "question_prealable", "suspension", "point_of_order"]
    raised = [Raised(rank, FloorKind(kind)) for rank, kind in enumerate(kinds)]
    assert [one.kind.value for one in in_precedence(raised)] == [
        "suspension", "point_of_order", "question_prealable", "renvoi", "cloture",
    ]  # fmt: skip
    assert before(raised[0], raised) == raised[3]
    assert before(raised[3], raised) is None
    assert before(raised[4], raised) is None, "a point of order and a suspension keep nobody waiting"


@pytest.mark.parametrize(
    ("kind", "asked", "seconds", "missing"),
    [
        ("renvoi", 5, 2, 3),
        ("renvoi", 5, 7, 0),
        ("cloture", 0, 0, 0),
        ("suspension", 5, 0, 0),
        ("point_of_order", 5, 0, 0),
    ],
)
def test_who_is_seconded(kind, asked, seconds, missing):
    assert seconds_missing(FloorKind(kind), asked, seconds) == missing


@pytest.mark.parametrize(
    ("last", "why"),
    [
        (None, None),
        (LastPoll("announced", False, False, True), None),
        (LastPoll("open", True, False, True), Frozen.UNDER_VOTE),
        (LastPoll("closed", True, False, True), Frozen.UNDER_VOTE),
        (LastPoll("announced", False, True, True), Frozen.BETWEEN_TRIALS),
        (LastPoll("cancelled", True, False, True), Frozen.BETWEEN_TRIALS),
        (LastPoll("cancelled", False, False, True), None),
        (LastPoll("cancelled", True, False, False), None),  # of another item: its question is left
        (LastPoll("proclaimed", True, True, True), None),
    ],
)
def test_nobody_obtains_the_floor_between_two_trials(last, why):
    assert frozen(last) is why
