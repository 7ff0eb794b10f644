"""Tables of the life of an amendment: the former versions of its text, the photograph of a sheet handed in."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from amendments.models import Amendment
from core.database import Base
from core.enums import enum_column
from core.immutability import never_changes, never_deleted
from core.row_seals import Salted, sealed
from motions.models import Revision


class VersionEnd(StrEnum):
    """What put another text in the place of a version."""

    RECTIFIED = "rectified"  # by whoever bears the amendment
    SUB_AMENDED = "sub_amended"  # by the adoption of a sub-amendment
    SUB_UNDONE = "sub_undone"  # by the vote that corrects such an adoption
    DIVIDED = "divided"  # by a vote in parts that rejected some of it


class AmendmentVersion(Base):
    """A text that an amendment no longer has, as it stood until another took its place."""

    __tablename__ = "amendment_version"
    __seal__ = sealed("la version de l’amendement", up="amendment_id")
    __table_args__ = (
        UniqueConstraint("amendment_id", "version", name="uq_amendment_version_amendment_version"),
        CheckConstraint(
            "(ended_by IN ('rectified', 'divided')) = (sub_amendment_id IS NULL)", name="sub_amended_by_one"
        ),
    )
    __guards__ = (
        never_changes(
            "amendment_id", "version", "rectification", "base_revision_id", "text", "text_sha256", "title", "reasons",
            "ended_at", "ended_by", "sub_amendment_id",
        ),
        never_deleted(),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"))
    version: Mapped[int]
    rectification: Mapped[int]
    base_revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    text: Mapped[str] = mapped_column(Text)
    text_sha256: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(Text)
    reasons: Mapped[str] = mapped_column(Text)
    ended_at: Mapped[datetime]
    ended_by: Mapped[VersionEnd] = mapped_column(enum_column(VersionEnd, "ended_by"))
    sub_amendment_id: Mapped[int | None] = mapped_column(ForeignKey("amendment.id"))

    amendment: Mapped[Amendment] = relationship(foreign_keys=[amendment_id])
    base_revision: Mapped[Revision] = relationship()
    sub_amendment: Mapped[Amendment | None] = relationship(foreign_keys=[sub_amendment_id])


class SheetPhotograph(Salted, Base):
    """The photograph of the sheet on which an amendment was handed in during a sitting, without what a camera adds."""

    __tablename__ = "sheet_photograph"
    __seal__ = sealed("la photographie de la feuille", up="amendment_id")
    __table_args__ = (UniqueConstraint("amendment_id", name="uq_sheet_photograph_amendment"),)
    __guards__ = (never_changes("amendment_id", "media_type", "content", "kept_at"), never_deleted())
    id: Mapped[int] = mapped_column(primary_key=True)
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"))
    media_type: Mapped[str] = mapped_column(String(40))
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
    kept_at: Mapped[datetime]

    amendment: Mapped[Amendment] = relationship()
