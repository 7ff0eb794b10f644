"""A vote called before those that the order places first: the chair says why, and it is a move of the order.

The order that is followed is then the order that everybody reads, with its reason.
"""

from datetime import datetime

from flask_babel import gettext as _

from amendments.services.admissibility import checked_cause
from amendments.services.ordering.move_services import write_move
from congress.actors import Actor
from congress.chamber_models import AgendaItem
from voting.queries.subjects import LoadedSubject
from voting.queries.votes_left import Vote, left_on_item, left_to_vote, placed_before


def take_turn(item: AgendaItem, subject: LoadedSubject, because: str, *, actor: Actor, now: datetime) -> int | None:
    """The id of the move that puts a vote first, for this reason; None where its turn has come: nothing is moved.

    Refused without a reason. A sub-amendment called before another amendment than its own brings its own with it.
    """
    votes, wanted = left_on_item(item, left_to_vote(item.sitting.congress_id)), set(subject.ids.amendment_ids)
    called = next((vote for vote in votes if wanted and wanted == {row.id for row in vote.amendments}), None)
    sooner = placed_before(votes, called) if called is not None else []
    if called is None or not sooner:
        return None
    said = checked_cause(because, _("Dites pourquoi ce vote vient avant son tour\u00a0: tout le monde le lira."))
    moved = {row.id for row in called.amendments} | _own_parents(called, sooner, votes)
    rest = votes[votes.index(sooner[0]) :]
    followed_by = [row.id for vote in rest for row in vote.amendments if row.id not in moved]
    return write_move(moved, followed_by, said, member_id=actor.member_id or 0, actor=actor, now=now)


def _own_parents(called: Vote, sooner: list[Vote], votes: list[Vote]) -> set[int]:
    """The amendments that the sub-amendments called change, identical ones with them, if others come before them."""
    parents = {row.parent_id for row in called.amendments} - {None}
    if all(row.parent_id in parents for vote in sooner for row in vote.amendments):
        return set()
    batch = next((vote for vote in votes if any(row.id in parents for row in vote.amendments)), None)
    return {row.id for row in batch.amendments} if batch is not None else set()
