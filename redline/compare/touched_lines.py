"""Where in the old text a difference bears: alinéas, lines, or after which alinéa blocks are inserted."""

from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from redline.model.lines import Line

_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Affected:
    """What a difference touches, quoted with the old text's numbers.

    `alineas` and `lines` are touched inside; `after` are the alinéas after which blocks are inserted
    (0: before the first). `title` says that the title is touched. `kind` is "within" if something
    existing is touched, "after" if blocks are only inserted, "none" if nothing changes.
    """

    kind: Literal["none", "within", "after"] = "none"
    alineas: tuple[int, ...] = ()
    lines: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    title: bool = False

    @property
    def line_range(self) -> tuple[int, int] | None:
        """First and last line touched, or None."""
        return (self.lines[0], self.lines[-1]) if self.lines else None

    def as_json(self) -> dict[str, object]:
        """The same as JSON values."""
        return {
            "kind": self.kind,
            "alineas": list(self.alineas),
            "lines": list(self.lines),
            "after": list(self.after),
            "title": self.title,
        }


def touched_lines(lines: list[Line], start: int, end: int) -> list[int]:
    """Numbers of the lines of one block that a span `start:end` of its source touches.

    A line owns the space at which it breaks, so that removing a whole line leaves the next untouched;
    an insertion touches the line it stands in.
    """
    if not lines:
        return []
    first = max(bisect_right(lines, start, key=_start) - 1, 0)
    last = max(bisect_right(lines, max(end - 1, start), key=_start) - 1, first)
    return [line.number for line in lines[first : last + 1]]
