"""An item that the law lets nobody decide at a distance, put off to a sitting where the members are there.

CGCT L5211-11-1: an election, the primitive budget, delegates to appoint, or a secret vote that was obtained.
"""

from datetime import datetime

from flask_babel import gettext as _

from congress.actors import Actor
from congress.chamber_models import AgendaItem, SittingState
from congress.policies import require_chair
from congress.rules.presets.law import Prohibition, article_against
from congress.rules.rule_names import BallotKind
from congress.services import sitting_services
from congress.services.lawful.requiring import refusal_of_vote
from congress.services.sitting_locking import locked_item
from core.errors import RuleBroken
from voting.queries.challenge.asked_ballots import obtained_on
from voting.rules.modes import Mode
from voting.services.debate.running import end_running
from voting.services.discussion_services import pending_poll
from voting.services.dividing.ending import leave_undivided


def why_put_off(item: AgendaItem) -> str:
    """Why the law has this item put off now, in a sentence with its article; empty where it may be decided."""
    in_discussion = item.sitting.state is SittingState.OPEN and item.opened_at is not None and item.closed_at is None
    if not in_discussion or not article_against(item.sitting.congress.body, Prohibition.SECRET_AT_A_DISTANCE):
        return ""
    is_secret = obtained_on(item) is Mode.SECRET or item.sitting.congress.ballot is BallotKind.SECRET
    return refusal_of_vote(item.sitting, item, BallotKind.SECRET if is_secret else BallotKind.PUBLIC)


def put_off(item_id: int, *, actor: Actor, now: datetime) -> None:
    """The discussion of the item ends without a vote: another sitting decides it. By the chair; refused elsewhere."""
    item = locked_item(item_id)
    require_chair(actor, item.sitting_id)
    if pending_poll(item.sitting_id) is not None:
        raise RuleBroken(_("Un scrutin est en cours\u00a0: il faut d’abord le proclamer ou l’annuler."))
    if not why_put_off(item):
        raise RuleBroken(_("Rien n’empêche de décider de ce point\u00a0: il n’est pas reporté."))
    end_running(item.sitting, actor=actor, now=now)
    leave_undivided(item, actor=actor, now=now)
    sitting_services.close_item(item_id, event="item_put_off", actor=actor, now=now)
