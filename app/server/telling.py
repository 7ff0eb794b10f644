"""What tells those who listen that their sitting went on: one thread of a process looks where the journals end.

A step is told at once. What is none (arrivals, proxies) is told as often as pages that ask would ask. Before anything
is told, and every few seconds, whoever's device is no longer signed in stops being told.
"""

import asyncio
import logging
import threading
import time

from flask import Flask
from sqlalchemy import select

from accounts.models import Device
from app.refusals.repeated_faults import RepeatedFaults
from core.clock import machine_now
from core.database import session
from core.journal import JournalEntry, JournalHead
from live.streams import Streams, spread
from voting.queries.state_queries import AMENDMENT_STEPS, STEPS

LOOK = 0.2  # seconds between two looks, where anybody listens
SIGNED_IN = 5.0  # seconds between two looks at who still is
AT_ONCE = 500  # devices asked about in one SELECT
_log = logging.getLogger(__name__)


class Telling:
    """Where each journal ended when it was last looked at, and when its listeners were last told."""

    def __init__(self, streams: Streams, loop: asyncio.AbstractEventLoop) -> None:
        self._streams, self._loop = streams, loop
        self._told: dict[str, tuple[int, float]] = {}
        self._looked_at_devices = 0.0

    def look(self, now: float) -> None:
        """Tell what came since, in an application context."""
        followed = self._streams.followed()
        self._told = {stream: told for stream, told in self._told.items() if stream in followed}
        if not followed:
            return
        heads = select(JournalHead.stream, JournalHead.sequence).where(JournalHead.stream.in_(followed))
        due = []
        for stream, sequence in session().execute(heads):
            known, at = self._told.setdefault(stream, (sequence, 0.0))  # whoever comes asks by themselves
            if sequence > known:
                is_step = _has_step(stream, known)
                within = spread(followed[stream], is_step=is_step)
                if is_step or now - at >= within:
                    due.append((stream, sequence, within))
        if due or now - self._looked_at_devices >= SIGNED_IN:
            self._looked_at_devices = now
            self._loop.call_soon_threadsafe(self._streams.end, _signed_out(self._streams.devices()))
        for stream, sequence, within in due:
            self._told[stream] = (sequence, now)
            self._loop.call_soon_threadsafe(self._streams.tell, stream, sequence, within)


def start_telling(app: Flask, streams: Streams, loop: asyncio.AbstractEventLoop) -> None:
    """The thread that tells, for as long as the process serves."""
    telling, faults = Telling(streams, loop), RepeatedFaults(_log)

    def tell_for_ever() -> None:
        while not loop.is_closed():
            time.sleep(LOOK)
            try:
                with app.app_context():
                    telling.look(time.monotonic())
            except Exception as error:  # noqa: BLE001 (the next look may succeed; pages ask by themselves)
                faults.tell("those who listen could not be told", error)

    threading.Thread(target=tell_for_ever, name="telling", daemon=True).start()


def _has_step(stream: str, since: int) -> bool:
    kinds = select(JournalEntry.id).where(
        JournalEntry.stream == stream,
        JournalEntry.sequence > since,
        JournalEntry.kind.in_((*STEPS, *AMENDMENT_STEPS)),
    )
    return session().scalar(kinds.limit(1)) is not None


def _signed_out(devices: set[str]) -> set[str]:
    """Those of the devices that were revoked, or have expired."""
    left, asked = set(devices), list(devices)
    for start in range(0, len(asked), AT_ONCE):
        some = asked[start : start + AT_ONCE]
        signed_in = select(Device.token_sha256).where(
            Device.token_sha256.in_(some), Device.revoked_at.is_(None), Device.expires_at > machine_now()
        )
        left -= set(session().scalars(signed_in))
    return left
