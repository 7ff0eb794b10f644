"""What remains possible once the whole motion is rejected, or was not put to the vote: said on the console.

The proposals that were adopted keep their status; no letter can be frozen on a motion that is not adopted.
"""

from collections.abc import Collection
from dataclasses import dataclass

from flask_babel import gettext as _

from congress.chamber_models import AgendaItem, AgendaItemKind, Sitting, SittingState
from congress.queries.convening.convening_queries import second_of
from motions.models import MotionState, Part
from voting.queries.challenge.quorum_missed import lacked_quorum
from voting.queries.minutes.minutes_queries import may_reopen
from voting.queries.subjects import all_rejected


@dataclass(frozen=True, slots=True)
class ActsLeft:
    """Where the motion stands, in a sentence, and each act that remains possible."""

    state: str
    acts: tuple[str, ...]


def acts_left(sitting: Sitting, item: AgendaItem | None, proposals: Collection[Part]) -> ActsLeft | None:
    """What remains possible where the motion has no vote to come here and is not adopted; None elsewhere."""
    motion = next((part.motion for part in proposals), None)
    if motion is None or motion.state == MotionState.ADOPTED or sitting.state == SittingState.PLANNED:
        return None
    is_closed = sitting.state == SittingState.CLOSED
    is_ended = item is not None and item.kind is AgendaItemKind.MOTION and item.closed_at is not None
    acts = [_("les propositions adoptées se lisent et s’exportent avec le texte, marqué non adopté")]
    if motion.state == MotionState.REJECTED:
        state = _("L’ensemble de la motion est rejeté\u00a0: les propositions adoptées le restent, et aucune lettre ne"
                  " peut être figée.")  # fmt: skip
        acts.insert(0, _("corriger ce vote par un nouveau scrutin, depuis la page de son résultat"))
    elif all_rejected(list(proposals)):
        state = _("Toutes les propositions sont rejetées\u00a0: il n’y a pas de motion, et aucune lettre ne peut être"
                  " figée.")  # fmt: skip
        acts = [_("corriger le vote d’une proposition par un nouveau scrutin, depuis la page de son résultat")]
    elif is_closed or is_ended:
        state = _("L’ensemble de la motion n’a pas été mis aux voix\u00a0: les propositions adoptées le restent, et"
                  " aucune lettre ne peut être figée.")  # fmt: skip
        put = _(
            "mettre l’ensemble aux voix dans une autre séance, à un point «\u00a0motion\u00a0» de son ordre du jour"
        )
        acts.insert(0, put)
    else:
        return None
    if is_closed and sitting.convocation == 1 and lacked_quorum(sitting.id) and second_of(sitting.id) is None:
        acts.insert(0, _("convoquer à nouveau les membres, le quorum ayant manqué\u00a0: le secrétariat, depuis la page"
                         " de la séance"))  # fmt: skip
    if may_reopen(sitting):
        acts.append(_("rouvrir la séance, si elle a été close par erreur"))
    return ActsLeft(str(state), tuple(map(str, acts)))
