"""Two versions of a text side by side or one inside the other, ready to be drawn."""

from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

import redline
from congress.written import differences_told
from motions.models import Revision
from motions.pages.difference_phrases import INLINE, phrases

SIDE_BY_SIDE = "cote-a-cote"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from a version to another; `html` is None where nothing did."""

    before: Revision
    after: Revision
    is_side_by_side: bool
    html: Markup | None


def compare(before: Revision, after: Revision, *, width: int, side_by_side: bool) -> Comparison:
    """The comparison of two versions of one part."""
    difference = _difference(before.text, after.text, width)
    if difference.identical:
        return Comparison(before, after, side_by_side, None)
    draw = redline.html_side_by_side if side_by_side else redline.html_inline
    html = differences_told(draw(difference, phrases=phrases(), inline=INLINE))
    return Comparison(before, after, side_by_side, html)


@lru_cache(maxsize=128)
def _difference(before: str, after: str, width: int) -> redline.Difference:
    return redline.difference(before, after, width=width)
