"""Tables of what is put to the vote: the rows of a poll's subject, and the questions that the chair words."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from amendments.models import Amendment
from congress.chamber_models import AgendaItem
from congress.models import Congress
from core.database import Base
from core.enums import enum_column
from core.immutability import never_changes, never_deleted
from core.row_seals import sealed
from motions.models import Motion, Part

if TYPE_CHECKING:
    from voting.models import Poll

LONGEST_QUESTION = 500


class QuestionKind(StrEnum):
    """What a question that the chair words is about."""

    FREE = "free"  # whatever the assembly is asked: it changes no text
    PROCEDURAL = "procedural"  # a motion from the floor: to close the debate, to refer, not to deliberate


class Question(Base):
    """A question in the chair's words, on an item of the agenda; once asked it never changes."""

    __tablename__ = "question"
    __seal__ = sealed("la question mise aux voix", up="congress_id")
    __table_args__ = (CheckConstraint("words <> ''", name="has_words"),)
    __guards__ = (
        never_changes("congress_id", "item_id", "kind", "words", "asked_at"),
        never_deleted(),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    congress_id: Mapped[int] = mapped_column(ForeignKey("congress.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    kind: Mapped[QuestionKind] = mapped_column(enum_column(QuestionKind, "kind"))
    words: Mapped[str] = mapped_column(String(LONGEST_QUESTION))
    asked_at: Mapped[datetime]

    congress: Mapped[Congress] = relationship()
    item: Mapped[AgendaItem] = relationship()


class PollSubject(Base):
    """What a poll decides: exactly one thing a row, several rows for a batch of identical amendments."""

    __tablename__ = "poll_subject"
    __seal__ = sealed("l’objet du scrutin", up="poll_id")
    __table_args__ = (
        CheckConstraint(
            "(CASE WHEN amendment_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN part_id IS NULL THEN 0 ELSE 1 END) "
            "+ (CASE WHEN motion_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN question_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="exactly_one_subject",
        ),
        UniqueConstraint("poll_id", "amendment_id", name="uq_poll_subject_poll_amendment"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), index=True)
    amendment_id: Mapped[int | None] = mapped_column(ForeignKey("amendment.id"), index=True)
    part_id: Mapped[int | None] = mapped_column(ForeignKey("part.id"), index=True)
    motion_id: Mapped[int | None] = mapped_column(ForeignKey("motion.id"), index=True)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"), index=True)

    poll: Mapped["Poll"] = relationship(back_populates="subjects")
    amendment: Mapped[Amendment | None] = relationship()
    part: Mapped[Part | None] = relationship()
    motion: Mapped[Motion | None] = relationship()
    question: Mapped[Question | None] = relationship()
