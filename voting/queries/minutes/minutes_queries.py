"""The minutes of a sitting as they are kept: where they stand, what was keyed, the reports, who has signed."""

from collections import defaultdict
from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload, selectinload

from congress.chamber_models import AgendaItem, AgendaItemKind, Office, Sitting, SittingState
from congress.models import Member
from congress.queries.convening.convening_queries import second_of
from core.database import session
from core.errors import NotFound
from voting.minutes_models import ItemReport, Minutes, MinutesNote, MinutesSignature
from voting.models import Poll, PollState
from voting.queries.minutes.presences import offices_held
from voting.queries.minutes.secretaries import secretaries_among


def minutes_of(sitting_id: int) -> Minutes | None:
    """The row of a sitting's minutes, with those who signed; None as long as they are a draft that nobody submitted."""
    wanted = select(Minutes).where(Minutes.sitting_id == sitting_id)
    signed = selectinload(Minutes.signatures).joinedload(MinutesSignature.member)
    return session().scalar(wanted.options(signed, joinedload(Minutes.adopted_in), joinedload(Minutes.poll)))


def has_adopted_minutes(sitting_id: int) -> bool:
    """Whether the minutes of a sitting are adopted: nothing that they tell changes any more."""
    adopted = select(Minutes.id).where(Minutes.sitting_id == sitting_id, Minutes.adopted_at.is_not(None))
    return session().scalar(adopted) is not None


def may_reopen(sitting: Sitting) -> bool:
    """Whether a sitting, closed, may open again: its minutes are no record yet, no second one takes what it left."""
    is_closed = sitting.state == SittingState.CLOSED
    return is_closed and second_of(sitting.id) is None and not has_adopted_minutes(sitting.id)


def is_adopted_first(minutes: Minutes) -> bool:
    """Whether nothing else had been discussed nor voted yet in the sitting that adopted them, when it did.

    The first item opened there, alone and on no text, is taken for their own: « Approbation du procès-verbal ».
    """
    here, moment = minutes.adopted_in_id, minutes.adopted_at
    opened = select(AgendaItem).where(AgendaItem.sitting_id == here, AgendaItem.opened_at <= moment)
    discussed = session().scalars(opened).all()
    voted = select(Poll.id).where(
        Poll.sitting_id == here, Poll.opened_at <= moment, Poll.state != PollState.CANCELLED
    )  # fmt: skip
    if minutes.poll is not None:
        voted = voted.where(Poll.id != minutes.poll_id)
    is_theirs = len(discussed) == 1 and discussed[0].kind is AgendaItemKind.OTHER
    return (not discussed or is_theirs) and session().scalar(voted.limit(1)) is None


def notes_of(sitting_id: int) -> dict[int, list[MinutesNote]]:
    """By item id (0: the sitting as a whole), the versions of the substance of the discussion, the first one first."""
    wanted = select(MinutesNote).where(MinutesNote.sitting_id == sitting_id)
    found: dict[int, list[MinutesNote]] = defaultdict(list)
    for note in session().scalars(wanted.order_by(MinutesNote.version).options(joinedload(MinutesNote.written_by))):
        found[note.item_key].append(note)
    return dict(found)


def reports_of(sitting_id: int) -> list[ItemReport]:
    """The reports attached to a sitting, in the order in which they were added; not those withdrawn."""
    wanted = select(ItemReport).where(ItemReport.sitting_id == sitting_id, ItemReport.withdrawn_at.is_(None))
    return list(session().scalars(wanted.order_by(ItemReport.id)))


def report_by_id(sitting_id: int, report_id: int) -> ItemReport:
    """A report of a sitting that is shown; `NotFound` for any other."""
    found = session().get(ItemReport, report_id)
    if found is None or found.sitting_id != sitting_id or found.withdrawn_at is not None:
        raise NotFound(_("Ce rapport n’est pas joint à cette séance."))
    return found


def signers_of(sitting: Sitting) -> list[tuple[Office, Member]]:
    """Who signs the minutes of a sitting: whoever presided when it ended, then its secretaries."""
    held = offices_held(sitting.id)
    last = [one.member for one in held[Office.CHAIR] if one.until is None] or [
        one.member for one in held[Office.CHAIR][-1:]
    ]
    chairs = [(Office.CHAIR, member) for member in last]
    known = {member.id for member in last}
    return [
        *chairs,
        *((Office.SECRETARY, one) for one in secretaries_among(sitting, held[Office.SECRETARY]) if one.id not in known),
    ]


def waiting_for_adoption(congress_id: int, before: int) -> Sequence[Sitting]:
    """The closed sittings of a congress whose minutes the sitting of this number, the next one, is to adopt."""
    adopted = select(Minutes.sitting_id).where(Minutes.adopted_at.is_not(None))
    between = aliased(Sitting)
    sooner = select(between.id).where(
        between.congress_id == congress_id,
        between.state == SittingState.PLANNED,
        between.number > Sitting.number,
        between.number < before,
    )
    wanted = select(Sitting).where(
        Sitting.congress_id == congress_id,
        Sitting.state == SittingState.CLOSED,
        Sitting.number < before,
        Sitting.id.not_in(adopted),
        ~sooner.exists(),
    )
    return session().scalars(wanted.order_by(Sitting.number)).all()
