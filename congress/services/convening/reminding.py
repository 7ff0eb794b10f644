"""Reminders of a convening, to those who have not said that they read it or have not answered: at a date set, once."""

from datetime import datetime

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import String, cast, literal, or_, select

from congress import policies
from congress.actors import Actor
from congress.chamber.convening_models import Convening, ConveningLetter, ConveningMeans, ConveningReply
from congress.chamber_models import Sitting, SittingState
from congress.models import Congress
from congress.moments import moment_in_words
from congress.queries.convening.convening_queries import last_convening
from congress.services.convening.answering import too_late_to_answer
from congress.services.convening.sending import checked_reminder
from congress.services.sitting_locking import locked_sitting, record
from core.database import session
from core.errors import NotFound, RuleBroken
from core.mail.outbox import queue_mails


def set_reminder(sitting_id: int, remind_at: datetime, *, actor: Actor, now: datetime) -> None:
    """A reminder leaves at this hour; it takes the place of one that has not left. For the secretariat."""
    sitting = locked_sitting(sitting_id)
    policies.require(policies.secretariat(actor, sitting.congress))
    convening = last_convening(sitting_id)
    if convening is None or convening.means is not ConveningMeans.MAIL:
        raise NotFound(_("Aucune convocation n’est partie d’ici pour cette séance."))
    if sitting.state is not SittingState.PLANNED:
        raise RuleBroken(too_late_to_answer(sitting))
    if convening.remind_at != remind_at:
        convening.remind_at, convening.reminded_at = checked_reminder(sitting, remind_at, now), None
        record(sitting, "reminder_set", actor, now, rank=convening.rank)


def due_reminders() -> list[tuple[int, int]]:
    """(congress id, convening id) of those in force whose reminder was set and has not left."""
    rows = (
        select(Sitting.congress_id, Convening.id)
        .join(Sitting, Sitting.id == Convening.sitting_id)
        .where(
            Convening.remind_at.is_not(None),
            Convening.reminded_at.is_(None),
            Sitting.state == SittingState.PLANNED,
        )
    )
    return [(congress_id, convening_id) for congress_id, convening_id in session().execute(rows.order_by(Convening.id))]


def remind(convening_id: int, *, now: datetime) -> int:
    """How many are reminded: none before its hour nor after that of the sitting, nor twice.

    Nor once the convening is rectified, or the sitting open.
    """
    convening = session().get_one(Convening, convening_id)
    sitting = locked_sitting(convening.sitting_id)
    session().refresh(convening)
    last = last_convening(sitting.id)
    due = convening.remind_at
    is_due = due is not None and convening.reminded_at is None and due <= now < sitting.starts_at
    if not is_due or sitting.state is not SittingState.PLANNED or last is None or last.id != convening_id:
        return 0
    letters, replies = ConveningLetter.__table__.c, ConveningReply.__table__.c
    key = literal(f"{convening.mail_key}{due:%Y%m%dT%H%M}:", String) + cast(letters.member_id, String)
    silent = (
        select(key.label("key"), letters.email)
        .select_from(ConveningLetter.__table__)
        .outerjoin(
            ConveningReply.__table__,
            (replies.convening_id == letters.convening_id) & (replies.member_id == letters.member_id),
        )
        .where(
            letters.convening_id == convening_id,
            letters.email != "",
            or_(replies.id.is_(None), replies.read_at.is_(None), replies.answer.is_(None)),
        )
    )
    number = len(session().execute(silent).all())
    congress = sitting.congress
    with force_locale(congress.locale):
        subject, body = _written(congress, sitting, convening)
    queue_mails(silent, subject, body, now=now, withheld=congress.demonstration)
    convening.reminded_at = now
    session().flush()
    record(sitting, "convening_reminded", Actor.system(congress.id), now, rank=convening.rank, letters=number)
    return number


def _written(congress: Congress, sitting: Sitting, convening: Convening) -> tuple[str, str]:
    """Subject and body: what is asked, then the convening again, whole."""
    when = moment_in_words(congress, convening.starts_at)
    subject = _("Rappel\u00a0: %(subject)s", subject=convening.subject)
    asked = _(
        "Séance du %(when)s\u00a0: vous n’avez pas encore dit avoir pris connaissance de sa convocation, ou si vous"
        " viendrez. C’est ici\u00a0:", when=when,
    )  # fmt: skip
    page = f"{current_app.config['SITE_URL']}/{congress.slug}/seances/{sitting.number}/convocation"
    return subject, f"{asked}\n{page}\n\n{convening.body}"
