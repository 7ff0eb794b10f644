"""Counting requests costs the same however many are counted, and starts no thread."""

import threading
import time

import pytest

from app.counters import SWEEP, limiter_of

pytestmark = pytest.mark.one_database


def test_a_crowd_costs_nobody_else_anything(app, monkeypatch):
    """A hundred thousand counters were all read at each request, by a thread of its own."""
    client = app.test_client()
    assert client.get("/healthz").status_code == 200
    storage = limiter_of(app).storage
    for number in range(100_000):
        storage.storage[f"k{number}"] = 1
        storage.expirations[f"k{number}"] = time.time() + 60
    threads, started = threading.active_count(), time.process_time()
    for _ in range(20):
        assert client.get("/healthz").status_code == 200
    assert time.process_time() - started < 1
    assert threading.active_count() == threads
    for number in range(100_000):
        storage.expirations[f"k{number}"] = 0.0
    later = time.monotonic() + SWEEP
    monkeypatch.setattr("app.counters.time.monotonic", lambda: later)
    assert client.get("/healthz").status_code == 200
    assert len(storage.expirations) < 10, "once a minute, the old ones go"
