"""In a rehearsal, the members who are at no device: made to arrive and to vote, so that a whole sitting is led.

Refused anywhere else: nobody but a member says that they are there, or casts a ballot in a sitting that counts.
"""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from congress.actors import Actor
from congress.chamber_models import Presence, PresenceMode, Sitting
from congress.models import Member, PresenceInRoom
from congress.policies import require_chair
from congress.queries import chamber_queries
from congress.queries.presence.electorate import is_elector
from congress.services.presence_services import arrive
from congress.services.sitting_locking import locked_sitting
from core.database import session
from core.errors import RuleBroken
from voting.models import Ballot, PollState, RightToVote
from voting.services.ballot_services import cast_ballot
from voting.services.poll_rows import locked_poll, require_poll_state

AT_ONCE = 300  # people a press moves: others wait for the writer meanwhile
TURN = 20  # of twenty who vote, so many for, then against, then abstaining; the last says nothing
FOR, AGAINST, ABSTAINING = 11, 16, 19


def fill_the_room(sitting_id: int, *, actor: Actor, now: datetime) -> None:
    """The members who are at no device are in the room, three hundred at most a press.

    Each by themselves; where the bureau or the code of the door says who is there, keyed as the secretariat would.
    """
    sitting = locked_sitting(sitting_id)
    _require_rehearsal(sitting, actor)
    there = set(chamber_queries.presences_now(sitting_id))
    wanted = select(Member).where(Member.congress_id == sitting.congress_id, Member.account_id.is_(None), is_elector())
    coming = [member for member in session().scalars(wanted.order_by(Member.position)) if member.id not in there]
    keyed = sitting.congress.presence_in_room != PresenceInRoom.SELF
    secretariat = Actor(sitting.congress_id, pseudonym=actor.pseudonym, is_secretariat=True)
    for member in coming[:AT_ONCE]:
        arrive(sitting_id, member.id, PresenceMode.ROOM, actor=secretariat if keyed else Actor.of(member), now=now)


def let_the_others_vote(poll_id: int, *, actor: Actor, now: datetime) -> None:
    """Those who are there, at no device, and have not voted do, for or against: three hundred at most a press."""
    poll, sitting = locked_poll(poll_id)
    _require_rehearsal(sitting, actor)
    require_poll_state(poll, PollState.OPEN)
    wanted = (
        select(RightToVote, Member)
        .join(Member, Member.id == RightToVote.holder_id)
        .join(Presence, (Presence.member_id == Member.id) & Presence.left_at.is_(None))
        .outerjoin(Ballot, Ballot.right_id == RightToVote.id)
        .where(RightToVote.poll_id == poll_id, Ballot.id.is_(None), Member.account_id.is_(None))
        .where(Presence.sitting_id == sitting.id)
        .order_by(RightToVote.id)
        .limit(AT_ONCE)
    )
    offered = poll.choices.split()
    for rank, (right, holder) in enumerate(session().execute(wanted).all()):
        turn = rank % TURN
        said = 0 if turn < FOR else 1 if turn < AGAINST else 2
        if turn < ABSTAINING and said < len(offered):
            cast_ballot(
                poll_id, right.id, offered[said], seen_sha256=poll.text_sha256 or "", actor=Actor.of(holder), now=now
            )


def _require_rehearsal(sitting: Sitting, actor: Actor) -> None:
    require_chair(actor, sitting.id)
    if sitting.congress.rehearses_id is None:
        raise RuleBroken(_("Cela ne se fait que dans une répétition."))
