"""An answer as it is sent: its head is not copied to be looked through, unless something in it asks for that."""

import re
from typing import TYPE_CHECKING

from flask import Response
from werkzeug.datastructures import Headers

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_PLAIN_WAY = re.compile(r"[A-Za-z0-9/_.~?=&%#-]*")  # what `iri_to_uri` leaves as it is


class SentAnswer(Response):
    """Flask's answer, sent once."""

    def get_wsgi_headers(self, environ: "WSGIEnvironment") -> Headers:
        """The head, with the length of what follows it."""
        head, status = self.headers, self.status_code
        is_plain = status >= 200 and status not in (204, 304) and "Content-Location" not in head
        if not is_plain or not _PLAIN_WAY.fullmatch(head.get("Location", "")):
            return super().get_wsgi_headers(environ)
        if "Content-Length" not in head and self.automatically_set_content_length and self.is_sequence:
            head["Content-Length"] = str(sum(map(len, self.iter_encoded())))
        return head
