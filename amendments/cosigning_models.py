"""Who was asked to cosign an amendment, and what they answered: between the author and the member asked, nobody else.

Not sealed: it proves nothing. What is proved, the cosignature, is a row of `amendments.models.Cosigner`.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from amendments.models import Amendment
from congress.models import Member
from core.database import Base
from core.enums import enum_column


class CosignAnswer(StrEnum):
    """What became of a request; an acceptance is a cosignature, which may be taken back."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CANCELLED = "cancelled"  # by the author, who asked the wrong person


class CosignRequest(Base):
    """One member asked once to cosign one amendment."""

    __tablename__ = "cosign_request"
    __table_args__ = (
        UniqueConstraint("amendment_id", "member_id", name="uq_cosign_request_amendment_member"),
        CheckConstraint("(answer = 'pending') = (answered_at IS NULL)", name="dated_when_answered"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    asked_at: Mapped[datetime]
    answer: Mapped[CosignAnswer] = mapped_column(enum_column(CosignAnswer, "answer"), default=CosignAnswer.PENDING)
    answered_at: Mapped[datetime | None]

    amendment: Mapped[Amendment] = relationship()
    member: Mapped[Member] = relationship()

    @property
    def is_pending(self) -> bool:
        """Whether an answer is still awaited."""
        return self.answer == CosignAnswer.PENDING
