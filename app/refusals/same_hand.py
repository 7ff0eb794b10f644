"""A form that outlives its session goes at the first press, once the member who wrote it is signed in again.

The token of a form is of the session that showed it. When that session is lost, the token still says, signed by the
site, as whom that session acted (`congress.access.hand_of`). It is enough where the browser itself says that a page of
this site sends the form, and where the same member acts now: another member's words are never sent in one's name.
"""

from contextlib import suppress

from flask import current_app, g, request
from flask_wtf import csrf
from flask_wtf.csrf import CSRFProtect
from itsdangerous import BadData
from werkzeug.exceptions import HTTPException

from app.incoming import ASKING
from app.signed_cookies import token_serializer
from congress.access import current_congress, current_member, hand_of, signed_in
from core.errors import NotFound

csrf.URLSafeTimedSerializer = token_serializer  # one for each key, not one for each token


class FormProtection(CSRFProtect):
    """Refuses what another site, or another hand, would send."""

    def protect(self, apply_exemptions: bool = False) -> None:
        """Refuse it; the token of a form that is taken is that of the page which answers it: none is signed anew."""
        if request.method in ASKING:
            return
        super().protect(apply_exemptions=apply_exemptions)
        if g.get("csrf_valid") and "is_of_another_session" not in g:
            g.csrf_token = self._get_csrf_token()

    def _error_response(self, reason: str) -> None:
        if not (is_from_here() and is_same_hand()):
            super()._error_response(reason)
        g.is_of_another_session = True


def is_from_here() -> bool:
    """Whether the browser says that a page of this site sent the request; no page of another site can say so."""
    where = request.headers.get("Sec-Fetch-Site")
    if where is not None:
        return where == "same-origin"
    return request.headers.get("Origin") == request.host_url.rstrip("/")


def is_same_hand() -> bool:
    """Whether the member who acts now is the one whom the form was shown to."""
    member = None
    with suppress(NotFound):
        member = current_member()
    return member is not None and hand_of(current_congress().slug, member.id) in _hands()


def is_another_hand() -> bool:
    """Whether the form was shown to a member, and somebody else is signed in now."""
    return bool(_hands()) and signed_in() is not None and not is_same_hand()


def lasting_token() -> str | None:
    """The token sent, where it says who wrote: it goes again when they are signed in; None where it says nobody."""
    return _token() if is_from_here() and _hands() else None


def _hands() -> list[str]:
    """As whom the session acted that showed the form, by congress: nothing where the site did not sign it."""
    signed = token_serializer(str(current_app.secret_key), salt="wtf-csrf-token")
    try:
        return str(signed.loads(_token())).split(".")[1:]
    except BadData:
        return []


def _token() -> str:
    with suppress(HTTPException):  # a form too large is not read
        return request.form.get("csrf_token", "")
    return ""
