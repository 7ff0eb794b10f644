"""What a member writes for themselves about an amendment or a proposal: nobody else ever reads it.

Not sealed, and never in the journal: it proves nothing, and even that one was written is nobody's business.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from amendments.models import Amendment
from congress.models import Member
from core.database import Base
from motions.models import Part


class PrivateNote(Base):
    """One note of one member, about one amendment or one proposal."""

    __tablename__ = "private_note"
    __table_args__ = (
        UniqueConstraint("member_id", "amendment_id", name="uq_private_note_member_amendment"),
        UniqueConstraint("member_id", "part_id", name="uq_private_note_member_part"),
        CheckConstraint("(amendment_id IS NULL) <> (part_id IS NULL)", name="about_one_thing"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    amendment_id: Mapped[int | None] = mapped_column(ForeignKey("amendment.id"))
    part_id: Mapped[int | None] = mapped_column(ForeignKey("part.id"))
    text: Mapped[str] = mapped_column(Text)
    updated_at: Mapped[datetime]

    member: Mapped[Member] = relationship()
    amendment: Mapped[Amendment | None] = relationship()
    part: Mapped[Part | None] = relationship()
