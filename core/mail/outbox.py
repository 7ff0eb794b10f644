"""The outbox: a mail is a row of the same transaction as what it tells; sending comes after (`core.mail.sending`)."""

import re
from datetime import datetime
from typing import Any

from sqlalchemy import Select, String, Text, insert, literal, select
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, session

LONGEST_SUBJECT = 300
DEMONSTRATION = "DÉMONSTRATION – personnes et texte fictifs"


class OutboxMessage(Base):
    """A mail to send once (`key`); a withheld one is of a demonstration, and is written to a file only."""

    __tablename__ = "outbox_message"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    recipient: Mapped[str] = mapped_column(String(320))
    subject: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    body: Mapped[str] = mapped_column(Text)  # secrets are places (core.mail.sealing); empty once sent
    withheld: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    claimed_until: Mapped[datetime | None]  # somebody is sending it until then
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(Text)


def queue_mail(key: str, recipient: str, subject: str, body: str, *, now: datetime, withheld: bool = False) -> None:
    """Have a mail sent after the commit; the same key twice is one mail. Plain text, lines as written.

    `withheld`: the mail is of a demonstration; it says so, and goes to a file instead of a mailbox.
    """
    known = session().scalar(select(OutboxMessage.id).where(OutboxMessage.key == key))
    if known is not None:
        return
    subject, body = _as_it_leaves(subject, body, withheld=withheld)
    message = OutboxMessage(key=key, recipient=recipient, subject=subject, body=body, created_at=now, withheld=withheld)
    session().add(message)


def queue_mails(people: Select[Any], subject: str, body: str, *, now: datetime, withheld: bool = False) -> None:
    """Have one mail sent to many, in one statement; `people`: the key of each and the address, in this order.

    A key must be new: whoever calls this has made sure that it is sent once.
    """
    subject, body = _as_it_leaves(subject, body, withheld=withheld)
    told, columns = people.subquery(), OutboxMessage.__table__.c
    key, recipient = list(told.c)
    same = {"subject": subject, "body": body, "created_at": now, "withheld": withheld, "attempts": 0}
    values = [literal(value, columns[name].type) for name, value in same.items()]
    session().execute(insert(OutboxMessage).from_select(["key", "recipient", *same], select(key, recipient, *values)))


def _as_it_leaves(subject: str, body: str, *, withheld: bool) -> tuple[str, str]:
    """Subject, in one line, and body."""
    if withheld:
        subject = f"[DÉMONSTRATION] {subject}"
        body = f"{DEMONSTRATION}\n\n{body}\n\n{DEMONSTRATION}"
    return re.sub(r"[\x00-\x1f\x7f]+", " ", subject)[:LONGEST_SUBJECT], body  # one line: a header
