"""The page of the speaking list, with what is in discussion and, for those who lead, what the console shows of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import g

from congress.actors import Actor
from congress.chamber_models import AgendaItem, Sitting
from congress.models import Member
from congress.queries import chamber_queries
from congress.queries.homonyms import told_name
from motions.queries.motion_queries import proposals_of
from voting.pages.agenda_lines import AgendaLine, agenda_lines
from voting.pages.chamber_shown import ChamberShown, in_discussion, room_of
from voting.pages.console_page import ConsolePage, console_page
from voting.pages.debate.floor_shown import FloorShown, TotalsShown, shown_floor, totals
from voting.pages.debate.motion_shown import what_became
from voting.queries import poll_queries, votes_left
from voting.queries.debate.motion_queries import motions_of
from voting.queries.debate.people_there import people_there
from voting.rules.debate.precedence import PENDING

MOST_LISTED = 300  # names that a field proposes; of more, they are typed


@dataclass(frozen=True, slots=True)
class DebatePage:
    """All that the page shows to one reader."""

    sitting: Sitting
    floor: FloorShown
    item: AgendaItem | None
    chair: Member | None
    agenda: tuple[AgendaLine, ...]
    room: ChamberShown
    totals: TotalsShown
    past: tuple[str, ...]  # what became of the motions that wait no more
    led: ConsolePage | None = None  # for those who lead: what the console shows
    there: tuple[str, ...] = ()  # names of those present, for whoever keys a hand

    @property
    def seen(self) -> str:
        """The step that the page shows (the frame asks for it under this name)."""
        return self.floor.seen


def debate_page(sitting: Sitting, actor: Actor, now: datetime, *, leads: bool) -> DebatePage:
    """The speaking list of a sitting for its reader; `leads`: who watches the console."""
    floor = shown_floor(sitting, actor, now)
    g.setdefault("floors", {})[sitting.id] = floor
    led = console_page(sitting, now) if leads else None
    items = chamber_queries.agenda_of(sitting.id)
    item = in_discussion(items)
    past = [what_became(motion) for motion in motions_of(sitting.id) if motion.state not in PENDING]
    return DebatePage(
        sitting=sitting,
        floor=floor,
        item=item,
        chair=led.chair if led else chamber_queries.chair_of(sitting.id),
        agenda=led.agenda if led else _agenda(sitting, items, item),
        room=led.room if led else room_of(sitting, now, item=item, poll=poll_queries.current_poll_of(sitting.id)),
        totals=totals(floor.floor, now),
        past=tuple(past),
        led=led,
        there=tuple(told_name(one) for one in people_there(sitting.id, at_most=MOST_LISTED)) if leads else (),
    )


def _agenda(sitting: Sitting, items: Sequence[AgendaItem], item: AgendaItem | None) -> tuple[AgendaLine, ...]:
    parts = {part.number: part for part in proposals_of(sitting.congress_id)}
    return agenda_lines(items, item, parts, votes_left.left_to_vote(sitting.congress_id))
