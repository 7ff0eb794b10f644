"""The table of files that people bring. Whoever keeps one says who may read it."""

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base
from core.immutability import never_changes, never_deleted


class StoredFile(Base):
    """A file as it is kept: bytes of ours, their type, their fingerprint. Never changed."""

    __tablename__ = "stored_file"
    __guards__ = (never_changes("name", "media_type", "sha256", "size", "content", "kept_at"), never_deleted())
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))  # as it is offered to whoever downloads it
    media_type: Mapped[str] = mapped_column(String(80))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    kept_at: Mapped[datetime]
