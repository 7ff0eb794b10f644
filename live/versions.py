"""What browsers ask every few seconds: has anything changed? The answer carries versions, never a text or a count.

A page whose version differs fetches itself again and swaps its own regions (`static/js/src/live`); it asks again after
the `period` of the answer, in milliseconds, that grows with the number of pages that ask (`live.pace`).
"""

from collections.abc import Mapping

from flask import current_app, request
from werkzeug.wrappers import Response

from core.digest import sha256_json
from live.pace import next_question


def answer(versions: Mapping[str, str]) -> Response:
    """The versions by name as JSON, under an ETag; 304 without a body when the browser has them already."""
    told = {**versions, "period": next_question()}
    etag = f'"{"-".join(map(str, told.values()))}"'
    if request.headers.get("If-None-Match") == etag:
        response = current_app.response_class(status=304)
    else:
        response = current_app.response_class(current_app.json.dumps(told), mimetype="application/json")
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def opaque(value: object) -> str:
    """A short version that says nothing of the JSON value it stands for, the same for the same value."""
    return sha256_json(value)[:20]
