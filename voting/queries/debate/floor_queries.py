"""The floor as it is now: who speaks, who waits in which order, what stops the list.

One question to the database where nobody speaks, waits or raises anything; the rest is asked only then.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Exists, Row, and_, func, or_, select
from sqlalchemy.orm import joinedload

from congress.chamber.presence_models import Withdrawal
from congress.chamber_models import AgendaItem, Presence, PresenceMode, Sitting
from core.database import session
from live.versions import opaque
from voting.debate_models import (
    DebateSettings,
    FloorMotion,
    HouseDebate,
    ItemDebate,
    SpeakingRequest,
    Speech,
)
from voting.models import Poll, PollState
from voting.queries.debate.motion_queries import WaitingMotion, motions_waiting
from voting.rules.debate.debate_rules import DEFAULT_SECONDS
from voting.rules.debate.precedence import PENDING
from voting.rules.debate.speaking_order import Ordering, SpeakerSide, Turn, WaitingSpeaker, in_order
from voting.rules.debate.speaking_time import SpeechClock
from voting.rules.debate.trials import Frozen, LastPoll, frozen


@dataclass(frozen=True, slots=True)
class InList:
    """Somebody who waits: the request, how they are there (None: they left), the seconds they spoke on the item."""

    request: SpeakingRequest
    presence: PresenceMode | None
    spoken: int | None

    @property
    def is_there(self) -> bool:
        """Whether they may be called."""
        return self.presence is not None


@dataclass(frozen=True, slots=True)
class Floor:
    """All that is known of the floor of a sitting at one instant."""

    sitting: Sitting
    item: AgendaItem | None  # in discussion
    settings: DebateSettings
    debate: ItemDebate | None
    frozen: Frozen | None
    running: Speech | None = None
    spoken: tuple[Speech, ...] = ()  # on the item, ended, the first one first
    waiting: tuple[InList, ...] = ()  # in the order of the calls: the debate, then the explanations
    motions: tuple[WaitingMotion, ...] = ()  # in the order in which they are taken
    last_speech: int = field(default=0)
    has_reader: bool = False  # whether the reader for whom it was asked is there
    has_withdrawn: bool = False  # whether that reader takes no part in the item
    has_announced: bool = False  # a vote that is not open yet: it is opened, or given up, before another one

    @property
    def in_debate(self) -> tuple[InList, ...]:
        """Those who wait to speak in the debate."""
        return tuple(one for one in self.waiting if one.request.turn is Turn.DEBATE)

    @property
    def to_explain(self) -> tuple[InList, ...]:
        """Those who wait to explain their vote."""
        return tuple(one for one in self.waiting if one.request.turn is Turn.EXPLANATION)

    @property
    def explains(self) -> bool:
        """Whether explanations of vote are called now, in place of the debate."""
        return self.debate is not None and self.debate.explanations_at is not None

    @property
    def list_is_closed(self) -> bool:
        """Whether nobody is added to the debate any more."""
        return self.debate is not None and bool(self.debate.list_closed_at or self.debate.debate_closed_at)

    @property
    def debate_is_closed(self) -> bool:
        """Whether a closure was carried: nobody is called in the debate any more."""
        return self.debate is not None and self.debate.debate_closed_at is not None

    @property
    def called_now(self) -> tuple[InList, ...]:
        """Those whose turn comes, in the order of the calls: of one list, those who are there."""
        if self.explains:
            return tuple(one for one in self.to_explain if one.is_there)
        return () if self.debate_is_closed else tuple(one for one in self.in_debate if one.is_there)

    @property
    def next(self) -> InList | None:
        """Whoever « Donner la parole » calls; nobody while the list stands still."""
        return self.called_now[0] if self.called_now and self.frozen is None else None

    @property
    def is_quiet(self) -> bool:
        """Whether nobody speaks, waits or raises anything."""
        return not (self.running or self.waiting or self.motions)


def clock_of(speech: Speech) -> SpeechClock:
    """The clock of a speech."""
    return SpeechClock(
        speech.started_at,
        speech.given_seconds,
        speech.extra_seconds,
        speech.stopped_seconds,
        speech.stopped_since,
        speech.ended_at,
    )


def floor_of(sitting: Sitting, reader_id: int | None = None, *, is_brief: bool = False) -> Floor:
    """The floor of a sitting now; `reader_id`: the member who reads it, if one does.

    `is_brief`: for a page about something else, that names nobody who waits while the list stands still.
    """
    bare, busy = _first_look(sitting, reader_id)
    if not any(busy) or (is_brief and bare.frozen is Frozen.UNDER_VOTE):
        return bare
    has_waiting, is_speaking, is_raised = busy
    if is_brief and bare.frozen is not None:  # what was raised before the vote is still to be granted or refused
        has_waiting = is_speaking = False
    rows = _requests(sitting, bare.item) if bare.item is not None and (has_waiting or is_speaking) else []
    speeches = sorted((speech for _request, speech, _mode in rows if speech is not None), key=lambda one: one.id)
    running = next((one for one in speeches if one.ended_at is None), None)
    if running is None and is_speaking:
        running = _running_elsewhere(sitting)
    spoken = tuple(one for one in speeches if one.ended_at is not None)
    motions = tuple(motions_waiting(sitting, bare.settings.seconders)) if is_raised else ()
    stands = Frozen.UNDER_VOTE if any(one.is_asked for one in motions) else bare.frozen
    waiting = [(request, mode) for request, speech, mode in rows if speech is None and request.withdrawn_at is None]
    in_order_now = _in_order(bare, waiting, running, spoken)
    return replace(bare, frozen=stands, running=running, spoken=spoken, waiting=in_order_now, motions=motions)


def step_of_floor(sitting: Sitting) -> str:
    """`floor_shown` of a sitting as it stands."""
    return floor_shown(floor_of(sitting))


def floor_shown(floor: Floor) -> str:
    """What a page that leads the debate shows, in a word that its forms carry: it changes with each step of it.

    Somebody who asks to speak changes nothing: a press counts for the speaker who was read.
    """
    speech, debate, sitting = floor.running, floor.debate, floor.sitting
    running = (speech.id, speech.extra_seconds, str(speech.stopped_since)) if speech else ()
    closed = (str(debate.list_closed_at), str(debate.debate_closed_at), str(debate.explanations_at)) if debate else ()
    motions = [(one.motion.id, one.motion.state.value, one.is_asked) for one in floor.motions]
    item = floor.item.id if floor.item else 0
    return opaque(["floor", sitting.id, sitting.state, item, floor.frozen, floor.last_speech, running, closed, motions])


def settings_of(sitting: Sitting) -> DebateSettings:
    """How a sitting debates; the defaults, in a row that nobody keeps, where nothing was chosen."""
    own = session().get(DebateSettings, sitting.id)
    return own or _by_default(sitting, session().get(HouseDebate, sitting.congress_id))


def house_debate(congress_id: int) -> HouseDebate:
    """How the sittings of a congress debate where they chose nothing of their own; in a row that nobody keeps, else."""
    return session().get(HouseDebate, congress_id) or HouseDebate(
        congress_id=congress_id, newcomers_first=True, alternates=True, speaker_seconds=DEFAULT_SECONDS, seconders=0
    )


def _by_default(sitting: Sitting, house: HouseDebate | None) -> DebateSettings:
    return DebateSettings(
        sitting_id=sitting.id,
        newcomers_first=house.newcomers_first if house else True,
        alternates=house.alternates if house else True,
        speaker_seconds=house.speaker_seconds if house else DEFAULT_SECONDS,
        item_minutes=house.item_minutes if house else None,
        seconders=house.seconders if house else 0,
    )


def _of_reader(member_id: int) -> tuple[Exists, Exists]:
    """Whether a reader is at the sitting, and whether they withdrew from the item in discussion."""
    mine = (Presence.member_id == member_id, Presence.left_at.is_(None))
    here = select(Presence.id).where(Presence.sitting_id == Sitting.id, *mine)
    kept_out = (Withdrawal.member_id == member_id, Withdrawal.taken_back_at.is_(None))
    apart = select(Withdrawal.id).where(Withdrawal.item_id == AgendaItem.id, *kept_out)
    return here.correlate(Sitting).exists(), apart.correlate(AgendaItem).exists()


def _first_look(sitting: Sitting, reader_id: int | None) -> tuple[Floor, Sequence[bool]]:
    """The floor without those who speak, wait or raise something; whether anybody does each of these. In one question.

    With the item in discussion, the settings, what was closed, the last poll, whether the reader is there.
    """
    newest = select(func.max(Poll.id)).where(Poll.sitting_id == sitting.id).scalar_subquery()
    open_item = and_(
        AgendaItem.sitting_id == Sitting.id, AgendaItem.opened_at.is_not(None), AgendaItem.closed_at.is_(None)
    )
    asked = select(SpeakingRequest.id).where(SpeakingRequest.item_id == AgendaItem.id).correlate(AgendaItem)
    speaks = select(Speech.id).where(Speech.sitting_id == Sitting.id, Speech.ended_at.is_(None))
    raised = select(FloorMotion.id).where(FloorMotion.sitting_id == Sitting.id, FloorMotion.state.in_(PENDING))
    spoke = select(func.max(Speech.id)).where(Speech.sitting_id == Sitting.id).correlate(Sitting).scalar_subquery()
    here, apart = _of_reader(reader_id or 0)
    wanted = (
        select(
            AgendaItem, DebateSettings, HouseDebate, ItemDebate, Poll.id, Poll.state, Poll.opened_at, Poll.corrects_id,
            Poll.item_id, spoke, here, apart, asked.exists(),
            speaks.correlate(Sitting).exists(), raised.correlate(Sitting).exists(),
        )
        .select_from(Sitting)
        .outerjoin(AgendaItem, open_item)
        .outerjoin(DebateSettings, DebateSettings.sitting_id == Sitting.id)
        .outerjoin(HouseDebate, HouseDebate.congress_id == Sitting.congress_id)
        .outerjoin(ItemDebate, ItemDebate.item_id == AgendaItem.id)
        .outerjoin(Poll, Poll.id == newest)
        .where(Sitting.id == sitting.id)
    )  # fmt: skip
    row = session().execute(wanted).one()
    item, settings, house, debate, poll_id, state, opened_at, corrects, of_item, last, is_there, is_apart, *busy = row
    poll = None
    if state is not None:
        is_resumed = debate is not None and debate.resumed_after_id == poll_id
        is_of_item = item is not None and of_item == item.id and not is_resumed
        poll = LastPoll(state.value, opened_at is not None, corrects is not None, is_of_item)
    floor = Floor(
        sitting, item, settings or _by_default(sitting, house), debate, frozen(poll), last_speech=last or 0,
        has_reader=bool(is_there), has_withdrawn=bool(is_apart), has_announced=state is PollState.ANNOUNCED,
    )  # fmt: skip
    return floor, [bool(one) for one in busy]


def _requests(sitting: Sitting, item: AgendaItem) -> Sequence[Row[SpeakingRequest, Speech | None, PresenceMode | None]]:
    """Those of an item, by arrival, with the speech that each was called for, and whether its author is there.

    Not those of who withdrew from the item and was not called: they wait no more, as long as they keep out of it.
    """
    there = and_(
        Presence.member_id == SpeakingRequest.member_id, Presence.sitting_id == sitting.id, Presence.left_at.is_(None)
    )
    of = (Withdrawal.item_id == item.id, Withdrawal.member_id == SpeakingRequest.member_id)
    apart = select(Withdrawal.id).where(*of, Withdrawal.taken_back_at.is_(None)).correlate(SpeakingRequest)
    wanted = (
        select(SpeakingRequest, Speech, Presence.mode)
        .outerjoin(Speech, Speech.request_id == SpeakingRequest.id)
        .outerjoin(Presence, there)
        .where(SpeakingRequest.item_id == item.id, or_(SpeakingRequest.called_at.is_not(None), ~apart.exists()))
        .order_by(SpeakingRequest.asked_at, SpeakingRequest.id)
        .options(joinedload(SpeakingRequest.member))
    )
    return session().execute(wanted).all()


def _running_elsewhere(sitting: Sitting) -> Speech | None:
    """Whoever speaks on a motion."""
    wanted = select(Speech).where(Speech.sitting_id == sitting.id, Speech.ended_at.is_(None))
    return session().scalar(wanted.options(joinedload(Speech.member), joinedload(Speech.motion)))


def _in_order(
    floor: Floor,
    rows: Sequence[tuple[SpeakingRequest, PresenceMode | None]],
    running: Speech | None,
    spoken: Sequence[Speech],
) -> tuple[InList, ...]:
    """The two lists, each in the order of its calls."""
    seconds: dict[int, int] = {}
    for speech in spoken:
        if speech.ended_at is not None:
            used = clock_of(speech).used(speech.ended_at)
            seconds[speech.member_id] = seconds.get(speech.member_id, 0) + used
    known = {request.id: InList(request, mode, seconds.get(request.member_id)) for request, mode in rows}
    has_spoken = {*seconds, *([running.member_id] if running else [])}
    ordering = Ordering(floor.settings.newcomers_first, floor.settings.alternates)
    found: list[InList] = []
    for turn in Turn:
        before = [one for one in (*spoken, running) if one and one.request and one.request.turn is turn]
        sides = [one.request.side for one in before if one.request and one.request.side is not SpeakerSide.NEITHER]
        own = [
            WaitingSpeaker(one.id, one.side, one.member_id in has_spoken, one.moved)
            for one, _mode in rows
            if one.turn is turn
        ]
        found += [known[one.id] for one in in_order(own, ordering, sides[-1] if sides else None)]
    return tuple(found)


def seconds_of(speeches: Sequence[Speech], now: datetime) -> int:
    """How long speeches lasted together, in seconds."""
    return sum(clock_of(speech).used(now) for speech in speeches)
