"""What *you* still have to do in a congress: as an elector, as the chair of a sitting, as the secretariat."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from amendments.models import AmendmentStatus
from amendments.queries.after.coherence_queries import open_discrepancies
from amendments.queries.amendment_queries import submitted_amendments, written_by
from amendments.queries.cosigning_queries import awaiting
from app.pages.sitting_now import SittingNow
from congress.actors import Actor
from congress.chamber_models import Office
from congress.clock import local
from congress.models import Congress
from congress.moments import moment_in_words
from congress.policies import electors, holds_office, secretariat, sitters
from congress.queries.chamber_queries import elector_count
from congress.queries.convening.convening_queries import limit_of
from congress.queries.convening.still_to_do import still_to_convene, unanswered_by
from congress.queries.homonyms import told_name
from congress.written import written
from core.text.dates import day as day_said
from core.text.reader import reader_language
from letters.queries import letter_of, signature_count, signature_of
from motions.models import Motion, MotionState, Part, Viewpoint
from voting.pages.shown_subject import question_shown


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing that the reader still has to do; without an address it is not open yet."""

    icon: str
    label: str
    detail: str
    by: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Situation:
    """What the tasks depend on."""

    congress: Congress
    actor: Actor
    now: datetime
    motion: Motion | None
    proposals: list[Part]
    given: dict[int, Viewpoint]
    sitting: SittingNow | None

    def address(self, endpoint: str, **values: Any) -> str:
        """The address of a page of the congress."""
        return url_for(endpoint, slug=self.congress.slug, **values)


def todo_of(situation: Situation) -> tuple[Todo, ...]:
    """The tasks, the most pressing first."""
    return tuple(_tasks(situation))


def _tasks(it: Situation) -> Iterator[Todo]:
    may_sit = sitters(it.actor, it.congress)
    if may_sit:
        yield from _vote(it)
    yield from _chair(it)
    if secretariat(it.actor, it.congress):
        yield from _secretariat(it)
    if may_sit:
        yield from _convenings(it)
    if electors(it.actor, it.congress):
        yield from _cosignatures(it)
        yield from _viewpoints(it)
        yield from _drafts(it)
        yield from _signature(it)


def _vote(it: Situation) -> Iterator[Todo]:
    now = it.sitting
    if now is not None and now.poll is not None and now.at.may_vote:
        url = it.address("polls.show", number=now.poll.number)
        yield Todo("gavel", _("Voter"), question_shown(now.poll), _("maintenant"), url)


def _chair(it: Situation) -> Iterator[Todo]:
    now = it.sitting
    if now is not None and holds_office(now.sitting.id, it.actor.member_id, Office.CHAIR):
        url = it.address("console.show", number=now.sitting.number)
        yield Todo("gavel", _("Présider la séance"), written(now.sitting.title), _("maintenant"), url)


def _convenings(it: Situation) -> Iterator[Todo]:
    goes_on = it.sitting is not None  # then nothing else is told of sittings
    for sitting in [] if goes_on else unanswered_by(it.actor.member_id or 0, it.now):
        when = moment_in_words(it.congress, sitting.starts_at, now=it.now)
        url = it.address("convening.show", number=sitting.number)
        yield Todo("calendar", _("Répondre à la convocation"), written(sitting.title), when, url)


def _to_convene(it: Situation) -> Iterator[Todo]:
    """By when each sitting to come is to be convened; nothing where no rule asks for it."""
    for sitting in still_to_convene(it.congress.id, it.now):
        limit, sits = limit_of(sitting), local(it.congress, sitting.starts_at).date()
        if limit.days:
            by = _(
                "avant %(when)s",
                when=day_said(limit.last_day(sits) + timedelta(days=1), reader_language(), weekday=True),
            )
            url = it.address("convening_desk.write", number=sitting.number)
            yield Todo("mail", _("Convoquer les membres"), written(sitting.title), by, url)


def _secretariat(it: Situation) -> Iterator[Todo]:
    yield from _to_convene(it) if it.sitting is None else ()
    waiting = len(submitted_amendments(it.congress.id))
    if waiting:
        label = ngettext("%(num)s amendement à publier", "%(num)s amendements à publier", waiting)
        yield Todo("pen", label, "", "", it.address("amendment_desk.queue"))
    discrepancies = open_discrepancies(it.congress.id)
    if discrepancies:
        label = ngettext("%(num)s remarque de cohérence", "%(num)s remarques de cohérence", discrepancies)
        yield Todo("compare", label, _("après une adoption"), "", it.address("coherence.index"))
    if it.sitting is not None:
        url = it.address("sittings.show", number=it.sitting.sitting.number)
        yield Todo("users", _("Tenir les présences"), written(it.sitting.sitting.title), _("maintenant"), url)
    if it.motion is not None and it.motion.state == MotionState.ADOPTED:
        yield _letter(it)
    yield Todo("list", _("Liste des membres"), "", "", it.address("roll.index"))


def _letter(it: Situation) -> Todo:
    """The letter of an adopted motion: to freeze, then its signatures to follow until they close."""
    congress, letter = it.congress, letter_of(it.congress.id)
    if letter is None:
        return Todo("mail", _("Figer la lettre"), _("la motion est adoptée"), "", it.address("letter.show"))
    signed, members = signature_count(letter.id), elector_count(congress.id)
    detail = ngettext(
        "%(num)s signature sur %(members)s membres",
        "%(num)s signatures sur %(members)s membres",
        signed,
        members=members,
    )
    url = it.address("letter.show") + "#signatures"
    if congress.signatures_window.is_over(it.now):
        return Todo("mail", _("Envoyer la lettre signée"), detail, "", url)
    return Todo("mail", _("Suivre les signatures"), detail, _by(it, congress.signatures_close), url)


def _viewpoints(it: Situation) -> Iterator[Todo]:
    congress = it.congress
    left = [str(part.number) for part in it.proposals if part.id not in it.given]
    if left and congress.viewpoints_window.is_open(it.now):
        label = ngettext("%(num)s point de vue restant", "%(num)s points de vue restants", len(left))
        detail = ngettext(
            "proposition n°\u00a0%(numbers)s", "propositions n°\u00a0%(numbers)s", len(left), numbers=", ".join(left)
        )
        yield Todo("comment", label, detail, _by(it, congress.viewpoints_close), it.address("viewpoints.in_a_row"))


def _cosignatures(it: Situation) -> Iterator[Todo]:
    asked = awaiting(it.congress.id, it.actor.member_id) if it.actor.member_id is not None else []
    if len(asked) == 1:
        url = it.address("cosigning.show", amendment_id=asked[0].id)
        yield Todo("pen", _("Répondre à une demande de cosignature"), told_name(asked[0].bearer), "", url)
    elif asked:
        label = _("Répondre à %(num)s demandes de cosignature", num=len(asked))
        yield Todo("pen", label, "", "", it.address("amending.mine") + "#demandes")


def _drafts(it: Situation) -> Iterator[Todo]:
    congress = it.congress
    if it.actor.member_id is None or not congress.amendments_window.is_open(it.now):
        return
    drafts = [row for row in written_by(congress.id, it.actor.member_id) if row.status == AmendmentStatus.DRAFT]
    if drafts:
        label = ngettext("Terminer votre brouillon", "Terminer vos %(num)s brouillons", len(drafts))
        yield Todo("pen", label, "", _by(it, congress.amendments_close), it.address("amending.mine"))


def _signature(it: Situation) -> Iterator[Todo]:
    congress, motion = it.congress, it.motion
    if motion is None or congress.signatures_window.is_over(it.now):
        return
    letter = letter_of(congress.id)
    if letter is not None and signature_of(letter.id, it.actor.member_id) is not None:
        return
    if letter is not None and congress.signatures_window.is_open(it.now):
        url = it.address("letter.show") + "#signer"
        yield Todo("mail", _("Signer la lettre"), "", _by(it, congress.signatures_close), url)
        return
    detail = "" if motion.state == MotionState.ADOPTED else _("après l’adoption de la motion")
    opens = _("à partir du %(when)s", when=moment_in_words(congress, congress.signatures_open, now=it.now))
    yield Todo("mail", _("Signer la lettre"), detail, opens, None)


def _by(it: Situation, moment: datetime) -> str:
    return _("avant %(when)s", when=moment_in_words(it.congress, moment, now=it.now))
