"""A sitting closed by error goes on, for a reason that all can read; nothing of its first end is erased."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from congress import policies
from congress.actors import Actor
from congress.chamber_models import AgendaItem, Presence, Sitting, SittingReopening, SittingState
from congress.queries import chamber_queries
from congress.queries.convening.convening_queries import second_of
from congress.queries.presence.seats import seats_taken
from congress.services.presence.seat_services import sits_again
from congress.services.sitting_locking import locked_sitting, record, require_state
from congress.services.sitting_services import fix_members
from core.database import session
from core.errors import Invalid, RuleBroken

LONGEST_REASON = 500


def reopen_sitting(sitting_id: int, because: str, *, actor: Actor, now: datetime) -> None:
    """The sitting is open again; who was there when it closed is there again, and the item in discussion goes on.

    The first interval of each presence stays as it was: another one begins. Serving members are
    the electors of the roll again: it may have changed since the closing. The quorum is checked anew before the next
    vote, as after a suspension. Refused while another sitting of the congress is open: its members are there.
    """
    sitting = locked_sitting(sitting_id)
    policies.require_chair_or_secretariat(actor, sitting.congress, sitting_id)
    require_state(sitting, SittingState.CLOSED)
    said = because.strip()
    if not said:
        raise Invalid(_("Dites pourquoi la séance est rouverte\u00a0: tout le monde le lira."), "because")
    if len(said) > LONGEST_REASON:
        raise Invalid(_("Le motif est trop long\u00a0: 500 signes au plus."), "because")
    if (second := second_of(sitting_id)) is not None:
        raise RuleBroken(
            _("Cette séance, sans quorum, est convoquée à nouveau (séance n°\u00a0%(number)s)\u00a0: elle ne se rouvre"
              " plus.", number=second.number)
        )  # fmt: skip
    if chamber_queries.open_sitting_of(sitting.congress_id) is not None:
        raise RuleBroken(_("Une autre séance est ouverte\u00a0: il faut d’abord la clore."))
    closed_at = sitting.closed_at or now
    reopening = SittingReopening(sitting_id=sitting_id, closed_at=closed_at, reopened_at=now, because=said)
    session().add(reopening)
    items = select(AgendaItem).where(AgendaItem.sitting_id == sitting_id, AgendaItem.closed_at == closed_at)
    item = session().scalars(items.order_by(AgendaItem.position.desc())).first()
    if item is not None:
        item.closed_at = None
    _have_come_back(sitting, closed_at, now)
    fix_members(sitting)
    sitting.state, sitting.resumed_at, sitting.closed_at = SittingState.OPEN, now, None
    session().flush()
    record(sitting, "sitting_reopened", actor, now, reopening=reopening.id, members=sitting.serving_members)


def _have_come_back(sitting: Sitting, closed_at: datetime, now: datetime) -> None:
    """Whom the closing made leave is there again, unless they are in another sitting by now.

    A substitute comes back to the seat that they held, or not at all: without one they would count for nobody.
    """
    elsewhere = set(session().scalars(select(Presence.member_id).where(Presence.left_at.is_(None))))
    rows = select(Presence).where(Presence.sitting_id == sitting.id, Presence.left_at >= closed_at)
    held = {seat.substitute_id for seat in seats_taken(sitting.id) if seat.until and seat.until >= closed_at}
    for presence in session().scalars(rows.order_by(Presence.id)).all():
        member_id = presence.member_id
        if member_id not in elsewhere and (member_id not in held or sits_again(sitting, member_id, now=now)):
            elsewhere.add(member_id)
            session().add(Presence(sitting_id=sitting.id, member_id=member_id, mode=presence.mode, arrived_at=now))
