"""« Le sort de vos 3 amendements »: one mail to each author once a sitting is closed, and only what changed since.

Written apart from the closing: three hundred sentences would hold every write meanwhile. What was told is kept, with
the fate that was told (`fate_told`): a sitting closed again, or a correction, tells only what is another fate by now,
and what was adopted whose passage a vote by division took out of the text since.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from flask_babel import force_locale, get_translations, ngettext
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from amendments.after_models import FateTold
from amendments.models import Amendment, AmendmentStatus
from congress.actors import Actor
from congress.chamber_models import Sitting, SittingState
from congress.models import Congress, Member
from congress.policies import results_readers
from congress.services.sitting_locking import locked_sitting
from core import journal
from core.database import session
from core.mail.outbox import queue_mail
from motions.models import Motion, Part
from voting.queries.after.fate_texts import sittings_by_proposal
from voting.queries.after.fates import fates_of
from voting.queries.after.left_since import Hours, left_since_told
from voting.rules.fates import FateKind, fate_sentence

WITHOUT_MAIL = (AmendmentStatus.DRAFT, AmendmentStatus.DEPOSITED)


@dataclass(frozen=True, slots=True)
class FateMail:
    """The mail to one author, and the fates that it tells: id, status and hour of the decision of each amendment."""

    congress_id: int
    sitting_id: int
    closed_at: datetime
    recipient: str
    key: str
    subject: str
    body: str
    told: tuple[tuple[int, AmendmentStatus, datetime | None], ...]
    left: frozenset[int] = frozenset()  # of these, adopted as was told, those whose passage left the text since


def due_fates() -> list[FateMail]:
    """The mails that closed sittings owe to authors; computed without writing."""
    over = select(Sitting.congress_id).where(Sitting.state == SittingState.CLOSED)
    rows = select(Congress).where(Congress.id.in_(over)).order_by(Congress.id)
    return [mail for congress in session().scalars(rows).all() for mail in fates_due_in(congress)]


def fates_due_in(congress: Congress) -> Iterator[FateMail]:
    """Those of one congress, author by author."""
    sitting = _last_closed(congress)
    if sitting is None or sitting.closed_at is None:
        return
    closed = _hours_of_closed(congress)
    left = left_since_told(congress, closed)
    untold = _untold(congress, closed, left)
    if not untold:
        return
    known = _known_authors(congress)
    with force_locale(congress.locale):
        for author, own in _by_author(untold):
            fates = fates_of(congress, own, reads_results=results_readers(Actor.of(author), congress))
            said = [row for row in own if row.decided_at is not None or fates[row.id].kind is not FateKind.WAITING]
            if not said:
                continue
            sentences = [fate_sentence(fates[row.id], get_translations(), is_own=True) for row in said]
            subject, body = _written(congress, author, said, sentences, again=author.person_id in known)
            yield FateMail(
                congress.id, sitting.id, sitting.closed_at, author.email or "",
                f"fates:{sitting.id}:{author.person_id}:{sitting.closed_at.isoformat()}:{len(said)}", subject, body,
                tuple((row.id, row.status, row.decided_at) for row in said),
                left=frozenset(row.id for row in said) & left,
            )  # fmt: skip


def tell(mail: FateMail, *, now: datetime) -> bool:
    """Whether the mail leaves: not where the sitting goes on, or a fate is another one, since it was written."""
    sitting = locked_sitting(mail.sitting_id)
    rows = {row.id: row for row in session().scalars(_rows([one for one, _status, _at in mail.told]))}
    told = {row.amendment_id: row for row in session().scalars(_told([one for one, _status, _at in mail.told]))}
    if sitting.closed_at != mail.closed_at:
        return False
    if any((rows[one].status, rows[one].decided_at) != (status, at) for one, status, at in mail.told):
        return False
    same = {one for one, *fate in mail.told if one in told and [told[one].status, told[one].decided_at] == fate}
    if not same <= mail.left:
        return False
    if same and not same <= left_since_told(sitting.congress, _hours_of_closed(sitting.congress)):
        return False
    for amendment_id, status, decided_at in mail.told:
        row = told.get(amendment_id)
        if row is None:
            session().add(FateTold(amendment_id=amendment_id, status=status, decided_at=decided_at))
        else:
            row.status, row.decided_at = status, decided_at
    congress = sitting.congress
    queue_mail(mail.key, mail.recipient, mail.subject, mail.body, now=now, withheld=congress.demonstration)
    session().flush()
    journal.record(
        congress.stream, "fates_told", actor=Actor.system().pseudonym, now=now, sitting=sitting.number,
        amendments=[amendment_id for amendment_id, _status, _at in mail.told],
    )  # fmt: skip
    return True


def _written(
    congress: Congress, author: Member, said: Sequence[Amendment], sentences: Sequence[str], *, again: bool
) -> tuple[str, str]:
    """Subject and body."""
    subject = ngettext("Le sort de votre amendement", "Le sort de vos %(num)s amendements", len(said))
    if again:
        subject = _("%(subject)s\u00a0: ce qui a changé", subject=subject)
    site = f"{current_app.config['SITE_URL']}/{congress.slug}/amendements"
    told = []
    for row, sentence in zip(said, sentences, strict=True):
        page = f"{row.address}/parcours" if row.address else f"recus/{row.receipt}"
        told.append(f"{row.receipt} – {row.title}\n{sentence}\n{_('Voir les textes')}\u00a0: {site}/{page}")
    opening = (
        ngettext(
            "Depuis notre dernier message, le sort de cet amendement a changé.",
            "Depuis notre dernier message, le sort de ces %(num)s amendements a changé.",
            len(said),
        )
        if again
        else ngettext(
            "La séance est close. Voici ce qu’est devenu votre amendement.",
            "La séance est close. Voici ce que sont devenus vos %(num)s amendements.",
            len(said),
        )
    )
    return subject, "\n\n".join([f"{author.civil_name},", opening, *told, congress.title])


def _hours_of_closed(congress: Congress) -> list[Hours]:
    """From when to when each sitting that is over was held."""
    rows = select(Sitting).where(Sitting.congress_id == congress.id, Sitting.state == SittingState.CLOSED)
    found = session().scalars(rows)
    return [(one.opened_at, one.closed_at) for one in found if one.opened_at and one.closed_at]


def _untold(congress: Congress, closed: Sequence[Hours], left: Collection[int]) -> list[Amendment]:
    """The amendments with a fate that a closed sitting gave them and that their author was not told; those left too.

    `left`: those whose passage left the text since they were told.
    """
    inside = [and_(Amendment.decided_at >= opened, Amendment.decided_at <= ended) for opened, ended in closed]
    rows = (
        select(Amendment)
        .join(Motion, Motion.id == Amendment.motion_id)
        .join(Member, Member.id == func.coalesce(Amendment.taken_up_by_id, Amendment.author_id))
        .join(Part, Part.id == Amendment.part_id)
        .outerjoin(FateTold, FateTold.amendment_id == Amendment.id)
        .where(
            Motion.congress_id == congress.id,
            Amendment.status.not_in(WITHOUT_MAIL),
            Member.email.is_not(None),
            Member.email != "",
            or_(*inside, and_(Amendment.decided_at.is_(None), _is_left(congress))),
            or_(
                FateTold.amendment_id.is_(None),
                FateTold.status != Amendment.status,
                FateTold.decided_at.is_distinct_from(Amendment.decided_at),
                Amendment.id.in_(left),
            ),
        )
        .options(joinedload(Amendment.author), joinedload(Amendment.part), joinedload(Amendment.cause_amendment),
                 joinedload(Amendment.base_revision))
        .order_by(Amendment.public_number, Amendment.sub_number, Amendment.id)
    )  # fmt: skip
    return list(session().scalars(rows))


def _is_left(congress: Congress) -> ColumnElement[bool]:
    """On a text that no sitting has still to discuss: each one that had it on its agenda is closed."""
    found = sittings_by_proposal(congress.id)
    over = [number for number, held in found.items() if all(one.state is SittingState.CLOSED for one in held)]
    numbered = Part.number.in_([number for number in over if number is not None])
    return or_(numbered, Part.number.is_(None)) if None in over else numbered


def _by_author(untold: Sequence[Amendment]) -> Iterator[tuple[Member, list[Amendment]]]:
    """Each author (or who took theirs up) once, whatever rows of the roll were merged since, with their amendments."""
    found: dict[int, list[Amendment]] = {}
    for row in untold:
        found.setdefault(row.bearer.person_id, []).append(row)
    for person_id, own in found.items():
        person = session().get(Member, person_id)
        author = person if person is not None and person.email else own[0].bearer
        yield author, own


def _known_authors(congress: Congress) -> set[int]:
    """The people who had such a mail already."""
    rows = (
        select(Member)
        .join(Amendment, func.coalesce(Amendment.taken_up_by_id, Amendment.author_id) == Member.id)
        .join(FateTold, FateTold.amendment_id == Amendment.id)
        .where(Member.congress_id == congress.id)
    )
    return {member.person_id for member in session().scalars(rows)}


def _last_closed(congress: Congress) -> Sitting | None:
    rows = select(Sitting).where(Sitting.congress_id == congress.id, Sitting.state == SittingState.CLOSED)
    return session().scalars(rows.order_by(Sitting.closed_at.desc(), Sitting.id.desc()).limit(1)).first()


def _rows(ids: Sequence[int]) -> Select[Amendment]:
    return select(Amendment).where(Amendment.id.in_(ids)).execution_options(populate_existing=True)


def _told(ids: Sequence[int]) -> Select[FateTold]:
    return select(FateTold).where(FateTold.amendment_id.in_(ids))
