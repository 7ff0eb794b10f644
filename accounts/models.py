"""Tables of accounts: an address, links by mail, devices. No secret is stored: only fingerprints of tokens."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database import Base


class Account(Base):
    """An e-mail address that may sign in; members of several congresses, or of one, may share it."""

    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(320), unique=True)  # lower case


class SignInLink(Base):
    """A link sent by mail, with an eight-character code for the sign-in page; used once, opened as often as wished."""

    __tablename__ = "sign_in_link"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    code_sha256: Mapped[str] = mapped_column(String(64), index=True)
    browser_sha256: Mapped[str] = mapped_column(String(64), default="")  # of the browser that asked for it
    next_path: Mapped[str | None] = mapped_column(String(500))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    wrong_codes: Mapped[int] = mapped_column(default=0)
    account: Mapped[Account] = relationship(lazy="joined")


class Device(Base):
    """A browser that stays signed in; its cookie holds the token, the table its fingerprint."""

    __tablename__ = "device"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    account: Mapped[Account] = relationship(lazy="joined")


class Attempt(Base):
    """An attempt that is limited (asking for a link, trying a code), counted by key over a sliding hour."""

    __tablename__ = "attempt"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120), index=True)
    at: Mapped[datetime]
