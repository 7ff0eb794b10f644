"""What mends a mistake about amendments, and erases nothing: a vote corrected by another, one set aside taken back.

Who may is decided by `voting`, that calls these verbs.
"""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _
from sqlalchemy import select

from amendments.labels import labels_of, numbers
from amendments.models import SET_ASIDE, Amendment, AmendmentStatus
from amendments.queries.amendment_queries import known_revision, live_on
from amendments.rules.carry_over import IfAdopted, carry
from amendments.services.decision_services import NotAdoptable
from amendments.services.endings import carry_over, end, reinstate
from amendments.services.locking import locked, locked_batch
from congress.actors import Actor
from core.database import session
from core.digest import sha256_text
from core.errors import RuleBroken
from motions.models import LONGEST_LABEL, Cause, PartKind, PartState, Revision
from motions.queries.motion_queries import current_revision
from motions.services.motion_services import append_revision, set_part_state

CONSEQUENCES = (AmendmentStatus.FALLEN, AmendmentStatus.SATISFIED)


def take_back(amendment_id: int, *, actor: Actor, now: datetime) -> None:
    """An amendment that the chair had set aside is to be voted again; refused where a vote had ended it."""
    amendment = locked(amendment_id)
    if not is_set_aside(amendment):
        raise RuleBroken(_("Cet amendement n’a pas été écarté par la présidence."))
    reinstate([amendment], actor=actor, now=now)


def is_set_aside(amendment: Amendment) -> bool:
    """Whether the chair declared it not supported, fallen or without object: no adoption, no vote on its text did."""
    return amendment.status in SET_ASIDE and amendment.cause_amendment_id is None and not amendment.part.is_decided


def text_undone(batch: Sequence[Amendment]) -> IfAdopted:
    """The text in force without what an adopted amendment, or batch, brought to it."""
    adopted = session().get_one(Revision, batch[0].adopted_revision_id)
    if batch[0].part.kind == PartKind.ADDITION:
        return IfAdopted("", sha256_text(""), is_clean=True, is_satisfied=False)  # the proposal goes whole
    before = session().get_one(Revision, adopted.parent_id)
    current = current_revision(batch[0].part_id)
    return carry(known_revision(adopted), known_revision(current), known_revision(before))


def undo(amendment_ids: Sequence[int], *, cause: str, actor: Actor, now: datetime) -> int:
    """The id of the new revision, without what the batch brought: adopted by mistake, it is rejected.

    What fell with its adoption, or was satisfied by it, is to be voted again.
    """
    batch = locked_batch(amendment_ids)
    part_id, current = batch[0].part_id, current_revision(batch[0].part_id)
    undone = text_undone(batch)
    require_undoable(batch, undone)
    if batch[0].part.kind == PartKind.ADDITION:
        return _take_out(batch, cause, actor=actor, now=now)
    with force_locale(batch[0].motion.congress.locale):
        named = numbers(labels_of(batch))
        label = ngettext("amendement %(numbers)s retiré", "amendements %(numbers)s retirés", len(batch), numbers=named)
        because = _("Le texte dit ce qu’il propose depuis qu’un vote a été corrigé.")
    revision_id = append_revision(
        part_id, undone.text, Cause.CORRECTION, cause_label=label[:LONGEST_LABEL], because=cause,
        expected_number=current.number, actor=actor, now=now,
    )  # fmt: skip
    rows = select(Amendment).where(Amendment.cause_amendment_id == batch[0].id, Amendment.status.in_(CONSEQUENCES))
    reinstate(list(session().scalars(rows.order_by(Amendment.id))), actor=actor, now=now)
    for amendment in batch:
        amendment.adopted_revision_id = None
        end(amendment, AmendmentStatus.REJECTED, cause, actor=actor, now=now, revision=revision_id)
    session().flush()
    carry_over(live_on(part_id), session().get_one(Revision, revision_id), because=because, actor=actor, now=now)
    session().flush()
    return revision_id


def _take_out(batch: list[Amendment], cause: str, *, actor: Actor, now: datetime) -> int:
    """The id of the last revision of a proposal that a batch had added by mistake: rejected, it is no part of it."""
    added = session().get_one(Revision, batch[0].adopted_revision_id)
    set_part_state(added.part_id, PartState.REJECTED, actor=actor, now=now)
    for amendment in batch:
        amendment.adopted_revision_id = None
        end(amendment, AmendmentStatus.REJECTED, cause, actor=actor, now=now, revision=added.id)
    session().flush()
    return current_revision(added.part_id).id


def require_undoable(batch: Sequence[Amendment], undone: IfAdopted) -> None:
    """The text still lets the batch be taken out of it: else a refusal."""
    if not undone.is_clean or undone.is_satisfied:
        raise NotAdoptable(
            _(
                "Le texte a trop changé depuis pour que l’amendement n°\u00a0%(number)s en soit retiré. Le secrétariat"
                " peut le corriger par une version nouvelle.",
                number=batch[0].label,
            )
        )
