"""« Demander la parole »: by a member who is there, or keyed by the desk for a hand raised in the room."""

from datetime import datetime

from flask_babel import gettext as _

from congress import policies
from congress.actors import Actor
from congress.chamber_models import AgendaItem, Office, Sitting, SittingState
from congress.models import Member
from congress.queries import chamber_queries
from congress.queries.homonyms import told_name
from congress.queries.presence.withdrawals import takes_no_part_now
from congress.services.sitting_locking import locked_sitting, member_of, record, require_state
from core.database import session
from core.errors import NotFound, RuleBroken
from voting.debate_models import ItemDebate, SpeakingRequest
from voting.queries.debate.floor_queries import Floor, floor_of
from voting.rules.debate.speaking_order import SpeakerSide, Turn
from voting.rules.debate.trials import Frozen


def ask_to_speak(
    sitting_id: int, member_id: int, side: SpeakerSide, turn: Turn = Turn.DEBATE, *, actor: Actor, now: datetime
) -> int:
    """The id of the request, that waits from now on, or waits already (a second press asks nothing more).

    Refused: to who is not there, where no item is in discussion, once the list is closed, between two trials.
    """
    sitting = locked_sitting(sitting_id)
    by_desk = _require_self_or_desk(actor, sitting, member_id)
    member = member_of(sitting, member_id)
    require_state(sitting, SittingState.OPEN)
    require_there(sitting, member, by_desk=by_desk)
    floor = floor_of(sitting)
    item = require_item(floor)
    mine = [one.request for one in floor.waiting if one.request.member_id == member_id]
    known = next((one for one in mine if one.turn is turn), None)
    if known is not None:
        return known.id
    require_not_frozen(floor)
    if turn is Turn.DEBATE and floor.debate_is_closed:
        raise RuleBroken(_("La discussion est close\u00a0: la parole se demande encore pour expliquer son vote."))
    if turn is Turn.DEBATE and floor.list_is_closed:
        raise RuleBroken(_("La liste de parole est close\u00a0: plus personne ne s’y inscrit."))
    request = SpeakingRequest(item_id=item.id, member_id=member_id, turn=turn, side=side, asked_at=now, keyed=by_desk)
    session().add(request)
    session().flush()
    record(sitting, "floor_asked", actor, now, request=request.id, member=member.pseudonym, item=item.position,
           turn=turn.value, side=side.value, keyed=by_desk)  # fmt: skip
    return request.id


def take_back(sitting_id: int, request_id: int, *, actor: Actor, now: datetime) -> None:
    """The request waits no more: given up by whose it is, or struck by the desk. Idempotent."""
    sitting = locked_sitting(sitting_id)
    request = request_in(sitting, request_id)
    _require_self_or_desk(actor, sitting, request.member_id)
    if request.called_at is not None:
        raise RuleBroken(_("La parole a déjà été donnée pour cette demande."))
    if request.withdrawn_at is None:
        request.withdrawn_at = now
        record(sitting, "floor_not_asked", actor, now, request=request.id, member=request.member.pseudonym)


def request_in(sitting: Sitting, request_id: int) -> SpeakingRequest:
    """A request of a sitting, its row held; `NotFound` for any other."""
    request = session().get(SpeakingRequest, request_id, with_for_update=True, populate_existing=True)
    if request is None or request.item.sitting_id != sitting.id:
        raise NotFound(_("Cette demande de parole n’existe pas."))
    return request


def debate_on(item: AgendaItem) -> ItemDebate:
    """Where the debate on an item is, in a row that is kept."""
    found = session().get(ItemDebate, item.id, with_for_update=True)
    if found is None:
        found = ItemDebate(item_id=item.id)
        session().add(found)
    return found


def require_item(floor: Floor) -> AgendaItem:
    """The item in discussion: else a refusal."""
    if floor.item is None:
        raise RuleBroken(_("Aucun point n’est en discussion\u00a0: la parole se demande sur un point."))
    return floor.item


def require_not_frozen(floor: Floor) -> None:
    """The list goes on: else a refusal that says what it waits for."""
    sentence = frozen_sentence(floor.frozen)
    if sentence:
        raise RuleBroken(sentence)


def frozen_sentence(frozen: Frozen | None) -> str:
    """Why nobody obtains the floor now; empty where somebody may."""
    if frozen is Frozen.UNDER_VOTE:
        return _("Un vote est en cours\u00a0: la parole reprend une fois le résultat proclamé.")
    if frozen is Frozen.BETWEEN_TRIALS:
        return _("Nul ne peut obtenir la parole entre les épreuves d’un même vote.")
    return ""


def require_there(sitting: Sitting, member: Member, *, by_desk: bool) -> None:
    """The member is at the sitting and takes part in the item: else a refusal, said to them or to the desk."""
    if chamber_queries.presence_of(sitting.id, member.id) is not None:
        _require_part(sitting, member, by_desk=by_desk)
        return
    if by_desk:
        name = told_name(member)
        raise RuleBroken(
            _("%(name)s n’est pas parmi les présents\u00a0: marquez d’abord son arrivée.", name=name)
        )  # fmt: skip
    raise RuleBroken(_("Vous n’êtes pas parmi les présents\u00a0: dites d’abord votre présence."))


def _require_part(sitting: Sitting, member: Member, *, by_desk: bool) -> None:
    """Who withdrew from the item in discussion takes no part in its debate either (CGCT L2131-11)."""
    if not takes_no_part_now(sitting.id, member.id):
        return
    if by_desk:
        raise RuleBroken(_("%(name)s ne prend pas part à ce point.", name=told_name(member)))
    raise RuleBroken(_("Vous ne prenez pas part à ce point\u00a0: la parole ne s’y demande pas."))


def _require_self_or_desk(actor: Actor, sitting: Sitting, member_id: int) -> bool:
    """Whether the desk acts for somebody; refused to anybody else."""
    if actor.member_id == member_id:
        return False
    policies.require(
        is_desk(actor, sitting),
        _("La parole est demandée par la personne elle-même, par la présidence ou par le secrétariat."),
    )
    return True


def is_desk(actor: Actor, sitting: Sitting) -> bool:
    """The chair of the sitting, or the secretariat."""
    return policies.secretariat(actor, sitting.congress) or policies.holds_office(
        sitting.id, actor.member_id, Office.CHAIR
    )
