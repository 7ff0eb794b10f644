"""Counting requests costs the same however many are counted, starts no thread, and forgets them after a minute."""

import threading
import time

import pytest

from app.counters import MINUTE, counter_of

pytestmark = pytest.mark.one_database


def test_a_crowd_costs_nobody_else_anything(app, monkeypatch):
    """A hundred thousand counters were all read at each request, by a thread of its own."""
    client = app.test_client()
    assert client.get("/healthz").status_code == 200
    counter = counter_of(app)
    for number in range(100_000):
        counter.count(f"k{number}")
    threads, started = threading.active_count(), time.process_time()
    for _ in range(20):
        assert client.get("/healthz").status_code == 200
    assert time.process_time() - started < 1
    assert threading.active_count() == threads
    later = time.monotonic() + MINUTE
    monkeypatch.setattr("app.counters.time.monotonic", lambda: later)
    assert client.get("/healthz").status_code == 200
    assert len(counter) < 10, "once a minute, the old ones go"


def test_whoever_is_refused_may_ask_again_in_the_next_minute(new_app, monkeypatch):
    new_app.config.update(REQUESTS_COUNTED=True, REQUESTS_BY_MACHINE=2)
    client = new_app.test_client()
    assert [client.get("/healthz").status_code for _ in range(3)] == [200, 200, 429]
    refused = client.get("/healthz")
    assert 0 < int(refused.headers["Retry-After"]) <= MINUTE
    later = time.monotonic() + MINUTE
    monkeypatch.setattr("app.counters.time.monotonic", lambda: later)
    assert client.get("/healthz").status_code == 200


def test_a_hall_behind_one_address_is_counted_by_device(cast, client):
    """Three people signed in behind one machine ask four times each where a visitor may twice."""
    cast.app.config.update(REQUESTS_COUNTED=True, REQUESTS_BY_MACHINE=4)
    browsers = [cast.browse(name) for name in ("ada", "bela", "dora")]
    page = cast.path("programme")
    assert {browser.get(page).status_code for browser in browsers for _ in range(4)} == {200}
    assert [client.get(page).status_code for _ in range(5)] == [200] * 4 + [429]
    assert browsers[0].get(page).status_code == 429
