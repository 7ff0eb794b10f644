"""The tables of amendments, drawn once for all readers: hundreds of rows are kept until the journal moves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import get_template_attribute
from flask_babel import gettext as _
from markupsafe import Markup

from amendments.models import Amendment, AmendmentStatus
from amendments.pages.competing_page import competing_page
from amendments.pages.kept.until_journal import KeptUntilJournal
from amendments.pages.list_page import counts_of_filters, sections_of
from amendments.pages.reservations.reserved_passages import answered_by
from amendments.queries.amendment_queries import published_in, published_on
from amendments.queries.life.sub_texts import numbered_subs_in, numbered_subs_on
from congress.models import Congress
from motions.models import Part, Revision
from motions.pages import motion_labels
from motions.queries.motion_queries import motion_of, places_of


@dataclass(frozen=True, slots=True)
class VersionShown:
    """What is told of the version that a table is about."""

    number: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ListShown:
    """A list of amendments in one filter: its tables, how many each filter keeps, those that a document may hold."""

    table: Markup
    counts: Mapping[str, int]
    total: int
    subs: int  # sub-amendments, that the filters count too
    to_combine: tuple[tuple[int, str], ...]  # number, in a few words
    version: VersionShown | None


@dataclass(frozen=True, slots=True)
class MatrixShown:
    """« Amendements concurrents » of one part, drawn."""

    table: Markup
    version: VersionShown


lists: KeptUntilJournal[ListShown] = KeptUntilJournal(48)
matrices: KeptUntilJournal[MatrixShown] = KeptUntilJournal(24)


def list_shown(
    congress: Congress, part: Part | None, chosen: str, all_of_them: str, *, tells_answered: bool
) -> ListShown:
    """The amendments to a part, or all of them, as a filter leaves them; `all_of_them`: the address without a filter.

    `tells_answered`: with how many reservations each would answer, for those who may know.
    """
    key = (part.id if part else 0, chosen, tells_answered)
    return lists.kept_or_made(
        congress, key, lambda: _list(congress, part, chosen, all_of_them, tells_answered=tells_answered)
    )


def matrix_shown(congress: Congress, part: Part) -> MatrixShown:
    """The amendments still to vote on a part, by alinéa."""
    return matrices.kept_or_made(congress, (part.id,), lambda: _matrix(congress, part))


def _list(congress: Congress, part: Part | None, chosen: str, all_of_them: str, *, tells_answered: bool) -> ListShown:
    motion = motion_of(congress.id) if part is None else None
    found = published_on(part.id) if part else published_in(motion.id) if motion else []
    subs = numbered_subs_on(part.id) if part else numbered_subs_in(motion.id) if motion else []
    parts = [part] if part else places_of(motion.id) if motion else []
    sections = sections_of(congress, parts, [*found, *subs], chosen)
    answered = _answered_counts(congress, found) if tells_answered else {}
    drawn = _macro("list_parts", "sections_table")
    return ListShown(
        table=Markup(drawn(sections, answered, part, motion_labels, congress.slug, all_of_them)),  # noqa: S704 (ours)
        counts=counts_of_filters([*found, *subs]),
        total=len(found),
        subs=len(subs),
        to_combine=() if chosen else _to_combine(part, found),
        version=_version(sections[0].revision) if part and sections else None,
    )


def _matrix(congress: Congress, part: Part) -> MatrixShown:
    page = competing_page(congress, part)
    heading = _("Amendements concurrents, proposition n° %(number)s", number=part.number)
    drawn = _macro("competing_parts", "matrix")
    return MatrixShown(Markup(drawn(page, heading, congress.slug, part.number)), _version(page.revision))  # noqa: S704 (ours)


def _macro(template: str, name: str) -> Callable[..., str]:
    """A macro, whose own words are said when it is called: in the language of who reads."""
    found: Callable[..., str] = get_template_attribute(f"amendments/{template}.html", name)
    return found


def _version(revision: Revision) -> VersionShown:
    return VersionShown(revision.number, revision.created_at)


def _to_combine(part: Part | None, found: list[Amendment]) -> tuple[tuple[int, str], ...]:
    """The amendments to one proposal that a document may hold together: two at least, still to vote on."""
    alive = [amendment for amendment in found if amendment.status == AmendmentStatus.PUBLISHED]
    if part is None or not part.number or part.is_decided or len(alive) < 2:
        return ()
    return tuple((amendment.public_number or 0, amendment.title) for amendment in alive)


def _answered_counts(congress: Congress, found: list[Amendment]) -> dict[str, int]:
    """By label, how many reservations each amendment to one text would answer."""
    told = answered_by(congress, [row for row in found if row.status == AmendmentStatus.PUBLISHED])
    return {row.label: len(told[row.id]) for row in found if told.get(row.id)}
