"""What a site does by itself, from a timer (`hemicycle tick`) or from the server's own thread."""

from datetime import datetime

from accounts.limits import forget_old_attempts
from accounts.services import forget_expired
from congress.services.token_services import forget_answers
from core.unit_of_work import run


def forget(now: datetime) -> None:
    """Drop what is kept no longer: old attempts, devices signed out, links, answers to programs."""

    def work() -> None:
        forget_old_attempts(now)
        forget_expired(now)
        forget_answers(now)

    run(work)
