"""Headers of every answer: nothing inline runs, nothing is framed, nothing foreign is loaded."""

from collections.abc import Callable
from itertools import chain
from typing import TypeVar

from flask import Flask, Response, request
from flask_babel import gettext as _

from app.incoming import ASKING
from congress.policies import everyone
from core.errors import Invalid, NotFound

V = TypeVar("V", bound=Callable[..., object])

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "manifest-src 'self'",
    )
)
PROTECTIONS = (
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
)

LARGEST_NUMBER = 2**31 - 1  # of an integer of PostgreSQL


def site_page(view: V) -> V:
    """Mark a page of the site (outside any congress) as open to everyone."""
    view.policy = everyone  # type: ignore[attr-defined]
    return view


def init_app(app: Flask) -> None:
    """Put the headers on every answer, and refuse what no database keeps."""

    @app.before_request
    def refuse_what_is_not_kept() -> None:
        """PostgreSQL keeps no NUL: an address with one leads nowhere, a text with one is not a text.

        Nor do numbers above its integers, or SQLite's, name anything.
        """
        asked = request._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
        if "\x00" in asked.path or any(_is_too_large(value) for value in (asked.view_args or {}).values()):
            raise NotFound(_("Il n’y a rien à cette adresse. Le lien est peut-être incomplet."))
        for values in (asked.args,) if asked.method in ASKING else (asked.args, asked.form):
            if values and any("\x00" in value for value in chain.from_iterable(values.listvalues())):
                raise Invalid(_("Le texte envoyé contient un caractère nul : il n’a pas pu être pris en compte."))

    app.after_request(_protect)


def _protect(response: Response) -> Response:
    headers, asked = response.headers, request._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    is_way_on = 300 <= response.status_code < 400  # what is created keeps its words beside its address
    if is_way_on and (location := response.location or "").startswith("http"):
        here = asked.host_url
        if location.startswith(here):
            # The router redirects to the host that the request names, and whoever asks writes that name.
            response.location = "/" + location.removeprefix(here).lstrip("/\\")
            response.set_data(b"")
    present = {name.lower() for name, _ in headers}
    for name, value in PROTECTIONS:
        if name not in present:
            headers.add(name, value)
    if asked.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if asked.endpoint != "static" or response.status_code >= 400:
        headers.setdefault("Cache-Control", "private, no-cache")
        headers.add("Vary", "Cookie")
    return response


def _is_too_large(value: object) -> bool:
    return isinstance(value, int) and value > LARGEST_NUMBER
