"""A convening is sent: one press, one transaction; a letter and a mail for each member who votes, in two statements."""

from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, String, cast, func, insert, literal, select

from congress import policies
from congress.actors import Actor
from congress.chamber.convening_models import Convening, ConveningLetter, ConveningMeans
from congress.chamber_models import Sitting, SittingState
from congress.clock import local
from congress.models import Congress, Member
from congress.queries.convening.convening_queries import is_convened
from congress.rules.convening.time_limits import Timeliness
from congress.services.convening.composing import Composed, ConveningWords, compose
from congress.services.convening.letters_seal import letters_sha256
from congress.services.sitting_locking import hold_roll, locked_sitting, record
from core.database import session
from core.errors import Invalid, RuleBroken
from core.mail.outbox import queue_mails
from core.row_seals import hidden_token

LONGEST = {"words": 5_000, "note": 20_000, "because": 500}


def send_convening(
    sitting_id: int, typed: ConveningWords, *, seen: str, remind_at: datetime | None = None, actor: Actor, now: datetime
) -> int:
    """The id of the convening sent to each member who votes; pressed twice, that of the first press.

    `seen`: the fingerprint of the text that the secretariat read. Each member with an address gets a mail, in the same
    transaction; the others are on a list, to be handed theirs.
    """
    hold_roll(sitting_id)
    sitting = locked_sitting(sitting_id)
    policies.require(policies.secretariat(actor, sitting.congress))
    composed = compose(sitting, typed, now)
    if composed.last is not None and (composed.is_sent_already or composed.last.body_sha256 == seen):
        return composed.last.id
    require_sendable(composed)
    if composed.sha256 != seen:
        raise RuleBroken(_("La convocation a changé depuis que vous l’avez lue\u00a0: relisez-la, puis envoyez-la."))
    convening = _kept(composed, ConveningMeans.MAIL, now)
    if remind_at is not None:
        convening.remind_at = checked_reminder(sitting, remind_at, now)
    _write_letters(convening, sitting.congress, with_addresses=True)
    queue_letters(convening, None, sitting.congress, now)
    _record(sitting, convening, actor, now)
    return convening.id


def record_elsewhere(sitting_id: int, day: date, typed: ConveningWords, *, actor: Actor, now: datetime) -> int:
    """The id of a convening that the house sent by its own means on a day: kept with the agenda as it stands."""
    hold_roll(sitting_id)
    sitting = locked_sitting(sitting_id)
    policies.require(policies.secretariat(actor, sitting.congress))
    if day > local(sitting.congress, now).date():
        raise Invalid(_("Ce jour n’est pas encore venu\u00a0: dites-le une fois la convocation envoyée."), "day")
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=local(sitting.congress, now).tzinfo)
    composed = compose(sitting, typed, min(noon, now))
    last = composed.last
    if (
        last is not None
        and last.means is ConveningMeans.ELSEWHERE
        and not composed.changes
        and last.note == composed.typed.note
        and (local(sitting.congress, last.sent_at).date() == day)
    ):
        return last.id
    require_sendable(composed, is_mail=False)
    convening = _kept(composed, ConveningMeans.ELSEWHERE, min(noon, now))
    _write_letters(convening, sitting.congress, with_addresses=False)
    _record(sitting, convening, actor, now)
    return convening.id


def require_sendable(composed: Composed, *, is_mail: bool = True) -> None:
    """Nothing where the convening may leave; else a refusal that says what is wanting."""
    sitting, typed = composed.sitting, composed.typed
    if sitting.state is not SittingState.PLANNED:
        raise RuleBroken(_("La séance est déjà ouverte\u00a0: elle ne se convoque plus."))
    if not composed.items:
        raise RuleBroken(_("L’ordre du jour est vide\u00a0: ajoutez d’abord ce dont la séance décidera."))
    for name, most in LONGEST.items():
        if len(getattr(typed, name)) > most:
            raise Invalid(_("Ce texte est trop long\u00a0: %(most)s signes au plus.", most=most), name)
    if composed.timeliness is Timeliness.LATE and composed.limit.shortest is not None and is_mail:
        raise RuleBroken(
            _("Il reste moins d’un jour franc avant la séance, et même l’urgence n’en laisse pas moins (CGCT, art."
              " %(article)s)\u00a0: déplacez la séance.", article=composed.limit.article)
        )  # fmt: skip
    if composed.timeliness is Timeliness.SHORTENED and not typed.because:
        raise Invalid(_("Dites pourquoi le délai est abrégé\u00a0: le conseil en jugera à l’ouverture."), "because")
    if composed.limit.wants_note and not typed.note and is_mail:
        raise Invalid(
            _("Une note explicative de synthèse accompagne la convocation (CGCT, art. L2121-12)\u00a0: écrivez-la,"
              " ou l’adresse où elle se lit."), "note",
        )  # fmt: skip


def checked_reminder(sitting: Sitting, remind_at: datetime, now: datetime) -> datetime:
    """The hour of a reminder, between now and the sitting: else a refusal."""
    if not now < remind_at < sitting.starts_at:
        raise Invalid(_("Le rappel part entre maintenant et la séance."), "remind_at")
    return remind_at


def _kept(composed: Composed, means: ConveningMeans, sent_at: datetime) -> Convening:
    sitting, typed = composed.sitting, composed.typed
    is_shortened = composed.timeliness is Timeliness.SHORTENED
    convening = Convening(
        sitting_id=sitting.id,
        salt=hidden_token("convening", sitting.id, composed.rank),
        sitting=sitting,
        rank=composed.rank,
        means=means,
        sent_at=sent_at,
        starts_at=sitting.starts_at,
        place=composed.place,
        agenda=composed.snapshot,
        words=typed.words,
        note=typed.note,
        subject=composed.subject,
        body=composed.body,
        body_sha256=composed.sha256,
        days_asked=composed.limit.days,
        days_left=composed.days_left,
        timeliness=composed.timeliness,
        because=typed.because if is_shortened else "",
    )
    counted = select(func.count(), func.count(_address())).select_from(Member).where(is_convened(sitting.congress_id))
    convening.letters, addressed = session().execute(counted).one()
    if not convening.letters:
        raise RuleBroken(_("Personne ne vote dans ce congrès\u00a0: il n’y a personne à convoquer."))
    convening.without_address = convening.letters - addressed if means is ConveningMeans.MAIL else 0
    session().add(convening)
    session().flush()
    return convening


def _address() -> Any:
    return func.nullif(func.coalesce(Member.email, ""), "")


def _write_letters(convening: Convening, congress: Congress, *, with_addresses: bool) -> None:
    write_letters(convening, None, is_convened(congress.id), with_addresses=with_addresses)
    convening.letters_sha256 = letters_sha256(convening)
    session().flush()


def write_letters(
    convening: Convening, complement_id: int | None, whom: ColumnElement[bool], *, with_addresses: bool
) -> None:
    """A letter for each member of whom the condition holds, in one statement."""
    table: Any = ConveningLetter.__table__
    email = func.coalesce(Member.email, "") if with_addresses else literal("", String)
    of = (literal(convening.id), literal(complement_id, table.c.complement_id.type))
    people = select(*of, Member.id, email).where(whom).order_by(Member.id)
    columns = ["convening_id", "complement_id", "member_id", "email"]
    session().execute(insert(table).from_select(columns, people))


def queue_letters(convening: Convening, complement_id: int | None, congress: Congress, now: datetime) -> None:
    """A mail for each letter of one sending that has an address, in one statement."""
    letters = ConveningLetter.__table__.c
    key = literal(convening.mail_key, String) + cast(letters.member_id, String)
    people = select(key.label("key"), letters.email).where(letters.convening_id == convening.id, letters.email != "")
    people = people.where(letters.complement_id.is_not_distinct_from(complement_id))
    queue_mails(people, convening.subject, convening.body, now=now, withheld=congress.demonstration)


def _record(sitting: Sitting, convening: Convening, actor: Actor, now: datetime) -> None:
    told = {"rank": convening.rank, "means": convening.means.value, "sha256": convening.body_sha256,
            "letters": convening.letters, "letters_sha256": convening.letters_sha256}  # fmt: skip
    record(sitting, "convening_sent", actor, now, **told)
