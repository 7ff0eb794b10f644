"""Which members ask for a particular ballot on an item, and what they obtain: the method of its next vote."""

from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Select, exists, func, select

from congress.chamber_models import AgendaItem, Presence, Sitting
from congress.models import Member
from congress.queries import chamber_queries
from congress.rules.rule_names import BallotKind
from core.database import session
from voting.challenge_models import BallotRequest, QuorumChallenge
from voting.dividing_models import DivisionRequest
from voting.models import Poll
from voting.queries.challenge.challenges import PENDING
from voting.rules.methods.method import ELECTRONIC, PAPER, Method, ordinary
from voting.rules.modes import Mode, choose_mode, least_requests
from voting.subject_models import PollSubject, Question, QuestionKind

Asked = TypeVar("Asked", BallotRequest, DivisionRequest)


@dataclass(frozen=True, slots=True)
class AskedBallots:
    """What is asked on an item. `public`, `secret`: by whom, of those present; `mode`: what they obtain."""

    public: tuple[Member, ...]
    secret: tuple[Member, ...]
    present: int
    public_needed: int  # 0: nobody obtains it by number
    secret_needed: int
    mode: Mode

    @property
    def is_obtained(self) -> bool:
        """Whether the next vote on the item is held by another mode than the chair would choose."""
        return self.mode is not Mode.SHOW_OF_HANDS

    @property
    def wants_names(self) -> bool:
        """Whether they obtained a public vote."""
        return self.mode is Mode.PUBLIC_NAMED

    @property
    def wants_paper(self) -> bool:
        """Whether they obtained a secret one."""
        return self.mode is Mode.SECRET


def in_force(asked: type[Asked], item: AgendaItem) -> Select[Any]:
    """The requests of one table in force on an item, of members who are there: since its last proclaimed vote.

    That on a motion from the floor uses none up: what was asked for is how the item itself is voted.
    """
    of_motion = (
        select(PollSubject.id)
        .join(Question, Question.id == PollSubject.question_id)
        .where(PollSubject.poll_id == Poll.id, Question.kind == QuestionKind.PROCEDURAL)
        .correlate(Poll)
    )
    last = select(func.max(Poll.proclaimed_at)).where(Poll.item_id == item.id, ~of_motion.exists()).scalar_subquery()
    return (
        select(asked)
        .join(
            Presence,
            (Presence.member_id == asked.member_id)
            & (Presence.sitting_id == item.sitting_id)
            & Presence.left_at.is_(None),
        )
        .where(asked.item_id == item.id, asked.withdrawn_at.is_(None))
        .where(last.is_(None) | (asked.asked_at > last))
        .order_by(asked.id)
    )


def requests_on(item: AgendaItem) -> list[BallotRequest]:
    """The requests in force on an item, of members who are there: made since its last proclaimed vote."""
    return list(session().scalars(in_force(BallotRequest, item)))


def asked_on(item: AgendaItem) -> AskedBallots | None:
    """What is asked on an item, counted against those present; None where nobody asks for anything."""
    found = requests_on(item)
    if not found:
        return None
    sitting: Sitting = item.sitting
    numbers, congress = chamber_queries.chamber(sitting.id, item.id), sitting.congress
    present = numbers.present - numbers.barred
    by = {kind: tuple(row.member for row in found if row.ballot is kind) for kind in BallotKind}
    mode = choose_mode(
        present=present,
        ask_secret=len(by[BallotKind.SECRET]),
        ask_public=len(by[BallotKind.PUBLIC]),
        secret_share=congress.secret_request,
        public_share=congress.public_request,
        secret_prevails=congress.prevailing_request is BallotKind.SECRET,
    )
    return AskedBallots(
        by[BallotKind.PUBLIC], by[BallotKind.SECRET], present,
        least_requests(present, congress.public_request), least_requests(present, congress.secret_request), mode,
    )  # fmt: skip


def anything_asked(sitting_id: int, item_id: int | None) -> tuple[bool, bool]:
    """Whether somebody asks for a ballot, or a division, on the item; whether a check of the quorum waits for its end.

    One question of the database, for pages on which nothing of it happens nearly always.
    """
    ballots = exists().where(BallotRequest.item_id == item_id, BallotRequest.withdrawn_at.is_(None))
    divisions = exists().where(DivisionRequest.item_id == item_id, DivisionRequest.withdrawn_at.is_(None))
    checks = exists().where(QuorumChallenge.sitting_id == sitting_id, QuorumChallenge.state.in_(PENDING))
    is_asked, is_challenged = session().execute(select(ballots | divisions, checks)).one()
    return bool(is_asked), bool(is_challenged)


def asked_at(sitting: Sitting, item: AgendaItem | None) -> tuple[AskedBallots | None, bool, bool]:
    """What is asked on an item (None: no item that may be voted), whether anything is, whether a check waits."""
    is_asked, is_challenged = anything_asked(sitting.id, item.id if item is not None else None)
    return asked_on(item) if item is not None and is_asked else None, is_asked, is_challenged


def obtained_on(item: AgendaItem) -> Mode | None:
    """The mode that the members present obtained for the next vote on an item; None: the chair chooses."""
    asked = asked_on(item)
    return asked.mode if asked is not None and asked.is_obtained else None


def method_obtained(asked: AskedBallots | None, ballot: BallotKind) -> Method:
    """The method by which « Ouvrir » puts the next vote: the one that was obtained, else the congress's own."""
    if asked is None or not asked.is_obtained:
        return ordinary(ballot)
    return PAPER if asked.wants_paper else ELECTRONIC
