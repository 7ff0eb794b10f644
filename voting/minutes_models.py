"""Tables of the minutes: what the secretary keyed, the reports attached, the minutes adopted, who signed them."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from congress.chamber_models import Office, Sitting
from congress.models import Member
from core.brought.stored_files import StoredFile
from core.database import Base
from core.enums import enum_column
from core.immutability import never_changes, never_deleted, refuses
from core.row_seals import Salted, sealed
from voting.models import Poll

_ARE_ADOPTED = "EXISTS (SELECT 1 FROM minutes m WHERE m.sitting_id = {row}.sitting_id AND m.adopted_at IS NOT NULL)"


class Adoption(StrEnum):
    """How minutes were adopted."""

    DECLARED = "declared"  # nobody objected, the chair said so
    VOTED = "voted"


class Minutes(Base):
    """The minutes of a sitting: a draft, adopted at the beginning of a later one with the record kept, published."""

    __tablename__ = "minutes"
    __seal__ = sealed("le procès-verbal", up="sitting_id")
    __table_args__ = (
        UniqueConstraint("sitting_id", name="uq_minutes_sitting"),
        CheckConstraint("(adopted_at IS NULL) = (sha256 IS NULL)", name="fingerprinted_when_adopted"),
        CheckConstraint("(adopted_at IS NULL) = (adopted_in_id IS NULL)", name="adopted_in_a_sitting"),
        CheckConstraint("published_at IS NULL OR adopted_at IS NOT NULL", name="published_once_adopted"),
        CheckConstraint("adoption <> 'voted' OR poll_id IS NOT NULL", name="voted_by_a_poll"),
    )
    __guards__ = (
        never_changes("sitting_id"),
        never_changes("submitted_at", once="OLD.submitted_at IS NOT NULL"),
        never_changes(
            "adopted_at", "adopted_in_id", "adoption", "poll_id", "record", "sha256", "journal",
            once="OLD.adopted_at IS NOT NULL",
        ),
        never_changes("published_at", once="OLD.published_at IS NOT NULL"),
        never_deleted(),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    submitted_at: Mapped[datetime | None]  # the secretary has done; the chair reads it
    adopted_at: Mapped[datetime | None]
    adopted_in_id: Mapped[int | None] = mapped_column(ForeignKey("sitting.id"), index=True)
    adoption: Mapped[Adoption | None] = mapped_column(enum_column(Adoption, "adoption"))
    poll_id: Mapped[int | None] = mapped_column(ForeignKey("poll.id"))
    record: Mapped[dict[str, Any] | None] = deferred(
        mapped_column(JSON(none_as_null=True))
    )  # as it was adopted, to the last word
    sha256: Mapped[str | None] = mapped_column(String(64))
    journal: Mapped[str] = mapped_column(String(64), default="")  # its head when they were adopted
    published_at: Mapped[datetime | None]

    sitting: Mapped[Sitting] = relationship(foreign_keys=[sitting_id])
    adopted_in: Mapped[Sitting | None] = relationship(foreign_keys=[adopted_in_id])
    poll: Mapped[Poll | None] = relationship()
    signatures: Mapped[list["MinutesSignature"]] = relationship(order_by="MinutesSignature.id")


class MinutesNote(Salted, Base):
    """The substance of the discussion of an item, or of the sitting: a version; the last one is read. Append-only."""

    __tablename__ = "minutes_note"
    __seal__ = sealed("le compte rendu des débats", up="sitting_id")
    __table_args__ = (
        UniqueConstraint("sitting_id", "item_key", "version", name="uq_minutes_note_item_version"),
        CheckConstraint("version > 0", name="version_from_one"),
    )
    __guards__ = (
        never_changes("sitting_id", "item_id", "item_key", "version", "text", "sha256", "written_by_id", "written_at"),
        never_deleted(),
        refuses("INSERT", "refuse_note_of_adopted_minutes", when=_ARE_ADOPTED.format(row="NEW")),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))  # none: of the sitting as a whole
    item_key: Mapped[int] = mapped_column(default=0)  # its id, or 0: one line of versions for each
    version: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))  # none: by the program itself
    written_at: Mapped[datetime]

    written_by: Mapped[Member | None] = relationship()


class ItemReport(Salted, Base):
    """A report behind a deliberation: an address, or a file. Withdrawn, it is kept and shown no more."""

    __tablename__ = "item_report"
    __seal__ = sealed("le rapport joint", up="sitting_id")
    __table_args__ = (CheckConstraint("(url = '') = (file_id IS NOT NULL)", name="an_address_or_a_file"),)
    __guards__ = (
        never_changes("sitting_id", "item_id", "title", "url", "file_id", "sha256", "added_at"),
        never_changes("withdrawn_at", once="OLD.withdrawn_at IS NOT NULL"),
        never_deleted(),
        refuses("INSERT", "refuse_report_of_adopted_minutes", when=_ARE_ADOPTED.format(row="NEW")),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"))
    title: Mapped[str] = mapped_column(String(200))
    url: Mapped[str] = mapped_column(String(500), default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    sha256: Mapped[str] = mapped_column(String(64), default="")  # of the file, so that the seal holds it too
    added_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    file: Mapped[StoredFile | None] = relationship()


class MinutesSignature(Salted, Base):
    """« Je signe »: whoever chaired, or was secretary, signs the minutes as they were adopted. Append-only."""

    __tablename__ = "minutes_signature"
    __seal__ = sealed("la signature du procès-verbal", up="minutes_id")
    __table_args__ = (UniqueConstraint("minutes_id", "member_id", name="uq_minutes_signature_member"),)
    __guards__ = (
        never_changes("minutes_id", "member_id", "office", "sha256", "signed_at"),
        never_deleted(),
        refuses(
            "INSERT",
            "refuse_signature_of_other_minutes",
            when="EXISTS (SELECT 1 FROM minutes m WHERE m.id = NEW.minutes_id"
            " AND (m.sha256 IS NULL OR m.sha256 <> NEW.sha256))",
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    office: Mapped[Office] = mapped_column(enum_column(Office, "office"))
    sha256: Mapped[str] = mapped_column(String(64))  # of the record that they had before their eyes
    signed_at: Mapped[datetime]

    member: Mapped[Member] = relationship()
