"""Doing something to see what it does: the real services run in a unit of work, of which nothing may be kept.

What a rehearsal tells is what would happen, since it is what happens.
"""

from collections.abc import Callable
from typing import TypeVar

from core.unit_of_work import run

T = TypeVar("T")


class _Undone(Exception):
    """Makes the unit of work roll back."""


def run_and_keep_if(work: Callable[[], T], keep: Callable[[T], bool]) -> T:
    """What `work` returns; what it changed is durable if `keep` says so of it, else nothing changed."""
    undone: list[T] = []

    def attempt() -> T:
        result = work()
        if not keep(result):
            undone.append(result)
            raise _Undone
        return result

    try:
        return run(attempt)
    except _Undone:
        return undone[-1]
