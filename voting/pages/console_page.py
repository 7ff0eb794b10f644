"""The chair's console as it shows: the agenda, the step at hand with what to read aloud, who is in the room.

One step at a time, the next one always in the same place: open the sitting, put an item in discussion, announce a
vote, open it, close it, proclaim it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import ngettext

from amendments.queries.amendment_queries import waiting_on
from amendments.queries.competing_amendments import falls_if_adopted
from congress.chamber_models import AgendaItem, AgendaItemKind, Sitting, SittingKind, SittingState
from congress.models import Member
from congress.queries import chamber_queries
from motions.models import MotionState, Part, PartState
from motions.queries.motion_queries import proposals_of
from voting.models import Falling, Poll, PollState
from voting.pages import shown_subject
from voting.pages.chair_warning import chair_warning
from voting.pages.chamber_shown import ChamberShown, room_of
from voting.pages.poll_result import Result, result_of
from voting.pages.shown_subject import ShownSubject
from voting.queries import poll_queries, subjects
from voting.queries.poll_queries import LeftOn, Vote
from voting.queries.state_queries import step_shown
from voting.queries.subjects import LoadedSubject
from voting.rules.pace import closes_early
from voting.services import text_effects


class Step(StrEnum):
    """What the chair can do now."""

    OPEN_SITTING = "open_sitting"
    RESUME = "resume"
    PUT_IN_DISCUSSION = "put_in_discussion"
    ANNOUNCE = "announce"
    OPEN_POLL = "open_poll"
    CLOSE_POLL = "close_poll"
    PROCLAIM = "proclaim"
    END_ITEM = "end_item"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A line of the agenda: « 5 Médiation numérique, en discussion, 10 votes »."""

    item: AgendaItem
    sub: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class AtHand:
    """The vote at hand: its subject, what falls with it, what is read aloud.

    `waiting`: amendments deposited on the text put to the vote that the secretariat has not published.
    """

    subject: LoadedSubject
    shown: ShownSubject
    falls: tuple[tuple[int, int, str], ...] = ()  # amendment id, public number, why
    read_aloud: tuple[str, ...] = ()
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class ConsolePage:
    """All that the console shows."""

    sitting: Sitting
    chair: Member | None
    step: Step
    agenda: tuple[AgendaLine, ...]
    item: AgendaItem | None
    votes: tuple[Vote, ...]  # left on the item, in the order proposed
    chosen: Vote | None
    left: int
    minutes: int  # until the end of the sitting
    room: ChamberShown
    poll: Poll | None = None
    at_hand: AtHand | None = None
    progress: tuple[int, int] = (0, 0)
    result: Result | None = None
    last: Poll | None = None  # the last poll proclaimed
    chair_warning: str = ""  # why the chair’s vote would not break a tie
    seen: str = ""  # the step shown, that each form carries
    asks_to_close: bool = False  # whether the poll is to be closed without those who have not voted


def console_page(
    sitting: Sitting, now: datetime, *, point: int | None = None, vote: str = "", asks_to_close: bool = False
) -> ConsolePage:
    """The console of a sitting now; `point`: the item looked at; `vote`: the key of the vote chosen.

    `asks_to_close`: the chair pressed to close; asked as long as more than a third have not voted.
    """
    items = chamber_queries.agenda_of(sitting.id)
    poll = poll_queries.current_poll_of(sitting.id)
    left = poll_queries.left_to_vote(sitting.congress_id)
    item = _item(items, poll, point)
    votes = poll_queries.left_on_item(item, left) if item else []
    step = _step(sitting, item, poll, votes)
    chosen = next((found for found in votes if found.key == vote), None) or _first_clean(votes)
    chair = chamber_queries.chair_of(sitting.id)
    progress = poll_queries.progress(poll.id) if poll and poll.state == PollState.OPEN else (0, 0)
    parts = {part.number: part for part in proposals_of(sitting.congress_id)}
    return ConsolePage(
        sitting=sitting,
        chair=chair,
        step=step,
        agenda=agenda_lines(items, item, parts, left),
        item=item,
        votes=tuple(votes),
        chosen=chosen if step is Step.ANNOUNCE else None,
        left=sum(len(group.votes) for group in left),
        minutes=max(int((sitting.ends_at - now).total_seconds() // 60), 0),
        room=room_of(sitting, now),
        poll=poll,
        at_hand=_at_hand(sitting, poll, chosen if step is Step.ANNOUNCE else None),
        progress=progress,
        result=_result(poll),
        last=poll_queries.last_proclaimed_of(sitting.id),
        chair_warning=chair_warning(poll, chair),
        seen=step_shown(sitting),
        asks_to_close=asks_to_close and closes_early(*progress),
    )


def agenda_lines(
    items: Sequence[AgendaItem], current: AgendaItem | None, parts: dict[int | None, Part], left: Sequence[LeftOn]
) -> tuple[AgendaLine, ...]:
    """The agenda with where each item is; `parts`: the proposals by number; `left`: the votes left."""
    return tuple(AgendaLine(row, _sub(row, parts, left), row is current) for row in items)


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


def _item(items: Sequence[AgendaItem], poll: Poll | None, point: int | None) -> AgendaItem | None:
    """The item of the poll at hand; else the one asked for; else the one in discussion; else the next one."""
    if poll is not None:
        return next((item for item in items if item.id == poll.item_id), None)
    asked = next((item for item in items if item.position == point), None)
    in_discussion = next((item for item in items if item.opened_at and not item.closed_at), None)
    return asked or in_discussion or next((item for item in items if not item.closed_at), None)


def _step(sitting: Sitting, item: AgendaItem | None, poll: Poll | None, votes: Sequence[Vote]) -> Step:
    if sitting.state == SittingState.PLANNED:
        return Step.OPEN_SITTING
    if poll is not None and poll.state == PollState.CLOSED:
        return Step.PROCLAIM
    if sitting.state == SittingState.SUSPENDED:
        return Step.RESUME
    if sitting.state == SittingState.CLOSED or item is None:
        return Step.OVER
    if poll is not None:
        return Step.CLOSE_POLL if poll.state == PollState.OPEN else Step.OPEN_POLL
    if item.opened_at is None or (item.closed_at is not None and votes):
        return Step.PUT_IN_DISCUSSION
    if item.closed_at is not None:
        return Step.OVER
    return Step.ANNOUNCE if votes else Step.END_ITEM


def _first_clean(votes: Sequence[Vote]) -> Vote | None:
    return next((vote for vote in votes if vote.is_clean), votes[0] if votes else None)


def _sub(item: AgendaItem, parts: dict[int | None, Part], left: Sequence[LeftOn]) -> str:
    """« adoptée, 14 h 05 » comes from the template; here « en discussion, 10 votes », « 7 votes »."""
    decision = _decision(item, parts)
    if decision in (PartState.ADOPTED, MotionState.ADOPTED):
        return _("adoptée")
    if decision in (PartState.REJECTED, MotionState.REJECTED):
        return _("rejetée")
    number = len(poll_queries.left_on_item(item, left))
    votes = ngettext("%(num)s vote", "%(num)s votes", number) if number else ""
    if item.closed_at is not None:
        words = [_("clos"), votes]
    elif item.opened_at is not None:
        words = [_("en discussion"), votes]
    else:
        words = [votes]
    return ", ".join(str(word) for word in words if word)


def _decision(item: AgendaItem, parts: dict[int | None, Part]) -> PartState | MotionState | None:
    """Where the text of an item stands: a proposal's, the whole motion's; None for another item."""
    if item.kind == AgendaItemKind.MOTION:
        return next((part.motion.state for part in parts.values()), None)
    part = parts.get(item.proposal_number) if item.kind == AgendaItemKind.PROPOSAL else None
    return part.state if part else None


def _at_hand(sitting: Sitting, poll: Poll | None, chosen: Vote | None) -> AtHand | None:
    if poll is not None:
        subject = subjects.subject_of(poll)
        falls = tuple(_fall(row) for row in text_effects.fallings(poll.id))
    elif chosen is not None:
        subject = subjects.load(chosen.ids, sitting.congress_id)
        falls = _foreseen(subject) if chosen.is_clean else ()
    else:
        return None
    view = shown_subject.shown_subject(sitting.congress, subject)
    read_aloud = _read_aloud(poll, subject, view, [number for _, number, _ in falls])
    return AtHand(subject, view, falls, read_aloud, waiting_on(subject.part.id) if subject.part else 0)


def _fall(row: Falling) -> tuple[int, int, str]:
    return row.amendment_id, row.amendment.public_number or 0, row.because


def _foreseen(subject: LoadedSubject) -> tuple[tuple[int, int, str], ...]:
    if not subject.amendments:
        return ()
    batch = {row.id for row in subject.amendments}
    found = falls_if_adopted(subject.amendments[0].id)
    return tuple(
        (fall.amendment.id, fall.amendment.public_number or 0, fall.because)
        for fall in found
        if fall.amendment.id not in batch
    )


def _read_aloud(poll: Poll | None, subject: LoadedSubject, view: ShownSubject, falling: list[int]) -> tuple[str, ...]:
    """What the chair says at this step, one sentence a line."""
    if poll is not None and poll.state == PollState.CLOSED:
        result = _result(poll)
        return (*result.arithmetic, *result.not_taking_part, result.decision) if result else ()
    said = [shown_subject.put_to_the_vote(subject, view), shown_subject.falling_sentence(falling)]
    if poll is not None and poll.state == PollState.OPEN:
        said.append(_("Le scrutin est ouvert."))
    return tuple(str(sentence) for sentence in said if sentence)


def _result(poll: Poll | None) -> Result | None:
    if poll is None or poll.outcome is None:
        return None
    return result_of(poll, poll.outcome, subjects.subject_of(poll))
