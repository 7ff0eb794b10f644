"""The list of proposals as the page shows it."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from amendments.queries.amendment_queries import AmendmentCounts, counts_by_part
from congress.actors import Actor
from congress.models import Congress
from congress.policies import amendments_readers, electors
from motions.models import Motion, PartKind
from motions.pages.motion_labels import proposal_state_tag
from motions.queries.motion_queries import current_revisions, parts_of
from motions.queries.viewpoint_queries import viewpoints_of


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal of the list: the tag's kind and word, then its facts; the last one is stressed if `is_pending`."""

    number: int
    title: str
    tag: str
    state: str
    facts: tuple[str, ...]
    is_pending: bool


def proposal_rows(congress: Congress, motion: Motion, actor: Actor, now: datetime) -> list[ProposalRow]:
    """The rows, in four queries."""
    texts = current_revisions(motion.id)
    counts = counts_by_part(motion.id) if amendments_readers(actor, congress) else {}
    is_elector = electors(actor, congress)
    given = viewpoints_of(congress.id, actor.member_id) if is_elector and actor.member_id else {}
    may_answer = is_elector and congress.viewpoints_window.is_open(now)
    rows = []
    for part in parts_of(motion.id):
        if part.kind != PartKind.PROPOSAL:
            continue
        facts = [_("Version %(number)s", number=part.current_number), *_amendment_facts(counts.get(part.id))]
        is_pending = may_answer and part.id not in given
        if is_pending:
            facts.append(_("Votre point de vue reste à donner"))
        tag, state = proposal_state_tag(part.state)
        rows.append(ProposalRow(part.number or 0, texts[part.id].title, tag, state, tuple(facts), is_pending))
    return rows


def _amendment_facts(counts: AmendmentCounts | None) -> list[str]:
    if counts is None or not counts.total:
        return []
    total = ngettext("%(num)s amendement", "%(num)s amendements", counts.total)
    return [_("%(total)s, dont %(left)s à voter", total=total, left=counts.to_vote) if counts.to_vote else total]
