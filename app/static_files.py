"""Addresses of the style sheet, the script and the icons that change with their bytes: a browser asks for each once.

Typefaces keep a plain address, since the style sheet names them itself: they are kept a month.
"""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

FONTS = "fonts/"
FOREVER = "public, max-age=31536000, immutable"
A_MONTH = "public, max-age=2592000"
FILE = {200, 206, 304}


def init_app(app: Flask) -> None:
    """Put the fingerprint of each static file in its address, and say how long an answer may be kept."""
    folder = Path(app.static_folder or "")

    @app.url_defaults
    def add_fingerprint(endpoint: str, values: dict[str, Any]) -> None:
        name = values.get("filename")
        if endpoint == "static" and name and not name.startswith(FONTS):
            values.setdefault("v", fingerprint(folder / name))

    @app.after_request
    def say_how_long(response: Response) -> Response:
        if is_file(response):
            name = (request.view_args or {})["filename"]
            if name.startswith(FONTS):
                response.headers["Cache-Control"] = A_MONTH
            elif request.args.get("v") == fingerprint(folder / name):
                response.headers["Cache-Control"] = FOREVER
        return response


def is_file(response: Response) -> bool:
    """Whether it answers with a static file."""
    return request.endpoint == "static" and response.status_code in FILE


def fingerprint(path: Path) -> str | None:
    """The first twelve characters of a file's SHA-256; None (no such argument in an address) without a file."""
    try:
        return _fingerprint(path, path.stat().st_mtime_ns)
    except OSError:
        return None


@lru_cache(maxsize=64)
def _fingerprint(path: Path, _written: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
