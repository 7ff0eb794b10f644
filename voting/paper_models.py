"""What tellers counted of a secret vote on paper: numbers alone, nobody's vote."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from congress.models import Member
from core.database import Base
from core.immutability import never_changes, never_deleted, refuses
from core.row_seals import Salted, sealed
from voting import vote_guards
from voting.models import Poll


class PaperCount(Salted, Base):
    """One count of the papers by one teller, append-only: the last of each counts, and two must agree.

    Salted: numbers are few, and known to their tellers alone until the closing.
    """

    __tablename__ = "paper_count"
    __seal__ = sealed("le dépouillement", up="poll_id")
    __guards__ = (
        never_changes("poll_id", "counted_by_id", "received", "counted_at"),
        never_deleted(),
        refuses("INSERT", "refuse_late_paper_count", when=vote_guards.NO_PAPER_IS_COUNTED),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), index=True)
    counted_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    received: Mapped[dict[str, Any]]  # by choice: papers
    counted_at: Mapped[datetime]

    poll: Mapped[Poll] = relationship()
    counted_by: Mapped[Member] = relationship()
