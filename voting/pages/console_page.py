"""The chair's console as it shows: the agenda, the step at hand with what to read aloud, who is in the room.

One step at a time, the next one always in the same place: open the sitting, put an item in discussion, announce a
vote, open it, close it, proclaim it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from amendments.labels import numbers
from amendments.models import Amendment
from amendments.queries.amendment_queries import set_aside_on
from amendments.queries.bundle_queries import waits_for_recalls
from congress.chamber_models import AgendaItem, AgendaItemKind, Sitting, SittingKind, SittingState
from congress.models import Member
from congress.queries import chamber_queries
from congress.queries.convening.other_day import OtherDay, other_day
from congress.rules.rule_names import QuorumRule
from congress.services.chairing_services import may_preside_next
from motions.models import Part
from motions.queries.motion_queries import places_of, proposals_of
from voting.models import Poll, PollState
from voting.pages.agenda_lines import AgendaLine, agenda_lines
from voting.pages.asking.held_again import HeldAgain, held_again_on, round_to_follow
from voting.pages.chair_warning import ChairTold, chair_told
from voting.pages.chamber_shown import ChamberShown, in_discussion, room_of
from voting.pages.console.acts_left import ActsLeft, acts_left
from voting.pages.console.head_told import time_left, unmet_told
from voting.pages.console.vote_at_hand import AtHand, result_at_hand, vote_at_hand
from voting.pages.late.late_shown import LateShown, late_on
from voting.pages.modes.chosen_by_chair import MethodsAtHand, methods_at_hand
from voting.pages.poll_result import Result
from voting.pages.rules.poll_rules import foreseen_of_poll, foreseen_on_item
from voting.queries import poll_queries, subjects, votes_left
from voting.queries.after.left_in_sitting import LeftInSitting, left_in
from voting.queries.asking.rounds import NextRound, tied_at_last
from voting.queries.challenge.asked_ballots import AskedBallots, asked_at, method_obtained
from voting.queries.dividing.asked_divisions import who_asks_for_division
from voting.queries.minutes.minutes_queries import may_reopen, waiting_for_adoption
from voting.queries.quorum_readings import is_checked_for
from voting.queries.state_queries import step_shown
from voting.queries.votes_left import Vote
from voting.rules.methods.method import ELECTRONIC, Method
from voting.rules.pace import closes_early, is_before_its_hour
from voting.services import text_effects
from voting.services.life.putting_off import why_put_off
from voting.services.ordering.going_on import decides_item, first_left, next_item, still_told


class Step(StrEnum):
    """What the chair can do now."""

    OPEN_SITTING = "open_sitting"
    RESUME = "resume"
    PUT_IN_DISCUSSION = "put_in_discussion"
    ANNOUNCE = "announce"
    OPEN_POLL = "open_poll"
    CLOSE_POLL = "close_poll"
    DECLARE = "declare"
    PROCLAIM = "proclaim"
    END_ITEM = "end_item"
    OVER = "over"


_BETWEEN_VOTES = (Step.ANNOUNCE, Step.END_ITEM)  # when the chair may put something to the vote


@dataclass(frozen=True, slots=True)
class ConsolePage:
    """All that the console shows."""

    sitting: Sitting
    chair: Member | None
    step: Step
    now: datetime
    agenda: tuple[AgendaLine, ...]
    item: AgendaItem | None
    votes: tuple[Vote, ...]  # left on the item, in the order proposed
    chosen: Vote | None
    left: int
    time_left: str  # « 1 h 45 : 6 min 12 par vote »; empty when it means nothing
    room: ChamberShown
    poll: Poll | None = None
    at_hand: AtHand | None = None
    progress: tuple[int, int] = (0, 0)
    result: Result | None = None
    last: Poll | None = None  # the last poll proclaimed
    chair_told: ChairTold = field(default_factory=ChairTold)  # gone; why their vote would not break a tie
    checks_quorum: bool = True  # whether the rules let it be checked when somebody asks
    seen: str = ""  # the step shown, that each form carries
    shown_result: str = ""  # that the form which proclaims it carries
    all_rejected: bool = False  # the proposals: there is no motion to adopt
    set_aside: tuple[Amendment, ...] = ()  # on the item in discussion, that the chair may take back
    handed_in: tuple[LateShown, ...] = ()  # on the item in discussion, that the chair admits or not
    other_day: OtherDay | None = None  # for which a sitting to open is convened, where that is not today
    question: str = ""  # of what was pressed, to ask
    methods: MethodsAtHand = field(default_factory=MethodsAtHand)
    ordinary: Method = ELECTRONIC  # by which « Ouvrir le scrutin » puts the vote chosen
    is_challenged: bool = False  # whether a check of the quorum that somebody asked for waits for its end
    dividers: tuple[Member, ...] = ()  # who asks that the next text on the item be voted by division
    asked: AskedBallots | None = None  # the public or secret vote that members ask for on the item
    next_chairs: tuple[Member, ...] = ()  # to whom the chair may hand over, between two votes
    following: NextRound | None = None  # of an election, after the last poll proclaimed on the item
    again: HeldAgain | None = None  # the question whose vote was cancelled once opened
    may_reopen: bool = False  # a closed sitting whose minutes are no record yet, and that was not convened anew
    acts_left: ActsLeft | None = None  # where the whole motion is not adopted and no vote on it is to come
    tied: tuple[tuple[str, str], ...] = ()  # key and name of those who have as many votes: one is the eldest
    minutes_waiting: Sequence[Sitting] = ()  # of former sittings, to be adopted at the beginning of this one
    unmet: str = ""  # what a check that somebody asked for found, while it stops the votes on the item
    coming: AgendaItem | None = None  # the item put in discussion next: by the press itself, where this step ends one

    @property
    def asks_to_open(self) -> bool:
        """Whether the sitting is to be opened today all the same: it is for another day."""
        return self.question == "ouvrir" and self.other_day is not None

    @property
    def left_here(self) -> LeftInSitting | None:
        """What the sitting would leave undone, where it is to be ended all the same: asked once."""
        if self.question != "seance" or self.poll is not None or self.sitting.state is SittingState.CLOSED:
            return None
        found = left_in(self.sitting)
        return None if found.is_nothing else found

    @property
    def is_before_hour(self) -> bool:
        """Whether the hour that everybody was told for the closing of the poll is still to come."""
        return self.poll is not None and is_before_its_hour(self.poll.closing_at, self.now)

    @property
    def asks_to_close(self) -> bool:
        """Whether the poll is to be closed without those who have not voted, or before its hour: asked once more."""
        is_asked = self.question == "clore" and self.poll is not None and self.poll.method.is_named
        return is_asked and (closes_early(*self.progress) or self.is_before_hour)

    @property
    def foreseen(self) -> str:
        """« Il faudra 51 voix pour si 101 s’expriment. », before the vote at hand opens."""
        if self.poll is not None:
            return foreseen_of_poll(self.poll, self.room.numbers)
        return foreseen_on_item(self.item, self.room.numbers) if self.item and self.chosen else ""

    @property
    def put_off(self) -> str:
        """Why the law has the item in discussion put off, between two votes; empty where it may be decided."""
        return why_put_off(self.item) if self.item is not None and self.poll is None else ""

    @property
    def item_checks_quorum(self) -> bool:
        """Whether the item that this step puts in discussion has the quorum checked."""
        item = self.item if self.step is Step.PUT_IN_DISCUSSION else self.coming
        return item is not None and is_checked_for(self.sitting, item)

    @property
    def sooner(self) -> str:
        """« n° 3 et 4 »: what the order places before the vote chosen; empty where that one is called in its turn."""
        before = votes_left.placed_before(self.votes, self.chosen) if self.chosen is not None else []
        return numbers([row.label for vote in before for row in vote.amendments]) if before else ""


def console_page(
    sitting: Sitting, now: datetime, *, point: int | None = None, vote: str = "", question: str = ""
) -> ConsolePage:
    """The console of a sitting now; `point`, `vote`: item and vote chosen; `question`: of what was pressed, to ask."""
    items, left = chamber_queries.agenda_of(sitting.id), votes_left.left_to_vote(sitting.congress_id)
    poll, last = poll_queries.current_and_last_of(sitting.id)
    item = _item(items, poll, point)
    votes = votes_left.left_on_item(item, left) if item else []
    step = _step(sitting, item, poll, votes)
    between = step in _BETWEEN_VOTES
    chosen = next((found for found in votes if found.key == vote), None) or _proposed(votes, now)
    chair = chamber_queries.chair_of(sitting.id)
    progress = poll_queries.progress(poll.id) if poll and poll.state == PollState.OPEN else (0, 0)
    parts = {part.number: part for part in proposals_of(sitting.congress_id)}
    room = room_of(sitting, now, item=in_discussion(items), poll=poll)
    asked, is_asked, challenged = asked_at(sitting, item) if between else (None, False, False)
    by = method_obtained(asked, sitting.congress.ballot)
    ways = methods_at_hand(sitting, item, poll, room.numbers, is_announcing=between, asked=asked)
    again = held_again_on(item, ways, by) if between else None
    hand = vote_at_hand(sitting, item, poll, chosen if step is Step.ANNOUNCE else None, now, method=by)
    return ConsolePage(
        sitting=sitting, chair=chair, step=step, now=now, ordinary=by,
        agenda=agenda_lines(items, item, parts, left), other_day=other_day(sitting, now),
        item=item, votes=tuple(votes), unmet=unmet_told(sitting, item, hand) if between else "",
        chosen=chosen if step is Step.ANNOUNCE else None, left=sum(len(group.votes) for group in left),
        time_left=time_left(sitting, sum(len(group.votes) for group in left), now),
        room=room, poll=poll, dividers=who_asks_for_division(item) if is_asked else (),
        at_hand=hand, progress=progress, result=result_at_hand(poll), asked=asked, is_challenged=challenged,
        last=last if last and still_told(last, item, now) else None, chair_told=chair_told(sitting, poll, chair),
        checks_quorum=sitting.congress.quorum is not QuorumRule.NONE and not sitting.congress.quorum.judged_at_closing,
        seen=step_shown(sitting), shown_result=_shown_result(poll, step),
        all_rejected=subjects.all_rejected(list(parts.values())),
        set_aside=_set_aside(item, parts) if between else (), handed_in=_handed_in(item, parts),
        next_chairs=tuple(may_preside_next(sitting, chair)) if poll is None and step is not Step.OVER else (),
        following=round_to_follow(item, last, again) if between else None, again=again, methods=ways,
        acts_left=acts_left(sitting, item, parts.values()) if poll is None else None,
        tied=tied_at_last(poll) if poll else (), coming=_coming(item, step, poll),
        minutes_waiting=_minutes_waiting(sitting, poll), may_reopen=may_reopen(sitting), question=question,
    )  # fmt: skip


def _item(items: Sequence[AgendaItem], poll: Poll | None, point: int | None) -> AgendaItem | None:
    """The item of the poll at hand; else the one asked for; else the one in discussion; else the next one."""
    if poll is not None:
        return next((item for item in items if item.id == poll.item_id), None)
    asked = next((item for item in items if item.position == point), None)
    in_discussion = next((item for item in items if item.opened_at and not item.closed_at), None)
    return asked or in_discussion or first_left(items)


def _step(sitting: Sitting, item: AgendaItem | None, poll: Poll | None, votes: Sequence[Vote]) -> Step:
    if sitting.state == SittingState.PLANNED:
        return Step.OPEN_SITTING
    if poll is not None and poll.state == PollState.CLOSED:
        return Step.PROCLAIM
    if sitting.state == SittingState.SUSPENDED:
        return Step.RESUME
    if sitting.state == SittingState.CLOSED or item is None:
        return Step.OVER
    if sitting.kind == SittingKind.PREPARATION and item.opened_at is not None:
        return Step.OVER if item.closed_at else Step.END_ITEM
    if poll is not None:
        if poll.state != PollState.OPEN:
            return Step.OPEN_POLL
        return Step.DECLARE if poll.method.is_declared else Step.CLOSE_POLL
    if item.opened_at is None or (item.closed_at is not None and votes):
        return Step.PUT_IN_DISCUSSION
    if item.closed_at is not None:
        return Step.OVER
    return Step.ANNOUNCE if votes else Step.END_ITEM


def _minutes_waiting(sitting: Sitting, poll: Poll | None) -> Sequence[Sitting]:
    """The sittings whose minutes this one is to adopt: between two votes, as long as it is not over."""
    is_too_late = poll is not None or sitting.state is SittingState.CLOSED
    return () if is_too_late else waiting_for_adoption(sitting.congress_id, sitting.number)


def _coming(item: AgendaItem | None, step: Step, poll: Poll | None) -> AgendaItem | None:
    """The item after the one that this step ends; None where it ends none."""
    ends = poll is not None and step in (Step.PROCLAIM, Step.DECLARE) and decides_item(poll)
    return next_item(item) if item is not None and (ends or step is Step.END_ITEM) else None


def _proposed(votes: Sequence[Vote], now: datetime) -> Vote | None:
    """The first amendment that can be voted as it is; else the first vote: one to check waits before its text.

    What is proposed without debate waits for its deadline: until then, what is debated comes first.
    """
    ready = (
        vote
        for vote in votes
        if (vote.divided or vote.amendments)
        and vote.is_clean
        and (vote.bundle is None or not waits_for_recalls(vote.bundle, now))
    )
    return next(ready, votes[0] if votes else None)


def _set_aside(item: AgendaItem | None, proposals: dict[int | None, Part]) -> tuple[Amendment, ...]:
    own = [part.id for part in _open_parts(item, proposals)]
    return tuple(set_aside_on(own)) if own else ()


def _handed_in(item: AgendaItem | None, proposals: dict[int | None, Part]) -> tuple[LateShown, ...]:
    if item is None or item.opened_at is None:
        return ()
    return late_on(item.sitting.congress, _open_parts(item, proposals))


def _open_parts(item: AgendaItem | None, proposals: dict[int | None, Part]) -> list[Part]:
    """The parts that an item discusses, not decided yet."""
    if item is None or item.kind == AgendaItemKind.OTHER:
        return []
    parts = [proposals[item.proposal_number]] if item.proposal_number in proposals else []
    if item.kind == AgendaItemKind.MOTION and proposals:
        motion_id = next(iter(proposals.values())).motion_id
        parts = [part for part in places_of(motion_id) if part.number is None]
    return [part for part in parts if not part.is_decided]


def _shown_result(poll: Poll | None, step: Step) -> str:
    """That the form which proclaims carries; of a show of hands, what falls if it is adopted."""
    if poll is None or step not in (Step.PROCLAIM, Step.DECLARE):
        return ""
    return text_effects.result_shown(poll, if_adopted=step is Step.DECLARE)
