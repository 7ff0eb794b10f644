"""What the chair chose on the console: a method for one vote; and, of a show of hands, what is declared.

What is decided, the hands if they were counted, the chair's own vote.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from congress.actors import Actor
from core.errors import Invalid, NotFound
from voting.rules.methods.method import METHODS, SHOW_OF_HANDS, Method
from voting.rules.outcome import Verdict
from voting.services.modes.declaring import Declaration, declare

MOST_HANDS = 100_000  # nobody counted more; a longer number is a mistake


def method_asked(form: Mapping[str, str]) -> Method:
    """The method that a form names in its field `methode`; `NotFound` for no method."""
    found = next((method for name, method in METHODS.items() if name == form.get("methode")), None)
    if found is None:
        raise NotFound(_("Ce geste n’existe pas."))
    return found


def declared_from(form: MultiDict[str, str]) -> Callable[..., Verdict]:
    """What declares a show of hands as a form says it: read inside the step, so that a refusal gives it back."""

    def declare_it(poll_id: int, *, actor: Actor, now: datetime) -> Verdict:
        confirmed, shown = set(form.getlist("tombe", type=int)), form.get("montre", "")
        return declare(poll_id, declaration_of(form), shown=shown, confirmed=confirmed, actor=actor, now=now)

    return declare_it


def declaration_of(form: Mapping[str, str]) -> Declaration:
    """The declaration that a form holds: fields `decide`, `mains-for`…, `voix`; `Invalid` for what is no number.

    No number at all: hands were not counted. One of them: a field left empty counts nobody.
    """
    typed = {choice: form.get(f"mains-{choice}", "").strip() for choice in SHOW_OF_HANDS.answers.offered}
    hands = {choice: _hands(words) for choice, words in typed.items()} if any(typed.values()) else {}
    said = form.get("decide", "")
    if said not in ("adopte", "rejete"):
        raise Invalid(_("Dites ce qui est décidé\u00a0: «\u00a0Adopté\u00a0» ou «\u00a0Rejeté\u00a0»."), "decide")
    return Declaration(is_adopted=said == "adopte", hands=hands, own=form.get("voix", ""))


def _hands(words: str) -> int:
    if not words:
        return 0
    if not (words.isascii() and words.isdigit()) or int(words[:9]) > MOST_HANDS:
        raise Invalid(_("«\u00a0%(words)s\u00a0» n’est pas un nombre de mains.", words=words[:20]), "hands")
    return int(words)
