"""The signed cookie of a page and the token of a form, as Flask and Flask-WTF write and read them.

What these make anew for each is made once here; what the one signed is read by the other. Nothing is packed: the few
hundred letters of ours hardly shrink.
"""

import functools
import hmac
import json
from typing import Any, Final

from flask import Flask, Response
from flask.json.tag import TaggedJSONSerializer
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from itsdangerous import HMACAlgorithm, TimestampSigner, URLSafeTimedSerializer
from itsdangerous.encoding import base64_encode
from itsdangerous.serializer import Serializer

from app.static_files import is_file

DIGEST: Final = "sha1"  # as Flask and Flask-WTF sign


class OneCall(HMACAlgorithm):
    """The same signature in one call of the library of digests, that takes a tenth of the time."""

    def get_signature(self, key: bytes, value: bytes) -> bytes:
        """The signature of a value."""
        return hmac.digest(key, value, DIGEST)


class KnownKey(TimestampSigner):
    """A signer whose key is derived once."""

    def __init__(self, secret_key: Any, **given: Any) -> None:
        super().__init__(secret_key, **{**given, "algorithm": OneCall()})

    @functools.lru_cache(maxsize=8)  # noqa: B019 (one signer a site, and its former keys)
    def derive_key(self, secret_key: str | bytes | None = None) -> bytes:
        """The key that signs."""
        return super().derive_key(secret_key)


class Unpacked(URLSafeTimedSerializer):
    """The serializer of cookies and tokens: one signer, and what is written is not packed."""

    def dump_payload(self, obj: Any) -> bytes:
        """The letters, before they are signed."""
        return base64_encode(Serializer.dump_payload(self, obj))

    @functools.lru_cache(maxsize=4)  # noqa: B019 (one serializer a site)
    def make_signer(self, salt: str | bytes | None = None) -> Any:
        """The one that signs."""
        return super().make_signer(salt)


class PlainFirst(TaggedJSONSerializer):
    """Flask's JSON of a cookie, whose tags tell what JSON has no word for: looked for where there may be one alone."""

    def dumps(self, value: Any) -> str:
        """The words of a cookie."""
        return _compact(value) if is_plain(value) else super().dumps(value)

    def loads(self, value: str) -> Any:
        """What the words of a cookie say."""
        return super().loads(value) if OF_A_TAG in value else json.loads(value)


_compact: Final = json.JSONEncoder(separators=(",", ":"), sort_keys=True).encode


def is_plain(value: object) -> bool:
    """Whether JSON says the value as it is; no key of a tag, which begins with a space, is among its own."""
    kind = type(value)
    if kind is dict:
        return all(
            type(name) is str and not name.startswith(" ") and is_plain(held)
            for name, held in value.items()  # type: ignore[attr-defined]
        )
    if kind is list:
        return all(map(is_plain, value))  # type: ignore[call-overload]
    return kind in PLAIN


OF_A_TAG: Final = '" '  # a name that begins with a space; a text may too, and is read the longer way
PLAIN: Final = frozenset({str, int, bool, type(None)})


@functools.lru_cache(maxsize=8)
def token_serializer(secret_key: str | bytes, salt: str) -> URLSafeTimedSerializer:
    """What signs the tokens of forms, made once for a key; Flask-WTF would make one for each token."""
    return Unpacked(secret_key, salt=salt, signer=KnownKey)


class CookiesOfPages(SecureCookieSessionInterface):
    """A static file is the same for everyone: no cookie comes with it, and a cookie that changes leaves it kept."""

    def __init__(self) -> None:
        self._known: tuple[object, URLSafeTimedSerializer] | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """What signs the cookies of a site, made when its key is first seen."""
        if not app.secret_key:
            return None
        if self._known is None or self._known[0] != app.secret_key:
            made = Unpacked(
                app.secret_key,
                salt=self.salt,
                serializer=PlainFirst(),
                signer=KnownKey,
                signer_kwargs={"key_derivation": self.key_derivation, "digest_method": self.digest_method},
            )
            self._known = app.secret_key, made
        return self._known[1]

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write the cookie of a page (also of a page of error)."""
        if not is_file(response):
            super().save_session(app, session, response)
