"""What a site does by itself, from a timer (`hemicycle tick`) or from the server's own thread."""

from datetime import datetime

from accounts.limits import forget_old_attempts
from accounts.services import forget_expired
from congress.clock import now_in
from congress.models import Congress
from congress.services.token_services import forget_answers
from core.database import session
from core.unit_of_work import run
from voting.services.after.fate_mails import due_fates, tell


def forget(now: datetime) -> None:
    """Drop what is kept no longer: old attempts, devices signed out, links, answers to programs."""

    def work() -> None:
        forget_old_attempts(now)
        forget_expired(now)
        forget_answers(now)

    run(work)


def tell_fates() -> int:
    """How many authors are told, by a mail each, what became of their amendments in the sittings closed by now."""
    told = 0
    for mail in due_fates():
        now = now_in(session().get_one(Congress, mail.congress_id))
        told += run(lambda mail=mail, now=now: tell(mail, now=now))  # type: ignore[misc]
    return told
