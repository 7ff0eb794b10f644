"""An amendment handed in on a sheet while its text is discussed: who keys it, who admits it, in which sitting."""

from datetime import datetime

from flask_babel import gettext as _

from amendments.models import Amendment
from amendments.services.life import late
from amendments.services.life.late import HandedIn
from amendments.services.locking import locked
from congress.actors import Actor
from congress.chamber_models import SittingState
from congress.models import Congress
from congress.policies import require, require_chair, secretariat
from core.database import session
from core.errors import NotFound, RuleBroken
from motions.models import Part
from voting.services.discussion_services import item_on


def hand_in(part_id: int, sheet: HandedIn, *, actor: Actor, now: datetime) -> tuple[int, str]:
    """(id, receipt) of the amendment of a sheet, keyed by the secretariat while its text is discussed.

    Where the rules of the congress allow it (`late_amendments`); the chair then admits it, or not.
    """
    part = session().get(Part, part_id)
    if part is None:
        raise NotFound(_("Il n’y a pas de texte à cette adresse."))
    congress = part.motion.congress
    require(secretariat(actor, congress), _("Seul le secrétariat peut faire cela."))
    if refusal := refusal_to_hand_in(congress, part):
        raise RuleBroken(refusal)
    amendment = late.take_in(part_id, sheet, actor=actor, now=now)
    return amendment.id, amendment.receipt


def refusal_to_hand_in(congress: Congress, part: Part) -> str:
    """Why nothing can be handed in on a text now, in a sentence; empty when it can."""
    if not congress.late_amendments:
        return _("Le règlement de ce congrès n’admet pas d’amendement déposé en séance.")
    item = item_on(congress.id, part.number)
    if item is None or item.sitting.state not in (SittingState.OPEN, SittingState.SUSPENDED):
        return _("Ce texte n’est pas en discussion\u00a0: un amendement se dépose en séance pendant sa discussion.")
    return ""


def admit_late(amendment_id: int, *, sitting_id: int, actor: Actor, now: datetime) -> str:
    """Its number: the chair of the sitting that discusses its text admits it. A poll that is open is left as it is."""
    _require_led(amendment_id, sitting_id, actor)
    return late.admit(amendment_id, actor=actor, now=now)


def refuse_late(amendment_id: int, because: str, *, sitting_id: int, actor: Actor, now: datetime) -> None:
    """The chair does not admit it, for a reason that its author reads."""
    _require_led(amendment_id, sitting_id, actor)
    late.refuse(amendment_id, because, actor=actor, now=now)


def _require_led(amendment_id: int, sitting_id: int, actor: Actor) -> Amendment:
    amendment = locked(amendment_id)
    item = item_on(amendment.motion.congress_id, amendment.part.number)
    if item is None or item.sitting_id != sitting_id:
        raise RuleBroken(_("Le texte que modifie cet amendement n’est pas en discussion."))
    require_chair(actor, sitting_id)
    return amendment
