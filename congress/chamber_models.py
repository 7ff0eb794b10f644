"""Tables of the chamber: sittings, offices, agenda, presence, proxies, checks of the quorum."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from congress.models import Accreditation, Category, Congress, Member, QuorumMoment, Room
from congress.rules.rule_names import ItemNature, QuorumRule
from core.database import Base
from core.enums import enum_column
from core.immutability import never_changes, never_deleted
from core.row_seals import hidden_token, sealed


class SittingKind(StrEnum):
    """A plenary decides; a preparation sitting only discusses."""

    PLENARY = "plenary"
    PREPARATION = "preparation"


class SittingState(StrEnum):
    """Where a sitting is."""

    PLANNED = "planned"
    OPEN = "open"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class Office(StrEnum):
    """What a member does in one sitting."""

    CHAIR = "chair"
    SECRETARY = "secretary"
    TELLER = "teller"


class AgendaItemKind(StrEnum):
    """What an item of the agenda is about."""

    PROPOSAL = "proposal"
    MOTION = "motion"
    OTHER = "other"


class PresenceMode(StrEnum):
    """How a presence came to be known."""

    ROOM = "room"
    REMOTE = "remote"
    SECRETARIAT = "secretariat"


class Sitting(Base):
    """A plenary or preparation sitting; serving members are fixed when it opens."""

    __tablename__ = "sitting"
    __seal__ = sealed(
        "la séance",
        up="congress_id",
        left_out={
            "stepped_at": "the pace of the console’s presses",
            "door_secret": "it says nothing of what was decided",
        },
    )
    __table_args__ = (
        UniqueConstraint("congress_id", "number", name="uq_sitting_congress_number"),
        CheckConstraint("starts_at < ends_at", name="starts_before_ends"),
        CheckConstraint("(state = 'planned') = (serving_members IS NULL)", name="members_fixed_at_opening"),
        CheckConstraint("convocation IN (1, 2)", name="convocation_first_or_second"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    congress_id: Mapped[int] = mapped_column(ForeignKey("congress.id"), index=True)
    number: Mapped[int]
    kind: Mapped[SittingKind] = mapped_column(enum_column(SittingKind, "kind"))
    title: Mapped[str] = mapped_column(String(200))
    room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    state: Mapped[SittingState] = mapped_column(enum_column(SittingState, "state"), default=SittingState.PLANNED)
    convocation: Mapped[int] = mapped_column(default=1)
    serving_members: Mapped[int | None]
    serving_ids: Mapped[list[int]] = mapped_column(JSON, default=list)  # who they are: the register keeps them
    opened_at: Mapped[datetime | None]
    resumed_at: Mapped[datetime | None]  # end of the last suspension: the quorum is checked anew after it
    resumes_at: Mapped[datetime | None]  # while suspended, the hour that was told: nothing resumes by itself
    closed_at: Mapped[datetime | None]
    under_vote: Mapped[bool] = mapped_column(default=False)  # a poll is open: set and cleared by voting
    stepped_at: Mapped[datetime | None]  # by the machine's clock: the last step taken on the chair's console
    door_secret: Mapped[str] = mapped_column(String(32), default=hidden_token)  # what the code at the door is made of

    congress: Mapped[Congress] = relationship()
    room: Mapped[Room | None] = relationship()
    offices: Mapped[list["SittingOffice"]] = relationship(back_populates="sitting")
    items: Mapped[list["AgendaItem"]] = relationship(back_populates="sitting", order_by="AgendaItem.position")

    @property
    def presence_opens_at(self) -> datetime:
        """From when members say by themselves that they are there, unless it opens before."""
        return self.starts_at - timedelta(minutes=self.congress.presence_opens_before)


class SittingReopening(Base):
    """A sitting closed by error goes on: when it had been closed, when it was reopened, and why. Append-only."""

    __tablename__ = "sitting_reopening"
    __seal__ = sealed("la réouverture de la séance", up="sitting_id")
    __table_args__ = (CheckConstraint("because <> ''", name="reopened_for_a_reason"),)
    __guards__ = (never_changes("sitting_id", "closed_at", "reopened_at", "because"), never_deleted())
    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), index=True)
    closed_at: Mapped[datetime]
    reopened_at: Mapped[datetime]
    because: Mapped[str] = mapped_column(String(500))


class SittingOffice(Base):
    """An office held by a member in a sitting, from an instant to another."""

    __tablename__ = "sitting_office"
    __seal__ = sealed("la fonction en séance", up="sitting_id")
    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    office: Mapped[Office] = mapped_column(enum_column(Office, "office"))
    since: Mapped[datetime]
    until: Mapped[datetime | None]

    sitting: Mapped[Sitting] = relationship(back_populates="offices")
    member: Mapped[Member] = relationship()


class AgendaItem(Base):
    """A thing to discuss at a sitting; `proposal_number` names the proposal (a number, since motions stand above)."""

    __tablename__ = "agenda_item"
    __seal__ = sealed("le point de l’ordre du jour", up="sitting_id")
    __table_args__ = (
        UniqueConstraint("sitting_id", "position", name="uq_agenda_item_sitting_position"),
        CheckConstraint("(kind = 'proposal') = (proposal_number IS NOT NULL)", name="proposal_has_number"),
        Index(
            "uq_agenda_item_open",
            "sitting_id",
            unique=True,
            sqlite_where=text("opened_at IS NOT NULL AND closed_at IS NULL"),
            postgresql_where=text("opened_at IS NOT NULL AND closed_at IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), index=True)
    position: Mapped[int]
    kind: Mapped[AgendaItemKind] = mapped_column(enum_column(AgendaItemKind, "kind"))
    title: Mapped[str] = mapped_column(String(300))
    proposal_number: Mapped[int | None]
    nature: Mapped[ItemNature] = mapped_column(enum_column(ItemNature, "nature"), default=ItemNature.ORDINARY)
    on_first_agenda: Mapped[bool] = mapped_column(default=False)  # carried over from a first convocation
    opened_at: Mapped[datetime | None]  # « mis en discussion »
    closed_at: Mapped[datetime | None]

    sitting: Mapped[Sitting] = relationship(back_populates="items")


class Presence(Base):
    """An interval during which a member is at a sitting."""

    __tablename__ = "presence"
    __seal__ = sealed("la présence", up="sitting_id", left_out={"last_act_at": "the history of the ballots shows it"})
    __table_args__ = (
        Index(
            "uq_presence_open",  # nobody is at two sittings, nor twice at one
            "member_id",
            unique=True,
            sqlite_where=text("left_at IS NULL"),
            postgresql_where=text("left_at IS NULL"),
        ),
        CheckConstraint("left_at IS NULL OR left_at >= arrived_at", name="leaves_after_arriving"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    mode: Mapped[PresenceMode] = mapped_column(enum_column(PresenceMode, "mode"))
    arrived_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    last_act_at: Mapped[datetime | None]  # of the last ballot cast from here: nobody leaves before it

    member: Mapped[Member] = relationship()


class Proxy(Base):
    """A written, revocable right to vote given for a sitting by an absent member to a present one, or to the next."""

    __tablename__ = "proxy"
    __seal__ = sealed("le pouvoir", up="sitting_id")
    __table_args__ = (
        CheckConstraint("principal_id <> holder_id", name="not_to_oneself"),
        CheckConstraint("NOT refused OR revoked_at IS NOT NULL", name="refused_is_revoked"),
        CheckConstraint("rank >= 1", name="rank_from_one"),
        *(
            Index(
                name,
                "sitting_id",
                "principal_id",
                column,
                unique=True,
                sqlite_where=text("revoked_at IS NULL"),
                postgresql_where=text("revoked_at IS NULL"),
            )
            for name, column in (("uq_proxy_in_force", "rank"), ("uq_proxy_holder_in_force", "holder_id"))
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), index=True)
    principal_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    holder_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    rank: Mapped[int] = mapped_column(default=1)  # of the holders whom a principal names: the first who can carries it
    given_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    refused: Mapped[bool] = mapped_column(default=False)  # its holder would not carry it: revoked by them

    principal: Mapped[Member] = relationship(foreign_keys=[principal_id])
    holder: Mapped[Member] = relationship(foreign_keys=[holder_id])


class ElectorateChange(Base):
    """What a roll asked of an elector, or of somebody who would become one, while a plenary sat: kept until its end."""

    __tablename__ = "electorate_change"
    __seal__ = sealed("le changement du corps électoral", up="member_id")
    __table_args__ = (
        Index(
            "uq_electorate_change_waiting",
            "member_id",
            unique=True,
            sqlite_where=text("settled_at IS NULL"),
            postgresql_where=text("settled_at IS NULL"),
        ),
        CheckConstraint("NOT votes OR category = 'elected'", name="only_elected_vote"),
        CheckConstraint("weight > 0", name="weight_positive"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    category: Mapped[Category] = mapped_column(enum_column(Category, "category"))
    accreditation: Mapped[Accreditation] = mapped_column(enum_column(Accreditation, "accreditation"))
    college: Mapped[str] = mapped_column(String(80), default="")
    weight: Mapped[int] = mapped_column(BigInteger)
    votes: Mapped[bool]
    asked_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]  # when it took effect, or was taken back by a later roll

    member: Mapped[Member] = relationship()


class QuorumCheck(Base):
    """A check of the quorum with its numbers: an event, never recomputed. Append-only."""

    __tablename__ = "quorum_check"
    __seal__ = sealed("la vérification du quorum", up="sitting_id")
    __guards__ = (
        never_changes(
            "sitting_id",
            "item_id",
            "at",
            "moment",
            "rule",
            "members",
            "present",
            "represented",
            "barred",
            "needed",
            "is_met",
            "by_college",
            "waited",
        ),
        never_deleted(),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    at: Mapped[datetime]
    moment: Mapped[QuorumMoment] = mapped_column(enum_column(QuorumMoment, "moment"))  # what it was made for
    rule: Mapped[QuorumRule] = mapped_column(enum_column(QuorumRule, "rule"))
    members: Mapped[int]
    present: Mapped[int]
    represented: Mapped[int]
    barred: Mapped[int]
    needed: Mapped[int]
    is_met: Mapped[bool]
    by_college: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # where the rule asks it of each
    waited: Mapped[bool] = mapped_column(default=False)  # the vote was put off first: valid whatever the number
