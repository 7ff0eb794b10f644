"""The chair hands over in one press, within the bureau of the sitting: somebody there, who has an office or had one.

A mayor leaves the chair while the council votes the accounts of the year (CGCT L2121-14), a chair who speaks on the
substance as well; anybody else is given the chair by the secretariat (`sitting_services.give_office`).
"""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from congress import policies
from congress.actors import Actor
from congress.chamber_models import Office, Presence, Sitting, SittingOffice, SittingState
from congress.models import Member
from congress.queries.chamber_queries import chair_of
from congress.services.sitting_locking import locked_sitting
from congress.services.sitting_services import hold_office
from core.database import session
from core.errors import RuleBroken


def hand_over_chair(sitting_id: int, member_id: int, *, actor: Actor, now: datetime) -> int:
    """The id of the chair's office, in somebody else's hands from now on. By the chair alone, between two votes."""
    sitting = locked_sitting(sitting_id)
    policies.require_chair(actor, sitting_id)
    if member_id not in {member.id for member in may_preside_next(sitting, chair_of(sitting_id))}:
        raise RuleBroken(
            _("La présidence se confie d’ici à une personne du bureau de la séance, qui y est présente\u202f; à toute"
              " autre, par le secrétariat.")
        )  # fmt: skip
    return hold_office(sitting, member_id, Office.CHAIR, actor=actor, now=now)


def may_preside_next(sitting: Sitting, chair: Member | None) -> list[Member]:
    """To whom the `chair` may hand over: those who have or had an office of the sitting and are there, by name."""
    named = select(SittingOffice.member_id).where(SittingOffice.sitting_id == sitting.id)
    wanted = select(Member).where(Member.id.in_(named), Member.id != (chair.id if chair else 0))
    if sitting.state != SittingState.PLANNED:
        there = Presence.sitting_id == sitting.id, Presence.left_at.is_(None)
        wanted = wanted.where(Member.id.in_(select(Presence.member_id).where(*there)))
    return sorted((row for row in session().scalars(wanted) if row.is_elector), key=lambda row: row.alphabetic)
