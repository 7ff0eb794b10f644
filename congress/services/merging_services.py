"""Two rows of the roll that are one person become one, before a sitting: the other stays in the database, and votes no
more. What was done under it stays under it; what was to come goes to the row that is kept.
"""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from congress.actors import Actor
from congress.chamber_models import ElectorateChange, Presence, Proxy, Sitting, SittingOffice, SittingState
from congress.models import Accreditation, Congress, Function, Member
from congress.policies import require, secretariat
from congress.queries.chamber_queries import live_plenary
from core import journal
from core.database import session
from core.errors import Invalid, NotFound, RuleBroken

LONGEST_REASON = 300


def merge_members(kept_id: int, other_id: int, because: str, *, actor: Actor, now: datetime) -> None:
    """The other row votes no more, signs in no more, is on the roll no more: its person is the one kept.

    For the secretariat, with a reason, and not while a plenary sits. Nothing that was done is rewritten: amendments,
    ballots, signatures stay under the row that did them.
    """
    kept, other = _member(kept_id), _member(other_id)
    congress = session().get_one(Congress, kept.congress_id, with_for_update={"key_share": True})
    require(secretariat(actor, congress))
    if other.congress_id != kept.congress_id or kept.merged_into_id or other.merged_into_id:
        raise NotFound(_("Cette personne n’est pas membre du congrès."))
    if kept.id == other.id:
        raise Invalid(_("Choisissez deux lignes différentes."), "other")
    because = because.strip()
    if not because or len(because) > LONGEST_REASON:
        raise Invalid(_("Dites en 300 signes au plus pourquoi ces deux lignes sont une seule personne."), "because")
    if (live := live_plenary(congress.id)) is not None:
        told = _(
            "La séance n° %(number)s est ouverte : deux lignes ne se réunissent pas avant sa clôture.",
            number=live.number,
        )
        raise RuleBroken(told)
    _hand_over(kept, other, now)
    other.votes, other.function, other.accreditation = False, Function.NONE, Accreditation.WITHDRAWN
    other.account_id, other.email = None, None
    other.merged_into_id, other.merged_because = kept.id, because
    journal.record(
        congress.stream, "members_merged", actor=actor.pseudonym, now=now, kept=kept.pseudonym, other=other.pseudonym
    )


def _member(member_id: int) -> Member:
    found = session().get(Member, member_id, with_for_update=True, populate_existing=True)
    if found is None:
        raise NotFound(_("Cette personne n’est pas membre du congrès."))
    return found


def _hand_over(kept: Member, other: Member, now: datetime) -> None:
    """Aides and offices to come go to the row kept; proxies, presences and changes that wait end."""
    for merged in session().scalars(select(Member).where(Member.merged_into_id == other.id)):
        merged.merged_into_id = kept.id
    for aide in session().scalars(select(Member).where(Member.aide_of_id == other.id)):
        aide.aide_of_id = kept.id
    to_come = select(Sitting.id).where(Sitting.congress_id == kept.congress_id, Sitting.state != SittingState.CLOSED)
    held = select(SittingOffice).where(
        SittingOffice.member_id == other.id, SittingOffice.until.is_(None), SittingOffice.sitting_id.in_(to_come)
    )
    for office in session().scalars(held):
        office.member_id = kept.id
    given = select(Proxy).where(
        Proxy.revoked_at.is_(None),
        Proxy.sitting_id.in_(to_come),
        (Proxy.principal_id == other.id) | (Proxy.holder_id == other.id),
    )
    for proxy in session().scalars(given):
        proxy.revoked_at = now
    for presence in session().scalars(
        select(Presence).where(Presence.member_id == other.id, Presence.left_at.is_(None))
    ):
        presence.left_at = max(now, presence.last_act_at or presence.arrived_at)
    waiting = select(ElectorateChange).where(
        ElectorateChange.member_id == other.id, ElectorateChange.settled_at.is_(None)
    )
    for change in session().scalars(waiting):
        change.settled_at = now
