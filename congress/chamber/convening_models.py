"""Tables of convenings: what was sent to whom for a sitting, what became of it; the sitting convened anew."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from congress.chamber_models import Sitting
from congress.models import Member
from congress.rules.convening.regularity import SentConvening
from congress.rules.convening.time_limits import Timeliness
from core.database import Base
from core.enums import enum_column
from core.immutability import never_changes, never_deleted
from core.row_seals import Salted, sealed


class ConveningMeans(StrEnum):
    """How a convening was sent."""

    MAIL = "mail"  # from here, to each member’s address
    ELSEWHERE = "elsewhere"  # by the house’s own means: the secretariat says on which day


class ConveningAnswer(StrEnum):
    """What a member says of the sitting: never a presence."""

    COMES = "comes"
    ABSENT = "absent"
    PROXY = "proxy"


class Convening(Salted, Base):
    """A convening as it was sent, with the sitting as it then was. Rank 1 is the first; each later one rectifies."""

    __tablename__ = "convening"
    __seal__ = sealed("la convocation", up="sitting_id")
    __table_args__ = (
        UniqueConstraint("sitting_id", "rank", name="uq_convening_sitting_rank"),
        CheckConstraint("timeliness <> 'shortened' OR because <> ''", name="shortened_for_a_reason"),
        CheckConstraint("(admitted IS NULL) = (decided_at IS NULL)", name="decided_at_an_hour"),
        CheckConstraint("admitted IS NULL OR timeliness = 'shortened'", name="decided_if_shortened"),
        CheckConstraint("reminded_at IS NULL OR remind_at IS NOT NULL", name="reminded_when_due"),
    )
    __guards__ = (
        never_changes(
            "sitting_id", "rank", "means", "sent_at", "starts_at", "place", "agenda", "words", "note", "subject",
            "body", "body_sha256", "days_asked", "days_left", "timeliness", "because", "letters", "without_address",
            "salt",
        ),
        never_changes("letters_sha256", once="OLD.letters_sha256 <> ''"),
        never_changes("admitted", "decided_at", "put_off", once="OLD.decided_at IS NOT NULL"),
        never_deleted(),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), index=True)
    rank: Mapped[int]
    means: Mapped[ConveningMeans] = mapped_column(enum_column(ConveningMeans, "means"))
    sent_at: Mapped[datetime]
    starts_at: Mapped[datetime]  # of the sitting, as it was told
    place: Mapped[str] = mapped_column(String(700), default="")
    agenda: Mapped[list[Any]]  # [id, title] of each, in order
    words: Mapped[str] = mapped_column(Text, default="")  # of the secretariat, in the mail
    note: Mapped[str] = mapped_column(Text, default="")  # « note explicative de synthèse », or where it is
    subject: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)  # of the mail, the same for each member
    body_sha256: Mapped[str] = mapped_column(String(64))
    days_asked: Mapped[int]  # clear days that the limit wanted, and that were left
    days_left: Mapped[int]
    timeliness: Mapped[Timeliness] = mapped_column(enum_column(Timeliness, "timeliness"))
    because: Mapped[str] = mapped_column(String(500), default="")  # why it was shortened
    letters: Mapped[int] = mapped_column(default=0)  # members convened; and those of them who have no address
    without_address: Mapped[int] = mapped_column(default=0)
    letters_sha256: Mapped[str] = mapped_column(String(64), default="")  # of all its letters together
    remind_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    admitted: Mapped[bool | None]  # whether the council admitted the emergency
    decided_at: Mapped[datetime | None]
    put_off: Mapped[list[int]] = mapped_column(JSON, default=list)  # ids of items that the council put off

    sitting: Mapped[Sitting] = relationship()

    @property
    def mail_key(self) -> str:
        """How the keys of its mails begin: unlike those of any other, under the same id in a demonstration too."""
        return f"convening:{self.id}:{self.salt[:12]}:"

    @property
    def weighed(self) -> SentConvening:
        """As the rule of regularity reads it."""
        items = frozenset(item_id for item_id, _title in self.agenda)
        return SentConvening(self.starts_at, items, self.timeliness, self.admitted, frozenset(self.put_off))


class ConveningComplement(Salted, Base):
    """The same convening, sent later to those who came onto the roll since. Append-only."""

    __tablename__ = "convening_complement"
    __seal__ = sealed("le complément de la convocation", up="convening_id")
    __guards__ = (
        never_changes("convening_id", "sent_at", "letters", "salt"),
        never_changes("letters_sha256", once="OLD.letters_sha256 <> ''"),
        never_deleted(),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    convening_id: Mapped[int] = mapped_column(ForeignKey("convening.id"), index=True)
    sent_at: Mapped[datetime]
    letters: Mapped[int]
    letters_sha256: Mapped[str] = mapped_column(String(64), default="")


class ConveningLetter(Base):
    """One member convened, and the address to which it went (empty: none). Sealed with the others, together."""

    __tablename__ = "convening_letter"
    __table_args__ = (UniqueConstraint("convening_id", "member_id", name="uq_convening_letter_member"),)
    __guards__ = (never_changes("convening_id", "complement_id", "member_id", "email"), never_deleted())
    id: Mapped[int] = mapped_column(primary_key=True)
    convening_id: Mapped[int] = mapped_column(ForeignKey("convening.id"))
    complement_id: Mapped[int | None] = mapped_column(ForeignKey("convening_complement.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    email: Mapped[str] = mapped_column(String(320), default="")


class ConveningReply(Salted, Base):
    """What became of one member’s letter: read, answered, handed over on paper. A row comes with the first of these."""

    __tablename__ = "convening_reply"
    __seal__ = sealed("la réponse à la convocation", up="convening_id")
    __table_args__ = (
        UniqueConstraint("convening_id", "member_id", name="uq_convening_reply_member"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered_at_an_hour"),
    )
    __guards__ = (
        never_changes("convening_id", "member_id"),
        never_changes("read_at", once="OLD.read_at IS NOT NULL"),
        never_changes("handed_at", once="OLD.handed_at IS NOT NULL"),
        never_deleted(),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    convening_id: Mapped[int] = mapped_column(ForeignKey("convening.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    read_at: Mapped[datetime | None]  # « J’ai pris connaissance »
    answer: Mapped[ConveningAnswer | None] = mapped_column(enum_column(ConveningAnswer, "answer"))
    because: Mapped[str] = mapped_column(String(300), default="")  # why absent: for the secretariat and the chair
    answered_at: Mapped[datetime | None]
    handed_at: Mapped[datetime | None]  # on paper, said by the secretariat

    member: Mapped[Member] = relationship()


class SecondSitting(Base):
    """A sitting convened anew, for want of a quorum in the first. Append-only."""

    __tablename__ = "second_sitting"
    __seal__ = sealed("la seconde convocation", up="first_id")
    __guards__ = (never_changes("first_id", "second_id"), never_deleted())
    id: Mapped[int] = mapped_column(primary_key=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), unique=True)
    second_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), unique=True)
