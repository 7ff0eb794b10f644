"""What each reader of a sitting is told of, and what its console shows; the versions that change with it: `state`."""

from sqlalchemy import ColumnElement, and_, func, or_, select

from congress.chamber_models import AgendaItem, Proxy, QuorumCheck, Sitting
from congress.models import Member
from core.database import session
from core.journal import JournalEntry
from live.versions import opaque
from voting.models import Poll

Id = int | ColumnElement[int]  # as it is, or as a question made once names it
# Those of its debate, in the words of the same journal (`voting.pages.debate.floor_told`).
STEPS_OF_THE_FLOOR = (
    "floor_given", "floor_ended", "floor_list_closed", "explanations_called", "floor_motion_raised", "floor_motion_put",
    "floor_motion_decided", "floor_motion_granted", "floor_motion_refused", "point_of_order_answered",
)  # fmt: skip
# What it calls what members ask of the chair: whoever leads the sitting is told of it, where they do.
ASKED = ("floor_asked", "quorum_challenge_asked", "ballot_asked", "division_asked")
# What the journal calls the steps of a sitting that everybody there is told of (`voting.pages.steps_told`).
STEPS = (
    "sitting_opened", "sitting_suspended", "sitting_resumed", "sitting_closed", "sitting_reopened",
    "item_opened", "item_closed", "item_put_off", "quorum_checked", "urgency_decided",
    "quorum_challenge_opened", "quorum_challenge_declined", "quorum_challenge_settled",
    "poll_announced", "poll_opened", "poll_end_told", "poll_closed", "poll_proclaimed", "poll_cancelled",
    "office_given", "office_ended", *STEPS_OF_THE_FLOOR,
)  # fmt: skip
# What is voted at once, or in parts (`voting.pages.dividing.dividing_told`).
STEPS_OF_DIVIDING = (
    "amendments_retained", "separate_vote_asked", "retained_given_up", "text_divided", "division_given_up",
    "division_interrupted",
)  # fmt: skip
# What it calls those that they are told of where they read amendments: one comes, goes, is set aside, or to vote again,
# or changes places in the order of the votes.
AMENDMENT_STEPS = (
    "amendment_published", "amendment_withdrawn", "amendment_set_aside", "amendment_taken_back",
    "order_moved", "order_move_undone", "amendment_recalled", *STEPS_OF_DIVIDING,
)  # fmt: skip
# What it calls those that the person concerned alone is told of: where they are, who votes in whose name, that the seat
# they held is taken back, and that the vote they said aloud is keyed.
OWN_STEPS = (
    "member_arrived", "member_left", "proxy_given", "proxy_revoked", "proxy_refused", "seat_given_back",
    "ballot_spoken",
)  # fmt: skip


def told_to(sitting_id: Id, member_id: Id | None) -> ColumnElement[bool]:
    """The entries of the journal that a reader is told of: the steps of all, and their own.

    Of presences, proxies and votes said aloud, only those that concern them.
    Their own are also the arrivals and departures of whom they vote for, or who votes for them.
    """
    to_all = JournalEntry.kind.in_((*STEPS, *AMENDMENT_STEPS))
    if member_id is None:
        return to_all
    carried = select(Proxy.principal_id).where(Proxy.holder_id == member_id)
    given = select(Proxy.holder_id).where(Proxy.principal_id == member_id)
    in_force = (Proxy.sitting_id == sitting_id, Proxy.revoked_at.is_(None))
    near = (Member.id.in_(ids.where(*in_force)) for ids in (carried, given))
    them = select(Member.pseudonym).where(or_(Member.id == member_id, *near))
    me = select(Member.pseudonym).where(Member.id == member_id)
    said = JournalEntry.payload
    concerned = (
        said["member"].as_string().in_(them),
        *(said[party].as_string().in_(me) for party in ("principal", "holder")),
    )
    return or_(to_all, and_(JournalEntry.kind.in_(OWN_STEPS), or_(*concerned)))


def step_shown(sitting: Sitting) -> str:
    """What the chair's console shows at this instant, in a word that its forms carry: it changes with each step.

    Neither arrivals nor ballots change it: a press counts for the step that was read, whoever votes meanwhile.
    """
    last = select(Poll.id).where(Poll.sitting_id == sitting.id).order_by(Poll.number.desc()).limit(1)
    state = select(Poll.state).where(Poll.id == last.scalar_subquery())
    item = select(AgendaItem.id).where(
        AgendaItem.sitting_id == sitting.id, AgendaItem.opened_at.is_not(None), AgendaItem.closed_at.is_(None)
    )
    check = select(func.max(QuorumCheck.id)).where(QuorumCheck.sitting_id == sitting.id)
    shown = session().execute(select(*(found.scalar_subquery() for found in (last, state, item, check)))).one()
    instants = [moment.isoformat() for moment in (sitting.resumed_at, sitting.closed_at) if moment]
    return opaque(["step", sitting.id, sitting.state, instants, *shown])
