"""Tables of the order of the votes: what the chair moved in the order that is computed, and why; what the bureau
proposes to adopt by one vote, and what a member took out of it.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from amendments.models import Amendment
from congress.models import Member
from core.database import Base
from core.enums import enum_column
from core.immutability import never_changes, never_deleted
from core.row_seals import sealed
from motions.models import Part

LONGEST_REASON = 500


class OrderMove(Base):
    """A vote, or a whole joint discussion, put elsewhere in the order by the chair, for a reason; it may be undone.

    Places are told by the amendments themselves: those moved, and all that followed them where they were put, so that
    the move means the same once some of these are decided.
    """

    __tablename__ = "order_move"
    __seal__ = sealed("le déplacement dans l’ordre des votes", up="amendment_id")
    __table_args__ = (CheckConstraint("because <> ''", name="moved_for_a_reason"),)
    __guards__ = (
        never_changes("amendment_id", "moved", "followed_by", "because", "moved_by_id", "moved_at"),
        never_changes("undone_at", once="OLD.undone_at IS NOT NULL"),
        never_deleted(),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"), index=True)  # the first of those moved
    moved: Mapped[list[Any]]  # ids of amendments
    followed_by: Mapped[list[Any]]  # ids of amendments, in their order; none: put at the end
    because: Mapped[str] = mapped_column(String(LONGEST_REASON))
    moved_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    moved_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]

    amendment: Mapped[Amendment] = relationship()
    moved_by: Mapped[Member] = relationship()


class BundleKind(StrEnum):
    """Why amendments are put to one vote."""

    UNDEBATED = "undebated"  # nobody contests them: adopted without debate, once their deadline is over
    RETAINED = "retained"  # the bureau retains them: adopted with what falls, unless a separate vote is asked for


class Bundle(Base):
    """Amendments to one text that the bureau proposes to adopt by one vote, unless a member takes them out."""

    __tablename__ = "bundle"
    __seal__ = sealed("le vote en une fois proposé", up="part_id")
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (outcome IS NULL)", name="ended_somehow"),
        CheckConstraint("outcome IN ('adopted', 'debated', 'given_up')", name="known_outcome"),
        CheckConstraint("(kind = 'undebated') = (recall_until IS NOT NULL)", name="undebated_has_deadline"),
    )
    __guards__ = (
        never_changes("part_id", "kind", "proposed_by_id", "proposed_at", "recall_until"),
        never_changes("ended_at", "outcome", once="OLD.ended_at IS NOT NULL"),
        never_deleted(),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    part_id: Mapped[int] = mapped_column(ForeignKey("part.id"), index=True)
    kind: Mapped[BundleKind] = mapped_column(enum_column(BundleKind, "kind"), default=BundleKind.UNDEBATED)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    proposed_at: Mapped[datetime]
    recall_until: Mapped[datetime | None]  # of those retained: until their poll opens
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(16))  # adopted; debated: each in its place; given_up

    part: Mapped[Part] = relationship()
    proposed_by: Mapped[Member] = relationship()
    lines: Mapped[list["BundleLine"]] = relationship(back_populates="bundle", order_by="BundleLine.id")

    @property
    def is_retained(self) -> bool:
        """Whether the bureau retains its amendments; else they are proposed without debate."""
        return self.kind is BundleKind.RETAINED


class BundleLine(Base):
    """An amendment of a bundle; recalled (or its separate vote asked for), it is voted in its place."""

    __tablename__ = "bundle_line"
    __seal__ = sealed("l’amendement d’un vote en une fois", up="bundle_id")
    __table_args__ = (
        UniqueConstraint("bundle_id", "amendment_id", name="uq_bundle_line_bundle_amendment"),
        CheckConstraint("(recalled_at IS NULL) = (recalled_by_id IS NULL)", name="recalled_by_somebody"),
    )
    __guards__ = (
        never_changes("bundle_id", "amendment_id"),
        never_changes("recalled_at", "recalled_by_id", once="OLD.recalled_at IS NOT NULL"),
        never_deleted(),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    bundle_id: Mapped[int] = mapped_column(ForeignKey("bundle.id"), index=True)
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"), index=True)
    recalled_at: Mapped[datetime | None]
    recalled_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))

    bundle: Mapped[Bundle] = relationship(back_populates="lines")
    amendment: Mapped[Amendment] = relationship()
    recalled_by: Mapped[Member | None] = relationship()
