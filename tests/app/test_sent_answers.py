"""An answer as it is sent: its head is that which Flask would write, without a copy of it where nothing asks."""

import pytest
from flask import Response

from app.sent_answers import SentAnswer

pytestmark = pytest.mark.one_database
ENVIRON = {"REQUEST_METHOD": "GET", "wsgi.url_scheme": "http", "HTTP_HOST": "a.example", "PATH_INFO": "/"}


@pytest.mark.parametrize(
    ("body", "status", "head"),
    [
        ("Déjà", 200, {}),
        ("", 200, {"Content-Length": "0"}),
        (b"\x00" * 70, 200, {"Content-Type": "image/png", "Content-Length": "70"}),
        ("", 303, {"Location": "/essai/scrutins/1?suite=%2Fessai#bas"}),
        ("", 303, {"Location": "/essai/scrutins/é"}),
        ("", 303, {"Location": "/essai/une page<b>"}),
        ("page", 200, {"Content-Location": "/essai/séance"}),
        ("", 204, {}),
        ("kept", 304, {"ETag": '"a"', "Content-Length": "4"}),
        ("", 100, {}),
        ((part for part in ("a", "b")), 200, {}),
    ],
)
def test_its_head_is_flasks(body, status, head):
    parts = body if isinstance(body, str | bytes) else list(body)
    ours, flasks = (made(_again(body, parts), status, head) for made in (SentAnswer, Response))
    assert sorted(ours.get_wsgi_headers(ENVIRON)) == sorted(flasks.get_wsgi_headers(ENVIRON))


def _again(body, parts):
    return body if isinstance(body, str | bytes) else iter(parts)
