"""Tables of what members ask for: a particular ballot on an item, a check of the quorum with those who confirm."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from congress.chamber_models import AgendaItem, QuorumCheck, Sitting
from congress.models import Member
from congress.rules.rule_names import BallotKind
from core.database import Base
from core.enums import enum_column
from core.immutability import never_changes, never_deleted
from core.row_seals import Salted, sealed


class BallotRequest(Salted, Base):
    """A member present asks that the next vote on an item be public, or secret; kept with its name for the minutes."""

    __tablename__ = "ballot_request"
    __seal__ = sealed("la demande de scrutin", up="item_id")
    __guards__ = (never_changes("item_id", "member_id", "ballot", "asked_at"), never_deleted())
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    ballot: Mapped[BallotKind] = mapped_column(enum_column(BallotKind, "ballot"))
    asked_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    item: Mapped[AgendaItem] = relationship()
    member: Mapped[Member] = relationship()


class ChallengeState(StrEnum):
    """Where a check of the quorum that somebody asked for is."""

    ASKED = "asked"  # from a phone: the chair has not answered
    OPEN = "open"  # members confirm that they are there
    COUNTED = "counted"  # the counts are frozen and read out; the desk says who is not there
    SETTLED = "settled"
    DECLINED = "declined"


class QuorumChallenge(Base):
    """A check of the quorum that somebody asked for: who, when, what was counted, the check that came of it."""

    __tablename__ = "quorum_challenge"
    __seal__ = sealed("la demande de vérification du quorum", up="sitting_id")
    __guards__ = (
        never_changes("sitting_id", "asked_by_id", "asked_at"),
        never_changes("present", "by_phone", "by_desk", "hands", "counted_at", once="OLD.counted_at IS NOT NULL"),
        never_deleted(),
    )
    __table_args__ = (
        CheckConstraint("(state IN ('counted', 'settled')) = (counted_at IS NOT NULL)", name="counted_when_counted"),
        Index(
            "uq_quorum_challenge_pending",  # one at a time in a sitting
            "sitting_id",
            unique=True,
            sqlite_where=text("state IN ('asked', 'open', 'counted')"),
            postgresql_where=text("state IN ('asked', 'open', 'counted')"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), index=True)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))  # None: the chair, of their own accord
    asked_at: Mapped[datetime]
    state: Mapped[ChallengeState] = mapped_column(enum_column(ChallengeState, "state"))
    opened_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    counted_at: Mapped[datetime | None]
    present: Mapped[int | None]  # in the register when the counts were frozen
    by_phone: Mapped[int | None]
    by_desk: Mapped[int | None]
    hands: Mapped[int | None]  # counted at the desk, where hands were raised
    check_id: Mapped[int | None] = mapped_column(ForeignKey("quorum_check.id"))

    sitting: Mapped[Sitting] = relationship()
    asked_by: Mapped[Member | None] = relationship()
    check: Mapped[QuorumCheck | None] = relationship()


class ConfirmedBy(StrEnum):
    """How a member confirmed."""

    PHONE = "phone"
    DESK = "desk"


class ChallengeAnswer(Base):
    """A member confirms that they are there, by themselves or at the desk: once in a check.

    Told together when the counts are frozen, by a fingerprint: thousands press in a minute.
    """

    __tablename__ = "challenge_answer"
    __guards__ = (never_changes("challenge_id", "member_id", "confirmed_by", "confirmed_at"), never_deleted())
    __table_args__ = (UniqueConstraint("challenge_id", "member_id", name="uq_challenge_answer_challenge_member"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    challenge_id: Mapped[int] = mapped_column(ForeignKey("quorum_challenge.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    confirmed_by: Mapped[ConfirmedBy] = mapped_column(enum_column(ConfirmedBy, "confirmed_by"))
    confirmed_at: Mapped[datetime]

    challenge: Mapped[QuorumChallenge] = relationship()
    member: Mapped[Member] = relationship()
