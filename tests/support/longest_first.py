"""The long tests of a run begin it, dealt to its processes: none waits at the end for the last test of another.

A process of xdist begins with its own part of the tests, cut in the order in which they stand, and takes over from the
end of another's part. Tests marked `long` therefore stand at the beginning of each part.
"""

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


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    processes = getattr(config, "workerinput", {}).get("workercount", 1)
    if processes > 1:
        long = [item for item in items if item.get_closest_marker("long")]
        others = [item for item in items if not item.get_closest_marker("long")]
        if len(others) >= len(long) * processes:
            items[:] = dealt(long, others, processes)
