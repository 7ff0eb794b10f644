"""Reads of comments: those on a part, each where its words stand in the text in force."""

from dataclasses import dataclass

from sqlalchemy import false, or_, select
from sqlalchemy.orm import joinedload

import redline
from congress.queries.congress_queries import rows_of
from core.database import session
from motions.models import Comment, Revision


@dataclass(frozen=True, slots=True)
class PlacedComment:
    """A comment, and where its words stand now (`redline.Located`); `index`: of the block, None where nowhere."""

    comment: Comment
    place: redline.Located

    @property
    def index(self) -> int | None:
        """The index of the block in `redline.parse(text).blocks`."""
        return self.place.block

    @property
    def quote(self) -> str:
        """The words that were quoted."""
        return str(self.comment.anchor["quote"])


def comments_on(revision: Revision, member_id: int | None) -> list[PlacedComment]:
    """The comments on a part in the order of its text in force, those that are nowhere any more last.

    Withdrawn ones are left out, but for whoever wrote them (`member_id`) where the secretariat said why.
    """
    own = Comment.member_id.in_(rows_of(member_id)) if member_id is not None else false()
    told = (Comment.withdrawn_because != "") & own
    rows = (
        select(Comment)
        .where(Comment.part_id == revision.part_id, or_(Comment.withdrawn_at.is_(None), told))
        .options(joinedload(Comment.member), joinedload(Comment.revision))
        .order_by(Comment.id)
    )
    blocks = [redline.IdentifiedBlock.from_json(item) for item in revision.blocks]
    placed = [
        PlacedComment(row, redline.locate(redline.Anchor.from_json(row.anchor), blocks))
        for row in session().scalars(rows)
    ]
    last = len(blocks)
    return sorted(placed, key=lambda one: (last if one.index is None else one.index, one.place.start or 0))
