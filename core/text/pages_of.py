"""Long lists by pages of two hundred lines: which page is shown, and those around it. Pure."""

from dataclasses import dataclass
from typing import Final

LINES: Final = 200  # a page that a phone takes in a moment, and a reader in a few


@dataclass(frozen=True, slots=True)
class PageOf:
    """One page of a list: from which line to which, among how many."""

    number: int
    total: int

    @property
    def first(self) -> int:
        """The rank of its first line, from 0."""
        return (self.number - 1) * LINES

    @property
    def end(self) -> int:
        """The rank after that of its last line."""
        return min(self.first + LINES, self.total)

    @property
    def last(self) -> int:
        """The number of the last page; 1 of an empty list."""
        return max(1, -(-self.total // LINES))

    @property
    def before(self) -> int | None:
        """The page before it."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The page after it."""
        return self.number + 1 if self.number < self.last else None


def page_of(total: int, asked: int = 1) -> PageOf:
    """The page that is asked for, or the nearest one that there is."""
    last = PageOf(1, total).last
    return PageOf(min(max(asked, 1), last), total)
