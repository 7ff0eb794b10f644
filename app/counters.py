"""What counts an application's requests: of a machine, of a device that is signed in, and the forms that one sends.

One table in memory for a minute, then an empty one: no thread, no clock to read for each counter, nothing to sweep.
What must be counted once for all processes is counted in the database (`accounts.limits`).
"""

import threading
import time
from collections import Counter
from collections.abc import Hashable
from math import ceil

from flask import Flask, current_app, request
from flask import session as signed_cookie
from werkzeug.exceptions import TooManyRequests

from core.batches.held_answers import BECAME

MINUTE = 60.0  # seconds
# Whoever asks too much shuts nobody out: signing in has limits of its own (`accounts.limits`).
NOT_COUNTED = "signing_in"
STATIC, STEPS = "static", "sittings.state"  # where a page that follows a sitting asks whether it moved


class MinuteCounter:
    """How often each has asked in the minute that runs; the next one begins with the first who asks after it."""

    def __init__(self) -> None:
        self._counts: Counter[Hashable] = Counter()
        self._until = 0.0
        self._lock = threading.Lock()

    def count(self, who: Hashable) -> int:
        """How often they have asked, this time with the others."""
        with self._lock:
            now = time.monotonic()
            if now >= self._until:
                self._counts, self._until = Counter(), now + MINUTE
            self._counts[who] += 1
            return self._counts[who]

    @property
    def left(self) -> int:
        """Seconds until all may ask again, one at least."""
        return max(1, ceil(self._until - time.monotonic()))

    def reset(self) -> None:
        """Nobody has asked anything."""
        with self._lock:
            self._counts.clear()
            self._until = 0.0

    def __len__(self) -> int:
        return len(self._counts)


def init_app(app: Flask) -> None:
    """Count each request before its view."""
    app.extensions["request_counter"] = MinuteCounter()
    app.before_request(_refuse_too_many)


def counter_of(app: Flask) -> MinuteCounter:
    """What counts an application's requests."""
    found: MinuteCounter = app.extensions["request_counter"]
    return found


def _refuse_too_many() -> None:
    """A device that is signed in is counted by itself, all others by machine: a hall sits behind one address.

    Each page is counted apart, and so are the forms that a device sends from it: nobody's hand gets there, and the
    journal keeps each act.
    """
    settings, endpoint = current_app.config, request.endpoint
    if endpoint == STATIC or request.blueprint == NOT_COUNTED or not settings["REQUESTS_COUNTED"]:
        return
    if BECAME in request.environ:  # it was counted, and is answered again
        return
    counter, device = counter_of(current_app), signed_cookie.get("_user_id")
    most = settings["STEPS_BY_MACHINE" if endpoint == STEPS else "REQUESTS_BY_MACHINE"]
    is_too_much = counter.count((device or f"machine:{request.remote_addr}", endpoint)) > most
    if device is not None and request.method == "POST":
        is_too_much |= counter.count((device, endpoint, "sent")) > settings["ACTS_BY_DEVICE"]
    if is_too_much:
        raise TooManyRequests(retry_after=counter.left)
