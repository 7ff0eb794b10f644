"""The signed cookie of a page, as Flask's own writes and reads it; what that makes anew each time is made once here.

A cookie signed by the one is read by the other. Nothing is packed: the few hundred letters of ours hardly shrink.
"""

import functools
from typing import Any

from flask import Flask, Response
from flask.json.tag import TaggedJSONSerializer
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from itsdangerous.encoding import base64_encode
from itsdangerous.serializer import Serializer

from app.static_files import is_file


class KnownKey(TimestampSigner):
    """A signer whose key is derived once."""

    @functools.lru_cache(maxsize=8)  # noqa: B019 (one signer a site, and its former keys)
    def derive_key(self, secret_key: str | bytes | None = None) -> bytes:
        """The key that signs."""
        return super().derive_key(secret_key)


class PlainCookies(URLSafeTimedSerializer):
    """Flask's serializer of cookies: one signer, and what is written is not packed."""

    def dump_payload(self, obj: Any) -> bytes:
        """The letters of a cookie, before they are signed."""
        return base64_encode(Serializer.dump_payload(self, obj))

    @functools.lru_cache(maxsize=4)  # noqa: B019 (one serializer a site)
    def make_signer(self, salt: str | bytes | None = None) -> Any:
        """The one that signs."""
        return super().make_signer(salt)


class CookiesOfPages(SecureCookieSessionInterface):
    """A static file is the same for everyone: no cookie comes with it, and a cookie that changes leaves it kept."""

    def __init__(self) -> None:
        self._known: tuple[object, URLSafeTimedSerializer] | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """What signs the cookies of a site, made when its key is first seen."""
        if not app.secret_key:
            return None
        if self._known is None or self._known[0] != app.secret_key:
            made = PlainCookies(
                app.secret_key,
                salt=self.salt,
                serializer=TaggedJSONSerializer(),
                signer=KnownKey,
                signer_kwargs={"key_derivation": self.key_derivation, "digest_method": self.digest_method},
            )
            self._known = app.secret_key, made
        return self._known[1]

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write the cookie of a page (also of a page of error)."""
        if not is_file(response):
            super().save_session(app, session, response)
