"""Excuses: a member says beforehand that they will not be there. The minutes say « excusé », never why."""

from datetime import datetime

from flask_babel import gettext as _

from congress import policies
from congress.actors import Actor
from congress.chamber.presence_models import Excuse
from congress.chamber_models import Sitting, SittingState
from congress.queries.presence.electorate import may_sit
from congress.queries.presence.excuses import excuse_of
from congress.services.sitting_locking import member_of, record, shared_sitting
from core.database import session
from core.errors import Invalid, RuleBroken
from core.row_seals import hidden_token

LONGEST_REASON = 500


def excuse(
    sitting_id: int, member_id: int, reason: str = "", *, is_illness: bool | None = None, actor: Actor, now: datetime
) -> int:
    """The id of the excuse, by the member or keyed by the secretariat; said again, it takes the place of the former.

    `is_illness`: certified to the secretariat, which alone says it, and unsays it (None: as it was): a proxy may then
    last more than three sittings.
    Somebody who comes all the same is present: an excuse forbids nothing.
    """
    sitting = shared_sitting(sitting_id)
    member = member_of(sitting, member_id)
    _require_self_or_secretariat(actor, sitting, member_id)
    _require_not_closed(sitting)
    if not may_sit(member):
        raise RuleBroken(_("Seuls les membres appelés à voter s’excusent."))
    said = reason.strip()
    if len(said) > LONGEST_REASON:
        raise Invalid(_("500 signes au plus."), "reason")
    known = excuse_of(sitting_id, member_id)
    if is_illness is None or not policies.secretariat(actor, sitting.congress):
        is_illness = known is not None and known.is_illness
    if known is not None and (known.reason, known.is_illness) == (said, is_illness):
        return known.id
    if known is not None:
        known.taken_back_at = now
        session().flush()
    kept = Excuse(
        sitting_id=sitting_id, member_id=member_id, reason=said, is_illness=is_illness, said_at=now,
        salt=hidden_token("excuse", sitting_id, member_id, now),
    )  # fmt: skip
    session().add(kept)
    session().flush()
    record(sitting, "member_excused", actor, now, member=member.pseudonym)
    return kept.id


def take_back_excuse(sitting_id: int, member_id: int, *, actor: Actor, now: datetime) -> None:
    """The member is expected after all. Idempotent."""
    sitting = shared_sitting(sitting_id)
    member = member_of(sitting, member_id)
    _require_self_or_secretariat(actor, sitting, member_id)
    _require_not_closed(sitting)
    known = excuse_of(sitting_id, member_id)
    if known is not None:
        known.taken_back_at = now
        record(sitting, "excuse_taken_back", actor, now, member=member.pseudonym)


def _require_not_closed(sitting: Sitting) -> None:
    if sitting.state == SittingState.CLOSED:
        raise RuleBroken(_("La séance est close\u00a0: les excuses ne changent plus."))


def _require_self_or_secretariat(actor: Actor, sitting: Sitting, member_id: int) -> None:
    policies.require(
        actor.member_id == member_id or policies.secretariat(actor, sitting.congress),
        _("Une absence est excusée par la personne elle-même ou par le secrétariat."),
    )
