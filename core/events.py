"""What happened, told once it is committed.

A service calls `emit` with a dataclass of the past tense (`BallotCast`); the unit of work publishes after the
commit. Handlers are registered by `subscribe`, in the composition root.
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from core.database import write_session

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a congress; subclasses say what. Carries ids only, never a text or a choice."""

    congress_id: int


E = TypeVar("E", bound=Event)
_handlers: dict[type[Event], list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(kind: type[E], handler: Callable[[E], None]) -> None:
    """Have `handler` called with each event of this kind (or of its subclasses) after its commit; once per pair."""
    if handler not in _handlers[kind]:
        _handlers[kind].append(handler)


def emit(event: Event) -> None:
    """Note that something happened; told to the handlers only if the unit of work commits."""
    write = write_session()
    if write is None:
        raise RuntimeError("events are emitted inside a unit of work")
    write.info.setdefault("events", []).append(event)


def publish(events: list[Event]) -> None:
    """Tell the handlers; one that fails is logged and stops neither the others nor the answer."""
    for event in events:
        for kind in type(event).__mro__:
            for handler in _handlers.get(kind, ()):
                try:
                    handler(event)
                except Exception:  # noqa: BLE001 (one handler must not stop the others)
                    _log.exception("a handler of %s failed", type(event).__name__)
