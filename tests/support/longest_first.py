"""The long tests of a run begin it, dealt to its processes: none waits at the end for the last test of another.

A process of xdist begins with its own part of the tests, cut in the order in which they stand, and takes over from the
end of another's part. Tests marked `long` therefore stand at the beginning of each part; of two processes, one begins
with those that want the demonstration, which it plays while the other has no need of it, instead of both waiting.
"""

from itertools import chain, zip_longest
from typing import Any

import pytest


def dealt(long: list[Any], others: list[Any], processes: int) -> list[Any]:
    """Parts of one size for as many processes, each begun by its share of the long ones."""
    size, rest = divmod(len(long) + len(others), processes)
    sizes = [size] * (processes - rest) + [size + 1] * rest  # as xdist cuts them
    left = iter(others)
    parts = []
    for rank, wanted in enumerate(sizes):
        first = long[rank::processes]
        parts += [*first, *(next(left) for _ in range(wanted - len(first)))]
    return parts


def in_turn(some: list[Any], others: list[Any]) -> list[Any]:
    """One of each for as long as there are both, then what is left."""
    missing = object()
    return [one for one in chain(*zip_longest(some, others, fillvalue=missing)) if one is not missing]


def wants_demonstration(item: pytest.Item) -> bool:
    """Whether a test stands on a stage of the demonstration."""
    return not {"demonstration", "read_demonstration"}.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    processes = getattr(config, "workerinput", {}).get("workercount", 1)
    if processes > 1:
        long = [item for item in items if item.get_closest_marker("long")]
        others = [item for item in items if not item.get_closest_marker("long")]
        playing = [item for item in long if wants_demonstration(item)]
        long = in_turn(playing, [item for item in long if item not in playing])
        if len(others) >= len(long) * processes:
            items[:] = dealt(long, others, processes)
