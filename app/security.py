"""Headers of every answer: nothing inline runs, nothing is framed, nothing foreign is loaded."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, Response, request

from congress.policies import everyone

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


def site_page(view: V) -> V:
    """Mark a page of the site (outside any congress) as open to everyone."""
    view.policy = everyone  # type: ignore[attr-defined]
    return view


def init_app(app: Flask) -> None:
    """Put the headers on every answer."""

    @app.after_request
    def protect(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", POLICY)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if request.is_secure:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if request.endpoint != "static":
            headers.setdefault("Cache-Control", "private, no-cache")
            headers.add("Vary", "Cookie")
        return response
