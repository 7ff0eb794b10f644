"""Whoever speaks has done: what ends an item, suspends a sitting or opens a vote ends the speech too."""

from datetime import datetime

from sqlalchemy import select

from congress.actors import Actor
from congress.chamber_models import Sitting
from congress.services.sitting_locking import record
from core.database import session
from voting.debate_models import Speech
from voting.queries.debate.floor_queries import clock_of


def running_speech(sitting_id: int) -> Speech | None:
    """Whoever has the floor in a sitting, the row held; None where nobody has."""
    wanted = select(Speech).where(Speech.sitting_id == sitting_id, Speech.ended_at.is_(None))
    return session().scalar(wanted.with_for_update())


def end_running(sitting: Sitting, *, cut: bool = False, actor: Actor, now: datetime) -> Speech | None:
    """The speech that ends now, or None where nobody spoke. `cut`: the chair takes the floor back."""
    speech = running_speech(sitting.id)
    if speech is None:
        return None
    settle_stop(speech, now)
    speech.ended_at, speech.cut = max(now, speech.started_at), cut
    session().flush()
    told: dict[str, object] = {"what": speech.motion.kind.value} if speech.motion else {}
    if speech.request is not None:
        told = {"side": speech.request.side.value, "turn": speech.request.turn.value}
    record(sitting, "floor_ended", actor, now, speech=speech.id, member=speech.member.pseudonym,
           seconds=clock_of(speech).used(now), allowed=clock_of(speech).allowed, cut=cut, **told)  # fmt: skip
    return speech


def settle_stop(speech: Speech, now: datetime) -> None:
    """The clock that was stopped runs again: what passed meanwhile is not counted."""
    if speech.stopped_since is not None:
        speech.stopped_seconds += max(0, int((now - speech.stopped_since).total_seconds()))
        speech.stopped_since = None
