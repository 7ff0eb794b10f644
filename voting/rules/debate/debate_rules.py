"""How a sitting, or a house, debates: the order of its list, its times, who seconds a motion from the floor. Pure."""

from dataclasses import dataclass
from typing import Final

DEFAULT_SECONDS: Final = 120
FEWEST_SECONDS: Final = 30
MOST_SECONDS: Final = 3600
MOST_MINUTES: Final = 720
MOST_SECONDERS: Final = 500


@dataclass(frozen=True, slots=True)
class DebateRules:
    """What is chosen; None of a number that could not be read, and of `item_minutes` where an item has no limit."""

    newcomers_first: bool
    alternates: bool
    speaker_seconds: int | None
    item_minutes: int | None
    seconders: int | None

    @property
    def too_far(self) -> str:
        """The name of the first number that is out of its bounds; empty where each is in them."""
        bounds = {
            "speaker_seconds": (self.speaker_seconds, FEWEST_SECONDS, MOST_SECONDS),
            "item_minutes": (1 if self.item_minutes is None else self.item_minutes, 1, MOST_MINUTES),
            "seconders": (self.seconders, 0, MOST_SECONDERS),
        }
        return next(
            (name for name, (found, least, most) in bounds.items() if found is None or not least <= found <= most), ""
        )
