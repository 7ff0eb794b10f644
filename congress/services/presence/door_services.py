"""Coming in by the code at the door: it counts for a member who is signed in, inside the sitting's window."""

from datetime import datetime

from flask_babel import gettext as _

from accounts.limits import count_door_code, refuse_door_code
from congress import policies
from congress.actors import Actor
from congress.chamber_models import Office, PresenceMode, Sitting, SittingState
from congress.models import Congress
from congress.queries.chamber_queries import presence_of
from congress.rules.presence.door_code import code_at, is_accepted, seconds_left
from congress.services.presence_services import arrive, leave
from congress.services.sitting_locking import shared_sitting
from core.errors import Forbidden, RuleBroken


def enter_by_code(sitting_id: int, typed: str, *, actor: Actor, now: datetime) -> int | None:
    """The id of the presence of whoever types the code of the door; None where it is not that of now, nor the last.

    A wrong one is counted: past some in an hour nothing is looked at any more (`TooMany`).
    """
    if actor.member_id is None:
        raise Forbidden(_("Connectez-vous\u00a0: le code de la porte ne vaut que pour un membre connecté."))
    sitting = shared_sitting(sitting_id)
    policies.require(actor.congress_id == sitting.congress_id)
    if sitting.state is SittingState.CLOSED:  # before the code is looked at: none is shown any more
        raise RuleBroken(_("La séance est close\u00a0: les présences ne changent plus."))
    refuse_door_code(actor.member_id, now=now)
    if not is_accepted(sitting.door_secret, typed, now):
        count_door_code(actor.member_id, now=now)
        return None
    known = presence_of(sitting_id, actor.member_id)
    if known is not None and known.mode == PresenceMode.REMOTE:  # who was at a distance has come
        leave(sitting_id, actor.member_id, actor=actor, now=now)
    return arrive(sitting_id, actor.member_id, PresenceMode.ROOM, by_code=True, actor=actor, now=now)


def door_shown(sitting: Sitting, *, actor: Actor, now: datetime) -> tuple[str, int]:
    """(code, seconds before the next one): what the screen at the door shows to whoever leads the sitting.

    No code, and nothing to wait for, once the sitting is closed.
    """
    policies.require(shows_door(actor, sitting.congress, sitting.id))
    if sitting.state is SittingState.CLOSED:
        return "", 0
    return code_at(sitting.door_secret, now), seconds_left(now)


def shows_door(actor: Actor, congress: Congress, sitting_id: int) -> bool:
    """The secretariat of the congress and whoever chairs the sitting: nobody else shows the code."""
    return policies.secretariat(actor, congress) or policies.holds_office(sitting_id, actor.member_id, Office.CHAIR)
