"""The table of the programme."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from congress.chamber_models import Sitting
from congress.models import Congress, Room
from core.database import Base
from core.enums import enum_column
from core.row_seals import sealed


class ProgrammeItemKind(StrEnum):
    """What an item of the programme is."""

    PLENARY = "plenary"
    PREPARATION = "preparation"
    WEBINAR = "webinar"
    CONFERENCE = "conference"
    DEBATE = "debate"
    PITCH = "pitch"
    INTERVIEW = "interview"
    WORKSHOP = "workshop"
    PERMANENT = "permanent"
    BREAK = "break"


class Access(StrEnum):
    """To whom a programme item is open."""

    PUBLIC = "public"
    REGISTERED = "registered"
    ACCREDITED = "accredited"
    ELECTED = "elected"


class ProgrammeItem(Base):
    """One item of the programme; plenary and preparation ones are sittings too."""

    __tablename__ = "programme_item"
    __seal__ = sealed("le rendez-vous", up="congress_id")
    __table_args__ = (
        UniqueConstraint("congress_id", "starts_at", "title", name="uq_programme_item_congress_start_title"),
        CheckConstraint("starts_at < ends_at", name="starts_before_ends"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    congress_id: Mapped[int] = mapped_column(ForeignKey("congress.id"), index=True)
    position: Mapped[int]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    kind: Mapped[ProgrammeItemKind] = mapped_column(enum_column(ProgrammeItemKind, "kind"))
    title: Mapped[str] = mapped_column(String(300))
    room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id"))
    sitting_id: Mapped[int | None] = mapped_column(ForeignKey("sitting.id"))
    access: Mapped[Access] = mapped_column(enum_column(Access, "access"))
    registration: Mapped[bool] = mapped_column(default=False)
    capacity: Mapped[int | None]
    theme: Mapped[str] = mapped_column(String(120), default="")
    speakers: Mapped[str] = mapped_column(Text, default="")
    summary: Mapped[str] = mapped_column(Text, default="")

    congress: Mapped[Congress] = relationship()
    room: Mapped[Room | None] = relationship()
    sitting: Mapped[Sitting | None] = relationship()
