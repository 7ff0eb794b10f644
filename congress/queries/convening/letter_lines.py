"""The proof of a convening: to whom it went, at what hour, what the mail became, what each member answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, String, case, cast, func, literal, select

from congress.chamber.convening_models import (
    Convening,
    ConveningAnswer,
    ConveningComplement,
    ConveningLetter,
    ConveningReply,
)
from congress.models import Member
from congress.rules.names import civil_name, role_line
from core.database import session
from core.mail.outbox import OutboxMessage
from core.mail.sending import MOST_ATTEMPTS
from core.text.collation import alphabetic
from core.text.folding import folded, holds


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One member convened, with what became of the mail and of the letter."""

    member_id: int
    family_name: str
    given_name: str
    honorific: str
    role_line: str
    email: str
    convened_at: datetime  # when it was sent from here
    sent_at: datetime | None  # by the server of mails
    is_failed: bool
    error: str
    read_at: datetime | None
    answer: ConveningAnswer | None
    because: str
    answered_at: datetime | None
    handed_at: datetime | None

    @property
    def civil_name(self) -> str:
        """« Mme Karine Prigent »."""
        return civil_name(self.honorific, self.given_name, self.family_name)


@dataclass(frozen=True, slots=True)
class LetterCounts:
    """How many letters of a convening stand where."""

    letters: int
    without_address: int
    handed: int  # on paper
    sent: int  # taken by the server of mails
    failed: int
    read: int
    comes: int
    absent: int
    proxy: int

    @property
    def waiting(self) -> int:
        """Mails that have not left yet."""
        return self.letters - self.without_address - self.sent - self.failed

    @property
    def silent(self) -> int:
        """Members who have not answered."""
        return self.letters - self.comes - self.absent - self.proxy


def counts_of(convening: Convening) -> LetterCounts:
    """The counts, in one statement."""
    mail, reply, letter = OutboxMessage, ConveningReply, ConveningLetter
    is_failed = mail.sent_at.is_(None) & (mail.attempts >= MOST_ATTEMPTS)
    columns: tuple[Any, ...] = (
        func.count(letter.id), _number(letter.email == ""), func.count(reply.handed_at), func.count(mail.sent_at),
        _number(is_failed), func.count(reply.read_at), *(_number(reply.answer == said) for said in ConveningAnswer),
    )  # fmt: skip
    return LetterCounts(*session().execute(_joined(convening, columns)).one())


def letter_lines(convening: Convening, searched: str = "", only: str = "") -> list[LetterLine]:
    """The letters whose member's name or commune holds what is searched, by name.

    `only`: « unread », « silent », « failed », « paper » (without an address), or the name of an answer.
    """
    mail, reply, letter = OutboxMessage, ConveningReply, ConveningLetter
    columns: tuple[Any, ...] = (
        Member.id, Member.family_name, Member.given_name, Member.honorific, Member.office, Member.commune,
        Member.departement, Member.body, letter.email, mail.sent_at, mail.attempts, mail.last_error, reply.read_at,
        reply.answer, reply.because, reply.answered_at, reply.handed_at,
        ConveningComplement.sent_at.label("later"),
    )  # fmt: skip
    rows = session().execute(_joined(convening, columns).join(Member, Member.id == letter.member_id)).all()
    found = [row for row in rows if holds(folded(f"{row.given_name} {row.family_name} {row.commune}"), searched)]
    lines = [
        _line(row, convening.sent_at)
        for row in sorted(found, key=lambda row: alphabetic(row.family_name, row.given_name))
    ]
    return [line for line in lines if is_among(line, only)]


def is_among(line: LetterLine, only: str) -> bool:
    """Whether a line is of those that a filter keeps."""
    kept = {
        "unread": line.read_at is None,
        "silent": line.answer is None,
        "failed": line.is_failed,
        "paper": not line.email,
        **{said.value: line.answer is said for said in ConveningAnswer},
    }
    return kept.get(only, True)


def _number(condition: Any) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _joined(convening: Convening, columns: Sequence[Any]) -> Select[Any]:
    mail, reply, letter = OutboxMessage, ConveningReply, ConveningLetter
    key = literal(convening.mail_key, String) + cast(letter.member_id, String)
    return (
        select(*columns)
        .select_from(letter)
        .outerjoin(ConveningComplement, ConveningComplement.id == letter.complement_id)
        .outerjoin(mail, mail.key == key)
        .outerjoin(reply, (reply.convening_id == letter.convening_id) & (reply.member_id == letter.member_id))
        .where(letter.convening_id == convening.id)
    )


def _line(row: Row[Any], sent_at: datetime) -> LetterLine:
    return LetterLine(
        member_id=row.id,
        family_name=row.family_name,
        given_name=row.given_name,
        honorific=row.honorific,
        role_line=role_line(row.office, row.commune, row.departement, row.body),
        email=row.email,
        convened_at=row.later or sent_at,
        sent_at=row.sent_at,
        is_failed=row.sent_at is None and (row.attempts or 0) >= MOST_ATTEMPTS,
        error=row.last_error or "",
        read_at=row.read_at,
        answer=row.answer,
        because=row.because or "",
        answered_at=row.answered_at,
        handed_at=row.handed_at,
    )
