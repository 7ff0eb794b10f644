"""How an amendment comes to a final status, and goes on where its text changes: one row, one line of the journal."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _

from amendments.models import LONGEST_CAUSE, Amendment, AmendmentStatus
from amendments.queries.amendment_queries import known_revision, known_text
from amendments.queries.life.sub_texts import (
    adopted_subs_of,
    live_subs_of,
    stands_elsewhere,
    subs_ended_by,
    subs_to_vote,
)
from amendments.rules.carry_over import carry
from amendments.services import mails
from amendments.services.after.clash_mails import send_clashes
from amendments.services.locking import keep_carried
from congress.actors import Actor
from core import journal
from core.errors import RuleBroken
from motions.models import Revision


def end(
    amendment: Amendment,
    status: AmendmentStatus,
    cause: str,
    *,
    actor: Actor,
    now: datetime,
    by: int | None = None,
    revision: int | None = None,
) -> None:
    """A final status with its cause; the journal names what caused it, never the words."""
    amendment.status = status
    amendment.cause = cause[:LONGEST_CAUSE]
    amendment.cause_amendment_id = by
    amendment.decided_at = now
    amendment.under_vote = False
    amendment.reserved_at = None
    caused: dict[str, int] = {"by": by} if by else {}
    if revision is not None:
        caused["revision"] = revision
    journal.record(
        amendment.motion.congress.stream, f"amendment_{status.value}", actor=actor.pseudonym, now=now,
        amendment=amendment.id, **caused,
    )  # fmt: skip
    end_subs_of(amendment, actor=actor, now=now)


def end_subs_of(amendment: Amendment, *, actor: Actor, now: datetime) -> None:
    """What ends with an amendment: sub-amendments still to vote are without object; adopted ones fall if it does not.

    One that was adopted stands in the text of an amendment that is adopted, or of an identical one still to vote.
    Refused while one of them is put to the vote.
    """
    is_adopted = amendment.status == AmendmentStatus.ADOPTED
    stood = [] if is_adopted or amendment.is_sub else adopted_subs_of(amendment.id)
    gone = subs_to_vote([amendment.id]) + [sub for sub in stood if not stands_elsewhere(sub, amendment)]
    if any(sub.under_vote for sub in gone):
        raise RuleBroken(_("Un de ses sous-amendements est mis aux voix\u00a0: il faut d’abord en proclamer le vote."))
    waiting = live_subs_of([amendment.id]) if amendment.status == AmendmentStatus.WITHDRAWN else []
    for sub in gone:
        with force_locale(amendment.motion.congress.locale):
            because = _sub_because(amendment, sub)
        status = AmendmentStatus.FALLEN if sub.status == AmendmentStatus.ADOPTED else AmendmentStatus.NO_OBJECT
        end(sub, status, because, actor=actor, now=now, by=amendment.id)
    mails.send_parent_withdrawn(amendment.motion.congress, amendment, waiting, now=now)


def _sub_because(amendment: Amendment, sub: Amendment) -> str:
    if sub.status == AmendmentStatus.ADOPTED:
        return _("L’amendement n°\u00a0%(number)s, qu’il changeait, n’est pas adopté.", number=amendment.label)
    return _("L’amendement n°\u00a0%(number)s, qu’il changeait, n’est plus à voter.", number=amendment.label)


def _restore_subs_of(amendment: Amendment, *, actor: Actor, now: datetime) -> None:
    """The sub-amendments that had ended with an amendment that is to be voted again: as they were before."""
    for sub in subs_ended_by(amendment):
        if sub.status == AmendmentStatus.NO_OBJECT:
            reinstate([sub], actor=actor, now=now)
        elif sub.status == AmendmentStatus.FALLEN:  # it stands in the text of the amendment all the same
            with force_locale(amendment.motion.congress.locale):
                cause = _(
                    "L’amendement n°\u00a0%(number)s, qu’il a changé, est à voter de nouveau.", number=amendment.label
                )
            end(sub, AmendmentStatus.ADOPTED, cause, actor=actor, now=now)


def reinstate(batch: Sequence[Amendment], *, actor: Actor, now: datetime) -> None:
    """Amendments that had ended are published and to be voted again; the journal keeps how they had ended."""
    for amendment in batch:
        former = amendment.status
        amendment.status, amendment.cause, amendment.cause_amendment_id = AmendmentStatus.PUBLISHED, "", None
        amendment.decided_at = amendment.adopted_revision_id = None
        stream = amendment.motion.congress.stream
        journal.record(
            stream, "amendment_reinstated", actor=actor.pseudonym, now=now, amendment=amendment.id, was=former.value
        )
        _restore_subs_of(amendment, actor=actor, now=now)


def carry_over(
    others: Sequence[Amendment],
    revision: Revision,
    *,
    because: str,
    by: int | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Store how each live amendment reads on a new revision; those that it satisfies end there, `because` of it."""
    if not others:
        return
    on = known_revision(revision)
    carried = {other.id: carry(known_revision(other.base_revision), on, known_text(other)) for other in others}
    keep_carried(carried, revision, now=now)
    journal.record(
        others[0].motion.congress.stream, "amendments_carried", actor=actor.pseudonym, now=now, revision=revision.id,
        clean=[found for found, how in carried.items() if how.is_clean],
        to_check=[found for found, how in carried.items() if not how.is_clean],
    )  # fmt: skip
    send_clashes(others, carried, revision, now=now)
    for other in others:
        if carried[other.id].is_satisfied and other.status == AmendmentStatus.PUBLISHED:
            end(other, AmendmentStatus.SATISFIED, because, actor=actor, now=now, by=by)
