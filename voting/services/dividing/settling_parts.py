"""What the votes on the parts of a text do to it: once all are voted, the rejected ones drop out of what is left."""

from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _

from amendments.life_models import VersionEnd
from amendments.models import Amendment
from amendments.queries.competing_amendments import field_of
from amendments.services import decision_services
from amendments.services.life.versions import put_version
from amendments.services.locking import locked_batch
from congress.actors import Actor
from core import journal
from core.database import session
from core.errors import RuleBroken
from motions.models import LONGEST_LABEL, Cause, PartState
from motions.queries.motion_queries import current_revision
from motions.rules.motion_text import clean_text
from motions.services.motion_services import append_revision, set_part_state
from voting.dividing_models import Division, DivisionEnd, DivisionPart
from voting.models import Poll
from voting.queries.dividing.divisions import stands, text_left, unvoted
from voting.services.dividing.ending import end_division


def settle_part(poll: Poll, divided: DivisionPart, *, is_adopted: bool, actor: Actor, now: datetime) -> None:
    """The vote on a part is proclaimed; with the last one, what is left of the text is what the whole is voted on."""
    division = session().get_one(Division, divided.division_id, with_for_update=True, populate_existing=True)
    if divided.is_adopted is not None or not stands(division):
        raise RuleBroken(_("Le texte divisé a changé, ou n’est plus à voter\u00a0: annulez ce scrutin."))
    divided.is_adopted = is_adopted
    session().flush()
    session().expire(division, ["parts"])
    if unvoted(division):
        return
    kept = [part for part in division.parts if part.is_adopted]
    how = DivisionEnd.WHOLE if len(kept) == len(division.parts) else DivisionEnd.REDUCED
    how = how if kept else DivisionEnd.REJECTED
    with force_locale(poll.congress.locale):
        cause = _("Vote par division, scrutin n°\u00a0%(number)s.", number=poll.number)
        label = _("vote par division, scrutin n°\u00a0%(number)s", number=poll.number)
    if division.amendment is not None:
        _settle_amendment(division, division.amendment, how, cause, actor=actor, now=now)
    elif how is DivisionEnd.REDUCED:
        append_revision(
            division.part_id, text_left(division), Cause.DIVISION, cause_label=label[:LONGEST_LABEL],
            expected_number=division.on_number, actor=actor, now=now,
        )  # fmt: skip
    elif how is DivisionEnd.REJECTED:
        set_part_state(division.part_id, PartState.REJECTED, actor=actor, now=now)
    end_division(poll.sitting, division, how, actor=actor, now=now)


def _settle_amendment(
    division: Division, amendment: Amendment, how: DivisionEnd, cause: str, *, actor: Actor, now: datetime
) -> None:
    """The amendment, and those identical to it, say what is left of it; with nothing left they are rejected."""
    if how is DivisionEnd.WHOLE:
        return
    same = field_of(division.part_id, division.part.motion.congress.line_length).identical(amendment.id)
    ids = [amendment.id, *same]
    if how is DivisionEnd.REJECTED:
        decision_services.reject(ids, cause=cause, actor=actor, now=now)
        return
    current, text = current_revision(division.part_id), clean_text(text_left(division))
    for row in locked_batch(ids):
        put_version(row, text, current, VersionEnd.DIVIDED, now=now)
        journal.record(
            row.motion.congress.stream, "amendment_divided", actor=actor.pseudonym, now=now, amendment=row.id,
            version=row.version, division=division.id, sha256=row.text_sha256,
        )  # fmt: skip
