"""What counts an application's requests: of a machine, of a device that is signed in, and the forms that one sends."""

import time
from typing import Any, ClassVar, cast

from flask import Blueprint, Flask, current_app
from flask import session as signed_cookie
from flask_limiter import Limit, Limiter
from flask_limiter.util import get_remote_address
from limits.storage import MemoryStorage

from core.digest import sha256_text

SWEEP = 60.0  # seconds


class SweptMemory(MemoryStorage):
    """Counters in memory, whose old ones are dropped once a minute by whoever comes then.

    The library's own starts a thread at each request, and has it read every counter: a crowd of a few thousand
    visitors, or of invented ones, would cost all the others their processor.
    """

    STORAGE_SCHEME: ClassVar[list[str]] = ["memory"]  # type: ignore[misc]  # in the place of the library's

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._swept = time.monotonic()
        super().__init__(*args, **kwargs)

    def _MemoryStorage__schedule_expiry(self) -> None:  # noqa: N802 (the library's own)
        now = time.monotonic()
        if now >= self._swept + SWEEP:
            self._swept = now
            self._MemoryStorage__expire_events()  # type: ignore[attr-defined]  # the library's own


def init_app(app: Flask) -> None:
    """Count, once every page is registered."""
    forms = Limit(_acts, key_function=_asker, methods=["POST"], exempt_when=_is_visitor)
    limiter = app.extensions["request_limiter"] = Limiter(_asker, app=app, default_limits=[_ceiling, forms])
    # Whoever asks too much shuts nobody out: signing in has limits of its own (`accounts.limits`).
    limiter.exempt(cast("Blueprint", app.blueprints["signing_in"]))


def limiter_of(app: Flask) -> Limiter:
    """What counts an application's requests."""
    found: Limiter = app.extensions["request_limiter"]
    return found


def _ceiling() -> str:
    """How many requests of one machine are answered: many, since 130 people may sit behind one address."""
    return str(current_app.config["REQUESTS_BY_MACHINE"])


def _asker() -> str:
    """Whose requests are counted together: a signed-in device's, each for itself; else a machine's."""
    device = signed_cookie.get("_user_id")
    return f"device:{sha256_text(device)}" if device else get_remote_address()


def _acts() -> str:
    """How many forms of each page one device may send: nobody's hand gets there, and the journal keeps each act."""
    return str(current_app.config["ACTS_BY_DEVICE"])


def _is_visitor() -> bool:
    """Whether nobody is signed in: then nothing that is kept is done."""
    return "_user_id" not in signed_cookie
