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
from itsdangerous.encoding import base64_decode, base64_encode, bytes_to_int, want_bytes
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

    def loads(  # type: ignore[override]  # as its own base says
        self,
        s: str | bytes,
        max_age: int | None = None,
        return_timestamp: bool = False,
        salt: str | bytes | None = None,
    ) -> Any:
        """What was signed: in one go where it is as we write it; else the library's way, which says what is wrong."""
        if not return_timestamp and salt is None:
            signed, _, signature = want_bytes(s).rpartition(b".")
            payload, _, stamp = signed.rpartition(b".")
            signer = self.make_signer()
            is_whole = hmac.compare_digest(signer.get_signature(signed), signature)
            if is_whole and payload and not payload.startswith(b".") and _is_young(signer, stamp, max_age):
                return self.load_payload(payload)
        return super().loads(s, max_age, return_timestamp, salt)

    @functools.lru_cache(maxsize=4)  # noqa: B019 (one serializer a site)
    def make_signer(self, salt: str | bytes | None = None) -> Any:
        """The one that signs."""
        return super().make_signer(salt)


def _is_young(signer: TimestampSigner, stamp: bytes, max_age: int | None) -> bool:
    """Whether what was signed at that second is not from before, or from after now."""
    return max_age is None or 0 <= signer.get_timestamp() - bytes_to_int(base64_decode(stamp)) <= max_age


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
        """Write the cookie of a page (also of a page of error), where it changed.

        That the answer varies with it, `app.security` says of each page.
        """
        if is_file(response):
            return
        if not session:
            super().save_session(app, session, response)
        elif self.should_set_cookie(app, session) and (signer := self.get_signing_serializer(app)) is not None:
            response.set_cookie(
                self.get_cookie_name(app),
                signer.dumps(dict(session)),
                expires=self.get_expiration_time(app, session),
                path=self.get_cookie_path(app),
                domain=self.get_cookie_domain(app),
                secure=self.get_cookie_secure(app),
                httponly=self.get_cookie_httponly(app),
                samesite=self.get_cookie_samesite(app),
            )
