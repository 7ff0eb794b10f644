"""Which reservations each amendment would answer, told to the bureau; and an amendment begun from one's own."""

from collections.abc import Sequence
from datetime import datetime

from amendments.models import Amendment
from amendments.pages.draft_page import Draft, first_shown
from amendments.pages.writing.ground import ground_on
from amendments.pages.writing_sheet import WritingSheet
from amendments.queries.amendment_readings import history_of, readings_of
from amendments.rules.cited_passages import Cited, answers, cited_in, followed, touched
from amendments.rules.locations import compared
from congress.actors import Actor
from congress.models import Congress
from congress.policies import officers
from motions.models import Part, Position, Revision
from motions.policies import may_see_positions
from motions.queries.viewpoint_queries import Reservation, spoken_on, viewpoint_of


def may_see_answered(actor: Actor, congress: Congress, part: Part, now: datetime) -> bool:
    """The chair and the bureau, once they may read the points of view on this text."""
    if not part.number or not officers(actor, congress):
        return False
    has_given = viewpoint_of(part.id, actor.member_id) is not None
    return may_see_positions(actor, congress, now, has_given=has_given)


def answered_by(congress: Congress, amendments: Sequence[Amendment]) -> dict[int, tuple[Reservation, ...]]:
    """By amendment, of those to one text, the reservations whose passage it touches, as readers may see them."""
    if not amendments:
        return {}
    part_id, parts = amendments[0].part_id, {amendments[0].part_id: amendments[0].part}
    said = spoken_on(part_id).reservations
    if not said:
        return {amendment.id: () for amendment in amendments}
    history = history_of([part_id])
    readings, versions = readings_of(amendments, parts, history), history[part_id]
    read = {reservation: versions[reservation.version - 1].text for reservation in said}
    cited = {reservation: cited_in(reservation.words, text) for reservation, text in read.items()}
    found = {}
    for amendment_id, reading in readings.items():
        places = touched(compared(reading.old, reading.new, congress.line_length)) if any(cited.values()) else ()
        found[amendment_id] = tuple(
            reservation
            for reservation in said
            if any(
                place is not None and answers(place, places)
                for place in _stand(cited[reservation], read[reservation], reading.old.text)
            )
        )
    return found


def _stand(cited: Sequence[Cited], text: str, newer: str) -> list[Cited | None]:
    return [followed(place, text, newer) for place in cited]


def begun_from_reservation(part: Part, base: Revision, actor: Actor) -> Draft | None:
    """A new amendment that opens on the passage that its writer reserved, with the reservation as its reasons.

    None for whoever has no reservation on this text.
    """
    own = viewpoint_of(part.id, actor.member_id) if actor.is_elector else None
    if own is None or own.position != Position.RESERVED:
        return None
    places = [
        place[0]
        for cited in cited_in(own.reservation, own.revision.text)
        if (place := followed(cited, own.revision.text, base.text)) is not None
    ]
    draft = first_shown(ground_on(part, base), None, WritingSheet.blank(base.text, None, places, is_whole=False))
    draft.form.reasons.data = own.reservation
    return draft
