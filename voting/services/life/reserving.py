"""When a vote is held: put off after the others of its text, called at its place again, its end told to the room."""

from datetime import datetime

from flask_babel import gettext as _

from amendments.services.life import reserving
from amendments.services.locking import locked
from congress.actors import Actor
from congress.policies import require_chair
from core.errors import RuleBroken
from voting.models import PollState
from voting.rules.pace import LAST_CALL
from voting.services.discussion_services import item_on
from voting.services.poll_rows import locked_poll, pending_subjects, record_poll, require_poll_state


def reserve(amendment_id: int, *, sitting_id: int, actor: Actor, now: datetime) -> None:
    """The vote on an amendment comes after those on the others of its text; its sub-amendments wait with it."""
    _require_led(amendment_id, sitting_id, actor)
    reserving.reserve(amendment_id, actor=actor, now=now)


def call(amendment_id: int, *, sitting_id: int, actor: Actor, now: datetime) -> None:
    """The vote on a reserved amendment comes at its place again."""
    _require_led(amendment_id, sitting_id, actor)
    reserving.call(amendment_id, actor=actor, now=now)


def _require_led(amendment_id: int, sitting_id: int, actor: Actor) -> None:
    """By the chair of the sitting that discusses its text, on neither a sub-amendment nor what is announced."""
    amendment = locked(amendment_id)
    item = item_on(amendment.motion.congress_id, amendment.part.number)
    if item is None or item.sitting_id != sitting_id:
        raise RuleBroken(_("Le texte que modifie cet amendement n’est pas en discussion."))
    require_chair(actor, sitting_id)
    if amendment_id in pending_subjects(amendment.motion.congress_id):
        raise RuleBroken(_("Cet amendement est mis aux voix."))
    if amendment.is_sub:
        raise RuleBroken(_("C’est l’amendement qui se réserve\u00a0: ses sous-amendements attendent avec lui."))


def tell_the_end(poll_id: int, *, actor: Actor, now: datetime) -> datetime:
    """When the poll will be closed, that everybody reads from now on: a minute from now. By the chair alone.

    Told once more, it is a minute from then. The chair closes it whenever they wish, before or after.
    """
    poll, sitting = locked_poll(poll_id)
    require_chair(actor, sitting.id)
    require_poll_state(poll, PollState.OPEN)
    poll.closing_at = now + LAST_CALL
    record_poll(poll, "poll_end_told", actor, now, at=poll.closing_at.isoformat())
    return poll.closing_at
