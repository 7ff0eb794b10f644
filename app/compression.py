"""Answers compressed for whoever takes them so: a page weighs a fifth of its words on a telephone's network.

Flask-Compress does it; here is which answers it gets. A compressed page whose length tells what it holds (BREACH)
supposes that another site can have a member's browser ask for it again and again: the session's cookie, SameSite,
does not travel with such requests.
"""

from flask import Flask, Response, request
from flask_compress import Compress

TEXTS = {
    "application/atom+xml",
    "application/json",
    "application/javascript",
    "image/svg+xml",
    "text/css",
    "text/csv",
    "text/html",
    "text/javascript",
}
WITHOUT_WHOLE_BODY = {204, 206, 304}
WAYS_ON = {301, 302, 303, 307, 308}  # a few words that no browser shows
SETTINGS = {
    "COMPRESS_REGISTER": False,
    "COMPRESS_MIMETYPES": TEXTS,
    "COMPRESS_ALGORITHM": "gzip",
    "COMPRESS_LEVEL": 5,
    "COMPRESS_MIN_SIZE": 1_000,  # bytes: below, compressing costs more than it saves
    "COMPRESS_STREAMS": False,
    "COMPRESS_EVALUATE_CONDITIONAL_REQUEST": False,  # Flask did, when it opened the file
}


def init_app(app: Flask) -> None:
    """Compress the answers that are texts."""
    app.config.update(SETTINGS)
    library, smallest = Compress(app), app.config["COMPRESS_MIN_SIZE"]

    @app.after_request
    def compress(response: Response) -> Response:
        if response.status_code in WAYS_ON or response.mimetype not in TEXTS:
            return response
        response.vary.add("Accept-Encoding")
        if not response.is_streamed and (response.calculate_content_length() or 0) < smallest:
            return response  # of the state of a sitting, asked for the most often, nothing else is looked at
        # Flask-Compress would compress a part of a file, and for who says that they take none (gzip;q=0).
        if response.status_code in WITHOUT_WHOLE_BODY or not request.accept_encodings["gzip"]:
            return response
        if response.status_code == 200 and response.get_etag()[0]:
            response.direct_passthrough = False
            response.make_sequence()  # no stream: it has a length, and the file is closed
            response.set_etag(response.get_etag()[0] or "", weak=True)  # the same words, other bytes
        # It leaves refusals as they are; a form that is shown again weighs as much as the page.
        status, response.status = response.status, "200 OK"
        response = library.after_request(response)
        response.status = status
        return response
