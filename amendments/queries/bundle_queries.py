"""What is proposed for adoption by one vote: which bundles there are, what is left in them, what may be proposed.

What a bundle holds is told of the amendments as they stand: one recalled, withdrawn, decided, to be checked or that
another now competes with has left it, and is debated in its place.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from amendments.models import Amendment, OpinionKind
from amendments.order_models import Bundle, BundleLine
from amendments.queries.amendment_queries import known_revision, known_text
from amendments.queries.competing_amendments import Field
from amendments.queries.retained_queries import kept_of_retained
from amendments.rules.carry_over import IfAdopted, KnownText, carry
from core.database import session
from core.digest import sha256_text
from motions.models import Revision
from motions.rules.motion_text import clean_text

FEWEST = 2  # amendments in a bundle: one alone is a vote like another
_FAVOURABLE = frozenset({OpinionKind.FAVOURABLE})


def bundles_on(part_ids: Collection[int]) -> dict[int, Bundle]:
    """The adoption without debate that is proposed on each of these parts, where there is one: two queries."""
    rows = (
        select(Bundle)
        .where(Bundle.part_id.in_(part_ids), Bundle.ended_at.is_(None))
        .options(
            selectinload(Bundle.lines).joinedload(BundleLine.recalled_by),
            selectinload(Bundle.lines).joinedload(BundleLine.amendment),
            joinedload(Bundle.proposed_by),
        )
    )
    return {bundle.part_id: bundle for bundle in session().scalars(rows)}


def bundle_of(amendment_id: int) -> tuple[Bundle, BundleLine] | None:
    """The adoption without debate in which an amendment is proposed now, and its line there; or None."""
    rows = (
        select(BundleLine)
        .join(Bundle)
        .where(BundleLine.amendment_id == amendment_id, Bundle.ended_at.is_(None))
        .options(joinedload(BundleLine.bundle), joinedload(BundleLine.recalled_by))
    )
    line = session().scalar(rows.limit(1))
    return (line.bundle, line) if line is not None else None


def may_recall(bundle: Bundle, now: datetime) -> bool:
    """Whether a member may still take an amendment out; the instant of the deadline is inside.

    Of those that the bureau retains, until they are put to the vote.
    """
    if bundle.recall_until is None:
        return bundle.ended_at is None and not any(line.amendment.under_vote for line in bundle.lines)
    return bundle.ended_at is None and now <= bundle.recall_until


def waits_for_recalls(bundle: Bundle, now: datetime) -> bool:
    """Whether nothing of it may be put to the vote yet: its deadline is to come. What is retained has none."""
    return bundle.recall_until is not None and may_recall(bundle, now)


def kept_in(bundle: Bundle, field: Field) -> list[Amendment]:
    """The amendments that a bundle still holds, by number: none recalled, none that competes with another of them.

    Without debate, none that any other competes with.
    """
    if bundle.is_retained:
        found = kept_of_retained(bundle, field).kept
        return [row for row in field.amendments.values() if row.id in found]
    waiting = {line.amendment_id for line in bundle.lines if line.recalled_at is None}
    return [row for row in field.amendments.values() if row.id in waiting and stands_alone(field, row.id)]


def stands_alone(field: Field, amendment_id: int) -> bool:
    """Whether an amendment can be adopted as it is: none wants its words or its place, or amends it."""
    if amendment_id not in field.amendments:
        return False
    row, text = field.amendments[amendment_id], field.texts[amendment_id]
    if row.parent_id is not None or row.last_sub_number or row.reserved_at is not None:
        return False
    return text.is_clean and not text.is_satisfied and not field.clashes(amendment_id)


def proposed_by_rule(field: Field) -> list[Amendment]:
    """Those that the rule proposes: the bureau is for them, and they stand alone."""
    return [
        row
        for row in field.amendments.values()
        if row.opinion is not None and row.opinion.kind in _FAVOURABLE and stands_alone(field, row.id)
    ]


@dataclass(frozen=True, slots=True)
class TextOfAll:
    """The text with all of several amendments, in their order; `stopped_by`: the one that does not apply after them."""

    steps: tuple[IfAdopted, ...]
    text: KnownText
    stopped_by: Amendment | None = None


def text_of_all(amendments: Sequence[Amendment], current: Revision) -> TextOfAll:
    """A revision with these amendments adopted one after the other; one already said by the text adds nothing to it."""
    on = known_revision(current)
    steps: list[IfAdopted] = []
    for row in amendments:
        found = carry(known_revision(row.base_revision), on, known_text(row))
        if not found.is_clean:
            return TextOfAll(tuple(steps), on, row)
        steps.append(found)
        if not found.is_satisfied:
            text = clean_text(found.text)
            on = KnownText(sha256_text(text), text)
    return TextOfAll(tuple(steps), on)
