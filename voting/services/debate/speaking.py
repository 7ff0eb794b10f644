"""Giving the floor: one press gives it to whoever comes next and ends the speech before. Time is told, never cut."""

from datetime import datetime

from flask_babel import gettext as _

from congress.actors import Actor
from congress.chamber_models import Sitting, SittingState
from congress.policies import require_chair_or_secretariat
from congress.services.sitting_locking import locked_sitting, record, require_state
from core.database import session
from core.errors import RuleBroken
from voting.debate_models import FloorMotion, Speech
from voting.queries.debate.floor_queries import Floor, floor_of
from voting.rules.debate.precedence import PENDING
from voting.rules.debate.speaking_order import Turn
from voting.rules.debate.speaking_time import MORE
from voting.services.debate.asking import request_in, require_item, require_not_frozen, require_there
from voting.services.debate.motion_rows import motion_in
from voting.services.debate.running import end_running, running_speech, settle_stop


def give_floor(sitting_id: int, request_id: int, *, actor: Actor, now: datetime) -> int:
    """The id of the speech that begins; whoever spoke has done. Given already for this request: that speech."""
    sitting, floor = _floor_held(sitting_id, actor)
    request = request_in(sitting, request_id)
    running = running_speech(sitting_id)
    if running is not None and running.request_id == request_id:
        return running.id
    if request.called_at is not None or request.withdrawn_at is not None:
        raise RuleBroken(_("Cette demande n’attend plus\u00a0: la liste a changé."))
    require_not_frozen(floor)
    item = require_item(floor)
    if request.item_id != item.id:
        raise RuleBroken(_("Cette demande porte sur un autre point que celui en discussion."))
    if request.turn is Turn.DEBATE and floor.debate_is_closed:
        raise RuleBroken(_("La discussion est close\u00a0: plus personne n’y est appelé."))
    require_there(sitting, request.member, by_desk=True)
    end_running(sitting, actor=actor, now=now)
    request.called_at = now
    speech = Speech(
        sitting_id=sitting_id, item_id=item.id, member_id=request.member_id, request_id=request.id,
        started_at=now, given_seconds=floor.settings.speaker_seconds,
    )  # fmt: skip
    return _begin(sitting, speech, request.member.pseudonym, actor, now, request=request.id, side=request.side.value,
                  turn=request.turn.value)  # fmt: skip


def give_floor_on(sitting_id: int, motion_id: int, *, actor: Actor, now: datetime) -> int:
    """The id of the speech of whoever raised a motion: at once, or at the end of the speech that it interrupts."""
    sitting, floor = _floor_held(sitting_id, actor)
    motion: FloorMotion = motion_in(sitting, motion_id)
    running = running_speech(sitting_id)
    if running is not None and running.motion_id == motion_id:
        return running.id
    if motion.state not in PENDING:
        raise RuleBroken(_("Cette motion n’attend plus\u00a0: la séance a avancé."))
    require_not_frozen(floor)
    require_there(sitting, motion.raised_by, by_desk=True)
    end_running(sitting, actor=actor, now=now)
    speech = Speech(
        sitting_id=sitting_id, item_id=motion.item_id, member_id=motion.raised_by_id, motion_id=motion.id,
        started_at=now, given_seconds=floor.settings.speaker_seconds,
    )  # fmt: skip
    return _begin(sitting, speech, motion.raised_by.pseudonym, actor, now, motion=motion.id)


def end_speech(sitting_id: int, *, cut: bool = False, actor: Actor, now: datetime) -> None:
    """Nobody has the floor any more. Idempotent. `cut`: the chair takes it back, and the minutes say so."""
    sitting = locked_sitting(sitting_id)
    require_chair_or_secretariat(actor, sitting.congress, sitting_id)
    end_running(sitting, cut=cut, actor=actor, now=now)


def give_more(sitting_id: int, *, actor: Actor, now: datetime) -> None:
    """One more minute for whoever speaks."""
    sitting, speech = _running_held(sitting_id, actor)
    speech.extra_seconds += MORE
    record(sitting, "floor_longer", actor, now, speech=speech.id, seconds=MORE)


def stop_clock(sitting_id: int, *, actor: Actor, now: datetime) -> None:
    """The time of whoever speaks stands still: noise, a question of the chair, a network that fails. Idempotent."""
    sitting, speech = _running_held(sitting_id, actor)
    if speech.stopped_since is None:
        speech.stopped_since = max(now, speech.started_at)
        record(sitting, "floor_stopped", actor, now, speech=speech.id)


def go_on(sitting_id: int, *, actor: Actor, now: datetime) -> None:
    """The time of whoever speaks runs again. Idempotent."""
    sitting, speech = _running_held(sitting_id, actor)
    if speech.stopped_since is not None:
        settle_stop(speech, now)
        record(sitting, "floor_goes_on", actor, now, speech=speech.id)


def _begin(sitting: Sitting, speech: Speech, who: str, actor: Actor, now: datetime, **told: object) -> int:
    session().add(speech)
    session().flush()
    record(sitting, "floor_given", actor, now, speech=speech.id, member=who, **told)
    return speech.id


def _floor_held(sitting_id: int, actor: Actor) -> tuple[Sitting, Floor]:
    sitting = locked_sitting(sitting_id)
    require_chair_or_secretariat(actor, sitting.congress, sitting_id)
    require_state(sitting, SittingState.OPEN)
    return sitting, floor_of(sitting)


def _running_held(sitting_id: int, actor: Actor) -> tuple[Sitting, Speech]:
    sitting = locked_sitting(sitting_id)
    require_chair_or_secretariat(actor, sitting.congress, sitting_id)
    speech = running_speech(sitting_id)
    if speech is None:
        raise RuleBroken(_("Personne n’a la parole."))
    return sitting, speech
