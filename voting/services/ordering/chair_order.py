"""The order of the votes is a proposal to the chair, who changes it for a reason, having seen what that breaks.

An open poll is never touched: what is put to the vote stays where it is, and nothing of a poll is written here.
"""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from amendments.queries.order_queries import ForeseenMove, PartOrder
from amendments.services.ordering import move_services
from congress.actors import Actor
from congress.chamber_models import AgendaItem, AgendaItemKind, SittingState
from congress.policies import require_chair
from congress.services.sitting_locking import locked_item, locked_sitting
from core.errors import Invalid, RuleBroken
from motions.models import Part
from motions.queries.motion_queries import motion_of, places_of
from voting.services.poll_rows import pending_subjects


class NotAsForeseen(RuleBroken):
    """What the move would do now is not what the page showed."""


@dataclass(frozen=True, slots=True)
class WantedMove:
    """A move as it is asked for: which amendment, before which one (None: last), alone or with its discussion, why."""

    amendment_id: int = 0
    before: int | None = None
    whole_discussion: bool = False
    because: str = ""


def parts_of_item(item: AgendaItem) -> list[Part]:
    """The texts of an item that are not voted yet: its proposal, or what of the motion is no proposal."""
    motion = motion_of(item.sitting.congress_id)
    if motion is None or item.kind == AgendaItemKind.OTHER:
        return []
    return [part for part in places_of(motion.id) if part.number == item.proposal_number and not part.is_decided]


def foresee_move(item: AgendaItem, wanted: WantedMove) -> ForeseenMove:
    """What a move would make of the order of an item; refused where there is none to make."""
    width = item.sitting.congress.line_length
    for part in parts_of_item(item):
        order = PartOrder(part, width)
        found = order.foresee(wanted.amendment_id, wanted.before, whole_discussion=wanted.whole_discussion)
        if found is not None:
            if not found.is_change:
                raise Invalid(_("C’est déjà sa place\u00a0: choisissez avant lequel il est voté."), "avant")
            return found
    raise RuleBroken(_("Cet amendement n’est pas à voter sur ce point."))


def move_vote(item_id: int, wanted: WantedMove, *, shown: str, actor: Actor, now: datetime) -> int:
    """The id of the move: a vote, or its whole joint discussion, comes before another, or after all the others.

    `shown`: that the chair saw what it makes of the order as it stands; else `NotAsForeseen`.
    """
    item = locked_item(item_id)
    sitting = locked_sitting(item.sitting_id)
    require_chair(actor, sitting.id)
    if sitting.state == SittingState.CLOSED:
        raise RuleBroken(_("La séance est close\u00a0: l’ordre de ses votes ne change plus."))
    found = foresee_move(item, wanted)
    held = pending_subjects(sitting.congress_id)
    if any(amendment.id in held for amendment in found.moved):
        raise RuleBroken(_("Cet amendement est mis aux voix\u00a0: il ne change plus de place."))
    if shown != found.shown:
        raise NotAsForeseen(
            _(
                "L’ordre a changé depuis que cette page s’est affichée\u00a0: rien n’est déplacé. Voici ce que cela"
                " ferait."
            )
        )
    return move_services.write_move(
        [amendment.id for amendment in found.moved],
        found.followed_by,
        wanted.because,
        member_id=actor.member_id or 0,
        actor=actor,
        now=now,
    )


def undo_move(item_id: int, move_id: int, *, actor: Actor, now: datetime) -> None:
    """What was moved on an item is back where the rules put it."""
    item = locked_item(item_id)
    require_chair(actor, locked_sitting(item.sitting_id).id)
    parts = [part.id for part in parts_of_item(item)]
    move_services.undo_move(move_id, parts, actor=actor, now=now)
