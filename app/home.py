"""The home of a congress: what is happening now, what *you* still have to do, what comes next, the proposals.

Everything is gathered in a number of queries that depends on nothing but the page.
"""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from amendments.queries import Counts, counts_by_part
from congress.actors import Actor
from congress.chamber_models import AgendaItem, Sitting
from congress.chamber_queries import ChamberNumbers, agenda_of, chamber, open_item_of, open_sitting_of
from congress.clock import local
from congress.models import Congress
from congress.policies import electors, sittings_readers
from core import dates
from letters.queries import letter_of, signature_of
from motions.models import Motion, MotionState, Part, PartKind, PartState, Position, Viewpoint
from motions.queries import current_revisions, motion_of, parts_of
from motions.viewpoint_queries import viewpoints_of
from programme.queries import Agenda, Item, now_and_next
from voting.models import Poll
from voting.poll_queries import open_poll_of, rights_of, votes_left
from voting.quorum import Chamber, QuorumCheck, QuorumRule, check_quorum


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing that the reader still has to do; without an address it is not open yet."""

    icon: str
    label: str
    detail: str
    by: str
    url: str | None


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal as the home lists it: the tag's kind and word, then its facts."""

    number: int
    title: str
    tag: str
    state: str
    facts: tuple[str, ...]
    needs_viewpoint: bool


@dataclass(frozen=True, slots=True)
class SittingNow:
    """The sitting in progress: the item in discussion, the poll that is open, the chamber."""

    sitting: Sitting
    item: AgendaItem | None
    poll: Poll | None
    has_voted: bool | None  # None: the reader is not called to vote
    quorum: QuorumCheck
    numbers: ChamberNumbers
    coming: tuple[AgendaItem, ...]


@dataclass(frozen=True, slots=True)
class Coming:
    """A line of « Ensuite »."""

    when: str
    words: str


@dataclass(frozen=True, slots=True)
class Home:
    """All that the page shows."""

    motion: Motion | None
    now: SittingNow | None
    todo: tuple[Todo, ...]
    rows: tuple[ProposalRow, ...]
    viewpoints_given: int
    viewpoints_open: bool
    amendments_open: bool
    instant: datetime
    today: tuple[Item, ...]
    coming: tuple[Coming, ...]
    polls_left: int


POSITION_WORDS = {
    Position.FAVOURABLE: lambda: _("favorable"),
    Position.RESERVED: lambda: _("favorable avec réserve"),
    Position.UNFAVOURABLE: lambda: _("défavorable"),
    Position.NO_OPINION: lambda: _("sans avis"),
}


def home_of(congress: Congress, actor: Actor, now: datetime) -> Home:
    """The home as this actor sees it now."""
    agenda, motion = now_and_next(congress, now), motion_of(congress.id)
    proposals = [part for part in parts_of(motion.id) if part.kind == PartKind.PROPOSAL] if motion else []
    is_elector = electors(actor, congress)
    given = viewpoints_of(congress.id, actor.member_id) if is_elector and actor.member_id else {}
    viewpoints_open = congress.viewpoints_open <= now < congress.viewpoints_close
    sitting = _sitting_now(congress, actor) if sittings_readers(actor, congress) else None
    todo: list[Todo] = []
    if is_elector:
        todo += _vote_todo(congress, sitting)
        if viewpoints_open:
            todo += _viewpoint_todo(congress, proposals, given)
        todo += _signature_todo(congress, actor, motion, now)
    return Home(
        motion=motion,
        now=sitting,
        todo=tuple(todo),
        rows=_rows(motion, proposals, given, is_elector=is_elector, viewpoints_open=viewpoints_open),
        viewpoints_given=len(given),
        viewpoints_open=viewpoints_open,
        amendments_open=congress.amendments_open <= now < congress.amendments_close,
        instant=now,
        today=agenda.today,
        coming=_coming(congress, sitting, agenda, now),
        polls_left=votes_left(congress.id) if sitting else 0,
    )


def _coming(congress: Congress, sitting: SittingNow | None, agenda: Agenda, now: datetime) -> tuple[Coming, ...]:
    """What comes next: the items of the sitting in progress, else the dates of the calendar and the rendez-vous."""
    if sitting is not None:
        return tuple(Coming(_("Point %(number)s", number=item.position), item.title) for item in sitting.coming)
    dated = [
        (congress.viewpoints_close, _("Clôture des points de vue")),
        (congress.amendments_close, _("Clôture du dépôt des amendements")),
        (congress.signatures_open, _("Ouverture des signatures de la lettre")),
        *((item.starts_at, item.title) for item in agenda.coming),
    ]
    following = sorted((moment, words) for moment, words in dated if moment > now)
    return tuple(Coming(_moment(congress, moment), words) for moment, words in following[:4])


def _sitting_now(congress: Congress, actor: Actor) -> SittingNow | None:
    sitting = open_sitting_of(congress.id)
    if sitting is None:
        return None
    poll = open_poll_of(sitting.id)
    rights = rights_of(poll.id, actor.member_id) if poll and actor.member_id else []
    numbers = chamber(sitting.id)
    agenda = agenda_of(sitting.id)
    return SittingNow(
        sitting=sitting,
        item=open_item_of(sitting.id),
        poll=poll,
        has_voted=all(right.ballot is not None for right in rights) if rights else None,
        quorum=_quorum(congress, sitting, numbers),
        numbers=numbers,
        coming=tuple(item for item in agenda if item.opened_at is None)[:3],
    )


def _quorum(congress: Congress, sitting: Sitting, numbers: ChamberNumbers) -> QuorumCheck:
    """The quorum as it would be judged now."""
    present = Chamber(numbers.members, numbers.present, numbers.represented, numbers.barred)
    return check_quorum(QuorumRule(congress.quorum), present, convocation=sitting.convocation)


def _vote_todo(congress: Congress, now: SittingNow | None) -> list[Todo]:
    if now is None or now.poll is None or now.has_voted is not False:
        return []
    url = url_for("polls.show", slug=congress.slug, number=now.poll.number)
    return [Todo("gavel", _("Voter"), now.poll.question, _("maintenant"), url)]


def _viewpoint_todo(congress: Congress, proposals: list[Part], given: dict[int, Viewpoint]) -> list[Todo]:
    left = [str(part.number) for part in proposals if part.id not in given]
    if not left:
        return []
    label = ngettext("%(num)s point de vue restant", "%(num)s points de vue restants", len(left))
    detail = ngettext(
        "proposition n°\u00a0%(numbers)s", "propositions n°\u00a0%(numbers)s", len(left), numbers=", ".join(left)
    )
    return [
        Todo(
            "comment",
            label,
            detail,
            _by(congress, congress.viewpoints_close),
            url_for("viewpoints.in_a_row", slug=congress.slug),
        )
    ]


def _signature_todo(congress: Congress, actor: Actor, motion: Motion | None, now: datetime) -> list[Todo]:
    if motion is None or now > congress.signatures_close:
        return []
    letter = letter_of(congress.id)
    if letter is not None and signature_of(letter.id, actor.member_id) is not None:
        return []
    if letter is not None and now >= congress.signatures_open:
        url = url_for("letter.show", slug=congress.slug) + "#signer"
        return [Todo("mail", _("Signer la lettre"), "", _by(congress, congress.signatures_close), url)]
    detail = "" if motion.state == MotionState.ADOPTED else _("après l’adoption de la motion")
    return [Todo("mail", _("Signer la lettre"), detail, _from(congress, congress.signatures_open), None)]


def _by(congress: Congress, moment: datetime) -> str:
    return _("avant %(when)s", when=_moment(congress, moment))


def _from(congress: Congress, moment: datetime) -> str:
    return _("à partir de %(when)s", when=_moment(congress, moment))


def _moment(congress: Congress, moment: datetime) -> str:
    here = local(congress, moment)
    return _("%(day)s, %(hour)s", day=dates.day(here, weekday=True, year=False), hour=dates.hour(here))


def _rows(
    motion: Motion | None,
    proposals: list[Part],
    given: dict[int, Viewpoint],
    *,
    is_elector: bool,
    viewpoints_open: bool,
) -> tuple[ProposalRow, ...]:
    if motion is None:
        return ()
    texts, counts = current_revisions(motion.id), counts_by_part(motion.id)
    rows = []
    for part in proposals:
        facts = [_("Version %(number)s", number=part.current_number), *_amendment_facts(part, counts.get(part.id))]
        viewpoint = given.get(part.id)
        if is_elector and viewpoint is not None:
            facts.append(_("Votre point de vue\u00a0: %(position)s", position=POSITION_WORDS[viewpoint.position]()))
        needs = is_elector and viewpoint is None and viewpoints_open
        if needs:
            facts.append(_("Votre point de vue reste à donner"))
        tag, word = _state(part, is_amendable=viewpoints_open)
        rows.append(ProposalRow(part.number or 0, texts[part.id].title, tag, word, tuple(facts), needs))
    return tuple(rows)


def _amendment_facts(part: Part, counts: Counts | None) -> list[str]:
    if counts is None or not counts.total:
        return []
    total = ngettext("%(num)s amendement", "%(num)s amendements", counts.total)
    if part.state in (PartState.ADOPTED, PartState.REJECTED) or not counts.to_vote:
        return [total]
    return [_("%(total)s, dont %(left)s à voter", total=total, left=counts.to_vote)]


def _state(part: Part, *, is_amendable: bool) -> tuple[str, str]:
    """The kind and the word of a proposal's tag."""
    if part.state == PartState.ADOPTED:
        return "adopted", _("Adoptée")
    if part.state == PartState.REJECTED:
        return "rejected", _("Rejetée")
    if part.state == PartState.IN_DISCUSSION:
        return "in_discussion", _("En discussion")
    return ("in_discussion", _("Amendable")) if is_amendable else ("not_examined", _("Non encore examinée"))
