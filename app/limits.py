"""Ceilings by address of the machine that asks: high, since 130 people may sit behind one."""

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, default_limits=["3000 per minute"])
