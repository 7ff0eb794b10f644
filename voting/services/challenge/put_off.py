"""What a check that somebody asked for stops, where it found no quorum: no vote is put until there is one.

Where the rules of a parliament say until when, it is put off, then valid whatever the number: Règlement de l’Assemblée
nationale, art. 61, fifteen minutes at least after the check.
"""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from congress.actors import Actor
from congress.chamber_models import AgendaItem, QuorumCheck, Sitting
from congress.models import QuorumMoment
from congress.moments import hour_in_words
from congress.queries import chamber_queries
from congress.rules.presets.law import QUORUM_WAIT, waits_for_quorum
from congress.services import sitting_services
from core.database import session
from core.errors import RuleBroken
from voting.queries.frozen_rules import FrozenRules
from voting.queries.quorum_readings import check_in_force, quorum_now
from voting.services.quorum_services import check_sentence


def put_off_until(sitting: Sitting) -> datetime | None:
    """When the vote that wanted a quorum may be held; None where none is put off, or another body decides."""
    if not waits_for_quorum(sitting.congress.body) or sitting.congress.quorum_checked is not QuorumMoment.ON_REQUEST:
        return None
    checks = select(QuorumCheck).where(QuorumCheck.sitting_id == sitting.id)
    found = session().scalars(checks.order_by(QuorumCheck.at, QuorumCheck.id)).all()
    since = None
    for check in found:
        since = None if check.is_met else since or check.at
    return since + QUORUM_WAIT if since else None


def check_after_waiting(sitting: Sitting, item: AgendaItem, *, actor: Actor, now: datetime) -> QuorumCheck | None:
    """The check under which the vote that was put off opens, whatever its numbers; None where none was put off.

    Refused, with its hour, before the time.
    """
    until = put_off_until(sitting)
    if until is None:
        return None
    if now < until:
        hour = hour_in_words(sitting.congress, until)
        raise RuleBroken(
            _("Le quorum n’est pas atteint\u00a0: ce vote n’a pas lieu avant %(hour)s. Il sera alors valable quel que"
              " soit le nombre des présents (Règlement de l’Assemblée nationale, art.\u00a061).", hour=hour)
        )  # fmt: skip
    numbers = chamber_queries.chamber(sitting.id, item.id)
    return sitting_services.record_quorum_check(
        sitting.id, item_id=item.id, moment=QuorumMoment.VOTE, rule=sitting.congress.quorum, chamber=numbers,
        needed=0, is_met=True, waited=True, actor=actor, now=now,
    )  # fmt: skip


def unmet_request(sitting: Sitting, item: AgendaItem) -> QuorumCheck | None:
    """The check that somebody asked for, that found no quorum and stops the votes on an item; None where none does.

    Or one made since, on the way to the next item or to a vote given up then: it found none either. Not where the
    item goes on under the check made before, nor once the room is in number or was suspended since.
    """
    last = chamber_queries.last_check(sitting.id)
    if last is None or last.is_met:
        return None
    if (sitting.resumed_at is not None and sitting.resumed_at >= last.at) or put_off_until(sitting) is not None:
        return None
    frozen = FrozenRules.of(sitting.congress, sitting, item, ballot_round=1)
    if not frozen.checks_before_vote or check_in_force(sitting, item, frozen) is not None:
        return None
    return None if quorum_now(sitting, None, item).met else last


def unmet_sentence(check: QuorumCheck) -> str:
    """What such a check found, and what waits for it."""
    return check_sentence(check) + " " + _("Rien n’est mis aux voix tant qu’il n’est pas atteint.")


def require_no_unmet_request(sitting: Sitting, item: AgendaItem) -> None:
    """Nothing, where no such check stops the votes on the item: else a refusal, before anything is announced."""
    check = unmet_request(sitting, item)
    if check is not None:
        raise RuleBroken(unmet_sentence(check))
