"""What happens to polls, told after the commit: ids only, never a choice."""

from dataclasses import dataclass

from core.events import Event


@dataclass(frozen=True, slots=True)
class PollEvent(Event):
    """Something happened to a poll."""

    sitting_id: int
    poll_id: int


@dataclass(frozen=True, slots=True)
class PollAnnounced(PollEvent):
    """The question and the rules are frozen."""


@dataclass(frozen=True, slots=True)
class PollOpened(PollEvent):
    """The electorate is frozen; members vote."""


@dataclass(frozen=True, slots=True)
class BallotCast(PollEvent):
    """A right to vote was used, or used again."""


@dataclass(frozen=True, slots=True)
class PollClosed(PollEvent):
    """No ballot enters any more; the outcome is locked."""


@dataclass(frozen=True, slots=True)
class PollProclaimed(PollEvent):
    """The chair said the outcome, and the texts follow it."""


@dataclass(frozen=True, slots=True)
class PollCancelled(PollEvent):
    """The poll has no outcome: its ballots stay sealed."""
