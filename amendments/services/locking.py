"""Amendments as the services take them: locked, in the one order that cannot deadlock (part, amendments, motion)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from amendments.models import Amendment, AmendmentStatus, CarriedText
from amendments.queries.amendment_queries import unknown_amendment
from amendments.queries.life.sub_texts import live_subs_of
from amendments.rules.carry_over import IfAdopted
from core.database import session
from core.errors import RuleBroken
from motions.models import Motion, Part, Revision


def locked(amendment_id: int) -> Amendment:
    """The amendment and its part, locked; `NotFound` if there is none."""
    return locked_batch([amendment_id])[0]


def locked_batch(amendment_ids: Sequence[int]) -> list[Amendment]:
    """Amendments of one part, locked with it, in the order given; refuses an empty or mixed batch."""
    wanted = list(dict.fromkeys(amendment_ids))
    parts = set(session().scalars(select(Amendment.part_id).where(Amendment.id.in_(wanted))))
    if not parts:
        raise unknown_amendment()
    if len(parts) > 1:
        raise RuleBroken(_("Ces amendements ne portent pas sur le même texte."))
    session().get(Part, parts.pop(), with_for_update=True)
    rows = (
        select(Amendment)
        .where(Amendment.id.in_(wanted))
        .order_by(Amendment.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    found = {amendment.id: amendment for amendment in session().scalars(rows)}
    if len(found) != len(wanted):
        raise unknown_amendment()
    return [found[amendment_id] for amendment_id in wanted]


def locked_motion(amendment: Amendment) -> Motion:
    """The motion of an amendment, locked: its row holds the counters of numbers."""
    motion = session().get(Motion, amendment.motion_id, with_for_update=True, populate_existing=True)
    if motion is None:
        raise unknown_amendment()
    return motion


def keep_carried(carried: Mapping[int, IfAdopted], revision: Revision, *, now: datetime) -> None:
    """Store how amendments (by id) read on a revision: one row for each pair."""
    session().add_all(
        CarriedText(
            amendment_id=amendment_id,
            revision_id=revision.id,
            clean=found.is_clean,
            already_satisfied=found.is_satisfied,
            text=found.text,
            text_sha256=found.sha256,
            conflicts=list(found.conflicts),
            carried_at=now,
        )
        for amendment_id, found in carried.items()
    )
    session().flush()


def require_published(amendment: Amendment) -> None:
    """Only a published amendment can be cosigned, advised on, voted: else a sentence that says what it is."""
    if amendment.status == AmendmentStatus.PUBLISHED:
        return
    if amendment.public_number is None:
        raise RuleBroken(_("Cet amendement n’est pas publié."))
    raise RuleBroken(_("L’amendement n°\u00a0%(number)s n’est plus à voter.", number=amendment.label))


def require_no_vote(amendment: Amendment, sentence: str) -> None:
    """Nothing while neither the amendment nor one of its sub-amendments is put to the vote: else the sentence."""
    if amendment.under_vote or any(sub.under_vote for sub in live_subs_of([amendment.id])):
        raise RuleBroken(sentence)
