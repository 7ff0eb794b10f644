"""Tables of the debate: who asks to speak, who spoke and how long, motions from the floor and who seconds them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from congress.chamber_models import AgendaItem, Sitting
from congress.models import Member
from core.database import Base
from core.enums import enum_column
from core.immutability import moves_only, never_changes, never_deleted
from core.row_seals import sealed
from voting.rules.debate.debate_rules import DEFAULT_SECONDS
from voting.rules.debate.precedence import WAY_OF_A_MOTION, FloorKind, FloorState
from voting.rules.debate.speaking_order import SpeakerSide, Turn
from voting.subject_models import Question


def _kept_within() -> tuple[CheckConstraint, ...]:
    return (
        CheckConstraint("speaker_seconds BETWEEN 30 AND 3600", name="speaker_heard"),
        CheckConstraint("item_minutes IS NULL OR item_minutes BETWEEN 1 AND 720", name="item_within_a_day"),
        CheckConstraint("seconders BETWEEN 0 AND 500", name="seconders_found"),
    )


class HouseDebate(Base):
    """How a congress debates, in each sitting that chose nothing of its own."""

    __tablename__ = "house_debate"
    __seal__ = sealed("les règles du débat de la maison", up="congress_id")
    __table_args__ = _kept_within()
    congress_id: Mapped[int] = mapped_column(ForeignKey("congress.id"), primary_key=True)
    newcomers_first: Mapped[bool] = mapped_column(default=True)
    alternates: Mapped[bool] = mapped_column(default=True)
    speaker_seconds: Mapped[int] = mapped_column(default=DEFAULT_SECONDS)
    item_minutes: Mapped[int | None]
    seconders: Mapped[int] = mapped_column(default=0)


class DebateSettings(Base):
    """How a sitting debates; one that has no row debates by the rules of the house, else by the defaults."""

    __tablename__ = "debate_settings"
    __seal__ = sealed("les règles du débat", up="sitting_id")
    __table_args__ = _kept_within()
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), primary_key=True)
    newcomers_first: Mapped[bool] = mapped_column(default=True)
    alternates: Mapped[bool] = mapped_column(default=True)
    speaker_seconds: Mapped[int] = mapped_column(default=DEFAULT_SECONDS)
    item_minutes: Mapped[int | None]  # that all the speakers of an item share; None: no limit
    seconders: Mapped[int] = mapped_column(default=0)  # that a motion from the floor needs


class ItemDebate(Base):
    """Where the debate on an item is; an item that has no row is debated, its list open."""

    __tablename__ = "item_debate"
    __seal__ = sealed("le débat sur le point", up="item_id")
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), primary_key=True)
    list_closed_at: Mapped[datetime | None]  # nobody is added any more; those who wait are called
    debate_closed_at: Mapped[datetime | None]  # « clôture du débat »: nobody is called any more
    explanations_at: Mapped[datetime | None]  # explanations of vote are called from then on
    resumed_after_id: Mapped[int | None] = mapped_column(
        ForeignKey("poll.id")
    )  # cancelled: the debate went on after it


class SpeakingRequest(Base):
    """A member asks to speak on an item: it waits, is called once, or is given up."""

    __tablename__ = "speaking_request"
    __seal__ = sealed("la demande de parole", up="item_id")
    __table_args__ = (
        Index(
            "uq_speaking_request_waiting",  # nobody waits twice in one list
            "item_id",
            "member_id",
            "turn",
            unique=True,
            sqlite_where=text("called_at IS NULL AND withdrawn_at IS NULL"),
            postgresql_where=text("called_at IS NULL AND withdrawn_at IS NULL"),
        ),
        CheckConstraint("called_at IS NULL OR withdrawn_at IS NULL", name="called_or_withdrawn"),
    )
    __guards__ = (
        never_changes("item_id", "member_id", "turn", "side", "asked_at", "keyed"),
        never_changes("called_at", once="OLD.called_at IS NOT NULL"),
        never_changes("withdrawn_at", once="OLD.withdrawn_at IS NOT NULL"),
        never_deleted(),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    turn: Mapped[Turn] = mapped_column(enum_column(Turn, "turn"))
    side: Mapped[SpeakerSide] = mapped_column(enum_column(SpeakerSide, "side"))
    asked_at: Mapped[datetime]
    keyed: Mapped[bool] = mapped_column(default=False)  # for a hand raised in the room, by the desk
    moved: Mapped[int | None]  # the chair's move to the head: the greatest is the head
    called_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    item: Mapped[AgendaItem] = relationship()
    member: Mapped[Member] = relationship()


class Speech(Base):
    """Somebody has, or had, the floor: from when to when, with what stopped the clock. One at a time in a sitting."""

    __tablename__ = "speech"
    __seal__ = sealed("la prise de parole", up="sitting_id")
    __table_args__ = (
        Index(
            "uq_speech_running",
            "sitting_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        CheckConstraint("(request_id IS NULL) <> (motion_id IS NULL)", name="on_a_request_or_a_motion"),
        CheckConstraint("extra_seconds >= 0 AND stopped_seconds >= 0", name="seconds_counted"),
        CheckConstraint("ended_at IS NULL OR ended_at >= started_at", name="ends_after_starting"),
    )
    __guards__ = (
        never_changes("sitting_id", "item_id", "member_id", "request_id", "motion_id", "started_at", "given_seconds"),
        never_changes(
            "extra_seconds", "stopped_seconds", "stopped_since", "ended_at", "cut", once="OLD.ended_at IS NOT NULL"
        ),
        never_deleted(),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    request_id: Mapped[int | None] = mapped_column(ForeignKey("speaking_request.id"), unique=True)
    motion_id: Mapped[int | None] = mapped_column(ForeignKey("floor_motion.id"))
    started_at: Mapped[datetime]
    given_seconds: Mapped[int]
    extra_seconds: Mapped[int] = mapped_column(default=0)
    stopped_seconds: Mapped[int] = mapped_column(default=0)
    stopped_since: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    cut: Mapped[bool] = mapped_column(default=False)  # the chair took the floor back

    member: Mapped[Member] = relationship()
    request: Mapped[SpeakingRequest | None] = relationship()
    motion: Mapped["FloorMotion | None"] = relationship()


class FloorMotion(Base):
    """A motion that a member raises in the course of a sitting, and what became of it."""

    __tablename__ = "floor_motion"
    __seal__ = sealed("la motion de procédure", up="sitting_id")
    __table_args__ = (
        CheckConstraint("(kind = 'suspension') = (minutes IS NOT NULL)", name="suspension_has_minutes"),
        CheckConstraint(
            "kind <> 'point_of_order' OR state NOT IN ('put', 'carried', 'lost', 'granted')", name="order_never_voted"
        ),
        CheckConstraint("kind = 'point_of_order' OR state <> 'answered'", name="order_alone_answered"),
        CheckConstraint("kind = 'suspension' OR state <> 'granted'", name="suspension_alone_granted"),
        CheckConstraint("kind IN ('point_of_order', 'suspension') OR item_id IS NOT NULL", name="bears_on_an_item"),
        CheckConstraint("state NOT IN ('answered', 'refused') OR answer <> ''", name="answered_in_words"),
        CheckConstraint("(state IN ('raised', 'put')) = (decided_at IS NULL)", name="decided_when_over"),
    )
    __guards__ = (
        moves_only("state", WAY_OF_A_MOTION, "keep_way_of_floor_motion"),
        never_changes("sitting_id", "item_id", "kind", "words", "minutes", "raised_by_id", "raised_at", "keyed"),
        never_changes(
            "answer", "question_id", "hands_for", "hands_against", "hands_abstain", "decided_at",
            once="OLD.decided_at IS NOT NULL",
        ),
        never_deleted(),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    kind: Mapped[FloorKind] = mapped_column(enum_column(FloorKind, "kind"))
    words: Mapped[str] = mapped_column(String(500), default="")
    minutes: Mapped[int | None]
    raised_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    raised_at: Mapped[datetime]
    keyed: Mapped[bool] = mapped_column(default=False)
    state: Mapped[FloorState] = mapped_column(enum_column(FloorState, "state"), default=FloorState.RAISED)
    put_at: Mapped[datetime | None]
    # What the assembly is asked, in a poll; None where hands alone decide (no item, a sitting that holds no poll).
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"), index=True)
    hands_for: Mapped[int | None]
    hands_against: Mapped[int | None]
    hands_abstain: Mapped[int | None]
    decided_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(String(1000), default="")  # of the chair, kept for the minutes

    sitting: Mapped[Sitting] = relationship()
    item: Mapped[AgendaItem | None] = relationship()
    raised_by: Mapped[Member] = relationship()
    question: Mapped[Question | None] = relationship()


class FloorSecond(Base):
    """A member seconds a motion from the floor. Append-only."""

    __tablename__ = "floor_second"
    __seal__ = sealed("l’appui d’une motion de procédure", up="motion_id")
    __table_args__ = (UniqueConstraint("motion_id", "member_id", name="uq_floor_second_motion_member"),)
    __guards__ = (never_changes("motion_id", "member_id", "seconded_at"), never_deleted())
    id: Mapped[int] = mapped_column(primary_key=True)
    motion_id: Mapped[int] = mapped_column(ForeignKey("floor_motion.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    seconded_at: Mapped[datetime]

    motion: Mapped[FloorMotion] = relationship()
    member: Mapped[Member] = relationship()
