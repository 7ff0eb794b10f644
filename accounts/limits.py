"""Limits over a sliding hour, none of which a stranger can use up for somebody else.

On mails with a link, by mailbox: past a first handful they are spaced, never refused, so that whoever reads the
mailbox always has a fresh one. On codes, apart: by browser for the links that it asked for, by address for all other
tries. What names nobody on the roll is counted by machine, against nobody else. On what costs much, by member.
"""

from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, func, select

from accounts.models import Attempt
from core.database import session
from core.digest import sha256_text
from core.errors import TooMany

WINDOW = timedelta(hours=1)
BY_MAILBOX = 10  # mails of an hour sent as they are asked for
SPACING = timedelta(minutes=3)  # between those that come after
BY_BROWSER = 10  # codes typed in a browser for an address to which it had a link sent
BY_STRANGERS = 20  # codes typed for an address in all other browsers
BY_MACHINE = 1000  # requests that name nobody on the roll: past them nothing is written any more
BY_WRITER = 600  # differences seen and drafts kept: one every six seconds for an hour, by hand nobody gets there


def count_mail(kind: str, address: str, *, now: datetime, is_own: bool) -> bool:
    """Whether one more mail of a kind leaves for a mailbox, and is counted. `is_own`: its reader, signed in, asks."""
    key = _held(f"{kind}:address:{address}")
    sent = _recent(key, now)
    if not is_own and len(sent) >= BY_MAILBOX and sent[-1] > now - SPACING:
        return False
    session().add(Attempt(key=key, at=now))
    return True


def is_worth_counting(remote: str, *, now: datetime) -> bool:
    """Whether a request that names nobody on the roll is written at all. A read: it takes no turn of the writer."""
    return len(_recent(_key(_strangers(remote)), now)) < BY_MACHINE


def count_stranger(remote: str, *, now: datetime) -> None:
    """One more request that names nobody on the roll: as long to answer as one that names somebody."""
    _is_counted(_strangers(remote), BY_MACHINE, now)


def count_code(address: str, browser: str, *, now: datetime) -> tuple[bool, bool]:
    """(own, others): against which links a code may be tried, those that this browser asked for, all the others.

    `TooMany` when neither: the same whether the address is known or not.
    """
    own = bool(browser) and _is_counted(f"code:browser:{browser}:{address}", BY_BROWSER, now)
    others = _is_counted(f"code:address:{address}", BY_STRANGERS, now)
    if not own and not others:
        raise TooMany(_("Trop de codes ont été essayés pour cette adresse. Ouvrez le lien du courriel, ou demandez-en"
                        " un nouveau sur cet appareil\u00a0: son code y servira."))  # fmt: skip
    return own, others


def count_writing(member_id: int, *, now: datetime) -> None:
    """Count one text of a member compared or kept as a draft; `TooMany` past the limit."""
    if not _is_counted(f"writing:member:{member_id}", BY_WRITER, now):
        raise TooMany(_("Trop d’envois en une heure. Ce que vous avez écrit est sur cette page : attendez un peu,"
                        " puis recommencez."))  # fmt: skip


def _strangers(remote: str) -> str:
    return f"nobody:machine:{remote}"


def _is_counted(name: str, most: int, now: datetime) -> bool:
    """Whether one more attempt under this name is within its limit, and counted."""
    key = _held(name)
    if len(_recent(key, now)) >= most:
        return False
    session().add(Attempt(key=key, at=now))
    return True


def _recent(key: str, now: datetime) -> list[datetime]:
    """The attempts of the last hour, oldest first."""
    rows = select(Attempt.at).where(Attempt.key == key, Attempt.at > now - WINDOW).order_by(Attempt.at)
    return list(session().scalars(rows))


def _key(name: str) -> str:
    return sha256_text(name)


def _held(name: str) -> str:
    """The key of a name; attempts made at once under it are counted one after the other (on SQLite they are alone)."""
    key = _key(name)
    if session().get_bind().dialect.name == "postgresql":
        session().execute(select(func.pg_advisory_xact_lock(int(key[:15], 16))))
    return key


def forget_old_attempts(now: datetime) -> None:
    """Drop the attempts that no longer count."""
    session().execute(delete(Attempt).where(Attempt.at <= now - WINDOW))
