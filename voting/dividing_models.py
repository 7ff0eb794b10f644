"""Tables of the division of a text: who asks for it, what is voted in parts, and what became of each part."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from amendments.models import Amendment
from congress.chamber_models import AgendaItem
from congress.models import Member
from core.database import Base
from core.enums import enum_column
from core.immutability import never_changes, never_deleted
from core.row_seals import Salted, sealed
from motions.models import Part
from voting.subject_models import Question


class DivisionEnd(StrEnum):
    """How a division ended."""

    WHOLE = "whole"  # every part was adopted: the text is as it was
    REDUCED = "reduced"  # the parts rejected dropped out of the text
    REJECTED = "rejected"  # every part was rejected, and the whole with them
    GIVEN_UP = "given_up"  # no text changed


class Division(Base):
    """A text that is voted in parts, then as a whole: that of a part of the motion, or what an amendment changes in it.

    `cuts`: the units (alinéas, or changes of the amendment) that begin a part, the first one apart.
    """

    __tablename__ = "division"
    __seal__ = sealed("la division d’un texte", up="part_id")
    __table_args__ = (
        CheckConstraint("units > 1", name="has_units"),
        CheckConstraint("(amendment_id IS NULL) = (amendment_version IS NULL)", name="knows_version"),
        CheckConstraint("(ended_at IS NULL) = (outcome IS NULL)", name="ended_somehow"),
        Index(
            "uq_division_at_once", "part_id", unique=True,
            sqlite_where=text("ended_at IS NULL"), postgresql_where=text("ended_at IS NULL"),
        ),
    )  # fmt: skip
    __guards__ = (
        never_changes("part_id", "amendment_id", "item_id", "asked_by_id", "divided_by_id", "divided_at"),
        never_changes("cuts", "units", "on_number", "amendment_version", "text", "text_sha256"),
        never_changes("ended_at", "outcome", once="OLD.ended_at IS NOT NULL"),
        never_deleted(),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    part_id: Mapped[int] = mapped_column(ForeignKey("part.id"), index=True)
    amendment_id: Mapped[int | None] = mapped_column(ForeignKey("amendment.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))  # None: the chair decided it alone
    divided_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    divided_at: Mapped[datetime]
    units: Mapped[int]
    cuts: Mapped[list[Any]]
    on_number: Mapped[int]  # the version of the part in force
    amendment_version: Mapped[int | None]
    text: Mapped[str] = mapped_column(Text)  # the one divided; of an amendment, the whole as it would read
    text_sha256: Mapped[str] = mapped_column(String(64))
    ended_at: Mapped[datetime | None]
    outcome: Mapped[DivisionEnd | None] = mapped_column(enum_column(DivisionEnd, "outcome"))

    part: Mapped[Part] = relationship()
    amendment: Mapped[Amendment | None] = relationship()
    item: Mapped[AgendaItem] = relationship()
    asked_by: Mapped[Member | None] = relationship(foreign_keys=[asked_by_id])
    divided_by: Mapped[Member] = relationship(foreign_keys=[divided_by_id])
    parts: Mapped[list["DivisionPart"]] = relationship(back_populates="division", order_by="DivisionPart.place")


class DivisionPart(Base):
    """A part of a text that is voted apart: its units, the question that puts it, and what was decided of it."""

    __tablename__ = "division_part"
    __seal__ = sealed("la partie d’un texte divisé", up="division_id")
    __table_args__ = (
        UniqueConstraint("division_id", "place", name="uq_division_part_division_place"),
        UniqueConstraint("question_id", name="uq_division_part_question"),
        CheckConstraint("place > 0 AND first_unit >= 0 AND last_unit >= first_unit", name="has_units"),
    )
    __guards__ = (
        never_changes("division_id", "place", "first_unit", "last_unit", "spots", "question_id"),
        never_changes("is_adopted", once="OLD.is_adopted IS NOT NULL"),
        never_deleted(),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    division_id: Mapped[int] = mapped_column(ForeignKey("division.id"), index=True)
    place: Mapped[int]
    first_unit: Mapped[int]
    last_unit: Mapped[int]
    spots: Mapped[list[Any]]  # where it stands: first and last alinéa (0: the title), or the alinéa that it follows
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    is_adopted: Mapped[bool | None]  # as proclaimed

    division: Mapped[Division] = relationship(back_populates="parts")
    question: Mapped[Question] = relationship()


class DivisionRequest(Salted, Base):
    """A member present asks that the next text voted on an item be voted by division; kept for the minutes."""

    __tablename__ = "division_request"
    __seal__ = sealed("la demande de vote par division", up="item_id")
    __guards__ = (never_changes("item_id", "member_id", "asked_at"), never_deleted())
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    asked_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    item: Mapped[AgendaItem] = relationship()
    member: Mapped[Member] = relationship()
