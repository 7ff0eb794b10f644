"""Tables of voting: polls with their frozen rules and electorate, rights to vote, ballots, outcomes."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from amendments.models import Amendment
from amendments.order_models import Bundle
from congress.chamber_models import AgendaItem, QuorumCheck, Sitting
from congress.models import WEIGHT_SCALE, Congress, Member
from core.database import Base
from core.enums import enum_column
from core.immutability import moves_only, never_changes, never_deleted, refuses
from core.row_seals import Salted, sealed
from voting import vote_guards
from voting.rules.majority import Choice
from voting.rules.methods.answers import Answers
from voting.rules.methods.method import METHODS, Method, MethodName
from voting.rules.methods.tally import Tally
from voting.rules.outcome import Reason
from voting.subject_models import PollSubject


class PollState(StrEnum):
    """The life of a poll; it never reopens."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSED = "closed"
    PROCLAIMED = "proclaimed"
    CANCELLED = "cancelled"


# A poll goes its way once: it never comes back to a state, nor skips its closing.
WAY_OF_A_POLL: dict[str, tuple[str, ...]] = {
    PollState.DRAFT: (PollState.ANNOUNCED,),
    PollState.ANNOUNCED: (PollState.OPEN, PollState.CANCELLED),
    PollState.OPEN: (PollState.CLOSED, PollState.CANCELLED),
    PollState.CLOSED: (PollState.PROCLAIMED, PollState.CANCELLED),
}
CHOICE = String(32)  # a choice of the method, by its name


class Poll(Salted, Base):
    """One question put to the vote. Rules frozen when announced, electorate when opened, outcome when closed."""

    __tablename__ = "poll"
    __seal__ = sealed("le scrutin", up="congress_id")
    __table_args__ = (
        UniqueConstraint("congress_id", "number", name="uq_poll_congress_number"),
        Index(
            "uq_poll_open",
            "sitting_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        CheckConstraint(
            "(state IN ('draft', 'announced')) OR opened_at IS NOT NULL OR state = 'cancelled'", name="opened_when_open"
        ),
        CheckConstraint("state NOT IN ('closed', 'proclaimed') OR closed_at IS NOT NULL", name="dated_when_closed"),
        CheckConstraint("state <> 'cancelled' OR cancelled_because <> ''", name="cancelled_for_a_reason"),
    )
    __guards__ = (
        moves_only("state", WAY_OF_A_POLL, "keep_way_of_poll"),
        never_changes("question", "rules", "rules_sha256", once="OLD.state <> 'draft'"),
        never_changes("method", "choices", "is_ranked", once="OLD.state <> 'draft'"),
        never_changes("sitting_id", "number", "bundle_id", once="OLD.state <> 'draft'"),
        never_changes(
            "members",
            "present",
            "represented",
            "barred",
            "entitled",
            "members_weight",
            "colleges",
            "text_sha256",
            "quorum_check_id",
            "chair_id",
            "opened_at",
            once="OLD.state IN ('open', 'closed', 'proclaimed', 'cancelled')",
        ),
        never_changes("closed_at", "ballots_sha256", once="OLD.state IN ('closed', 'proclaimed', 'cancelled')"),
        never_changes("closing_at", once="OLD.state <> 'open'"),
        never_changes("corrects_id", "corrects_because", once="OLD.state <> 'draft'"),
        never_deleted(),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    congress_id: Mapped[int] = mapped_column(ForeignKey("congress.id"), index=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"))
    bundle_id: Mapped[int | None] = mapped_column(ForeignKey("bundle.id"))  # amendments voted in one, without debate
    number: Mapped[int]
    state: Mapped[PollState] = mapped_column(enum_column(PollState, "state"), default=PollState.DRAFT, index=True)
    question: Mapped[str] = mapped_column(String(500))
    method_name: Mapped[MethodName] = mapped_column("method", enum_column(MethodName, "method"))
    choices: Mapped[str] = mapped_column(String(500))  # what a ballot may say, by their names, a space between them
    is_ranked: Mapped[bool] = mapped_column(default=False)  # a ballot may be an order of them: « o2>o1 »
    rules: Mapped[dict[str, Any]]  # quorum, majority, tie_rule, ballot… by the names of docs/rules
    rules_sha256: Mapped[str] = mapped_column(String(64))
    # The poll that this one holds again: cancelled for an incident, or proclaimed and to be corrected (then, why).
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("poll.id"), index=True)
    corrects_because: Mapped[str] = mapped_column(Text, default="")
    # Chamber, frozen at opening.
    members: Mapped[int | None]
    present: Mapped[int | None]
    represented: Mapped[int | None]
    barred: Mapped[int | None]
    entitled: Mapped[int | None]
    members_weight: Mapped[int | None] = mapped_column(BigInteger)  # of the serving members, in millionths
    colleges: Mapped[dict[str, Any]] = mapped_column(default=dict)  # by college, the same numbers: where they count
    text_sha256: Mapped[str | None] = mapped_column(String(64))  # of the text as it would read if adopted
    quorum_check_id: Mapped[int | None] = mapped_column(ForeignKey("quorum_check.id"))  # the check it stands on
    chair_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))  # who presides from the opening to the end
    announced_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    closing_at: Mapped[datetime | None]  # when the chair told that it will be closed: nothing closes it but the chair
    closed_at: Mapped[datetime | None]
    proclaimed_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancelled_because: Mapped[str] = mapped_column(Text, default="")
    ballots_sha256: Mapped[str | None] = mapped_column(String(64))  # of their canonical list, at closing

    congress: Mapped[Congress] = relationship()
    sitting: Mapped[Sitting] = relationship()
    item: Mapped[AgendaItem] = relationship()
    bundle: Mapped[Bundle | None] = relationship()
    quorum_check: Mapped[QuorumCheck | None] = relationship()
    corrects: Mapped["Poll | None"] = relationship(remote_side="Poll.id")
    chair: Mapped[Member | None] = relationship()
    subjects: Mapped[list[PollSubject]] = relationship(back_populates="poll", order_by="PollSubject.id")
    outcome: Mapped["Outcome | None"] = relationship(back_populates="poll")

    @property
    def answers(self) -> Answers:
        """What it offers: the choices of its method, or the options of its question."""
        asked = self.subjects[0].question if self.choices.startswith("o1") else None
        return asked.answers(self.method) if asked is not None else self.method.answers

    @property
    def method(self) -> Method:
        """How the poll is held: what it offers, how its answers come in, what is counted of them."""
        return METHODS[self.method_name]


class RightToVote(Base):
    """One right to vote, filled at opening; a proxy is one more right in its holder's hands."""

    __tablename__ = "right_to_vote"
    __table_args__ = (
        UniqueConstraint("poll_id", "principal_id", name="uq_right_to_vote_poll_principal"),
        Index("ix_right_to_vote_poll_holder", "poll_id", "holder_id"),
    )
    __guards__ = (
        never_changes("poll_id", "principal_id", "holder_id", "weight", "college"),
        never_deleted(),
        refuses("INSERT", "refuse_late_right", when=vote_guards.ELECTORATE_IS_FROZEN),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"))
    principal_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    holder_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    weight: Mapped[int] = mapped_column(BigInteger, default=WEIGHT_SCALE)
    college: Mapped[str] = mapped_column(String(80), default="")

    poll: Mapped[Poll] = relationship()
    principal: Mapped[Member] = relationship(foreign_keys=[principal_id])
    holder: Mapped[Member] = relationship(foreign_keys=[holder_id])
    ballot: Mapped["Ballot | None"] = relationship(back_populates="right")


class Ballot(Base):
    """What a right to vote says now: one for each right, changed only while the poll is open (triggers)."""

    __tablename__ = "ballot"
    __guards__ = (
        refuses("INSERT", "refuse_late_ballot", when=vote_guards.POLL_IS_NOT_OPEN.format(row="NEW")),
        refuses("UPDATE", "keep_closed_ballot", when=vote_guards.POLL_IS_NOT_OPEN.format(row="OLD")),
        refuses("INSERT", "refuse_unknown_choice", when=vote_guards.CHOICE_IS_NOT_OFFERED),
        refuses("UPDATE", "refuse_another_choice", when=vote_guards.CHOICE_IS_NOT_OFFERED),
        refuses("INSERT", "refuse_nameless_ballot", when=vote_guards.NAMES_ARE_NOT_KEPT),
        never_deleted(),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    right_id: Mapped[int] = mapped_column(ForeignKey("right_to_vote.id"), unique=True)
    choice: Mapped[str] = mapped_column(CHOICE)
    cast_at: Mapped[datetime]
    spoken: Mapped[bool] = mapped_column(default=False)  # said aloud at the bureau, keyed by the secretariat

    right: Mapped[RightToVote] = relationship(back_populates="ballot")


class BallotCast(Base):
    """Each casting, append-only: the last one counts, all are kept."""

    __tablename__ = "ballot_cast"
    __guards__ = (
        never_changes("right_id", "choice", "cast_at", "cast_by_id", "text_sha256", "spoken"),
        never_deleted(),
        refuses("INSERT", "refuse_unknown_casting", when=vote_guards.CHOICE_IS_NOT_OFFERED),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    right_id: Mapped[int] = mapped_column(ForeignKey("right_to_vote.id"), index=True)
    choice: Mapped[str] = mapped_column(CHOICE)
    cast_at: Mapped[datetime]
    cast_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    text_sha256: Mapped[str | None] = mapped_column(String(64))  # of the text that the person read
    spoken: Mapped[bool] = mapped_column(default=False)


class Outcome(Salted, Base):
    """Counts, rule, arithmetic, verdict: integers, locked at closing. Salted: the chair's choice is one of a few."""

    __tablename__ = "outcome"
    __seal__ = sealed("le résultat", up="poll_id")
    __table_args__ = (
        CheckConstraint("is_adopted IS NULL OR NOT is_adopted OR is_quorum_met", name="no_adoption_without_quorum"),
    )
    __guards__ = (
        never_changes(
            "poll_id",
            "received",
            "took_part",
            "cast_votes",
            "needed",
            "is_quorum_met",
            "is_adopted",
            "reason",
            "chair_choice",
            "chosen",
            "by_college",
        ),
        never_deleted(),
    )
    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), primary_key=True)
    received: Mapped[dict[str, Any]]  # by choice of the method: heads, and what they weigh in millionths
    took_part: Mapped[int]  # heads
    cast_votes: Mapped[int]  # heads
    # In the unit that decided: heads, or millionths where a vote weighs more or less than one.
    needed: Mapped[int] = mapped_column(BigInteger)
    is_quorum_met: Mapped[bool]
    is_adopted: Mapped[bool | None]
    reason: Mapped[Reason] = mapped_column(enum_column(Reason, "reason"))
    chair_choice: Mapped[str | None] = mapped_column(CHOICE)
    chosen: Mapped[str] = mapped_column(String(200), default="")  # of options: those that the rule finds first
    by_college: Mapped[dict[str, Any]] = mapped_column(default=dict)  # as `received`, of each college where they count

    poll: Mapped[Poll] = relationship(back_populates="outcome")

    @property
    def tally(self) -> Tally:
        """What each choice received."""
        return Tally.from_json(self.received)

    @property
    def told(self) -> dict[str, Any]:
        """What files and programs read of it; null for the numbers of what was declared and not counted."""
        is_counted = self.reason is not Reason.DECLARED
        return {
            "adopted": self.is_adopted,
            "reason": self.reason.value,
            "quorum_met": self.is_quorum_met,
            "counts": self.counts if is_counted else None,
            "took_part": self.took_part if is_counted else None,
            "cast": self.cast_votes if is_counted else None,
        }

    @property
    def counts(self) -> dict[str, int]:
        """How many said each thing, by the names that files and the API promise, those of another method at zero."""
        return {**dict.fromkeys(map(str, Choice), 0), **self.tally.heads}

    @property
    def weighted(self) -> dict[str, int]:
        """The same in millionths of a vote."""
        return {**dict.fromkeys(map(str, Choice), 0), **self.tally.weights}


class Falling(Base):
    """An amendment that falls if a poll's subject is adopted: computed when announced, confirmed by the chair."""

    __tablename__ = "falling"
    __seal__ = sealed("l’amendement qui tombe", up="poll_id")
    __table_args__ = (UniqueConstraint("poll_id", "amendment_id", name="uq_falling_poll_amendment"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), index=True)
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"))
    because: Mapped[str] = mapped_column(String(500), default="")
    confirmed: Mapped[bool | None]

    amendment: Mapped[Amendment] = relationship()
