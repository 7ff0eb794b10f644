"""A link used up and a device signed in, in two plain statements, their commit shared: thousands press in a minute."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, update
from sqlalchemy.engine import Connection

from accounts.models import Device, SignInLink
from accounts.services import DEVICE_LIFE, Redeemed
from core.batches.short_transactions import begin
from core.digest import sha256_text
from core.unit_of_work import run_together


@dataclass(frozen=True, slots=True)
class LinkPressed:
    """A link whose button is pressed, and the device that it would sign in, by their fingerprints."""

    token_sha256: str
    device_sha256: str
    at: datetime


def redeem_link(token: str, *, now: datetime) -> Redeemed | None:
    """Use a link up and open a device, durably; None when it is unknown, used or expired."""
    device = secrets.token_urlsafe(32)
    used = run_together(use_all, LinkPressed(sha256_text(token), sha256_text(device), now))
    return Redeemed(used[0], device, used[1]) if used is not None else None


def use_all(connection: Connection, pressed: Sequence[LinkPressed]) -> list[tuple[int, str | None] | None]:
    """Of each link of a batch, its account and where the person was going; None of one that signs nobody in.

    They are held in one order: the same links pressed in two processes wait for one another, never both.
    """
    begin(connection)
    found: list[tuple[int, str | None] | None] = [None] * len(pressed)
    for place in sorted(range(len(pressed)), key=lambda rank: pressed[rank].token_sha256):
        found[place] = _use(connection, pressed[place])
    return found


def _use(connection: Connection, pressed: LinkPressed) -> tuple[int, str | None] | None:
    usable = (
        SignInLink.token_sha256 == pressed.token_sha256,
        SignInLink.used_at.is_(None),
        SignInLink.expires_at > pressed.at,
    )
    using = update(SignInLink).where(*usable).values(used_at=pressed.at)
    row = connection.execute(using.returning(SignInLink.account_id, SignInLink.next_path)).one_or_none()
    if row is None:
        return None
    device = {"account_id": row[0], "token_sha256": pressed.device_sha256, "expires_at": pressed.at + DEVICE_LIFE}
    connection.execute(insert(Device), device)
    return row[0], row[1]
