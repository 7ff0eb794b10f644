"""The home of a congress: what is happening now, what *you* still have to do, what comes next, the proposals.

Everything is gathered in a number of queries that depends on nothing but the page.
"""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import get_translations, ngettext
from flask_babel import gettext as _

from amendments.pages.proposal_list import ProposalRow
from amendments.queries.amendment_queries import AmendmentCounts, counts_by_part
from app.pages.sitting_now import SittingNow, sitting_now
from app.pages.todo import Situation, Todo, todo_of
from congress.actors import Actor
from congress.models import WEIGHT_SCALE, Congress
from congress.moments import moment_in_words
from congress.policies import amendments_readers, electors, results_readers
from congress.written import told
from motions.models import Motion, Part, PartKind, Viewpoint
from motions.pages.motion_labels import position_word, proposal_state_tag
from motions.queries.motion_queries import current_revisions, motion_of, parts_of
from motions.queries.viewpoint_queries import viewpoints_of
from programme.queries import Agenda, ItemShown, now_and_next
from voting.queries.counted_polls import PartCounts, counts_of_parts
from voting.queries.votes_left import votes_left
from voting.rules.count_sentences import short_counts

AS_MANY_NEXT = 4  # lines of « Ensuite »: what nobody may miss first, the rest of the programme where room is left


@dataclass(frozen=True, slots=True)
class Coming:
    """A line of « Ensuite »."""

    when: str
    words: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """All that the page shows."""

    motion: Motion | None
    now: SittingNow | None  # the sitting that is open
    near: SittingNow | None  # that one, or the one that is about to open
    todo: tuple[Todo, ...]
    rows: tuple[ProposalRow, ...]
    viewpoints_given: int
    viewpoints_open: bool
    amendments_open: bool
    instant: datetime
    today: tuple[ItemShown, ...]
    coming: tuple[Coming, ...]
    polls_left: int


def home_page(congress: Congress, actor: Actor, now: datetime) -> HomePage:
    """The home as this actor sees it now."""
    agenda, motion = now_and_next(congress, now), motion_of(congress.id)
    proposals = [part for part in parts_of(motion.id) if part.kind == PartKind.PROPOSAL] if motion else []
    is_elector = electors(actor, congress)
    given = viewpoints_of(congress.id, actor.member_id) if is_elector and actor.member_id else {}
    viewpoints_open = congress.viewpoints_window.is_open(now)
    near = sitting_now(congress, actor, now)
    sitting = near if near is not None and near.is_on else None
    return HomePage(
        motion=motion,
        now=sitting,
        near=near,
        todo=todo_of(Situation(congress, actor, now, motion, proposals, given, sitting)),
        rows=_rows(
            motion,
            proposals,
            given,
            is_elector=is_elector,
            viewpoints_open=viewpoints_open,
            reads_results=results_readers(actor, congress),
            reads_amendments=amendments_readers(actor, congress),
        ),
        viewpoints_given=len(given),
        viewpoints_open=viewpoints_open,
        amendments_open=congress.amendments_window.is_open(now),
        instant=now,
        today=agenda.today,
        coming=_coming(congress, sitting, agenda, now),
        polls_left=votes_left(congress.id) if sitting else 0,
    )


def _coming(congress: Congress, sitting: SittingNow | None, agenda: Agenda, now: datetime) -> tuple[Coming, ...]:
    """What comes next: the items of the sitting in progress, else the calendar and the sittings, then the programme."""
    if sitting is not None:
        return tuple(Coming(_("Point %(number)s", number=item.position), told(item.title)) for item in sitting.coming)
    dated = [
        (congress.viewpoints_open, _("Ouverture des points de vue")),
        (congress.viewpoints_close, _("Clôture des points de vue")),
        (congress.amendments_open, _("Ouverture du dépôt des amendements")),
        (congress.amendments_close, _("Clôture du dépôt des amendements")),
        (congress.signatures_open, _("Ouverture des signatures de la lettre")),
        (congress.signatures_close, _("Clôture des signatures de la lettre")),
        *((item.starts_at, told(item.title)) for item in agenda.sittings),
    ]
    following = sorted((moment, words) for moment, words in dated if moment > now)[:AS_MANY_NEXT]
    room = AS_MANY_NEXT - len(following)
    following += [(item.starts_at, told(item.title)) for item in agenda.coming if item not in agenda.sittings][:room]
    return tuple(Coming(moment_in_words(congress, moment, now=now), words) for moment, words in sorted(following))


def _rows(
    motion: Motion | None,
    proposals: list[Part],
    given: dict[int, Viewpoint],
    *,
    is_elector: bool,
    viewpoints_open: bool,
    reads_results: bool,
    reads_amendments: bool,
) -> tuple[ProposalRow, ...]:
    if motion is None:
        return ()
    texts = current_revisions(motion.id)
    counts = counts_by_part(motion.id) if reads_amendments else {}
    votes = counts_of_parts(motion.congress_id) if reads_results else {}
    rows = []
    for part in proposals:
        facts = [
            _("Version %(number)s", number=part.current_number),
            *_decision_facts(part, counts.get(part.id), votes.get(part.id)),
        ]
        viewpoint = given.get(part.id)
        if is_elector and viewpoint is not None:
            facts.append(_("Votre point de vue\u00a0: %(position)s", position=position_word(viewpoint.position)))
        needs = is_elector and viewpoint is None and viewpoints_open
        if needs:
            facts.append(_("Votre point de vue reste à donner"))
        tag, word = proposal_state_tag(part.state)
        rows.append(ProposalRow(part.number or 0, texts[part.id].title, tag, word, tuple(facts), needs))
    return tuple(rows)


def _decision_facts(part: Part, counts: AmendmentCounts | None, votes: PartCounts | None) -> list[str]:
    """The votes of a decided proposal, else its amendments and how many are left to vote."""
    if part.is_decided and votes is not None:
        told = short_counts(votes.heads, votes.weighted, get_translations(), scale=WEIGHT_SCALE, answers=votes.answers)
        return [told, _("voix comptées par collège")] if votes.by_college else [told]
    if counts is None or not counts.total:
        return []
    if counts.to_vote == counts.total:
        return [ngettext("%(num)s amendement à voter", "%(num)s amendements à voter", counts.total)]
    total = ngettext("%(num)s amendement", "%(num)s amendements", counts.total)
    return [_("%(total)s, dont %(left)s à voter", total=total, left=counts.to_vote)] if counts.to_vote else [total]
