"""The table of what the bureau would rather read: a text for an amendment, that its bearer accepts or refuses."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from amendments.models import Amendment
from core.database import Base
from core.enums import enum_column
from core.immutability import never_changes, never_deleted
from core.row_seals import sealed

LONGEST_WORD = 500  # of the bearer's answer


class SuggestionAnswer(StrEnum):
    """What became of a text that the bureau suggested."""

    ACCEPTED = "accepted"  # the amendment says it now, rectified
    REFUSED = "refused"
    REPLACED = "replaced"  # by another suggestion


class SuggestedText(Base):
    """A text that the bureau suggests in the place of an amendment's own; one at most waits for its answer."""

    __tablename__ = "suggested_text"
    __seal__ = sealed("la version proposée par le bureau", up="amendment_id")
    __table_args__ = (
        Index(
            "uq_suggested_text_waiting",
            "amendment_id",
            unique=True,
            sqlite_where=text("answer IS NULL"),
            postgresql_where=text("answer IS NULL"),
        ),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered_at_an_hour"),
        CheckConstraint("answer IS NOT NULL OR word = ''", name="word_with_its_answer"),
    )
    __guards__ = (
        never_changes("amendment_id", "version", "text", "text_sha256", "because", "suggested_at"),
        never_changes("answer", "word", "answered_at", once="OLD.answer IS NOT NULL"),
        never_deleted(),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"))
    version: Mapped[int]  # of the amendment, that the bureau had read
    text: Mapped[str] = mapped_column(Text)  # the whole amended part
    text_sha256: Mapped[str] = mapped_column(String(64))
    because: Mapped[str] = mapped_column(Text)
    suggested_at: Mapped[datetime]
    answer: Mapped[SuggestionAnswer | None] = mapped_column(enum_column(SuggestionAnswer, "answer"))
    word: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]

    amendment: Mapped[Amendment] = relationship()
