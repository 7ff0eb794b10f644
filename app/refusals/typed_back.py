"""What a person had typed in a form that a page of error refuses: given back, to be copied or sent again.

Forms that a view refuses come back from the view. Whatever is refused elsewhere (signed out meanwhile, a token too old,
a press that follows another, a rule that no form expected) comes back from here.
"""

import re
from contextlib import suppress
from dataclasses import dataclass

from flask import request
from werkzeug.exceptions import HTTPException

OF_THE_DEBATE = "personne|demandeur|mots|reponse|minutes|duree|point|appuis|mains-[a-z_]+"
OF_THE_RULES = "convening_days|members|pour|contre|abstention|autre|poids"
OF_THE_MINUTES = r"titre|texte|adresse|rang-\w+"
TYPED = re.compile(
    r"(?:\w+-)?(?:text|title|reasons?|because|motif|reservation|note|label|email|code)|a\d+|"
    rf"{OF_THE_DEBATE}|{OF_THE_RULES}|{OF_THE_MINUTES}"
)
UNSAID = ("csrf_token",)
MOST_FIELDS = 2000  # nobody typed more, and a page of them would hold everybody up


@dataclass(frozen=True, slots=True)
class TypedBack:
    """The fields of a form as they were sent: what was typed, all the others, and whether it may go again from here."""

    typed: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]
    action: str
    may_go_again: bool


def typed_back() -> TypedBack | None:
    """What was typed in the form of this request; None where nothing was."""
    sent: list[tuple[str, str]] = []
    with suppress(HTTPException):  # too large to be read
        sent = [(name, value.replace("\0", "")) for name, value in request.form.items(multi=True)]
    typed = tuple((name, value) for name, value in sent if TYPED.fullmatch(name) and value.strip())
    if request.method != "POST" or not typed or len(sent) > MOST_FIELDS:
        return None
    others = tuple((name, value) for name, value in sent if (name, value) not in typed and name not in UNSAID)
    action = f"{request.path}?{request.query_string.decode('utf-8', 'replace')}".rstrip("?")
    return TypedBack(typed, others, action, _is_from_here())


def _is_from_here() -> bool:
    """Whether a page of this site sent the form: what another site wrote must not go with one press."""
    where = request.headers.get("Sec-Fetch-Site")
    if where is not None:
        return where == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or origin == request.host_url.rstrip("/")
