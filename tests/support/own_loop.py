"""Coroutines run to their end where a browser of the tests may hold an event loop in the same thread."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def run_apart(made: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """What the coroutine gives, run in a loop and a thread of its own."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(made())).result()
