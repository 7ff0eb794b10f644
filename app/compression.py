"""Answers compressed for whoever takes them so: a page weighs a fifth of its words on a telephone's network.

A compressed page whose length tells what it holds (BREACH) supposes that another site can have a member's browser ask
for it again and again: the session's cookie, SameSite, does not travel with such requests.
"""

import gzip

from flask import Flask, Response, request

SMALLEST = 1_000  # bytes: below, compressing costs more than it saves
LEVEL = 5
PARTIAL = {204, 206, 304}  # answers without their whole body
TEXTS = {
    "application/json",
    "application/javascript",
    "image/svg+xml",
    "text/css",
    "text/csv",
    "text/html",
    "text/javascript",
}


def init_app(app: Flask) -> None:
    """Compress the answers that are texts."""
    kept: dict[str, bytes] = {}  # static files, by their validator: each is compressed once

    @app.after_request
    def compress(response: Response) -> Response:
        if response.mimetype not in TEXTS:
            return response
        response.vary.add("Accept-Encoding")
        is_wanted = request.accept_encodings["gzip"] > 0 and "Content-Encoding" not in response.headers
        if not is_wanted or response.status_code in PARTIAL:
            return response
        is_static = request.endpoint == "static"
        if is_static:
            response.direct_passthrough = False
        elif response.is_streamed:
            return response
        words = response.get_data()
        if len(words) < SMALLEST:
            return response
        if is_static:
            validator = response.get_etag()[0] or ""
            kept[validator] = body = kept.get(validator) or gzip.compress(words, LEVEL, mtime=0)
            response.set_etag(validator, weak=True)  # the same words, other bytes
        else:
            body = gzip.compress(words, LEVEL, mtime=0)
        response.set_data(body)
        response.headers["Content-Encoding"] = "gzip"
        return response
