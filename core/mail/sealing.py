"""Secrets that a mail carries and no table keeps.

A secret is derived from the site's key and a nonce. A mail that waits in the outbox holds only its place; the words
are put in as the mail leaves (`unsealed`). A copy of the database, of the outbox too, opens nothing.
"""

import hashlib
import hmac
import re
import secrets
from base64 import urlsafe_b64encode

from flask import current_app

CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0, 1, I, O: read aloud over a telephone
CODE_LENGTH = 8
# Private characters, that nobody types, hold a place in a text.
_PLACE = re.compile("\ue000(token|code):([A-Za-z0-9_-]{22})\ue001")


def new_nonce() -> str:
    """Sixteen random bytes, in 22 characters: what a secret is derived from, itself worth nothing."""
    return secrets.token_urlsafe(16)


def token_of(nonce: str) -> str:
    """The long secret of a nonce, for an address: 256 bits in 43 characters."""
    return urlsafe_b64encode(_derived(f"token:{nonce}")).rstrip(b"=").decode()


def code_of(nonce: str) -> str:
    """The short secret of a nonce, for a keyboard: eight characters."""
    return "".join(CODE_ALPHABET[byte % len(CODE_ALPHABET)] for byte in _derived(f"code:{nonce}")[:CODE_LENGTH])


def token_place(nonce: str) -> str:
    """Where the long secret comes in a mail."""
    return f"\ue000token:{nonce}\ue001"


def code_place(nonce: str) -> str:
    """Where the short secret comes in a mail, in two groups of four."""
    return f"\ue000code:{nonce}\ue001"


def keyed_fingerprint(secret: str) -> str:
    """A fingerprint that only the site's key can check: a short secret could be guessed from a plain one."""
    return _derived(f"fingerprint:{secret}").hex()


def unsealed(text: str) -> str:
    """The text of a mail with its secrets in their places; for the one who sends it, at that moment."""
    return _PLACE.sub(_secret, text)


def _secret(place: re.Match[str]) -> str:
    kind, nonce = place.groups()
    if kind == "token":
        return token_of(nonce)
    code = code_of(nonce)
    return f"{code[:4]}-{code[4:]}"


def _derived(words: str) -> bytes:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, b"hemicycle:" + words.encode(), hashlib.sha256).digest()
