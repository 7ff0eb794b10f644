"""The outbox: a mail is a row of the same transaction as what it tells; sending comes after (`core.mail.sending`)."""

import re
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, String, Text, delete, insert, literal, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, session
from core.digest import sha256_text

LONGEST_SUBJECT = 300
_WAITING = text("sent_at IS NULL")
DEMONSTRATION = "DÉMONSTRATION – personnes et texte fictifs"


class OutboxText(Base):
    """The words of one mail to thousands, kept once while some of them wait; named by their fingerprint."""

    __tablename__ = "outbox_text"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    body: Mapped[str] = mapped_column(Text)


class OutboxMessage(Base):
    """A mail to send once (`key`); a withheld one is of a demonstration, and is written to a file only.

    `text_sha256`: its words, where many share them.
    """

    __tablename__ = "outbox_message"
    __table_args__ = (  # of those that wait alone: a site keeps all that it ever sent
        Index("ix_outbox_message_waiting", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
        Index("ix_outbox_message_text_sha256", "text_sha256", sqlite_where=_WAITING, postgresql_where=_WAITING),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    recipient: Mapped[str] = mapped_column(String(320))
    subject: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    body: Mapped[str] = mapped_column(Text)  # secrets are places (core.mail.sealing); empty once sent
    text_sha256: Mapped[str | None] = mapped_column(ForeignKey("outbox_text.sha256"))
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

    A key must be new: whoever calls this has made sure that it is sent once. The words are kept once for all: thousands
    of copies of a convening would hold every ballot meanwhile.
    """
    subject, body = _as_it_leaves(subject, body, withheld=withheld)
    text_sha256 = _kept_text(body)
    told, columns = people.subquery(), OutboxMessage.__table__.c
    key, recipient = list(told.c)
    same = {
        "subject": subject, "body": "", "text_sha256": text_sha256, "created_at": now, "withheld": withheld,
        "attempts": 0,
    }  # fmt: skip
    values = [literal(value, columns[name].type) for name, value in same.items()]
    session().execute(insert(OutboxMessage).from_select(["key", "recipient", *same], select(key, recipient, *values)))


def _kept_text(body: str) -> str:
    """The fingerprint of words that many mails share, kept once."""
    insert_new = postgresql.insert if session().get_bind().dialect.name == "postgresql" else sqlite.insert
    sha256 = sha256_text(body)
    adding = insert_new(OutboxText).values(sha256=sha256, body=body)
    held = adding.on_conflict_do_update(index_elements=["sha256"], set_={"body": body})  # until the mails are there
    session().execute(held)
    return sha256


def body_of(message: OutboxMessage) -> str:
    """The words of a mail that waits."""
    if message.text_sha256 is None:
        return message.body
    return session().get_one(OutboxText, message.text_sha256).body


def forget_texts() -> None:
    """Drop the words of which every mail has left."""
    waits = select(OutboxMessage.id).where(
        OutboxMessage.text_sha256 == OutboxText.sha256, OutboxMessage.sent_at.is_(None)
    )
    session().execute(delete(OutboxText).where(~waits.exists()))


def _as_it_leaves(subject: str, body: str, *, withheld: bool) -> tuple[str, str]:
    """Subject, in one line, and body."""
    if withheld:
        subject = f"[DÉMONSTRATION] {subject}"
        body = f"{DEMONSTRATION}\n\n{body}\n\n{DEMONSTRATION}"
    return re.sub(r"[\x00-\x1f\x7f]+", " ", subject)[:LONGEST_SUBJECT], body  # one line: a header
