"""What the chair put to the vote beside the texts of the agenda, as a form of the console says it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from flask_babel import gettext as _

from congress.actors import Actor
from congress.models import Congress
from core.errors import NotFound
from voting.pages.modes.chosen_by_chair import method_asked
from voting.rules.methods.method import Method, ordinary
from voting.services.asking.asking_services import announce_question, put_question
from voting.subject_models import QuestionKind


def asked_from(form: Mapping[str, str], congress: Congress) -> Callable[..., object]:
    """What announces, on an item, what a form asks in its field `objet`; by a method that it names, puts it at once."""
    if form.get("objet") == "question":
        return partial(_question, form=form, ordinarily=ordinary(congress.ballot))
    raise NotFound(_("Ce geste n’existe pas."))


def _question(item_id: int, *, form: Mapping[str, str], ordinarily: Method, actor: Actor, now: datetime) -> object:
    kind = QuestionKind.PROCEDURAL if form.get("procedure") == "oui" else QuestionKind.FREE
    words = form.get("question", "")
    if form.get("methode"):
        return put_question(item_id, words, method_asked(form), kind, actor=actor, now=now)
    return announce_question(item_id, words, ordinarily, kind, actor=actor, now=now)
