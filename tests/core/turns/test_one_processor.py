"""A process that serves stays on one processor, and leaves it to who wants it."""

import os
import subprocess
import sys
import time

import pytest

from core.turns.one_processor import WANTED, OneProcessor, allowed, busy_seconds, where_to_go
from tests.support.crowded_chamber import ROOT

STAYING = """
import os, subprocess, sys, threading
from core.turns.one_processor import OneProcessor, on_any_processor

waits = threading.Event()
before = threading.Thread(target=waits.wait, daemon=True)
before.start()
OneProcessor(int(sys.argv[1])).stay()
after = threading.Thread(target=waits.wait, daemon=True)
after.start()
tell = [sys.executable, "-c", "import os; print(sorted(os.sched_getaffinity(0)))"]
for task in sorted(os.listdir("/proc/self/task")):
    print(sorted(os.sched_getaffinity(int(task))), os.sched_getscheduler(int(task)) == os.SCHED_BATCH)
with on_any_processor():
    subprocess.run(tell, check=True)
subprocess.run(tell, check=True)
"""


@pytest.mark.parametrize(
    ("here", "taken", "goes"),
    [
        (1, {0: 0.0, 1: 0.0}, 1),
        (1, {0: 0.0, 1: 0.9}, 0),
        (1, {0: 0.9, 1: 0.9}, 1),
        (1, {0: 0.9, 1: 0.0}, 1),
        (1, {0: 0.0, 1: WANTED - 0.01}, 1),
        (1, {0: 0.5, 1: 0.9, 2: 0.1, 3: 0.4}, 2),
        (1, {0: 0.0}, 1),  # what is not counted is not left
        (1, {}, 1),
    ],
)
def test_a_processor_is_left_to_who_wants_it_for_one_that_they_want_less(here, taken, goes):
    assert where_to_go(here, taken) == goes


@pytest.mark.parametrize("number", [0, 1])
def test_all_its_threads_stay_and_a_program_that_it_starts_goes_where_it_likes(number):
    done = subprocess.run(
        [sys.executable, "-c", STAYING, str(number)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    *threads, apart, beside = done.stdout.splitlines()
    on_one = str([allowed()[-1 - number % len(allowed())]])
    assert len(threads) >= 3
    assert set(threads) == {f"{on_one} True"}, "nor does one that is woken stop the one that wakes it"
    assert beside == on_one
    assert apart == str(allowed())


def test_what_processors_did_is_read_as_the_seconds_that_they_worked():
    before, at = busy_seconds(), time.monotonic()
    assert set(allowed()) <= set(before)
    while time.process_time() < 0.2 or time.monotonic() < at + 0.2:
        pass
    done, elapsed = busy_seconds(), time.monotonic() - at
    worked = sum(done[it] - before[it] for it in before)
    assert 0.05 < worked <= len(before) * (elapsed + 0.1)


def test_two_processes_begin_on_processors_apart():
    places = {OneProcessor(number).here for number in range(len(allowed()))}
    assert places == set(allowed())


def test_one_that_others_take_is_left_in_a_few_looks():
    last, taken = allowed()[-1], dict.fromkeys(allowed(), 0.0)
    staying = OneProcessor(0, busy=lambda: dict(taken))
    for _ in range(40):
        time.sleep(0.01)
        taken[last] += 60.0
        staying.look()
    assert staying.here != last or len(taken) == 1
    assert os.sched_getaffinity(0) == set(allowed())  # nothing is bound that was not asked to stay
