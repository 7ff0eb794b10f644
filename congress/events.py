"""What happens in the chamber, told after the commit: ids only."""

from dataclasses import dataclass

from core.events import Event


@dataclass(frozen=True, slots=True)
class SittingEvent(Event):
    """Something happened at a sitting."""

    sitting_id: int


@dataclass(frozen=True, slots=True)
class SittingPlanned(SittingEvent):
    """A sitting entered the calendar."""


@dataclass(frozen=True, slots=True)
class SittingOpened(SittingEvent):
    """The members in exercise are fixed."""


@dataclass(frozen=True, slots=True)
class SittingSuspended(SittingEvent):
    """Nothing is put to the vote until it resumes."""


@dataclass(frozen=True, slots=True)
class SittingResumed(SittingEvent):
    """The quorum is to be checked anew."""


@dataclass(frozen=True, slots=True)
class SittingClosed(SittingEvent):
    """Everybody present has left."""


@dataclass(frozen=True, slots=True)
class OfficesChanged(SittingEvent):
    """An office was given or ended."""


@dataclass(frozen=True, slots=True)
class AgendaChanged(SittingEvent):
    """An item was added to the agenda."""


@dataclass(frozen=True, slots=True)
class ItemOpened(SittingEvent):
    """An item was put in discussion."""

    item_id: int


@dataclass(frozen=True, slots=True)
class ItemClosed(SittingEvent):
    """The discussion of an item ended."""

    item_id: int


@dataclass(frozen=True, slots=True)
class QuorumChecked(SittingEvent):
    """The quorum was checked; the numbers are in the row."""

    check_id: int


@dataclass(frozen=True, slots=True)
class MemberArrived(SittingEvent):
    """A member is present."""

    member_id: int


@dataclass(frozen=True, slots=True)
class MemberLeft(SittingEvent):
    """A member is not present any more."""

    member_id: int


@dataclass(frozen=True, slots=True)
class ProxyGiven(SittingEvent):
    """A member gave a right to vote."""

    proxy_id: int


@dataclass(frozen=True, slots=True)
class ProxyRevoked(SittingEvent):
    """A member took a right to vote back."""

    proxy_id: int
