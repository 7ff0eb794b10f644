"""What goes wrong, told to programs: `application/problem+json` (RFC 9457), in the language that they accept."""

import json
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from flask import Response, has_request_context, request
from flask_babel import gettext as _

from core.enums import Language
from core.errors import Invalid, RuleBroken
from core.text.reader import reader_language

PATH = "/api/"
UNAUTHORISED = 401


class Malformed(Invalid):
    """What was sent is not what is read here: no JSON, no object, no text where one is awaited."""

    status = 400


class Clashing(RuleBroken):
    """The amendment no longer applies to the text in force: what clashes is named."""

    def __init__(self, sentence: str, field: str, **more: Any) -> None:
        super().__init__(sentence)
        self.field, self.more = field, more


class SeveralFaults(Invalid):
    """Every fault of a form, the first of which is told as the detail."""

    def __init__(self, faults: Iterable[Invalid]) -> None:
        self.faults = list(faults)
        super().__init__(self.faults[0].sentence, self.faults[0].field)


def is_api() -> bool:
    """Whether the request is a program's."""
    return has_request_context() and request.path.startswith(PATH)


def api_language() -> str:
    """The language that a program accepts, of those that we speak; else French."""
    return request.accept_languages.best_match([language.value for language in Language]) or Language.FR.value


def sentence_for_programs(status: int) -> str:
    """What is told when nothing more precise is known."""
    return {
        400: _("La demande n’est pas lisible."),
        401: _("Il faut un jeton, dans l’en-tête Authorization (Bearer)."),
        403: _("Ceci n’est pas ouvert à qui le demande."),
        404: _("Il n’y a rien à cette adresse."),
        405: _("Cette adresse ne connaît pas cette méthode."),
        409: _("Quelqu’un a changé la même chose en même temps\u00a0: recommencez."),
        413: _("Ce qui est envoyé est trop grand\u00a0: un mégaoctet au plus."),
        415: _("Ce qui est envoyé doit être du JSON, et le dire (application/json)."),
        422: _("Ce qui a été envoyé n’a pas pu être pris en compte."),
        429: _("Trop de demandes en peu de temps\u00a0: attendez un peu."),
        503: _("Le site enregistre autre chose en ce moment\u202f; rien n’est enregistré. Réessayez dans un instant."),
    }.get(status, _("Le site a rencontré une erreur. Rien n’a été enregistré. Réessayez dans un instant."))


def problem(status: int, sentence: str = "", **more: Any) -> Response:
    """The answer; `more`: the members that this problem adds."""
    phrase = HTTPStatus(status).phrase
    said = {
        "type": "about:blank",
        "title": phrase,
        "status": status,
        "detail": sentence or sentence_for_programs(status),
    }
    given = {name: value for name, value in more.items() if value}
    body = json.dumps({**said, **given}, ensure_ascii=False)
    answer = Response(body, status=status, content_type="application/problem+json")
    answer.headers["Content-Language"] = reader_language()
    if status == UNAUTHORISED:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="hemicycle"'
    return answer


def problem_of(broken: RuleBroken) -> Response:
    """The answer to a broken rule: its sentence, its field; every fault where there are several."""
    faults = broken.faults if isinstance(broken, SeveralFaults) else []
    errors = [{"detail": fault.sentence, "field": fault.field} for fault in faults] if len(faults) > 1 else []
    more = broken.more if isinstance(broken, Clashing) else {}
    return problem(broken.status, broken.sentence, field=getattr(broken, "field", None), errors=errors, **more)
