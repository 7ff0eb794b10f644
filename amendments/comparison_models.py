"""The table of what was worked out from texts: read by pages after a start, made again when it is missing or doubtful.

Nothing is decided on it: inside a unit of work everything is worked out from the texts themselves.
"""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base


class KeptComparison(Base):
    """A value worked out from texts, by the fingerprint of the question: these texts, and the version of the engine.

    `seal`: a fingerprint of both that only the site's key can make; a row that does not bear it is as if it were not.
    """

    __tablename__ = "kept_comparison"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    engine: Mapped[str] = mapped_column(String(16))  # the version that worked it out: of another, it is dropped
    said: Mapped[str] = mapped_column(Text)  # JSON
    seal: Mapped[str] = mapped_column(String(64))
    kept_at: Mapped[datetime]
