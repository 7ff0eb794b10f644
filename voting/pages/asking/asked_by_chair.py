"""What the chair puts to the vote beside the texts of the agenda, as a form of the console says it.

A question, one option among several, a person to elect, the round after one; or one of these again.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from flask_babel import gettext as _

from congress.actors import Actor
from congress.models import Congress
from core.errors import Invalid, NotFound
from voting.pages.modes.chosen_by_chair import method_asked
from voting.queries.poll_queries import poll_by_number
from voting.rules.methods.method import ordinary
from voting.services.asking.asking_services import (
    announce_question,
    put_options,
    put_question,
    put_question_again,
)
from voting.services.asking.electing import WantedElection, proclaim_eldest, put_election, put_next_round
from voting.services.ordering.going_on import proclaim_and_follow
from voting.subject_models import QuestionKind

ChairForm = Mapping[str, str]
MOST_DIGITS = 6  # of a number that a form gives


def asked_from(form: ChairForm, congress: Congress) -> Callable[..., object]:
    """What puts to the vote, on an item, what a form asks in its field `objet`."""
    asked = form.get("objet")
    if asked == "question" and not form.get("methode"):
        return partial(_announce, form=form, congress=congress)
    if asked == "question":
        return partial(_question, form=form)
    if asked == "options":
        return partial(_options, form=form)
    if asked == "election":
        return partial(_election, form=form)
    if asked == "tour":
        return partial(_next_round, poll_id=_poll_named(form, congress), form=form)
    if asked == "reprise":
        return partial(_again, poll_id=_poll_named(form, congress), form=form)
    raise NotFound(_("Ce geste n’existe pas."))


def proclaimed_from(form: ChairForm) -> Callable[..., object]:
    """What proclaims a poll: of those who have as many votes, the form says who is the eldest (`aine`)."""
    return partial(proclaim_eldest, eldest=form["aine"]) if form.get("aine") else proclaim_and_follow


def _kind(form: ChairForm) -> QuestionKind:
    return QuestionKind.PROCEDURAL if form.get("procedure") == "oui" else QuestionKind.FREE


def _announce(item_id: int, *, form: ChairForm, congress: Congress, actor: Actor, now: datetime) -> object:
    method = ordinary(congress.ballot)
    return announce_question(item_id, form.get("question", ""), method, _kind(form), actor=actor, now=now)


def _question(item_id: int, *, form: ChairForm, actor: Actor, now: datetime) -> object:
    return put_question(item_id, form.get("question", ""), method_asked(form), _kind(form), actor=actor, now=now)


def _options(item_id: int, *, form: ChairForm, actor: Actor, now: datetime) -> object:
    return put_options(
        item_id, form.get("choix", ""), _lines(form, "options"), method_asked(form), actor=actor, now=now
    )


def _election(item_id: int, *, form: ChairForm, actor: Actor, now: datetime) -> object:
    wanted = WantedElection(
        words=form.get("poste", ""),
        candidates=_lines(form, "candidatures"),
        seats=_number(form.get("sieges", "") or "1"),
        is_secret_by_text=form.get("impose") == "oui",
        is_waived=form.get("renonce") == "oui",
    )
    return put_election(item_id, wanted, method_asked(form), actor=actor, now=now)


def _next_round(_item_id: int, *, poll_id: int, form: ChairForm, actor: Actor, now: datetime) -> object:
    candidates, is_waived = _lines(form, "candidatures"), form.get("renonce") == "oui"
    return put_next_round(poll_id, candidates, method_asked(form), is_waived=is_waived, actor=actor, now=now)


def _again(item_id: int, *, poll_id: int, form: ChairForm, actor: Actor, now: datetime) -> object:
    return put_question_again(item_id, poll_id, method_asked(form), actor=actor, now=now)


def _poll_named(form: ChairForm, congress: Congress) -> int:
    said = form.get("scrutin", "")
    return poll_by_number(congress.id, int(said) if said.isdecimal() and len(said) <= MOST_DIGITS else 0).id


def _lines(form: ChairForm, field: str) -> tuple[str, ...]:
    return tuple(form.get(field, "").splitlines())


def _number(words: str) -> int:
    if not (words.isascii() and words.isdigit()) or len(words) > MOST_DIGITS:
        raise Invalid(_("«\u00a0%(words)s\u00a0» n’est pas un nombre.", words=words[:20]), "seats")
    return int(words)
