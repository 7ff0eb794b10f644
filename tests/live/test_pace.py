"""The more pages follow a sitting, the later each asks again; one that is alone is told within three seconds."""

from random import Random

import pytest

from live.pace import BUDGET, LATE, SOON, Pace


class Hours:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def followed_by(pages: int, seconds: int = 60) -> list[tuple[int, float]]:
    """(questions answered, seconds told last) in each second, of so many pages that do as `follow.js` does."""
    clock, chance = Hours(), Random(pages)
    pace, told, period = Pace(clock), [], SOON
    due, last = [SOON * rank / pages for rank in range(pages)], [SOON] * pages
    for second in range(seconds):
        come = sorted((one for one in range(pages) if due[one] < second + 1), key=due.__getitem__)
        for rank in come:
            clock.now = max(clock.now, due[rank])
            period = pace.asked() / 1000
            pause = SOON + chance.random() * (period - SOON) if period > last[rank] else period
            due[rank], last[rank] = clock.now + pause * (1 + chance.random() / 10), period
        told.append((len(come), period))
    return told


@pytest.mark.parametrize("pages", [1, 130, 700])
def test_a_hall_of_some_hundreds_is_told_as_soon_as_one_page(pages):
    assert {period for _, period in followed_by(pages, 20)} == {SOON}


def test_eight_thousand_open_pages_are_held():
    told = followed_by(8_000)
    assert {period for _, period in told[-20:]} == {LATE}
    assert max(asked for asked, _ in told[-40:]) <= 2 * BUDGET


def test_pages_that_leave_give_their_time_back():
    clock = Hours()
    pace = Pace(clock)
    for rank in range(20 * BUDGET):
        clock.now = rank / (5 * BUDGET)
        last = pace.asked()
    assert last == LATE * 1000
    for _ in range(60):
        clock.now += 1.1
        last = pace.asked()
    assert last == SOON * 1000
