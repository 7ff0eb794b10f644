"""The order of the votes on an item, for whoever leads the sitting: the chair's moves, and what one would do."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from amendments.labels import numbers
from amendments.models import Amendment
from amendments.queries.order_queries import ForeseenMove, PartOrder, VoteInOrder
from amendments.rules.ordering.moves import Break, BreakKind
from congress.chamber_models import AgendaItem
from motions.models import Part
from motions.pages.motion_labels import part_name
from voting.services.ordering.chair_order import WantedMove, parts_of_item


@dataclass(frozen=True, slots=True)
class OrderOfText:
    """The votes on one text, in their order."""

    part: Part
    name: str
    votes: tuple[VoteInOrder, ...]


@dataclass(frozen=True, slots=True)
class MoveSheet:
    """The form that moves a vote: the vote, its discussion, the places where it may go, what was typed."""

    vote: VoteInOrder
    discussion: tuple[int, ...]  # numbers of the whole joint discussion; none where it excludes nothing
    places: tuple[tuple[int, str], ...]  # (id of the amendment before which, « avant le n° 14 »)
    typed: WantedMove


@dataclass(frozen=True, slots=True)
class OrderPage:
    """All that the page shows."""

    item: AgendaItem
    texts: tuple[OrderOfText, ...]
    sheet: MoveSheet | None


def order_page(item: AgendaItem, typed: WantedMove) -> OrderPage:
    """The page of the order on an item; `typed`: the move asked for, if it names an amendment."""
    width = item.sitting.congress.line_length
    texts = [OrderOfText(part, part_name(part), tuple(PartOrder(part, width).votes())) for part in parts_of_item(item)]
    return OrderPage(item, tuple(text for text in texts if text.votes), _sheet(texts, typed))


def _sheet(texts: Iterable[OrderOfText], typed: WantedMove) -> MoveSheet | None:
    for text in texts:
        own = next((vote for vote in text.votes if typed.amendment_id in _ids(vote.amendments)), None)
        if own is not None:
            together = [vote for vote in text.votes if own.discussion and vote.discussion == own.discussion]
            whole = tuple(_numbers(row for vote in together for row in vote.amendments))
            places = [
                (vote.amendments[0].id, _("avant le %(numbers)s", numbers=numbers(_numbers(vote.amendments))))
                for vote in text.votes
                if vote is not own
            ]
            return MoveSheet(own, whole if len(together) > 1 else (), tuple(places), typed)
    return None


def break_sentences(found: ForeseenMove) -> list[str]:
    """What a move breaks, one sentence each; nothing where it goes against no rule."""
    by_id = {row.id: row for batch in found.order for row in batch}
    return [_sentence(broken, lambda ids: numbers(sorted(by_id[one].public_number or 0 for one in ids)))
            for broken in found.breaks]  # fmt: skip


def _sentence(broken: Break, named: Callable[[Sequence[int]], str]) -> str:
    first, count = named(broken.first), len(broken.then)
    if broken.kind is BreakKind.SPLIT:
        return _("La discussion commune %(numbers)s se tiendrait en plusieurs fois.", numbers=first)
    if broken.kind is BreakKind.PLACE:
        return ngettext(
            "Le texte apporté par le %(first)s viendrait avant celui du %(then)s, à la même place.",
            "Le texte apporté par le %(first)s viendrait avant ceux des %(then)s, à la même place.",
            count,
            first=first,
            then=named(broken.then),
        )
    return ngettext(
        "Le vote du %(first)s viendrait avant celui du %(then)s, que la règle place avant\u00a0: s’il aboutit, le"
        " %(then)s tombe sans avoir été mis aux voix.",
        "Le vote du %(first)s viendrait avant ceux des %(then)s, que la règle place avant\u00a0: s’il aboutit, les"
        " %(then)s tombent sans avoir été mis aux voix.",
        count,
        first=first,
        then=named(broken.then),
    )


def order_in_words(found: ForeseenMove) -> str:
    """« n° 14, puis n° 12 et 16, puis n° 3 »: the order as the move would make it."""
    then: str = _(", puis ")
    return then.join(numbers(_numbers(batch)) for batch in found.order)


def _numbers(rows: Iterable[Amendment]) -> list[int]:
    return sorted(row.public_number or 0 for row in rows)


def _ids(rows: Iterable[Amendment]) -> list[int]:
    return [row.id for row in rows]
