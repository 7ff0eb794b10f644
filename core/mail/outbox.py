"""The outbox: a mail is a row of the same transaction as what it tells; sending comes after (`core.mail.sending`)."""

import re
from datetime import datetime

from sqlalchemy import String, Text, select
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
    if withheld:
        subject = f"[DÉMONSTRATION] {subject}"
        body = f"{DEMONSTRATION}\n\n{body}\n\n{DEMONSTRATION}"
    message = OutboxMessage(
        key=key,
        recipient=recipient,
        subject=re.sub(r"[\x00-\x1f\x7f]+", " ", subject)[:LONGEST_SUBJECT],  # one line: a header
        body=body,
        created_at=now,
        withheld=withheld,
    )
    session().add(message)
