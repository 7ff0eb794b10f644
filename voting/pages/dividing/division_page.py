"""« Vote par division »: where a text may be cut, or the parts in which it is voted, and what became of each."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from markupsafe import Markup

from amendments.pages.amendment_page import differences_html
from amendments.queries.amendment_queries import known_revision
from amendments.rules.carry_over import KnownText
from congress.chamber_models import AgendaItem
from congress.models import Congress
from core.digest import sha256_text
from core.errors import NotFound
from motions.pages.text_layout import ReadBlock, read_blocks
from motions.queries.motion_queries import current_revision
from voting.dividing_models import Division
from voting.pages.shown_subject import subject_name
from voting.queries import subjects
from voting.queries.dividing.division_words import where_words
from voting.queries.dividing.divisions import running_on, stands
from voting.queries.subjects import LoadedSubject, SubjectKeys
from voting.rules.dividing.spots import spots_of
from voting.rules.dividing.units import Divisible, without
from voting.services.dividing.divisible import divisible_now, is_divisible, refusal_during_poll, refusal_to_divide


@dataclass(frozen=True, slots=True)
class UnitShown:
    """A unit as the form shows it: where it stands, its words; a part may begin with any but the first one."""

    rank: int
    where: str
    is_cut: bool
    blocks: tuple[ReadBlock, ...] = ()
    difference: Markup | None = None


@dataclass(frozen=True, slots=True)
class DivisionPage:
    """All that the page shows. `refusal`: why nothing is done now, in a sentence; `running`: how it is divided."""

    name: str
    refusal: str
    units: tuple[UnitShown, ...] = ()
    running: Division | None = None


def division_page(
    item: AgendaItem, keys: SubjectKeys, cuts: Collection[int], now: datetime, *, is_answer: bool = False
) -> DivisionPage:
    """The page of a text that an item discusses; `cuts`: where the form cuts it.

    `is_answer`: to a form that was refused: it is given back, even where nothing can be done now.
    """
    congress = item.sitting.congress
    subject = subjects.load(keys, congress.id)
    part = subject.text_part
    if part is None or subject.divided is not None:
        raise NotFound(_("Seuls une proposition ou un amendement se votent par division."))
    running = running_on(part.id)
    if running is not None and stands(running):
        return DivisionPage(subject_name(subject), refusal_during_poll(item.sitting_id), running=running)
    refusal = refusal_to_divide(item, subject, now)
    if refusal and not (is_answer and is_divisible(subject)):
        return DivisionPage(subject_name(subject), refusal)
    units = tuple(_units(congress, subject, divisible_now(subject), cuts))
    return DivisionPage(subject_name(subject), "", units)


def _units(congress: Congress, subject: LoadedSubject, found: Divisible, cuts: Collection[int]) -> Iterator[UnitShown]:
    blocks = [one for one in read_blocks(found.whole, congress.line_length) if one.alinea] if subject.part else []
    for rank, unit in enumerate(found.units):
        where = where_words(spots_of([unit]))
        if subject.part is not None:
            yield UnitShown(rank, where, rank in cuts, blocks=tuple(blocks[rank : rank + 1]))
            continue
        current = current_revision(subject.amendments[0].part_id)
        text = without(found, [other for other in range(len(found.units)) if other != rank])
        html = differences_html(known_revision(current), KnownText(sha256_text(text), text), congress.line_length)
        yield UnitShown(rank, where, rank in cuts, difference=html)
