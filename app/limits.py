"""Ceilings by address of the machine that asks: high, since 130 people may sit behind one."""

from flask import current_app
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address


def ceiling() -> str:
    """How many requests of one machine are answered."""
    return str(current_app.config["REQUESTS_BY_MACHINE"])


limiter = Limiter(get_remote_address, default_limits=[ceiling])
