"""Tables beside presence: withdrawals from an item, excused absences, seats taken by substitutes, papers of proxies."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from congress.chamber_models import AgendaItem, Proxy
from congress.models import Member
from core.brought.stored_files import StoredFile
from core.database import Base
from core.enums import enum_column
from core.immutability import never_changes, never_deleted
from core.row_seals import Salted, sealed


class WithdrawalGround(StrEnum):
    """What a withdrawal rests on: it says who is counted."""

    INTEREST = "interest"  # CGCT L2131-11: not counted present
    APPOINTED = "appointed"  # CGCT L1111-6: sits elsewhere for the body; not in exercise either, for that item


class Withdrawal(Salted, Base):
    """A member takes no part in an item (« déport »): no debate, no vote, no proxy. Its reason stays private."""

    __tablename__ = "withdrawal"
    __seal__ = sealed("le déport", up="item_id")
    __guards__ = (never_changes("item_id", "member_id", "ground", "reason", "declared_at"), never_deleted())
    __table_args__ = (
        Index(
            "uq_withdrawal_in_force",
            "item_id",
            "member_id",
            unique=True,
            sqlite_where=text("taken_back_at IS NULL"),
            postgresql_where=text("taken_back_at IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    ground: Mapped[WithdrawalGround] = mapped_column(enum_column(WithdrawalGround, "ground"))
    reason: Mapped[str] = mapped_column(String(500), default="")
    declared_at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]

    item: Mapped[AgendaItem] = relationship()
    member: Mapped[Member] = relationship()


class Excuse(Salted, Base):
    """A member says beforehand that they will not be there, and why: the minutes say « excusé », never the reason."""

    __tablename__ = "excuse"
    __seal__ = sealed("l’excuse", up="sitting_id")
    __table_args__ = (
        Index(
            "uq_excuse_in_force",
            "sitting_id",
            "member_id",
            unique=True,
            sqlite_where=text("taken_back_at IS NULL"),
            postgresql_where=text("taken_back_at IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    reason: Mapped[str] = mapped_column(String(500), default="")
    is_illness: Mapped[bool] = mapped_column(default=False)  # certified: a proxy may then last more than three sittings
    said_at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship()


class SeatTaken(Base):
    """A substitute (« suppléant ») sits for a member: one seat, one right to vote, never both at once."""

    __tablename__ = "seat_taken"
    __seal__ = sealed("le siège tenu par un suppléant", up="sitting_id")
    __table_args__ = (
        CheckConstraint("titular_id <> substitute_id", name="not_oneself"),
        Index(
            "uq_seat_taken_titular",
            "sitting_id",
            "titular_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
        Index(
            "uq_seat_taken_substitute",
            "substitute_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), index=True)
    titular_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    substitute_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    since: Mapped[datetime]
    until: Mapped[datetime | None]

    titular: Mapped[Member] = relationship(foreign_keys=[titular_id])
    substitute: Mapped[Member] = relationship(foreign_keys=[substitute_id])


class ProxyPaper(Base):
    """The written proxy that the secretariat keyed in, as it was brought: read by it, the chair, principal, holder."""

    __tablename__ = "proxy_paper"
    __seal__ = sealed("l’écrit du pouvoir", up="proxy_id")
    __guards__ = (never_changes("proxy_id", "file_id", "file_sha256", "brought_at"), never_deleted())
    id: Mapped[int] = mapped_column(primary_key=True)
    proxy_id: Mapped[int] = mapped_column(ForeignKey("proxy.id"), unique=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    file_sha256: Mapped[str] = mapped_column(String(64))
    brought_at: Mapped[datetime]

    proxy: Mapped[Proxy] = relationship()
    file: Mapped[StoredFile] = relationship()
