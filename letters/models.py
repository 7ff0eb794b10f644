"""Tables of the letter: its covering words, the frozen letter, signatures, transmission."""

import datetime as dt
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from congress.models import Congress, Member
from core.database import Base
from core.immutability import never_changes, never_deleted
from core.row_seals import Salted, sealed


class LetterHead(Base):
    """The covering letter's words, versioned apart from the motion: sender, addressee, object, copies."""

    __tablename__ = "letter_head"
    __seal__ = sealed("l’en-tête de la lettre", up="congress_id")
    congress_id: Mapped[int] = mapped_column(ForeignKey("congress.id"), primary_key=True)
    place: Mapped[str] = mapped_column(String(120))
    date: Mapped[dt.date]
    reference: Mapped[str] = mapped_column(String(80))
    sender: Mapped[list[str]]
    contact: Mapped[str] = mapped_column(String(200))
    civility: Mapped[str] = mapped_column(String(120))
    addressee: Mapped[list[str]]
    subject: Mapped[str] = mapped_column(String(300))
    answer_by: Mapped[dt.date | None]
    copies: Mapped[list[str]]
    closing_formula: Mapped[str] = mapped_column(Text)

    congress: Mapped[Congress] = relationship()


class Letter(Base):
    """The adopted motion under its covering letter, frozen when the motion is adopted. Immutable (triggers)."""

    __tablename__ = "letter"
    __seal__ = sealed("la lettre", up="congress_id")
    __guards__ = (
        never_changes("congress_id", "text", "document", "motion_sha256", "frozen_at"),
        never_deleted(),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    congress_id: Mapped[int] = mapped_column(ForeignKey("congress.id"), unique=True)
    text: Mapped[str] = mapped_column(Text)  # the motion's canonical text, what signatures bind to
    motion_sha256: Mapped[str] = mapped_column(String(64))
    document: Mapped[dict[str, Any]]  # letters.letter_record, as JSON: parts, adoption line, covering words
    frozen_at: Mapped[datetime]

    congress: Mapped[Congress] = relationship()
    signatures: Mapped[list["Signature"]] = relationship(back_populates="letter", order_by="Signature.id")


class Signature(Salted, Base):
    """A member's signature, bound to the motion's text that was read, with or without the name published.

    `signed_as`: name and office as they were on the roll when the member signed; the letter prints them so for ever.
    """

    __tablename__ = "signature"
    __seal__ = sealed("la signature", up="letter_id")
    __table_args__ = (UniqueConstraint("letter_id", "member_id", name="uq_signature_letter_member"),)
    __guards__ = (never_changes("letter_id", "member_id", "motion_sha256", "signed_at"),)  # it may be taken back
    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    motion_sha256: Mapped[str] = mapped_column(String(64))
    signed_as: Mapped[str] = mapped_column(Text)
    publish_name: Mapped[bool]
    signed_at: Mapped[datetime]

    letter: Mapped[Letter] = relationship(back_populates="signatures")
    member: Mapped[Member] = relationship()
