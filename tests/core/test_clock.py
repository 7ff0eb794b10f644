"""The machine’s clock: set forward it is followed, set back it is not, and it never stops."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.clock import MachineClock


class Machine:
    """Its time, that somebody sets, and what its system counts, that nobody does."""

    def __init__(self) -> None:
        self.wall, self.ticks = 1_600_000_000.0, 50.0

    def clock(self) -> MachineClock:
        return MachineClock(lambda: self.wall, lambda: self.ticks)

    def passes(self, seconds: float, *, set_by: float = 0.0) -> None:
        self.wall, self.ticks = self.wall + seconds + set_by, self.ticks + seconds


def test_it_tells_the_time():
    before = datetime.now(UTC)
    assert before - timedelta(milliseconds=1) <= MachineClock().now() <= datetime.now(UTC) + timedelta(milliseconds=1)


def test_set_back_it_goes_on_as_it_went_and_is_caught_up_with():
    machine = Machine()
    clock = machine.clock()
    start = clock.now()
    machine.passes(60, set_by=-10_800)
    assert clock.now() - start == timedelta(seconds=60)
    machine.passes(5)
    assert clock.now() - start == timedelta(seconds=65)
    machine.passes(1, set_by=10_800)
    assert clock.now() - start == timedelta(seconds=66)
    machine.passes(1, set_by=3600)
    assert clock.now() - start == timedelta(seconds=3667), "set forward, it is followed"


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(-10_000, 10_000)), max_size=20))
def test_whatever_is_done_to_it_it_never_goes_back_nor_slower(steps):
    machine = Machine()
    clock = machine.clock()
    last = clock.now()
    for seconds, set_by in steps:
        machine.passes(seconds, set_by=set_by)
        now = clock.now()
        assert now - last >= timedelta(seconds=seconds) - timedelta(microseconds=1)
        assert now.timestamp() >= machine.wall - 0.001
        last = now
