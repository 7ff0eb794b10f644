"""How an amendment comes to a final status, and goes on where its text changes: one row, one line of the journal."""

from collections.abc import Sequence
from datetime import datetime

from amendments.models import LONGEST_CAUSE, Amendment, AmendmentStatus
from amendments.queries.amendment_queries import known_revision, known_text
from amendments.rules.carry_over import carry
from amendments.services.after.clash_mails import send_clashes
from amendments.services.locking import keep_carried
from congress.actors import Actor
from core import journal
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
    caused: dict[str, int] = {"by": by} if by else {}
    if revision is not None:
        caused["revision"] = revision
    journal.record(
        amendment.motion.congress.stream, f"amendment_{status.value}", actor=actor.pseudonym, now=now,
        amendment=amendment.id, **caused,
    )  # fmt: skip


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
