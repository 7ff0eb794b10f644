"""Who may ask for something in a sitting, and when: on the item in discussion, by somebody there, before a vote."""

from flask_babel import gettext as _

from congress.chamber_models import AgendaItem, Sitting, SittingKind, SittingState
from congress.models import Member
from congress.queries import chamber_queries
from congress.queries.presence.withdrawals import withdrawal_of
from congress.services.sitting_locking import locked_item, locked_sitting
from core.errors import Invalid, RuleBroken
from voting.services.discussion_services import pending_poll


def held_in_discussion(item_id: int, *, elsewhere: str, too_late: str) -> tuple[AgendaItem, Sitting]:
    """The item in discussion and its sitting, held, while no vote is announced; else refused in these sentences."""
    item = locked_item(item_id)
    sitting = locked_sitting(item.sitting_id)
    is_on = sitting.state is SittingState.OPEN and sitting.kind is SittingKind.PLENARY
    if not is_on or item.opened_at is None or item.closed_at is not None:
        raise RuleBroken(elsewhere)
    if pending_poll(sitting.id) is not None:
        raise RuleBroken(too_late)
    return item, sitting


def require_there(sitting: Sitting, item: AgendaItem, member: Member, *, is_self: bool) -> None:
    """The member is present, and takes part in the item: else a refusal, to themselves or to who names them."""
    is_there = chamber_queries.presence_of(sitting.id, member.id) is not None
    if not is_there and is_self:
        raise RuleBroken(_("Vous n’êtes pas parmi les présents\u00a0: dites d’abord votre présence."))
    if not is_there:
        raise Invalid(_("%(name)s n’est pas parmi les présents.", name=member.civil_name), "names")
    if withdrawal_of(item.id, member.id) is None:
        return
    if is_self:
        raise RuleBroken(_("Vous ne prenez pas part à ce point\u00a0: vous n’y demandez rien."))
    raise RuleBroken(_("%(name)s ne prend pas part à ce point et n’y demande rien.", name=member.civil_name))
