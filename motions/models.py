"""Tables of the motion: parts, immutable revisions, viewpoints."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from congress.models import Congress, Member
from core.database import Base
from core.enums import enum_column
from core.immutability import never_changes, never_deleted
from core.row_seals import Salted, sealed

LONGEST_LABEL = 200  # of what caused a revision
LONGEST_PROVENANCE = 300


class MotionState(StrEnum):
    """Whether the motion is the congress's decision yet."""

    IN_DISCUSSION = "in_discussion"
    ADOPTED = "adopted"
    REJECTED = "rejected"


class PartKind(StrEnum):
    """The ordered parts of a motion."""

    PREAMBLE = "preamble"
    PROPOSAL = "proposal"
    CLOSING = "closing"
    ADDITION = "addition"  # no text: the place after another part where an amendment adds a proposal


class PartState(StrEnum):
    """Where a part is in the discussion."""

    NOT_EXAMINED = "not_examined"
    IN_DISCUSSION = "in_discussion"
    ADOPTED = "adopted"
    REJECTED = "rejected"


class Cause(StrEnum):
    """Why a revision exists."""

    IMPORT = "import"
    AMENDMENT = "amendment"
    EDITORIAL = "editorial"
    CORRECTION = "correction"
    DIVISION = "division"  # the parts that a vote by division rejected dropped out


class Position(StrEnum):
    """A member's point of view on a proposal."""

    FAVOURABLE = "favourable"
    RESERVED = "reserved"  # favourable with a reservation, that must be said in a sentence
    UNFAVOURABLE = "unfavourable"
    NO_OPINION = "no_opinion"


class Motion(Base):
    """The document that the congress adopts. Its row holds the counters of numbers, locked when one is taken."""

    __tablename__ = "motion"
    __seal__ = sealed("la motion", up="congress_id")
    id: Mapped[int] = mapped_column(primary_key=True)
    congress_id: Mapped[int] = mapped_column(ForeignKey("congress.id"), unique=True)
    title: Mapped[str] = mapped_column(String(300))
    subtitle: Mapped[str] = mapped_column(String(300), default="")
    state: Mapped[MotionState] = mapped_column(enum_column(MotionState, "state"), default=MotionState.IN_DISCUSSION)
    decided_at: Mapped[datetime | None]
    last_receipt: Mapped[int] = mapped_column(default=0)
    last_public_number: Mapped[int] = mapped_column(default=0)

    congress: Mapped[Congress] = relationship()
    parts: Mapped[list["Part"]] = relationship(back_populates="motion", order_by="Part.position")


class Part(Base):
    """The preamble, a proposal or the closing. `under_vote` and `announced_in` are set and cleared by voting.

    After each of the first two stands an addition, without words nor number: amendments to it add a proposal there.
    """

    __tablename__ = "part"
    __seal__ = sealed("la partie de la motion", up="motion_id")
    __table_args__ = (
        UniqueConstraint("motion_id", "position", name="uq_part_motion_position"),
        UniqueConstraint("motion_id", "number", name="uq_part_motion_number"),
        CheckConstraint("(kind = 'proposal') = (number IS NOT NULL)", name="proposal_has_number"),
        CheckConstraint("(kind = 'addition') = (position IS NULL)", name="addition_has_no_position"),
        CheckConstraint("kind <> 'addition' OR follows_id IS NOT NULL", name="addition_follows_a_part"),
        Index(
            "uq_part_addition_follows",
            "follows_id",
            unique=True,
            sqlite_where=text("kind = 'addition'"),
            postgresql_where=text("kind = 'addition'"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    motion_id: Mapped[int] = mapped_column(ForeignKey("motion.id"), index=True)
    kind: Mapped[PartKind] = mapped_column(enum_column(PartKind, "kind"))
    position: Mapped[int | None]
    number: Mapped[int | None]
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("part.id"))  # after which it was added, or adds
    provenance: Mapped[str] = mapped_column(String(LONGEST_PROVENANCE), default="")
    state: Mapped[PartState] = mapped_column(enum_column(PartState, "state"), default=PartState.NOT_EXAMINED)
    under_vote: Mapped[bool] = mapped_column(default=False)
    announced_in: Mapped[int | None]  # number of the poll announced on its text, until it is proclaimed or cancelled
    current_number: Mapped[int] = mapped_column(default=1)  # number of the revision in force
    comments_closed_at: Mapped[datetime | None]  # its first amendment was published

    motion: Mapped[Motion] = relationship(back_populates="parts")
    follows: Mapped["Part | None"] = relationship(remote_side="Part.id")
    revisions: Mapped[list["Revision"]] = relationship(back_populates="part", order_by="Revision.number")
    # For pages: inside a unit of work that makes a revision, `current_revision` alone knows it.
    in_force: Mapped["Revision"] = relationship(
        primaryjoin="and_(Part.id == foreign(Revision.part_id), Part.current_number == foreign(Revision.number))",
        viewonly=True,
        uselist=False,
    )

    @property
    def key(self) -> str:
        """What names it in files: « 5 », « preamble », « closing », « after 5 », « after preamble »."""
        if self.kind == PartKind.ADDITION and self.follows is not None:
            return f"after {self.follows.key}"
        return str(self.number or self.kind.value)

    @property
    def is_decided(self) -> bool:
        """Adopted or rejected: nothing amends it any more. A proposal may be added until the whole is voted."""
        if self.kind == PartKind.ADDITION:
            return self.motion.state != MotionState.IN_DISCUSSION
        return self.state in (PartState.ADOPTED, PartState.REJECTED)


class Revision(Base):
    """An immutable text of a part. `blocks` holds the block ids given when it was made (redline.assign_ids)."""

    __tablename__ = "revision"
    __seal__ = sealed("la version", up="part_id")
    __table_args__ = (UniqueConstraint("part_id", "number", name="uq_revision_part_number"),)
    __guards__ = (
        never_changes(
            "part_id",
            "number",
            "parent_id",
            "cause",
            "cause_label",
            "because",
            "text",
            "title",
            "sha256",
            "created_at",
            "blocks",
        ),
        never_deleted(),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    part_id: Mapped[int] = mapped_column(ForeignKey("part.id"), index=True)
    number: Mapped[int]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    cause: Mapped[Cause] = mapped_column(enum_column(Cause, "cause"))
    cause_label: Mapped[str] = mapped_column(String(LONGEST_LABEL), default="")  # « amendement n° 12 »
    because: Mapped[str] = mapped_column(Text, default="")  # why, of what people wrote or corrected
    text: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(String(300))  # the title block's words, read from the text
    sha256: Mapped[str] = mapped_column(String(64))
    blocks: Mapped[list[Any]]
    created_at: Mapped[datetime]

    part: Mapped[Part] = relationship(back_populates="revisions")


class Viewpoint(Salted, Base):
    """A member's present point of view on a proposal; what it was before stays in `viewpoint_given`."""

    __tablename__ = "viewpoint"
    __seal__ = sealed("le point de vue", up="part_id")
    __table_args__ = (
        UniqueConstraint("part_id", "member_id", name="uq_viewpoint_part_member"),
        CheckConstraint("position <> 'reserved' OR reservation <> ''", name="reservation_said"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    part_id: Mapped[int] = mapped_column(ForeignKey("part.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    position: Mapped[Position] = mapped_column(enum_column(Position, "position"))
    reservation: Mapped[str] = mapped_column(Text, default="")
    named: Mapped[bool] = mapped_column(default=True)  # shown with the member's name
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    text_sha256: Mapped[str] = mapped_column(String(64))  # of the text that the person read
    given_at: Mapped[datetime]

    part: Mapped[Part] = relationship()
    member: Mapped[Member] = relationship()
    revision: Mapped[Revision] = relationship()


class ViewpointGiven(Salted, Base):
    """Each point of view as it was given, append-only."""

    __tablename__ = "viewpoint_given"
    __seal__ = sealed("le point de vue donné", up="viewpoint_id")
    __guards__ = (
        never_changes("viewpoint_id", "position", "reservation", "named", "revision_id", "text_sha256", "given_at"),
        never_deleted(),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    viewpoint_id: Mapped[int] = mapped_column(ForeignKey("viewpoint.id"), index=True)
    position: Mapped[Position] = mapped_column(enum_column(Position, "position"))
    reservation: Mapped[str] = mapped_column(Text, default="")
    named: Mapped[bool]
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    text_sha256: Mapped[str] = mapped_column(String(64))
    given_at: Mapped[datetime]


class Comment(Salted, Base):
    """What a member remarks on words of a part, for the others; its anchor follows them from version to version."""

    __tablename__ = "comment"
    __seal__ = sealed("le commentaire", up="part_id")
    __guards__ = (
        never_changes("part_id", "revision_id", "member_id", "anchor", "words", "written_at"),
        never_changes("withdrawn_at", "withdrawn_because", once="OLD.withdrawn_at IS NOT NULL"),
        never_deleted(),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    part_id: Mapped[int] = mapped_column(ForeignKey("part.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))  # the version that was read
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    anchor: Mapped[dict[str, Any]]  # redline.Anchor, as JSON
    words: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_because: Mapped[str] = mapped_column(Text, default="")  # by the secretariat; nothing by its author

    part: Mapped[Part] = relationship()
    member: Mapped[Member] = relationship()
    revision: Mapped[Revision] = relationship()
