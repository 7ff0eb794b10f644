"""Sending what the outbox holds: by SMTP when configured, else into files of the instance folder.

A message is claimed in one unit of work, sent outside any transaction, and marked sent in another: two senders never
send the same one, and one that stops in between lets it be tried again (with the same Message-ID). Once sent, its
words are dropped: what remains says to whom, about what, when.
"""

import logging
import smtplib
import socket
import ssl
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from flask import current_app
from sqlalchemy import func, or_, select

from core import unit_of_work
from core.database import session
from core.digest import sha256_text
from core.mail.outbox import OutboxMessage, body_of
from core.mail.sealing import unsealed

CLAIM = timedelta(minutes=5)
MOST_ATTEMPTS = 8
# The server itself does not answer, or refuses us: no message would pass. (SMTPException is an OSError too.)
UNREACHABLE = (
    ConnectionError,
    TimeoutError,
    socket.gaierror,
    ssl.SSLError,
    smtplib.SMTPConnectError,
    smtplib.SMTPServerDisconnected,
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPHeloError,
)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that this sender alone sends now."""

    id: int
    key: str
    recipient: str
    subject: str
    body: str
    withheld: bool
    created_at: datetime


def send_due(now: datetime) -> int:
    """The number of messages sent (or written to files) now; safe to call again and from several places."""
    sent = 0
    while (message := unit_of_work.run(lambda: _claim(now))) is not None:
        try:
            _deliver(message)
        except Exception as error:  # noqa: BLE001 (one message that cannot be written never holds back the others)
            reason = type(error).__name__
            _log.warning("mail %s was not sent: %s", message.id, reason)
            unit_of_work.run(partial(_mark_failed, message.id, reason, now))
            if isinstance(error, UNREACHABLE):
                break  # the others would wait as long, one after the other: they are tried at the next round
            continue
        unit_of_work.run(partial(_mark_sent, message.id, now))
        sent += 1
    return sent


def still_refused() -> dict[str, int]:
    """How many messages wait after a refusal, by its reason: what the operator has to look into."""
    rows = (
        select(OutboxMessage.last_error, func.count())
        .where(OutboxMessage.sent_at.is_(None), OutboxMessage.last_error.is_not(None))
        .group_by(OutboxMessage.last_error)
        .order_by(OutboxMessage.last_error)
    )
    return {str(reason): number for reason, number in session().execute(rows)}


def _claim(now: datetime) -> Claimed | None:
    rows = (
        select(OutboxMessage)
        .where(
            OutboxMessage.sent_at.is_(None),
            OutboxMessage.attempts < MOST_ATTEMPTS,
            or_(OutboxMessage.claimed_until.is_(None), OutboxMessage.claimed_until <= now),
        )
        .order_by(OutboxMessage.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    found = session().scalar(rows)
    if found is None:
        return None
    found.claimed_until = now + CLAIM
    found.attempts += 1
    body = body_of(found)
    return Claimed(found.id, found.key, found.recipient, found.subject, body, found.withheld, found.created_at)


def _mark_sent(message_id: int, now: datetime) -> None:
    message = session().get_one(OutboxMessage, message_id)
    message.sent_at = now
    message.body, message.text_sha256 = "", None
    message.claimed_until = None
    message.last_error = None


def _mark_failed(message_id: int, reason: str, now: datetime) -> None:
    """Tried again later and later: after 1, 2, 4… minutes."""
    message = session().get_one(OutboxMessage, message_id)
    message.last_error = reason
    message.claimed_until = now + timedelta(minutes=2 ** (message.attempts - 1))


def _deliver(message: Claimed) -> None:
    recipient = mailbox(message.recipient)
    mail = EmailMessage(policy=SMTP if recipient.isascii() else SMTPUTF8)
    mail["From"] = current_app.config["MAIL_FROM"]
    mail["To"] = recipient
    mail.set_raw("Subject", subject_header(message.subject))
    mail["Date"] = format_datetime(message.created_at)
    mail["Message-ID"] = message_id(message.key)
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(unsealed(message.body), cte="quoted-printable")
    address = current_app.config["SMTP_URL"]
    if message.withheld or not address:
        _write(message, mail)
    else:
        _send(address, mail)


def message_id(key: str) -> str:
    """The Message-ID of the mail of a key, by which the servers that carried it know it."""
    return f"<{sha256_text(key)[:32]}@{urlsplit(current_app.config['SITE_URL']).hostname}>"


def subject_header(subject: str) -> str:
    """The subject in lines as servers carry them.

    Folded by the policy of the mail it loses the space between two encoded words: « déposéà l’amendement ».
    """
    charset = "us-ascii" if subject.isascii() else "utf-8"
    return Header(subject, charset, header_name="Subject").encode(linesep="\r\n")


def mailbox(address: str) -> str:
    """The address as servers carry it: the name of its domain in ASCII (« mairie-évry.fr » is « xn--mairie-vry-… »)."""
    name, at, domain = address.rpartition("@")
    try:
        return f"{name}{at}{domain.encode('idna').decode('ascii')}"
    except UnicodeError:  # no domain is called so: the server will say it
        return address


def _write(message: Claimed, mail: EmailMessage) -> None:
    folder = Path(current_app.config["INSTANCE_PATH"]) / "outbox"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # links to sign in by, for their owner alone
    (folder / f"{message.id:06d}.eml").write_bytes(bytes(mail))


def _send(address: str, mail: EmailMessage) -> None:
    """`smtp://[user:password@]host[:port]` (STARTTLS when offered) or `smtps://…`."""
    parts = urlsplit(address)
    host = parts.hostname or "localhost"
    context = ssl.create_default_context()
    secure = parts.scheme == "smtps"
    server: smtplib.SMTP = (
        smtplib.SMTP_SSL(host, parts.port or 465, timeout=20, context=context)
        if secure
        else smtplib.SMTP(host, parts.port or 25, timeout=20)
    )
    with server:
        server.ehlo()
        if not secure and server.has_extn("starttls"):
            server.starttls(context=context)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(mail)
