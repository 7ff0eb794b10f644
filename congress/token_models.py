"""Tokens with which programs speak for a member, and the answers already given to them. No token is stored."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from congress.models import Member
from core.database import Base

LONGEST_LABEL = 60
LONGEST_KEY = 255


class ApiToken(Base):
    """A key that a member gave to a program, for one congress; the table holds its fingerprint.

    `account_id`: whose address it was issued to. It opens nothing once the row of the roll has another.
    """

    __tablename__ = "api_token"
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    label: Mapped[str] = mapped_column(String(LONGEST_LABEL), default="")
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]  # when it last submitted something
    revoked_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship()


class ApiAnswer(Base):
    """What was answered to a demand that named itself (`Idempotency-Key`): sent again, it is answered the same."""

    __tablename__ = "api_answer"
    __table_args__ = (UniqueConstraint("member_id", "key", name="uq_api_answer_member_key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    key: Mapped[str] = mapped_column(String(LONGEST_KEY))
    demand_sha256: Mapped[str] = mapped_column(String(64))  # of its address and its body
    answer: Mapped[dict[str, Any]]
    at: Mapped[datetime]
