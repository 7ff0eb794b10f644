"""A vote on a sub-amendment that another vote corrects: adopted by mistake, its amendment says again what it said."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from amendments.life_models import AmendmentVersion, VersionEnd
from amendments.models import Amendment, AmendmentStatus
from amendments.queries.amendment_history import SUB_UNDONE
from amendments.queries.amendment_queries import known_revision, texts_if_adopted
from amendments.queries.life.sub_texts import subs_to_vote, text_of_version, version_row
from amendments.rules.carry_over import IfAdopted, KnownText, carry
from amendments.services.decision_services import NotAdoptable
from amendments.services.endings import end, reinstate
from amendments.services.life.versions import put_version
from amendments.services.locking import locked_batch
from congress.actors import Actor
from core import journal
from core.database import session
from core.errors import RuleBroken
from motions.models import Revision
from motions.queries.motion_queries import current_revision

_VOTED = (AmendmentStatus.ADOPTED, AmendmentStatus.REJECTED)
_CONSEQUENCES = (AmendmentStatus.FALLEN, AmendmentStatus.SATISFIED)


def require_parent_to_vote(sub: Amendment) -> Amendment:
    """The amendment of a sub-amendment whose vote may be corrected: it is still to vote; else why it is too late."""
    parent = sub.parent
    if parent is None:
        raise ValueError(f"amendment {sub.id} amends no other")
    if parent.status in _VOTED:
        raise RuleBroken(
            _("L’amendement n°\u00a0%(number)s a été voté depuis\u00a0: c’est son vote qui se corrige, non celui de son"
              " sous-amendement.", number=parent.label)
        )  # fmt: skip
    if parent.status != AmendmentStatus.PUBLISHED or parent.part.is_decided:
        raise RuleBroken(
            _("L’amendement n°\u00a0%(number)s n’est plus à voter\u00a0: le vote de son sous-amendement ne se corrige"
              " plus.", number=parent.label)
        )  # fmt: skip
    return parent


def text_borne(sub: Amendment) -> IfAdopted:
    """The text in force as the amendment of an adopted sub-amendment makes it now, what that one brought in it.

    Refused where it can no longer be taken out.
    """
    parent, current = require_parent_to_vote(sub), current_revision(sub.part_id)
    _without(parent, sub, current)
    return texts_if_adopted([parent], {parent.part_id: current})[parent.id]


def undo_subs(amendment_ids: Sequence[int], *, cause: str, actor: Actor, now: datetime) -> None:
    """Identical sub-amendments adopted by mistake are rejected: the amendments that they changed say what they said.

    What fell with their adoption, or was satisfied by it, is to be voted again.
    """
    batch = locked_batch(amendment_ids)
    first, current = batch[0], current_revision(batch[0].part_id)
    require_parent_to_vote(first)
    for parent in _changed_by(first):
        undone = _without(parent, first, current)
        put_version(parent, undone.text, current, VersionEnd.SUB_UNDONE, sub=first, now=now)
        journal.record(
            parent.motion.congress.stream, SUB_UNDONE, actor=actor.pseudonym, now=now, amendment=parent.id,
            sub=first.id, version=parent.version, sha256=parent.text_sha256,
        )  # fmt: skip
    rows = select(Amendment).where(Amendment.cause_amendment_id == first.id, Amendment.status.in_(_CONSEQUENCES))
    reinstate(list(session().scalars(rows.order_by(Amendment.id))), actor=actor, now=now)
    for sub in batch:
        end(sub, AmendmentStatus.REJECTED, cause, actor=actor, now=now)
    session().flush()
    _satisfy(require_parent_to_vote(first), current, actor=actor, now=now)


def _changed_by(sub: Amendment) -> list[Amendment]:
    """The amendments still to vote that the adoption of a sub-amendment changed: its own, those identical to it."""
    rows = (
        select(Amendment)
        .join(AmendmentVersion, AmendmentVersion.amendment_id == Amendment.id)
        .where(AmendmentVersion.sub_amendment_id == sub.id, Amendment.status == AmendmentStatus.PUBLISHED)
    )
    return list(session().scalars(rows.distinct().order_by(Amendment.id)))


def _without(parent: Amendment, sub: Amendment, current: Revision) -> IfAdopted:
    """The text in force by the amendment, without what the sub-amendment brought to it; refused where it cannot be."""
    former = version_row(parent.id, sub.id)
    after = text_of_version(parent, former.version + 1)
    on = parent.base_revision if parent.version == former.version + 1 else _base(parent, former.version + 1)
    before = carry(known_revision(former.base_revision), known_revision(on), KnownText(former.text_sha256, former.text))
    own = texts_if_adopted([parent], {parent.part_id: current})[parent.id]
    undone = carry(after, own.known, before.known) if before.is_clean and own.is_clean else None
    if undone is None or not undone.is_clean or undone.is_satisfied or undone.sha256 == current.sha256:
        raise NotAdoptable(
            _("L’amendement n°\u00a0%(number)s a trop changé depuis pour que le sous-amendement n°\u00a0%(sub)s en soit"
              " retiré. La personne qui le porte peut le rectifier.", number=parent.label, sub=sub.label)
        )  # fmt: skip
    return undone


def _base(parent: Amendment, version: int) -> Revision:
    rows = select(AmendmentVersion).where(
        AmendmentVersion.amendment_id == parent.id, AmendmentVersion.version == version
    )
    return session().scalars(rows).one().base_revision


def _satisfy(parent: Amendment, current: Revision, *, actor: Actor, now: datetime) -> None:
    """The other sub-amendments whose words the amendment says again end there."""
    others = subs_to_vote([parent.id])
    texts = texts_if_adopted(others, {parent.part_id: current}) if others else {}
    with force_locale(parent.motion.congress.locale):
        because = _("L’amendement dit ce qu’il propose depuis qu’un vote a été corrigé.")
    for other in others:
        if texts[other.id].is_satisfied:
            end(other, AmendmentStatus.SATISFIED, because, actor=actor, now=now)
