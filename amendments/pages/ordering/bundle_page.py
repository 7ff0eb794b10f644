"""« Adoption sans débat proposée »: what is in it, who recalled what, and what the bureau may propose."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from amendments.labels import numbers
from amendments.models import Amendment, AmendmentStatus
from amendments.order_models import Bundle, BundleLine
from amendments.queries.bundle_queries import (
    FEWEST,
    bundle_of,
    bundles_on,
    kept_in,
    may_recall,
    proposed_by_rule,
    stands_alone,
)
from amendments.queries.competing_amendments import Field, field_of
from amendments.services.ordering.proposing import refusal_during_vote
from amendments.submission_window import day_and_hour
from congress.actors import Actor
from congress.chamber_models import SittingState
from congress.clock import local
from congress.models import Congress
from congress.policies import electors, officers
from congress.queries.chamber_queries import sittings_of
from motions.models import Part

_NOW = timedelta(minutes=30)  # from now, where no sitting is to come


@dataclass(frozen=True, slots=True)
class LineShown:
    """An amendment of a vote in one; `is_kept`: whether it is still adopted with the others."""

    line: BundleLine
    amendment: Amendment
    is_kept: bool


def lines_shown(bundle: Bundle | None, kept: Collection[int]) -> tuple[LineShown, ...]:
    """The amendments of a bundle by number, those of these ids kept; none without a bundle."""
    lines = [LineShown(line, line.amendment, line.amendment_id in kept) for line in bundle.lines] if bundle else []
    return tuple(sorted(lines, key=lambda shown: shown.amendment.rank))


@dataclass(frozen=True, slots=True)
class BundlePage:
    """All that the page shows. `choices`: what the bureau may propose, those that the rule proposes first ticked."""

    bundle: Bundle | None
    lines: tuple[LineShown, ...]
    may_recall: bool
    is_enough: bool  # to be voted as one
    choices: tuple[tuple[Amendment, bool], ...]
    disputed: str  # those that cannot be proposed: others want their words
    has_retained: bool  # whether the bureau retains amendments of this text: nothing is proposed beside
    refusal: str  # why nothing is proposed nor given up now: a vote is on
    deadline: str  # « 2020-10-12T14:00 », in the congress's zone


def bundle_page(congress: Congress, part: Part, now: datetime) -> BundlePage:
    """The page of a text, in a bounded number of queries."""
    field, found = field_of(part.id, congress.line_length, listed=True), bundles_on([part.id]).get(part.id)
    bundle = found if found is not None and not found.is_retained else None
    kept = {row.id for row in kept_in(bundle, field)} if bundle else set()
    return BundlePage(
        bundle=bundle,
        lines=lines_shown(bundle, kept),
        may_recall=bundle is not None and may_recall(bundle, now),
        is_enough=len(kept) >= FEWEST,
        choices=_choices(field) if found is None else (),
        has_retained=found is not None and found.is_retained,
        disputed=_disputed(field),
        refusal=refusal_during_vote(part, field.amendments.values()),
        deadline=local(congress, _deadline(congress, now)).strftime("%Y-%m-%dT%H:%M"),
    )


@dataclass(frozen=True, slots=True)
class Undebated:
    """An amendment in a bundle, as its own page tells it: who took it out, until when, whether the reader may."""

    line: BundleLine
    until: str  # empty of those that the bureau retains: until the poll opens
    may_recall: bool
    is_retained: bool


def undebated(congress: Congress, amendment: Amendment, actor: Actor, now: datetime) -> Undebated | None:
    """Where an amendment is proposed for adoption by one vote: until when, whether the reader may take it out."""
    found = bundle_of(amendment.id) if amendment.status == AmendmentStatus.PUBLISHED else None
    if found is None:
        return None
    bundle, line = found
    is_open = line.recalled_at is None and may_recall(bundle, now)
    until = day_and_hour(congress, bundle.recall_until) if bundle.recall_until is not None else ""
    is_bureau = bundle.is_retained and officers(actor, congress) and actor.member_id is not None
    return Undebated(line, until, is_open and (electors(actor, congress) or is_bureau), bundle.is_retained)


def _choices(field: Field) -> tuple[tuple[Amendment, bool], ...]:
    proposed = {row.id for row in proposed_by_rule(field)}
    return tuple((row, row.id in proposed) for row in field.amendments.values() if stands_alone(field, row.id))


def _disputed(field: Field) -> str:
    found = [row.public_number or 0 for row in field.amendments.values() if not stands_alone(field, row.id)]
    return numbers(found) if found else ""


def _deadline(congress: Congress, now: datetime) -> datetime:
    """When recalls end unless the bureau says otherwise: as the next sitting begins."""
    coming = [sitting.starts_at for sitting in sittings_of(congress.id) if sitting.state == SittingState.PLANNED]
    return min((start for start in coming if start > now + _NOW), default=now + _NOW)
