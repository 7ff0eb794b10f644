"""What is sent is bounded before it is read: reading a form costs the processor that ballots need.

Two megabytes of « a=& » are 690,000 fields, and two seconds; from a visitor nothing that long is awaited.
"""

import io
from typing import Any
from urllib.parse import parse_qsl

from flask import Flask, Request, request, session
from flask_wtf.csrf import CSRFError
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

from app.api.problems import is_api

MOST_FIELDS = 20_000  # a long roll asks about each of its lines
LARGEST_OF_PROGRAMS = 1_000_000  # bytes: the longest text, each of its letters escaped
LARGEST_FORM = 1_000_000  # bytes without a file: the longest text, each of its letters escaped
LARGEST_OF_A_VOTE = 64_000  # bytes: a choice, or all options in their order
VOTE = "polls.cast"
PLAIN_FORM = "application/x-www-form-urlencoded"  # as browsers write it
ASKING = frozenset({"GET", "HEAD", "OPTIONS"})  # no form comes with these, and none of ours reads one of it
LARGEST_OF_VISITORS = 200_000  # bytes: the longest text of somebody signed out meanwhile, that is given back


class BoundedParser(FormDataParser):
    """Werkzeug's reader of forms, that counts fields before it reads them, and knows a part without a name."""

    def parse(self, *args: Any, **kwargs: Any) -> Any:
        """The stream, the fields, the files."""
        read = super().parse(*args, **kwargs)
        if any(None in fields for fields in read[1:]):
            raise BadRequest("a part of the form has no name")
        return read

    def _parse_urlencoded(self, stream: Any, *args: Any) -> Any:
        return super()._parse_urlencoded(io.BytesIO(_bounded(stream.read())), *args)


class BoundedRequest(Request):
    """Flask's request, with these bounds."""

    form_data_parser_class = BoundedParser

    def _load_form_data(self) -> None:
        """Of a plain form, whatever a reader of files and parts would look at is not asked for."""
        if "form" in self.__dict__ or self.environ.get("CONTENT_TYPE") != PLAIN_FORM:
            super()._load_form_data()
            return
        body = _bounded(self.stream.read())
        try:
            fields = parse_qsl(body.decode(), keep_blank_values=True, errors="werkzeug.url_quote")
        except ValueError:  # in another encoding: nothing is read of it, as the library does
            fields = []
        self.__dict__.update(form=ImmutableMultiDict(fields), files=ImmutableMultiDict())


def _bounded(body: bytes) -> bytes:
    """The body of a form, unless it has too many fields."""
    if body.count(b"&") >= MOST_FIELDS:
        raise RequestEntityTooLarge
    return body


def init_app(app: Flask) -> None:
    """Have these bounds hold; called before whatever reads a form."""
    app.request_class = BoundedRequest

    @app.before_request
    def bound() -> None:
        """A long form from nobody is one whose person is no longer signed in: told as its token would be."""
        if is_api():
            request.max_content_length = LARGEST_OF_PROGRAMS
            return
        if "_user_id" in session:
            request.max_content_length = _allowed()
            return
        allowed = request.max_content_length or 0
        request.max_content_length = min(LARGEST_OF_VISITORS, allowed)
        if LARGEST_OF_VISITORS < (request.content_length or 0) <= allowed:
            raise CSRFError  # whose page gives back what was typed, and reads no more of it than this


def _allowed() -> int | None:
    """How long a form may be: a megabyte, unless it carries a file."""
    if request.endpoint == VOTE:
        return LARGEST_OF_A_VOTE
    return request.max_content_length if request.mimetype == "multipart/form-data" else LARGEST_FORM
