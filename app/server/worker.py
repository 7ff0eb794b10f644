"""The application in a process that serves it, with a thread for the mail and one that writes down what was worked out
from texts.

Of several processes one at a time has the mail, and one the texts; another takes over when that one ends.
"""

import itertools
import logging
import threading

from flask import Flask

from amendments.queries.kept.preparing import Standing
from app.refusals.repeated_faults import RepeatedFaults
from app.server.warm_start import warm_after_first_answer
from app.upkeep import forget, keep_comparisons, remind_convened, tell_fates
from core.clock import machine_now
from core.database import db, only_open
from core.mail.sending import send_due
from core.turns.one_at_a_time import OneAtATime

MAIL_EVERY = 15.0  # seconds
COMPARISONS_EVERY = 5.0
FORGET_EVERY = 240  # rounds of mail: an hour
_log = logging.getLogger(__name__)


def serving_app(app: Flask) -> Flask:
    """The application, its threads started in the process that serves it."""
    with app.app_context():
        only_open(db.engine)
    warm_after_first_answer(app)
    for name, work in (("mail", _send_mail_for_ever), ("comparisons", _keep_comparisons_for_ever)):
        threading.Thread(target=work, args=(app,), name=name, daemon=True).start()
    return app


def _send_mail_for_ever(app: Flask) -> None:
    stop, faults = threading.Event(), RepeatedFaults(_log)
    rounds, turn, is_ours = itertools.count(), OneAtATime("mail"), False
    while not stop.wait(MAIL_EVERY):
        try:
            is_ours = is_ours or turn.acquire(blocking=False)
            if not is_ours:
                continue
            with app.app_context():
                send_due(machine_now())
                if next(rounds) % FORGET_EVERY == 0:
                    forget(machine_now())
                tell_fates()  # sent in the next round
                remind_convened()
        except Exception as error:  # noqa: BLE001 (the next round may succeed)
            faults.tell("the mail that is due could not be sent", error)


def _keep_comparisons_for_ever(app: Flask) -> None:
    stop, faults, known = threading.Event(), RepeatedFaults(_log), dict[int, Standing]()
    turn, is_ours = OneAtATime("comparisons"), False
    while not stop.wait(COMPARISONS_EVERY):
        try:
            is_ours = is_ours or turn.acquire(blocking=False)
            if not is_ours:
                continue
            with app.app_context():
                keep_comparisons(known, machine_now)
        except Exception as error:  # noqa: BLE001 (pages work it out again)
            faults.tell("what was worked out from texts could not be written down", error)
