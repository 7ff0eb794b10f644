"""What a site does by itself, from a timer (`hemicycle tick`) or from the server's own thread."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from accounts.limits import forget_old_attempts
from accounts.services import forget_expired
from amendments.queries.kept.preparing import Standing, prepare, standing_parts
from amendments.rules.kept.worked_out import take_fresh
from amendments.services.kept.keeping import forget_comparisons, keep_rows, rows_to_keep
from congress.clock import now_in
from congress.models import Congress
from congress.services.convening.reminding import due_reminders, remind
from congress.services.token_services import forget_answers
from core.database import session
from core.mail.outbox import forget_texts
from core.unit_of_work import run
from voting.services.after.fate_mails import due_fates, tell

_ROWS: Final = 100  # written at once: a few milliseconds of the writer


def forget(now: datetime) -> None:
    """Drop what is kept no longer: old attempts, devices signed out, links, answers to programs, words of mails."""

    def work() -> None:
        forget_old_attempts(now)
        forget_expired(now)
        forget_answers(now)
        forget_comparisons(now)
        forget_texts()

    run(work)


def tell_fates() -> int:
    """How many authors are told, by a mail each, what became of their amendments in the sittings closed by now."""
    told = 0
    for mail in due_fates():
        now = now_in(session().get_one(Congress, mail.congress_id))
        told += run(lambda mail=mail, now=now: tell(mail, now=now))  # type: ignore[misc]
    return told


def remind_convened() -> int:
    """How many members are reminded of a convening that they have not answered, where the hour set is there."""
    reminded = 0
    for congress_id, convening_id in due_reminders():
        now = now_in(session().get_one(Congress, congress_id))
        reminded += run(lambda convening_id=convening_id, now=now: remind(convening_id, now=now))  # type: ignore[misc]
    return reminded


def keep_comparisons(known: dict[int, Standing], now: Callable[[], datetime]) -> int:
    """How many answers about texts were written down: those that pages worked out since, and those that they will want
    of what was submitted, published or carried over on parts that no longer stand as `known` (changed here).
    """
    standing = standing_parts()
    session().rollback()
    kept = _write_fresh(now())
    for part_id in [found for found, told in standing.items() if known.get(found) != told]:
        prepare(part_id)
        session().rollback()
        kept += _write_fresh(now())
    known.clear()
    known.update(standing)
    return kept


def _write_fresh(now: datetime) -> int:
    kept = 0
    while answers := take_fresh(_ROWS):
        rows = rows_to_keep(answers, now)
        if rows:
            run(partial(keep_rows, rows))
        kept += len(rows)
    return kept
