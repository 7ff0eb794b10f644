"""The order of the votes moved, for a reason, and put back. Who may is the business of `voting`, that calls these."""

from collections.abc import Collection, Sequence
from datetime import datetime

from flask_babel import gettext as _

from amendments.order_models import OrderMove
from amendments.services.admissibility import checked_cause
from amendments.services.locking import locked_batch
from congress.actors import Actor
from core import journal
from core.database import session
from core.errors import NotFound, RuleBroken


def write_move(
    moved: Collection[int], followed_by: Sequence[int], because: str, *, member_id: int, actor: Actor, now: datetime
) -> int:
    """The id of the move: these amendments are voted before the others, named in their order, for this reason.

    Refused while one of those moved is put to the vote.
    """
    said = checked_cause(because, _("Dites pourquoi l’ordre change\u00a0: tout le monde le lira."))
    batch = locked_batch(sorted(moved))
    if any(amendment.under_vote for amendment in batch):
        raise RuleBroken(_("Cet amendement est mis aux voix\u00a0: il ne change plus de place."))
    first = min(batch, key=lambda amendment: amendment.public_number or 0)
    move = OrderMove(
        amendment_id=first.id, moved=sorted(moved), followed_by=list(followed_by), because=said,
        moved_by_id=member_id, moved_at=now,
    )  # fmt: skip
    session().add(move)
    session().flush()
    numbers = sorted(amendment.public_number or 0 for amendment in batch)
    journal.record(first.motion.congress.stream, "order_moved", actor=actor.pseudonym, now=now, move=move.id,
                   amendment=first.public_number, amendments=numbers)  # fmt: skip
    return move.id


def undo_move(move_id: int, part_ids: Collection[int], *, actor: Actor, now: datetime) -> None:
    """What was moved on these texts is back where the rules put it; undone twice, nothing more happens."""
    move = session().get(OrderMove, move_id, with_for_update=True, populate_existing=True)
    if move is None or move.amendment.part_id not in part_ids:
        raise NotFound(_("Ce déplacement n’existe pas."))
    if move.undone_at is not None:
        return
    if any(amendment.under_vote for amendment in locked_batch(move.moved)):
        raise RuleBroken(_("Cet amendement est mis aux voix\u00a0: il ne change plus de place."))
    move.undone_at = now
    stream = move.amendment.motion.congress.stream
    journal.record(stream, "order_move_undone", actor=actor.pseudonym, now=now, move=move.id,
                   amendment=move.amendment.public_number)  # fmt: skip
