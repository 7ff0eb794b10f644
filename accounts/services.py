"""Signing in: a link by mail with a code, a device that stays signed in 30 days. Only fingerprints are stored."""

import hmac

from flask_login import UserMixin
from sqlalchemy import select

from accounts.models import Device
from core.clock import machine_now
from core.database import session
from core.digest import sha256_text


class SignedIn(UserMixin):  # type: ignore[misc]
    """What Flask-Login holds for the request: a device and its account; its id is the cookie's token."""

    def __init__(self, account_id: int, token: str) -> None:
        self.account_id = account_id
        self.token = token

    def get_id(self) -> str:
        """What the signed cookie keeps."""
        return self.token


def device_of_cookie(token: str) -> SignedIn | None:
    """Who a cookie's token is: None when unknown, expired or revoked."""
    fingerprint = sha256_text(token)
    device = session().scalar(select(Device).where(Device.token_sha256 == fingerprint))
    if device is None or device.revoked_at is not None or device.expires_at <= machine_now():
        return None
    if not hmac.compare_digest(device.token_sha256, fingerprint):
        return None
    return SignedIn(device.account_id, token)
