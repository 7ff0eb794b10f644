"""Error pages in the site's look: 400, 403, 404, 405, 409, 413, 422, 429, 500, each with a sentence."""

import logging
from contextlib import suppress
from http import HTTPStatus

from flask import Flask, current_app, g, jsonify, make_response, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError, generate_csrf
from sqlalchemy import select
from sqlalchemy.exc import DataError, SQLAlchemyError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from app.api.problems import is_api, problem, problem_of
from app.config import MEGABYTE
from app.refusals.database_faults import told_fault
from app.refusals.repeated_faults import RepeatedFaults
from app.refusals.same_hand import is_another_hand, lasting_token
from app.refusals.typed_back import typed_back
from congress.access import is_by_script, signed_in
from congress.models import Congress
from core.database import db, session
from core.errors import RuleBroken
from core.text.reader import reader_language

KEPT_HEADERS = ("Allow", "Retry-After")  # what an error of the router or of the limits says beside its status
MOST_DROPPED = 100 * MEGABYTE
NUMBER_OUT_OF_RANGE = "22003"  # PostgreSQL's; SQLite's driver raises OverflowError
Answer = tuple[str | Response, int] | Response


def sentence_for(status: int) -> str:
    """What the reader is told when nothing more precise is known."""
    return {
        400: _("Ce qui a été envoyé n’est pas complet. Revenez en arrière, puis recommencez."),
        403: _("Vous n’avez pas accès à cette page ou à cette action."),
        404: _("Il n’y a rien à cette adresse. Le lien est peut-être incomplet."),
        405: _("Cette page ne s’ouvre pas de cette façon."),
        409: _("Quelqu’un a changé la même chose en même temps. Rechargez la page, puis recommencez."),
        413: _("Le fichier ou le texte envoyé est trop grand."),
        422: _("Ce qui a été envoyé n’a pas pu être pris en compte."),
        503: _("Le site enregistre autre chose en ce moment ; rien n’est enregistré. Réessayez dans un instant."),
        429: _("Trop d’essais en peu de temps. Attendez quelques minutes, puis recommencez."),
    }.get(status, _("Le site a rencontré une erreur. Rien n’a été enregistré. Réessayez dans un instant."))


def init_app(app: Flask) -> None:
    """Register the handlers."""
    app.extensions["faults"] = RepeatedFaults(logging.getLogger(__name__))
    app.register_error_handler(RuleBroken, _rule_broken)
    app.register_error_handler(CSRFError, _csrf_failed)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(DataError, _number_too_large)
    app.register_error_handler(OverflowError, _number_too_large)
    app.register_error_handler(Exception, _unexpected)


def error_page(status: int, sentence: str, *, goes_again: bool = False) -> tuple[str | Response, int]:
    """The page, with what was typed; to a page that asks by itself, the sentence and a token for its next try.

    `goes_again`: nothing but the token stood in the way, and the page has a new one.
    """
    if is_api():
        return problem(status), status
    token = lasting_token() or generate_csrf()
    if is_by_script():
        return jsonify(said=sentence, token=token), status
    _know_congress()
    page = render_template(
        "errors/error.html", status=status, sentence=sentence, typed=typed_back(), goes_again=goes_again,
        token=token, back=_page_of_the_form(), back_to_sitting=_sitting_left(status),
    )  # fmt: skip
    return page, status


def _sitting_left(status: int) -> int | None:
    """The number of the sitting from whose console one is sent away: its own page is the way on."""
    is_console = (request.endpoint or "").startswith("console.")
    return request.view_args["number"] if status == HTTPStatus.FORBIDDEN and is_console and request.view_args else None


def _page_of_the_form() -> str | None:
    """Where the form that is refused stands, for whoever signs in to go back to it."""
    with suppress(HTTPException):
        current_app.url_map.bind("").match(request.path, method="GET")
        return request.path
    return None


def _know_congress() -> None:
    """What failed before any view (no such address, no such method, no token) is still in a congress by its path.

    Its page has the congress's frame, and the band of a demonstration.
    """
    slug = request.path.split("/", 2)[1]
    if "congress" in g or not slug or "\x00" in slug:
        return
    try:
        found = session().scalar(select(Congress).where(Congress.slug == slug))
    except SQLAlchemyError:  # a page of error needs no database
        db.session.rollback()
        return
    if found is not None:
        g.congress = found


def _rule_broken(error: RuleBroken) -> Answer:
    if is_api():
        return problem_of(error)
    return error_page(error.status, error.sentence)


def _csrf_failed(error: CSRFError) -> Answer:  # noqa: ARG001 - what a handler is called with
    typed = typed_back()
    if is_another_hand():
        return error_page(
            403,
            _(
                "Une autre personne est connectée dans ce navigateur\u00a0: ce qui était écrit ici ne part pas en son"
                " nom."
            ),
        )
    if lasting_token() and signed_in() is None:
        return error_page(
            403,
            _(
                "Vous n’êtes plus connecté\u00a0: rien n’est enregistré. Connectez-vous dans un autre onglet, puis"
                " recommencez ici."
            ),
            goes_again=typed is not None and typed.may_go_again,
        )
    if typed is not None and typed.may_go_again:
        sentence = _(
            "Cette page était ouverte depuis trop longtemps. Ce que vous avez écrit est ici\u00a0: renvoyez-le."
        )
        return error_page(403, sentence, goes_again=True)
    return error_page(403, _("Cette page était ouverte depuis trop longtemps. Rechargez-la, puis recommencez."))


def _http_error(error: HTTPException) -> Answer:
    status = error.code or 500
    given = error.get_response()
    if status < 400:  # a redirection of the router
        return given
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        _drop_the_rest()
    page = make_response(*error_page(status, sentence_for(status)))
    for name in KEPT_HEADERS:
        if name in given.headers:
            page.headers[name] = given.headers[name]
    return page


def _drop_the_rest() -> None:
    """Read what a browser is still sending: a connection closed before would break, and the page never be read."""
    left = MOST_DROPPED if (request.content_length or 0) <= MOST_DROPPED else 0
    with suppress(OSError):  # whoever was sending is gone
        while left > 0 and (chunk := request.environ["wsgi.input"].read(min(left, MEGABYTE))):
            left -= len(chunk)


def _number_too_large(error: DataError | OverflowError) -> Answer:
    """An id that was sent is above every integer of the database: it names nothing."""
    if isinstance(error, DataError) and getattr(error.orig, "sqlstate", "") != NUMBER_OUT_OF_RANGE:
        return _unexpected(error)
    db.session.rollback()
    return error_page(422, sentence_for(422))


def _unexpected(error: Exception) -> Answer:
    current_app.extensions["faults"].tell("unexpected error", error)
    told = told_fault(error)
    status, sentence = told or (500, sentence_for(500))
    with suppress(SQLAlchemyError):
        db.session.rollback()
    if is_api():
        return problem(status, told.sentence if told else "")
    try:
        return error_page(status, sentence)
    except Exception:  # noqa: BLE001 (the database is gone: a page that needs none)
        # Without what every template is given: the menu, the congress and the member are read from the database.
        page = current_app.jinja_env.get_template("errors/plain.html")
        return page.render(sentence=sentence, typed=typed_back(), locale=reader_language()), status
