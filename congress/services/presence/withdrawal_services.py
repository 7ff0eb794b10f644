"""Withdrawals (« déports »): a member takes no part in an item, says so before its vote, and why to the desk alone.

Whoever withdraws neither debates nor votes on the item, neither gives nor uses a proxy there, and is not counted
present for it (docs/rules/presence.md). It changes nothing while a vote is held: it is refused until its end.
"""

from datetime import datetime

from flask_babel import gettext as _

from congress import policies
from congress.actors import Actor
from congress.chamber.presence_models import Withdrawal, WithdrawalGround
from congress.chamber_models import AgendaItem, Office, Sitting, SittingState
from congress.models import Member
from congress.queries.presence.electorate import may_sit
from congress.queries.presence.withdrawals import withdrawal_of, withdrawn_chair
from congress.rules.presets.law import is_council
from congress.services.sitting_locking import locked_item, locked_sitting, member_of, record
from core.database import session
from core.errors import Invalid, NotFound, RuleBroken
from core.row_seals import hidden_token

LONGEST_REASON = 500


def withdraw(
    item_id: int, member_id: int, ground: WithdrawalGround, reason: str = "", *, actor: Actor, now: datetime
) -> int:
    """The id of the withdrawal of a member from an item: by themselves or keyed by the secretariat. Idempotent."""
    item = locked_item(item_id)
    sitting = locked_sitting(item.sitting_id)
    member = member_of(sitting, member_id)
    _require_self_or_secretariat(actor, sitting, member_id)
    if not may_sit(member):
        raise RuleBroken(_("Seuls les membres appelés à voter se retirent d’un point."))
    _require_before_a_vote(sitting, item)
    if len(reason.strip()) > LONGEST_REASON:
        raise Invalid(_("500 signes au plus."), "reason")
    if ground is WithdrawalGround.APPOINTED and not is_council(sitting.congress.body):
        raise Invalid(
            _("Ce motif est celui d’un conseil (CGCT, art.\u00a0L1111-6)\u00a0: choisissez l’autre."), "ground"
        )
    known = withdrawal_of(item_id, member_id)
    if known is not None:
        return known.id
    if item.opened_at is not None and policies.holds_office(sitting.id, member_id, Office.CHAIR):
        raise RuleBroken(
            _("Qui préside la séance confie d’abord la présidence, puis se retire du point en discussion.")
        )
    withdrawal = Withdrawal(
        item_id=item_id, member_id=member_id, ground=ground, reason=reason.strip(), declared_at=now,
        salt=hidden_token("withdrawal", item_id, member_id, now),
    )  # fmt: skip
    session().add(withdrawal)
    session().flush()
    record(sitting, "member_withdrew", actor, now, item=item.position, member=member.pseudonym, ground=ground.value)
    return withdrawal.id


def take_back(withdrawal_id: int, *, actor: Actor, now: datetime) -> None:
    """The member takes part in the item after all. Idempotent.

    By themselves as long as the item was not put in discussion; by the secretariat, of what it keyed by error, as long
    as no vote is held.
    """
    withdrawal = session().get(Withdrawal, withdrawal_id, with_for_update=True, populate_existing=True)
    if withdrawal is None:
        raise NotFound(_("Ce déport n’existe pas."))
    item = locked_item(withdrawal.item_id)
    sitting = locked_sitting(item.sitting_id)
    _require_self_or_secretariat(actor, sitting, withdrawal.member_id)
    if withdrawal.taken_back_at is not None:
        return
    _require_before_a_vote(sitting, item)
    if item.opened_at is not None and not policies.secretariat(actor, sitting.congress):
        raise RuleBroken(_("La discussion de ce point a commencé\u00a0: le secrétariat seul corrige un déport."))
    withdrawal.taken_back_at = now
    member: Member = withdrawal.member
    record(sitting, "withdrawal_taken_back", actor, now, item=item.position, member=member.pseudonym)


def require_chair_takes_part(item: AgendaItem) -> None:
    """Nothing where whoever chairs takes part in the item; else a refusal: another presides over it."""
    chair = withdrawn_chair(item)
    if chair is not None:
        raise RuleBroken(
            _(
                "%(name)s préside et ne prend pas part à ce point\u00a0: confiez d’abord la présidence.",
                name=chair.civil_name,
            )
        )


def _require_before_a_vote(sitting: Sitting, item: AgendaItem) -> None:
    if sitting.state == SittingState.CLOSED:
        raise RuleBroken(_("La séance est close."))
    if item.closed_at is not None:
        raise RuleBroken(_("La discussion de ce point est close."))
    if sitting.under_vote and item.opened_at is not None:
        raise RuleBroken(_("Un scrutin est en cours sur ce point\u00a0: cela se dit avant ou après lui."))


def _require_self_or_secretariat(actor: Actor, sitting: Sitting, member_id: int) -> None:
    policies.require(
        actor.member_id == member_id or policies.secretariat(actor, sitting.congress),
        _("Un déport est dit par la personne elle-même ou par le secrétariat."),
    )
