"""Limits over a sliding hour: on signing in, by address and by machine, with a high ceiling (130 people may sit behind
one machine); on what costs the machine much to compute, by member.
"""

from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, func, select

from accounts.models import Attempt
from core.database import session
from core.digest import sha256_text
from core.errors import TooMany

WINDOW = timedelta(hours=1)
BY_ADDRESS = 10
BY_MACHINE = 1000
BY_WRITER = 600  # differences seen and drafts kept: one every six seconds for an hour, by hand nobody gets there


def refuse_attempt(kind: str, email: str, remote: str, *, now: datetime) -> None:
    """`TooMany` when one more attempt would be past its limit. Only reads: a refusal keeps nobody waiting."""
    for name, most in _of_attempt(kind, email, remote):
        if not _has_room(sha256_text(name), most, now):
            raise TooMany(_attempts_sentence())


def refuse_writing(member_id: int, *, now: datetime) -> None:
    """`TooMany` when one more text would be past the limit. Only reads."""
    if not _has_room(sha256_text(_of_writing(member_id)), BY_WRITER, now):
        raise TooMany(_writing_sentence())


def count_attempt(kind: str, email: str, remote: str, *, now: datetime) -> None:
    """Count one attempt of a kind ("link", "code"); `TooMany` when the address or the machine is past its limit."""
    for name, most in _of_attempt(kind, email, remote):
        if not _is_counted(name, most, now):
            raise TooMany(_attempts_sentence())


def count_writing(member_id: int, *, now: datetime) -> None:
    """Count one text of a member compared or kept as a draft; `TooMany` past the limit."""
    if not _is_counted(_of_writing(member_id), BY_WRITER, now):
        raise TooMany(_writing_sentence())


def _of_attempt(kind: str, email: str, remote: str) -> tuple[tuple[str, int], ...]:
    """What an attempt is counted under, and how many are taken under each."""
    return (f"{kind}:address:{email}", BY_ADDRESS), (f"{kind}:machine:{remote}", BY_MACHINE)


def _of_writing(member_id: int) -> str:
    return f"writing:member:{member_id}"


def _attempts_sentence() -> str:
    told: str = _("Trop d’essais en une heure. Attendez un peu, ou appelez le secrétariat du congrès.")
    return told


def _writing_sentence() -> str:
    told: str = _(
        "Trop d’envois en une heure. Ce que vous avez écrit est sur cette page : attendez un peu, puis recommencez."
    )
    return told


def _has_room(key: str, most: int, now: datetime) -> bool:
    recent = select(func.count()).select_from(Attempt).where(Attempt.key == key, Attempt.at > now - WINDOW)
    return (session().scalar(recent) or 0) < most


def _is_counted(name: str, most: int, now: datetime) -> bool:
    """Whether one more attempt under this name is within its limit, and counted."""
    key = sha256_text(name)
    _one_at_a_time(key)
    if not _has_room(key, most, now):
        return False
    session().add(Attempt(key=key, at=now))
    return True


def _one_at_a_time(key: str) -> None:
    """Attempts made at once under one key are counted one after the other; on SQLite every writer is alone already."""
    if session().get_bind().dialect.name == "postgresql":
        session().execute(select(func.pg_advisory_xact_lock(int(key[:15], 16))))


def forget_old_attempts(now: datetime) -> None:
    """Drop the attempts that no longer count."""
    session().execute(delete(Attempt).where(Attempt.at <= now - WINDOW))
