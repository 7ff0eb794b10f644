"""What a council decides of a shortened limit, as the sitting opens (CGCT L2121-11, L2121-12): it admits the emergency,
or puts off to another sitting what it was convened for, all or a part.
"""

from collections.abc import Collection
from datetime import datetime

from flask_babel import gettext as _

from congress import policies
from congress.actors import Actor
from congress.chamber_models import SittingState
from congress.queries import chamber_queries
from congress.queries.convening.convening_queries import convenings_of
from congress.rules.convening.regularity import ConveningStanding
from congress.services.sitting_locking import locked_sitting, record, require_state
from core.database import session
from core.errors import RuleBroken


def decide_urgency(
    sitting_id: int, *, is_admitted: bool, put_off: Collection[int] = (), actor: Actor, now: datetime
) -> None:
    """The council decides on each shortened convening of the sitting; `put_off`: items that it puts off, admitting.

    By the chair or the secretariat, once the sitting is open and before any item is; pressed twice, once.
    """
    sitting = locked_sitting(sitting_id)
    policies.require_chair_or_secretariat(actor, sitting.congress, sitting_id)
    sent = [convening for convening in convenings_of(sitting_id) if convening.starts_at == sitting.starts_at]
    waiting = [convening for convening in sent if convening.weighed.standing is ConveningStanding.TO_ADMIT]
    if not waiting:
        if any(convening.admitted is is_admitted for convening in sent):
            return
        raise RuleBroken(_("Le délai de cette convocation n’est pas à admettre\u00a0: rechargez la page."))
    require_state(sitting, SittingState.OPEN)
    known = {item.id for item in chamber_queries.agenda_of(sitting_id)}
    left_out = sorted(set(put_off) & known) if is_admitted else []
    for convening in waiting:
        convening.admitted, convening.decided_at, convening.put_off = is_admitted, now, left_out
    session().flush()
    record(sitting, "urgency_decided", actor, now, admitted=is_admitted, put_off=left_out,
           ranks=[convening.rank for convening in waiting])  # fmt: skip
