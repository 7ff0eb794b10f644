"""What browsers ask every few seconds: has anything changed? The answer carries versions, never a text or a count.

A page whose version differs fetches itself again and swaps its own regions (`static/js/src/live`).
"""

from collections.abc import Mapping

from flask import jsonify, request
from werkzeug.wrappers import Response

from core.digest import sha256_json


def answer(versions: Mapping[str, str]) -> Response:
    """The versions by name as JSON, under an ETag; 304 without a body when the browser has them already."""
    response = jsonify(dict(versions))
    response.set_etag(opaque(versions))
    response.headers["Cache-Control"] = "private, no-cache"
    return response.make_conditional(request)


def opaque(value: object) -> str:
    """A short version that says nothing of the JSON value it stands for, the same for the same value."""
    return sha256_json(value)[:20]
