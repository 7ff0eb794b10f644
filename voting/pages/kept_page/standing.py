"""Where a voter stands among the steps of a sitting, as far as a page tells of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import g

from congress.actors import Actor
from congress.pages.kept import marks
from core.clock import machine_now
from core.kept.journal_ends import JournalEnd
from voting.queries.state.steps_kept import LOOKED_AT, StepsRead, steps_read
from voting.queries.state.versions import told_versions


@dataclass(frozen=True, slots=True)
class AmongSteps:
    """A voter who did nothing in a sitting but arrive and vote, among its steps."""

    actor: Actor
    end: JournalEnd
    sitting_id: int
    steps: StepsRead
    own_step: int  # of their arrival, where it is among the steps told; else 0

    @property
    def place(self) -> tuple[bool, ...]:
        """Which of the steps that are told came after their arrival."""
        latest = [step > self.own_step for step in (*self.steps.latest, *self.steps.published)]
        return tuple(latest) if self.own_step else ()

    @property
    def own(self) -> Mapping[str, str]:
        """What a page says of the steps that is theirs, by mark."""
        last = self.steps.last_told(self.sitting_id, self.actor.member_id, self.actor.pseudonym)
        told = told_versions(self.sitting_id, self.end, last, 0)
        return {marks.STEPS: told["steps"], marks.OWN_STEP: str(self.own_step)}


def standing_of(actor: Actor, end: JournalEnd, sitting_id: int, sitting_number: int) -> AmongSteps | None:
    """Where a voter stands; None of whoever did anything else there, came twice, or has a proxy."""
    steps = steps_read(end, sitting_id)
    opened = steps.opened.get(sitting_number, 0)
    last = max(steps.acted.get(actor.pseudonym, 0), steps.parties.get(actor.pseudonym, 0))
    return _among(steps, actor, end, sitting_id) if last <= opened else None


def standing_before(actor: Actor, end: JournalEnd, sitting_id: int) -> AmongSteps | None:
    """The same in a sitting that is not opened yet, for a page that tells nothing of what somebody did elsewhere."""
    steps = steps_read(end, sitting_id)
    return _among(steps, actor, end, sitting_id) if actor.pseudonym not in steps.parties else None


def _among(steps: StepsRead, actor: Actor, end: JournalEnd, sitting_id: int) -> AmongSteps | None:
    if actor.member_id in steps.near[sitting_id] or steps.is_about(actor.pseudonym):
        return None
    if _is_told(steps, steps.parties.get(actor.pseudonym, 0)):  # a proxy of before the opening is told to its two
        return None
    presence = steps.about.get(actor.pseudonym)
    if presence is None:
        return AmongSteps(actor, end, sitting_id, steps, own_step=0)
    if presence.kind != "member_arrived" or _is_told(steps, presence.before):
        return None
    return AmongSteps(
        actor, end, sitting_id, steps, own_step=presence.entry_id if _is_told(steps, presence.entry_id) else 0
    )


def _is_told(steps: StepsRead, entry_id: int) -> bool:
    """Whether a page looks as far back as an entry of its reader's own."""
    return entry_id > 0 and sum(step > entry_id for step in steps.latest) < LOOKED_AT


def instant_of(seconds: float) -> float:
    """The instant of the pages that are kept for so long: all those made meanwhile speak of the same one."""
    return machine_now().timestamp() // seconds * seconds


def made_at(instant: float, view: Callable[..., Any], **named: Any) -> Any:
    """What a view makes, for whom the present instant is that one (`congress.clock`)."""
    g.page_instant = instant
    try:
        return view(**named)
    finally:
        del g.page_instant
