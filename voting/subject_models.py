"""Tables of what is put to the vote: the rows of a poll's subject, and the questions that the chair words."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from amendments.models import Amendment
from congress.chamber_models import AgendaItem
from congress.models import Congress
from congress.rules.rule_names import OptionRule
from core.database import Base
from core.enums import enum_column
from core.immutability import never_changes, never_deleted
from core.row_seals import sealed
from motions.models import Motion, Part
from voting.rules.methods.answers import Answers, among_options
from voting.rules.methods.method import Method

if TYPE_CHECKING:
    from voting.models import Poll

LONGEST_QUESTION = 500
LONGEST_OPTION = 200


class QuestionKind(StrEnum):
    """What a question that the chair words is about."""

    FREE = "free"  # whatever the assembly is asked: it changes no text
    PROCEDURAL = "procedural"  # a motion from the floor: to close the debate, to refer, not to deliberate
    ELECTION = "election"  # a person to elect, in three rounds at most: each round is a question of its own
    OPTIONS = "options"  # one option among several, by the rule of the congress
    DIVISION = "division"  # a part of a text that is voted in parts: `DivisionPart` says which


class Question(Base):
    """A question in the chair's words, on an item of the agenda; once asked it never changes.

    A round of an election names the round before, or the seat before, and whether the vote is secret: `waived_by`, who
    was present when nobody opposed that it be public (CGCT L2121-21).
    """

    __tablename__ = "question"
    __seal__ = sealed("la question mise aux voix", up="congress_id")
    __table_args__ = (
        CheckConstraint("words <> ''", name="has_words"),
        CheckConstraint("(kind = 'options') = (counting IS NOT NULL)", name="counts_options"),
        CheckConstraint("ballot_round BETWEEN 1 AND 3 AND (kind = 'election' OR ballot_round = 1)", name="has_round"),
        CheckConstraint("seat BETWEEN 1 AND seats AND (kind = 'election' OR seats = 1)", name="has_seat"),
    )
    __guards__ = (
        never_changes("congress_id", "item_id", "kind", "words", "asked_at", "counting", "previous_id"),
        never_changes("ballot_round", "seat", "seats", "is_secret_by_text", "waived_by"),
        never_deleted(),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    congress_id: Mapped[int] = mapped_column(ForeignKey("congress.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    kind: Mapped[QuestionKind] = mapped_column(enum_column(QuestionKind, "kind"))
    words: Mapped[str] = mapped_column(String(LONGEST_QUESTION))
    asked_at: Mapped[datetime]
    counting: Mapped[OptionRule | None] = mapped_column(enum_column(OptionRule, "counting"))
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"))
    ballot_round: Mapped[int] = mapped_column(default=1)
    seat: Mapped[int] = mapped_column(default=1)  # which of the seats to fill, one after another
    seats: Mapped[int] = mapped_column(default=1)
    is_secret_by_text: Mapped[bool] = mapped_column(default=False)  # then nobody waives it
    waived_by: Mapped[list[int]] = mapped_column(JSON, default=list)  # ids of those present; none: it is not waived

    congress: Mapped[Congress] = relationship()
    item: Mapped[AgendaItem] = relationship()
    previous: Mapped["Question | None"] = relationship(remote_side="Question.id")
    options: Mapped[list["QuestionOption"]] = relationship(order_by="QuestionOption.place", lazy="selectin")

    def answers(self, method: Method) -> Answers:
        """What is answered to it: for or against, or one of its options, by this method."""
        if not self.options:
            return method.answers
        names = [option.words for option in self.options]
        return among_options(names, on_paper=method.is_on_paper, is_ranked=self.is_ranked)

    @property
    def is_ranked(self) -> bool:
        """Whether a ballot is an order of its options."""
        return self.counting is not None and self.counting.is_ranked

    @property
    def rule(self) -> str:
        """How what is chosen is found, by its stored name: « election », « relative »…; empty of for or against."""
        if self.kind is QuestionKind.ELECTION:
            return self.kind.value
        return self.counting.value if self.counting else ""


class QuestionOption(Base):
    """What may be chosen: a person to elect (of the roll, where it is one), or an option in words."""

    __tablename__ = "question_option"
    __seal__ = sealed("ce qui peut être choisi", up="question_id")
    __table_args__ = (
        UniqueConstraint("question_id", "place", name="uq_question_option_question_place"),
        CheckConstraint("words <> '' AND place > 0", name="has_words_and_place"),
    )
    __guards__ = (never_changes("question_id", "place", "words", "member_id"), never_deleted())
    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    place: Mapped[int]  # its key in the poll is « o1 » of the first
    words: Mapped[str] = mapped_column(String(LONGEST_OPTION))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))


class EldestSaid(Base):
    """Who is the eldest of those who had as many votes at the third round, as the chair said it before proclaiming."""

    __tablename__ = "eldest_said"
    __seal__ = sealed("la personne la plus âgée", up="poll_id")
    __guards__ = (never_changes("poll_id", "chosen"), never_deleted())
    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), primary_key=True)
    chosen: Mapped[str] = mapped_column(String(8))  # the key of an option


class PollSubject(Base):
    """What a poll decides: exactly one thing a row, several rows for a batch of identical amendments."""

    __tablename__ = "poll_subject"
    __seal__ = sealed("l’objet du scrutin", up="poll_id")
    __table_args__ = (
        CheckConstraint(
            "(CASE WHEN amendment_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN part_id IS NULL THEN 0 ELSE 1 END) "
            "+ (CASE WHEN motion_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN question_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="exactly_one_subject",
        ),
        UniqueConstraint("poll_id", "amendment_id", name="uq_poll_subject_poll_amendment"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), index=True)
    amendment_id: Mapped[int | None] = mapped_column(ForeignKey("amendment.id"), index=True)
    part_id: Mapped[int | None] = mapped_column(ForeignKey("part.id"), index=True)
    motion_id: Mapped[int | None] = mapped_column(ForeignKey("motion.id"), index=True)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"), index=True)

    poll: Mapped["Poll"] = relationship(back_populates="subjects")
    amendment: Mapped[Amendment | None] = relationship()
    part: Mapped[Part | None] = relationship()
    motion: Mapped[Motion | None] = relationship()
    question: Mapped[Question | None] = relationship()
