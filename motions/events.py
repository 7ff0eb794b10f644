"""What happens to a motion."""

from dataclasses import dataclass

from core.events import Event


@dataclass(frozen=True, slots=True)
class RevisionAppended(Event):
    """A part has a new text in force."""

    part_id: int
    revision_id: int


@dataclass(frozen=True, slots=True)
class MotionDecided(Event):
    """The whole motion was adopted or rejected."""

    motion_id: int


@dataclass(frozen=True, slots=True)
class ViewpointGivenOnPart(Event):
    """A member gave a point of view, or changed it."""

    part_id: int
