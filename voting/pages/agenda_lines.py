"""The agenda of a sitting, line by line, as the console and the sitting's page show it; what a sitting and an item are
called.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from congress.chamber_models import AgendaItem, AgendaItemKind, Sitting, SittingKind, SittingState
from congress.moments import hour_in_words
from congress.queries.convening.convening_queries import put_off_by_council
from motions.models import MotionState, Part, PartState
from voting.debate_models import FloorMotion
from voting.queries import votes_left
from voting.queries.debate.motion_queries import put_off_in
from voting.queries.poll_queries import texts_decided_at
from voting.queries.told_entries import put_off_by_law
from voting.queries.votes_left import LeftOn
from voting.rules.debate.precedence import FloorKind

_DECIDED = (PartState.ADOPTED, PartState.REJECTED, MotionState.ADOPTED, MotionState.REJECTED)


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A line of the agenda: « 5 Médiation numérique, en discussion, 10 votes »."""

    item: AgendaItem
    sub: str
    is_current: bool
    is_divided: bool = False  # some of its votes are on a part of a text
    is_unvoted: bool = False  # its discussion is closed, and its text not decided: not put off by law


def agenda_lines(
    items: Sequence[AgendaItem], current: AgendaItem | None, parts: dict[int | None, Part], left: Sequence[LeftOn]
) -> tuple[AgendaLine, ...]:
    """The agenda with where each item is; `parts`: the proposals by number; `left`: the votes left."""
    ended = [row for row in items if row.closed_at is not None and row.proposal_number is not None]
    undecided = [row for row in ended if not (part := parts.get(row.proposal_number)) or not part.is_decided]
    put_off = put_off_in(undecided[0].sitting_id) if undecided else {}
    has_decided = any(_decision(row, parts) in _DECIDED for row in items)
    decided_at = texts_decided_at(items[0].sitting_id) if has_decided else {}
    by_law = put_off_by_law(items)
    by_council = put_off_by_council(items[0].sitting) if items else frozenset()
    return tuple(
        AgendaLine(
            row,
            _decided_words(row, parts, decided_at)
            or _sub(row, left, _ended(put_off.get(row.id), by_law=row.id in by_law), is_put_off=row.id in by_council),
            row is current and row.sitting.state != SittingState.CLOSED,
            _is_divided(row, left),
            is_unvoted=row.closed_at is not None and row.id not in by_law and bool(votes_left.left_on_item(row, left)),
        )
        for row in items
    )


def kind_words(sitting: Sitting) -> str:
    """« Séance plénière », as the console and the screen of the hall name it."""
    if sitting.kind == SittingKind.PLENARY:
        return _("Séance plénière")
    return _("Séance de préparation")


def item_words(item: AgendaItem) -> str:
    """« proposition n° 5 », « motion entière », or the title of another item: after the sitting's name."""
    if item.proposal_number is not None:
        return _("proposition n° %(number)s", number=item.proposal_number)
    return _("motion entière") if item.kind == AgendaItemKind.MOTION else item.title


def _decided_words(item: AgendaItem, parts: dict[int | None, Part], decided_at: Mapping[int | None, datetime]) -> str:
    """« adoptée, 14 h 05 »: what was decided of its text, and when, if this sitting did; empty of what is not."""
    decision = _decision(item, parts)
    if decision not in _DECIDED:
        return ""
    said = _("adoptée") if decision in (PartState.ADOPTED, MotionState.ADOPTED) else _("rejetée")
    part = parts.get(item.proposal_number) if item.kind == AgendaItemKind.PROPOSAL else None
    at = decided_at.get(part.id if part else None)
    return f"{said}, {hour_in_words(item.sitting.congress, at)}" if at is not None else said


def _sub(item: AgendaItem, left: Sequence[LeftOn], ended: str, *, is_put_off: bool) -> str:
    """« en discussion, 10 votes », « 7 votes »: where it is, and when it was closed.

    `ended`: how its discussion ended, where it did without a decision. `is_put_off`: by the council, before it began.
    """
    number = len(votes_left.left_on_item(item, left))
    votes = ngettext("%(num)s vote", "%(num)s votes", number) if number else ""
    if item.closed_at is not None:
        words = [_closed(item, ended), votes]
    elif item.opened_at is not None:
        words = [_("en discussion"), votes]
    else:
        words = [_("renvoyé à une séance ultérieure") if is_put_off else "", votes]
    return ", ".join(str(word) for word in words if word)


def _is_divided(item: AgendaItem, left: Sequence[LeftOn]) -> bool:
    return any(vote.divided is not None for vote in votes_left.left_on_item(item, left))


def _ended(put_off: FloorMotion | None, *, by_law: bool) -> str:
    """How a discussion ended: by a motion from the floor (`put_off`) or by law, without a vote on its text, or not."""
    if by_law:
        return _("reporté, ne se décide pas à distance")
    if put_off is None:
        return _("clos")
    return _("renvoyée, à décider") if put_off.kind is FloorKind.REFERRAL else _("pas lieu de délibérer, à décider")


def _closed(item: AgendaItem, said: str) -> str:
    if item.closed_at is None:
        return said
    return f"{said}, {hour_in_words(item.sitting.congress, item.closed_at)}"


def _decision(item: AgendaItem, parts: dict[int | None, Part]) -> PartState | MotionState | None:
    """Where the text of an item stands: a proposal's, the whole motion's; None for another item."""
    if item.kind == AgendaItemKind.MOTION:
        return next((part.motion.state for part in parts.values()), None)
    part = parts.get(item.proposal_number) if item.kind == AgendaItemKind.PROPOSAL else None
    return part.state if part else None
