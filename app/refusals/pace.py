"""A second press does not act on what the first one brought under the finger: « Publier » the next amendment, leave
the sitting just entered, take back the signature just given.

An act less than 0.7 second after the last one of the same browser does nothing, says so, and gives back what was typed.
The same form sent again is no other act: it leads where the first one led, or is answered as it was; so does what was
handed in, whenever it is sent again, and the arrow back to a draft that went with what it became. On the server, so
without JavaScript too; by the machine's clock (`core.clock`). The chair's console has its own, longer, pace (`voting`).
"""

from datetime import timedelta
from urllib.parse import urlsplit

from flask import Flask, flash, g, redirect, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.refusals.errors import error_page
from app.refusals.typed_back import typed_back
from congress.access import is_by_script
from core.clock import machine_now
from core.digest import sha256_text
from core.site_paths import site_path
from core.turns.just_done import ACTED, is_too_soon, remember

PAUSE = timedelta(milliseconds=700)
# In the signed cookie: what this browser last sent (a fingerprint), from which address, where that led ("": nowhere).
WHAT, FROM, LED = "acted_what", "acted_from", "acted_led"
# Nothing is done twice there, or not by a finger: votes are sent again until they are known, drafts save themselves.
UNPACED = (
    "console.", "polls.cast", "amending.begin", "amending.go_on", "life.rectify", "life.submit", "writing.",
    "proposed.", "roll.rehearse",
    "documents.bring", "place_documents.bring", "signing_in.", "demonstration.", "site.", "api.",
)  # fmt: skip
NO_ACT = (
    "api.",
    "amending.go_on",
    "documents.bring",
    "place_documents.bring",
    "proposed.",
    "signing_in.",
    "demonstration.",
    "site.",
    "polls.cast",  # a vote says itself when it was pressed: thousands a minute, and nobody asks where one led
)  # after these, a press is not a second one
WRITTEN = ("amending.", "writing.", "life.")
ANSWERED = ("roll.confirm",)  # their view does nothing, says so, and shows again what it had shown


def init_app(app: Flask) -> None:
    """Have an act wait for the one before it."""
    app.before_request(_lead_where_it_led)
    app.before_request(_refuse_a_second_press)
    app.after_request(_lead_from_what_is_gone)
    app.after_request(_remember_the_act)


def _lead_where_it_led() -> Response | None:
    is_again = session.get(LED) and _hands_in() and session.get(WHAT) == _what_is_sent()
    return redirect(session[LED], code=303) if is_again else None


def _refuse_a_second_press() -> Response | tuple[str | Response, int] | None:
    if request.method != "POST" or not _is_paced(UNPACED):
        return None
    if not is_too_soon(ACTED, PAUSE, machine_now()):
        return None
    if not _is_paced(ANSWERED):
        g.is_too_soon = True
        return None
    if session.get(WHAT) and session[WHAT] == _what_is_sent():
        return redirect(session[LED], code=303) if session.get(LED) else None
    sentence = _("Cet appui suit de trop près le précédent\u00a0: il n’a rien fait.")
    if typed_back() is not None:
        return error_page(409, sentence)
    flash(sentence, "message")
    return redirect(_where_it_was_pressed() or url_for("site.index"), code=303)


def _remember_the_act(response: Response) -> Response:
    if request.method != "POST" or response.status_code >= 400 or is_by_script() or not session:
        return response
    is_paced, led = _is_paced(NO_ACT), response.headers.get("Location", "")
    if is_paced:
        remember(response, ACTED)
    if is_paced or (_hands_in() and led):
        session[WHAT], session[FROM], session[LED] = _what_is_sent(), request.path, led
    return response


def _lead_from_what_is_gone(response: Response) -> Response:
    is_gone = request.method == "GET" and response.status_code == 404 and session.get(FROM) == request.path
    if is_gone and session.get(LED):
        response.status_code, response.headers["Location"] = 303, session[LED]
        response.set_data(b"")
    return response


def _is_paced(but: tuple[str, ...]) -> bool:
    """Whether the request is an act, apart from those that begin so."""
    endpoint = request.endpoint
    return endpoint is not None and not endpoint.startswith(but)


def _hands_in() -> bool:
    """Whether the form of an amendment hands it in: done, its draft may be gone."""
    is_written = (request.endpoint or "").startswith(WRITTEN)
    return is_written and request.method == "POST" and request.form.get("geste") == "deposer"


def _what_is_sent() -> str:
    """What tells one form from another: its address and its fields; one with a file is like no other."""
    if request.files:
        return ""
    fields = sorted((name, value) for name, value in request.form.items(multi=True) if name != "csrf_token")
    return sha256_text(repr((request.path, fields)))


def _where_it_was_pressed() -> str | None:
    """The page of this site from which the form was sent, if the browser says it."""
    page = urlsplit(request.referrer or "")
    return site_path(f"{page.path}?{page.query}" if page.query else page.path)
