"""The list itself, led by the chair or the secretariat: its rules, its order, its end, the explanations of vote."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import func, select

from congress.actors import Actor
from congress.chamber_models import Sitting, SittingState
from congress.policies import require, require_chair_or_secretariat, secretariat
from congress.services.sitting_locking import locked_sitting, record, require_state
from core.changes import apply_values, values_of
from core.database import session
from core.errors import Invalid, RuleBroken
from core.text.reader import lazily as _l
from voting.debate_models import DebateSettings, HouseDebate, SpeakingRequest
from voting.models import Poll, PollState
from voting.queries.debate.floor_queries import floor_of
from voting.rules.debate.debate_rules import DebateRules
from voting.services.debate.asking import debate_on, request_in, require_item

_OUT_OF_BOUNDS = {
    "speaker_seconds": ("minutes", _l("Chaque personne parle de trente secondes à soixante minutes.")),
    "item_minutes": ("point", _l("Le débat sur un point dure de 1 à 720 minutes, ou n’est pas limité.")),
    "seconders": ("appuis", _l("Une motion de procédure est appuyée par 0 à 500 membres.")),
}


def choose_rules(sitting_id: int, chosen: DebateRules, *, for_house: bool = False, actor: Actor, now: datetime) -> None:
    """The sitting debates by these rules from now on; the speech that runs keeps the time it was given.

    `for_house`: so does each sitting that chose nothing of its own, those to come too; said by the secretariat alone.
    """
    sitting = _led(sitting_id, actor)
    if for_house:
        require(secretariat(actor, sitting.congress), _("Le secrétariat seul règle le débat des séances à venir."))
    if far := chosen.too_far:
        field, sentence = _OUT_OF_BOUNDS[far]
        raise Invalid(str(sentence), field)
    told = values_of(chosen)
    held: list[DebateSettings | HouseDebate] = [
        session().get(DebateSettings, sitting_id, with_for_update=True) or DebateSettings(sitting_id=sitting_id)
    ]
    if for_house:
        own = session().get(HouseDebate, sitting.congress_id, with_for_update=True)
        held.append(own or HouseDebate(congress_id=sitting.congress_id))
    for row in held:
        apply_values(row, told)
    session().add_all(held)
    session().flush()
    record(sitting, "debate_rules_chosen", actor, now, seconds=chosen.speaker_seconds, minutes=chosen.item_minutes,
           seconders=chosen.seconders, newcomers_first=chosen.newcomers_first, alternates=chosen.alternates,
           for_house=for_house)  # fmt: skip


def move_to_head(sitting_id: int, request_id: int, *, actor: Actor, now: datetime) -> None:
    """Whoever waits is called next, before what the rules of the list say."""
    sitting = _led(sitting_id, actor)
    request = _waiting(sitting, request_id)
    last = select(func.max(SpeakingRequest.moved)).where(SpeakingRequest.item_id == request.item_id)
    request.moved = (session().scalar(last) or 0) + 1
    record(sitting, "floor_moved", actor, now, request=request.id, member=request.member.pseudonym, to="head")


def put_back(sitting_id: int, request_id: int, *, actor: Actor, now: datetime) -> None:
    """Whoever was moved is called where the rules of the list say. Idempotent."""
    sitting = _led(sitting_id, actor)
    request = _waiting(sitting, request_id)
    if request.moved is not None:
        request.moved = None
        record(sitting, "floor_moved", actor, now, request=request.id, member=request.member.pseudonym, to="place")


def close_list(sitting_id: int, *, actor: Actor, now: datetime) -> None:
    """Nobody is added to the list of the item in discussion; those who wait are called. Idempotent."""
    sitting = _led(sitting_id, actor)
    item = require_item(floor_of(sitting))
    debate = debate_on(item)
    if debate.list_closed_at is None:
        debate.list_closed_at = now
        record(sitting, "floor_list_closed", actor, now, item=item.position)


def reopen_list(sitting_id: int, *, actor: Actor, now: datetime) -> None:
    """The list takes requests again, and the debate goes on before the explanations; not once a closure was carried."""
    sitting = _led(sitting_id, actor)
    item = require_item(floor_of(sitting))
    debate = debate_on(item)
    if debate.debate_closed_at is not None:
        raise RuleBroken(_("L’assemblée a voté la clôture du débat sur ce point\u00a0: la liste ne se rouvre pas."))
    if debate.list_closed_at is not None or debate.explanations_at is not None:
        debate.list_closed_at = debate.explanations_at = None
        record(sitting, "floor_list_opened", actor, now, item=item.position)


def call_explanations(sitting_id: int, *, actor: Actor, now: datetime) -> None:
    """Explanations of vote are called from now on, before the vote on the whole; the debate is over. Idempotent."""
    sitting = _led(sitting_id, actor)
    item = require_item(floor_of(sitting))
    debate = debate_on(item)
    if debate.explanations_at is None:
        debate.explanations_at = now
        debate.list_closed_at = debate.list_closed_at or now
        record(sitting, "explanations_called", actor, now, item=item.position)


def resume_debate(sitting_id: int, *, actor: Actor, now: datetime) -> None:
    """The vote that was cancelled is given up for now: the floor is given again. By the desk; idempotent."""
    sitting = _led(sitting_id, actor)
    item = require_item(floor_of(sitting))
    last = session().scalar(select(func.max(Poll.id)).where(Poll.sitting_id == sitting_id))
    poll = session().get(Poll, last) if last is not None else None
    if poll is None or poll.state is not PollState.CANCELLED:
        raise RuleBroken(_("Aucun vote annulé n’attend d’être repris."))
    debate = debate_on(item)
    if debate.resumed_after_id != poll.id:
        debate.resumed_after_id = poll.id
        record(sitting, "debate_resumed", actor, now, item=item.position, after=poll.number)


def _led(sitting_id: int, actor: Actor) -> Sitting:
    sitting = locked_sitting(sitting_id)
    require_chair_or_secretariat(actor, sitting.congress, sitting_id)
    require_state(sitting, SittingState.PLANNED, SittingState.OPEN, SittingState.SUSPENDED)
    return sitting


def _waiting(sitting: Sitting, request_id: int) -> SpeakingRequest:
    request = request_in(sitting, request_id)
    if request.called_at is not None or request.withdrawn_at is not None:
        raise RuleBroken(_("Cette demande n’attend plus\u00a0: la liste a changé."))
    return request
