"""Whether a text may be voted in parts, now: asked by the act that divides it, and by what offers it."""

from datetime import datetime

from flask_babel import gettext as _

from amendments.queries.amendment_queries import texts_if_adopted
from congress.chamber_models import AgendaItem
from core.errors import RuleBroken
from motions.models import PartKind
from motions.queries.motion_queries import current_revision
from motions.rules.motion_text import clean_text
from voting.queries.dividing.divisions import refusal_for_divided
from voting.queries.subjects import LoadedSubject
from voting.queries.voted_texts import text_sha256
from voting.queries.votes_left import left_on_item, left_to_vote
from voting.rules.dividing.units import Divisible, of_amendment, of_text
from voting.rules.methods.method import ordinary
from voting.services.announceable import require_announceable
from voting.services.discussion_services import pending_poll


def refusal_to_divide(item: AgendaItem, subject: LoadedSubject, now: datetime) -> str:
    """Why a text of an item is not divided now, in a sentence; empty where it may be, for a reason before its turn."""
    try:
        require_no_poll(item.sitting_id)
        require_divisible(subject)
        require_undivided(subject)
        require_to_vote(item, subject, now)
    except RuleBroken as broken:
        return broken.sentence
    return ""


def refusal_to_divide_what_is_put(subject: LoadedSubject) -> str:
    """The same of what was found to be next to be put to the vote, by a vote of its own."""
    try:
        _require_proposal(subject)
        _require_units(subject, divisible_now(subject))
        require_undivided(subject)
    except RuleBroken as broken:
        return broken.sentence
    return ""


def is_divisible(subject: LoadedSubject) -> bool:
    """Whether a text may be voted in parts at all, now or another time."""
    try:
        require_divisible(subject)
    except RuleBroken:
        return False
    return True


def require_no_poll(sitting_id: int) -> None:
    """No vote waits for its end: else a refusal."""
    if told := refusal_during_poll(sitting_id):
        raise RuleBroken(told)


def refusal_during_poll(sitting_id: int) -> str:
    """Why a text is neither divided nor voted in one again, in a sentence; empty where no vote waits for its end."""
    if pending_poll(sitting_id) is None:
        return ""
    return str(_("Un scrutin est en cours\u00a0: il faut d’abord le proclamer ou l’annuler."))


def require_undivided(subject: LoadedSubject) -> None:
    """The text, as it stands, was not voted in parts to the end, nor is being voted so: else a refusal."""
    part, amendments = subject.text_part, subject.amendments
    if part is not None and (told := refusal_for_divided(part, amendments[0] if amendments else None)):
        raise RuleBroken(told)


def require_to_vote(item: AgendaItem, subject: LoadedSubject, now: datetime) -> None:
    """The text could be put to the vote now, by a vote of its own: else a refusal."""
    require_announceable(item.sitting, item, subject, now, ordinary(item.sitting.congress.ballot))
    _require_own_vote(item, subject)


def divisible_now(subject: LoadedSubject) -> Divisible:
    """The text of a proposal, or what an amendment does to it, with the units between which it may be cut."""
    if subject.part is not None:
        return of_text(current_revision(subject.part.id).text)
    first = subject.amendments[0]
    current = current_revision(first.part_id)
    text = clean_text(texts_if_adopted([first], {first.part_id: current})[first.id].text)
    return of_amendment(current.text, text)


def require_divisible(subject: LoadedSubject) -> None:
    """A proposal, or an amendment that makes a text, with several units: else a refusal."""
    _require_proposal(subject)
    text_sha256(subject)  # refuses an amendment that makes no text
    _require_units(subject, divisible_now(subject))


def _require_proposal(subject: LoadedSubject) -> None:
    if subject.question is not None or subject.motion is not None or subject.bundle_id is not None:
        raise RuleBroken(_("Seuls une proposition ou un amendement se votent par division."))
    if subject.amendments and subject.amendments[0].is_sub:
        raise RuleBroken(_("Un sous-amendement ne se vote pas par division."))
    part = subject.text_part
    if part is None or part.kind != PartKind.PROPOSAL:
        raise RuleBroken(_("Seuls une proposition ou un amendement se votent par division."))


def _require_own_vote(item: AgendaItem, subject: LoadedSubject) -> None:
    """An amendment has a vote of its own: not one with others, that the bureau proposes to adopt by one vote."""
    ids = set(subject.ids.amendment_ids)
    votes = left_on_item(item, left_to_vote(item.sitting.congress_id)) if ids else []
    if ids and not any(ids == {row.id for row in vote.amendments} and vote.bundle is None for vote in votes):
        raise RuleBroken(_("Cet amendement se vote avec d’autres en une fois\u00a0: demandez d’abord un vote séparé."))


def _require_units(subject: LoadedSubject, found: Divisible) -> None:
    if subject.amendments and not found.units:
        raise RuleBroken(_("Cet amendement déplace un passage\u00a0: il ne se vote pas par division."))
    if len(found.units) < 2:
        raise RuleBroken(
            _("Cet amendement ne fait qu’une chose\u00a0: il ne se vote pas par division.")
            if subject.amendments
            else _("Ce texte n’a qu’un alinéa\u00a0: il ne se vote pas par division.")
        )
