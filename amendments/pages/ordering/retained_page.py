"""« Retenus par le bureau »: what one vote would adopt, with the text that it makes, and what the bureau may retain."""

from dataclasses import dataclass

from markupsafe import Markup

from amendments.labels import labels_of, numbers
from amendments.models import Amendment
from amendments.order_models import Bundle
from amendments.pages.amendment_page import differences_html
from amendments.pages.ordering.bundle_page import LineShown, lines_shown
from amendments.queries.amendment_queries import known_revision
from amendments.queries.bundle_queries import FEWEST, bundles_on, kept_in, text_of_all
from amendments.queries.competing_amendments import Field, field_of
from amendments.queries.retained_queries import favoured, kept_of_retained, left_out_sentences, refused_together
from amendments.services.ordering.proposing import refusal_during_vote
from congress.models import Congress
from motions.models import Part


@dataclass(frozen=True, slots=True)
class RetainedPage:
    """All that the page shows. `choices`: what the bureau may retain, ticked where it advised to adopt it."""

    bundle: Bundle | None
    other: Bundle | None  # what is proposed without debate on the same text
    lines: tuple[LineShown, ...]
    left_out: tuple[str, ...]  # a sentence each
    falling: str  # « n° 3 et 4 »: what falls if they are adopted
    difference: Markup | None
    is_enough: bool
    is_voted: bool  # put to the vote now: nothing is taken out any more
    choices: tuple[tuple[Amendment, bool], ...]
    refusal: str  # why nothing is retained nor given up now: a vote is on


def retained_page(congress: Congress, part: Part) -> RetainedPage:
    """The page of a text, in a bounded number of queries."""
    field = field_of(part.id, congress.line_length, listed=True)
    found = bundles_on([part.id]).get(part.id)
    bundle = found if found is not None and found.is_retained else None
    kept = kept_in(bundle, field) if bundle is not None else []
    own = {row.id for row in kept}
    is_enough = len(kept) >= FEWEST
    return RetainedPage(
        bundle=bundle,
        other=found if bundle is None else None,
        lines=lines_shown(bundle, own),
        left_out=tuple(left_out_sentences(kept_of_retained(bundle, field).left_out, field)) if bundle else (),
        falling=_falling(field, own) if is_enough else "",
        difference=_difference(congress, field, kept) if is_enough else None,
        is_enough=is_enough,
        is_voted=any(row.under_vote for row in kept),
        choices=_choices(part, field) if found is None else (),
        refusal=refusal_during_vote(part, field.amendments.values()),
    )


def _choices(part: Part, field: Field) -> tuple[tuple[Amendment, bool], ...]:
    refused, ticked = refused_together(part.id), favoured(field)
    return tuple((row, row.id in ticked) for row in field.amendments.values() if row.id not in refused)


def _falling(field: Field, own: set[int]) -> str:
    falling = {other for one in own for other in field.falling(one)} - own
    return numbers(labels_of(field.amendments[one] for one in falling)) if falling else ""


def _difference(congress: Congress, field: Field, kept: list[Amendment]) -> Markup | None:
    found = text_of_all(kept, field.revision)
    if found.stopped_by is not None:
        return None
    return differences_html(known_revision(field.revision), found.text, congress.line_length)
