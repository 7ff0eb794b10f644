"""The code at the door: six digits that change every thirty seconds, made of a secret of the sitting and of the hour.

Pure. Told in docs/rules/presence.md. Whoever is far away may be told it: it proves little after half a minute, and
counts only for somebody signed in.
"""

import hashlib
import hmac
from datetime import datetime
from typing import Final

STEP: Final = 30  # seconds
DIGITS: Final = 6


def code_at(secret: str, at: datetime) -> str:
    """The six digits that the door shows at an instant."""
    return _of_step(secret, _step(at))


def is_accepted(secret: str, typed: str, at: datetime) -> bool:
    """Whether what was typed is the code of now, or the one just before: who reads it takes a while to type it."""
    digits = "".join(sign for sign in typed if sign.isdigit()).encode()
    step = _step(at)
    accepted = [hmac.compare_digest(_of_step(secret, one).encode(), digits) for one in (step, step - 1)]
    return any(accepted)


def seconds_left(at: datetime) -> int:
    """In how many seconds the next code is shown: from 1 to 30."""
    return STEP - int(at.timestamp()) % STEP


def _step(at: datetime) -> int:
    return int(at.timestamp()) // STEP


def _of_step(secret: str, step: int) -> str:
    digest = hmac.new(secret.encode(), f"door:{step}".encode(), hashlib.sha256).digest()
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"
