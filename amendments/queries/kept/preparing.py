"""What pages will want of the amendments still to decide, worked out before anybody asks: nothing is written here."""

import time
from typing import Any, Final

from sqlalchemy import func, select

from amendments.models import LIVE, Amendment, AmendmentStatus
from amendments.queries.amendment_queries import AMENDS_TEXT, live_on
from amendments.queries.amendment_readings import form_of, history_of, outcomes_of, readings_of
from amendments.queries.competing_amendments import recalled_field
from amendments.queries.kept.recalling import recall
from amendments.queries.order_queries import in_vote_order
from amendments.rules.kept.bearings import bearing_of
from amendments.rules.kept.sentences import sentences_kept
from core.database import session
from motions.models import Part

Standing = tuple[Any, ...]
_VERSIONS: Final = func.sum(Amendment.version)


def standing_parts() -> dict[int, Standing]:
    """The parts on which amendments are still to be decided, with what tells that these, or the text, are others."""
    rows = (
        select(Part.id, Part.current_number, Amendment.status, func.count(), func.sum(Amendment.id), _VERSIONS)
        .join(Amendment, Amendment.part_id == Part.id)
        .where(AMENDS_TEXT, Amendment.status.in_(LIVE))
        .group_by(Part.id, Part.current_number, Amendment.status)
        .order_by(Part.id, Amendment.status)
    )
    found: dict[int, Standing] = {}
    for part_id, *told in session().execute(rows):
        found[part_id] = (*found.get(part_id, ()), tuple(told))
    return found


def prepare(part_id: int) -> None:
    """Work out what the pages of a part will ask of its amendments: read where it is written, else computed."""
    part = session().get_one(Part, part_id)
    congress, live = part.motion.congress, live_on(part_id)
    history, width = history_of([part_id]), congress.line_length
    readings = readings_of(live, {part_id: part}, history)
    form = form_of(congress, part)
    pairs = [(reading.old, reading.new) for reading in readings.values()]
    recall(
        [
            *(bearing_of.asked(old, new, width) for old, new in pairs),
            *(sentences_kept.asked(old, new, width, form) for old, new in pairs),
        ]
    )
    for old, new in pairs:
        bearing_of(old, new, width)
        sentences_kept(old, new, width, form)
        time.sleep(0)  # whoever votes meanwhile comes first
    to_vote = {row.id: row for row in live if row.status == AmendmentStatus.PUBLISHED}
    to_vote = dict(sorted(to_vote.items(), key=lambda item: item[1].rank))
    in_vote_order(to_vote, readings, (), width)
    recalled_field(
        history[part_id][part.current_number - 1],
        list(to_vote.values()),
        outcomes_of(readings, to_vote.values()),
        width,
    )
