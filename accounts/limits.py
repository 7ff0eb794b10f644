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
BY_DOOR = 10  # wrong codes of a member at the door of a sitting: a code has a million values, and lasts a minute
BY_KEEPER = 1500  # drafts that kept themselves: a page keeps one every ten seconds, and people open several pages
BY_WRITER = 600  # differences seen and drafts kept: one every six seconds for an hour, by hand nobody gets there


def is_mail_due(kind: str, address: str, *, now: datetime, is_own: bool) -> bool:
    """Whether one more mail of a kind leaves for a mailbox now. `is_own`: its reader, signed in, asks. Only reads."""
    sent = _recent(sha256_text(_mails(kind, address)), now)
    return is_own or len(sent) < BY_MAILBOX or sent[-1] <= now - SPACING


def count_mail(kind: str, address: str, *, now: datetime, is_own: bool) -> bool:
    """Whether one more mail of a kind leaves for a mailbox, and is counted."""
    key = _held(_mails(kind, address))
    if not is_mail_due(kind, address, now=now, is_own=is_own):
        return False
    session().add(Attempt(key=key, at=now))
    return True


def is_worth_counting(remote: str, *, now: datetime) -> bool:
    """Whether a request that names nobody on the roll is written at all. A read: it takes no turn of the writer."""
    return len(_recent(sha256_text(_strangers(remote)), now)) < BY_MACHINE


def count_stranger(remote: str, *, now: datetime) -> None:
    """One more request that names nobody on the roll: as long to answer as one that names somebody."""
    _is_counted(_strangers(remote), BY_MACHINE, now)


def refuse_code(address: str, browser: str, *, now: datetime) -> None:
    """`TooMany` when a code would be tried against nothing. Only reads: a refusal keeps nobody waiting."""
    if not any(len(_recent(sha256_text(name), now)) < most for name, most in _of_code(address, browser)):
        raise TooMany(_codes_sentence())


def count_code(address: str, browser: str, *, now: datetime) -> tuple[bool, bool]:
    """(own, others): against which links a code may be tried, those that this browser asked for, all the others.

    `TooMany` when neither: the same whether the address is known or not.
    """
    own, others = (most > 0 and _is_counted(name, most, now) for name, most in _of_code(address, browser))
    if not own and not others:
        raise TooMany(_codes_sentence())
    return own, others


def refuse_writing(member_id: int, *, by_itself: bool = False, now: datetime) -> None:
    """`TooMany` when one more text would be past the limit. Only reads. `by_itself`: no press sent it."""
    name, most = _of_writing(member_id, by_itself)
    if len(_recent(sha256_text(name), now)) >= most:
        raise TooMany(_writing_sentence())


def count_writing(member_id: int, *, by_itself: bool = False, now: datetime) -> None:
    """Count one text of a member compared or kept as a draft; `TooMany` past the limit."""
    if not _is_counted(*_of_writing(member_id, by_itself), now):
        raise TooMany(_writing_sentence())


def count_door_code(member_id: int, *, now: datetime) -> None:
    """Count a wrong code of a member at the door of a sitting; `TooMany` past the limit, whatever they type."""
    if not _is_counted(f"door:member:{member_id}", BY_DOOR, now):
        raise TooMany(_door_sentence())


def refuse_door_code(member_id: int, *, now: datetime) -> None:
    """`TooMany` when a member typed too many wrong codes already. Only reads."""
    if len(_recent(sha256_text(f"door:member:{member_id}"), now)) >= BY_DOOR:
        raise TooMany(_door_sentence())


def _door_sentence() -> str:
    told: str = _("Trop de codes ont été essayés\u00a0: signalez-vous au secrétariat de la séance, qui vous inscrit.")
    return told


def _mails(kind: str, address: str) -> str:
    return f"{kind}:address:{address}"


def _of_code(address: str, browser: str) -> tuple[tuple[str, int], tuple[str, int]]:
    """What a code is counted under, and how many are tried: in a browser that asked for a link, and in all."""
    return (f"code:browser:{browser}:{address}", BY_BROWSER if browser else 0), (
        f"code:address:{address}",
        BY_STRANGERS,
    )


def _codes_sentence() -> str:
    told: str = _(
        "Trop de codes ont été essayés pour cette adresse. Ouvrez le lien du courriel, ou demandez-en un nouveau sur"
        " cet appareil\u00a0: son code y servira."
    )
    return told


def _of_writing(member_id: int, by_itself: bool) -> tuple[str, int]:
    """What a text of a member is counted under, and how many are taken."""
    return (f"keeping:member:{member_id}", BY_KEEPER) if by_itself else (f"writing:member:{member_id}", BY_WRITER)


def _writing_sentence() -> str:
    told: str = _(
        "Trop d’envois en une heure. Ce que vous avez écrit est sur cette page : attendez un peu, puis recommencez."
    )
    return told


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


def _held(name: str) -> str:
    """The key of a name; attempts made at once under it are counted one after the other (on SQLite they are alone)."""
    key = sha256_text(name)
    if session().get_bind().dialect.name == "postgresql":
        session().execute(select(func.pg_advisory_xact_lock(int(key[:15], 16))))
    return key


def forget_old_attempts(now: datetime) -> None:
    """Drop the attempts that no longer count."""
    session().execute(delete(Attempt).where(Attempt.at <= now - WINDOW))
