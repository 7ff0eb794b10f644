"""What a browser has just done, kept by it for a moment: the next press may come from the same finger, too soon.

In a cookie apart from the signed one, which thus stays as it is while thousands vote. Nobody gains by writing it
themselves: it refuses a press of one's own.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from flask import current_app, request
from werkzeug.wrappers import Response

from core.clock import follows_too_soon, machine_now

ACTED: Final = "acted"  # the cookie of whatever a press did, that the page after it shows
KEPT: Final = 2  # seconds: no pause is longer
_TOLD: Final = re.compile(r"(\d{1,16})(?:\.(\d{1,10}))?", re.ASCII)  # microseconds of the machine's clock, and of what


def remember(answer: Response, name: str, of: int | None = None) -> None:
    """Have the browser know when it did this, and of what row."""
    now = int(machine_now().timestamp() * 1_000_000)
    answer.set_cookie(
        name,
        str(now) if of is None else f"{now}.{of}",
        max_age=KEPT,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )


def is_too_soon(name: str, pause: timedelta, now: datetime, of: int | None = None) -> bool:
    """Whether the browser did this less than a pause ago; `of`: of this very row."""
    kept = request.cookies.get(name)
    told = _TOLD.fullmatch(kept) if kept else None
    if told is None or (of is not None and told[2] != str(of)):
        return False
    return follows_too_soon(datetime.fromtimestamp(int(told[1]) / 1_000_000, UTC), now, pause)
