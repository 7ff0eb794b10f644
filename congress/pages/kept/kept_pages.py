"""Pages kept for all those to whom they say the same, once two readers were shown that they do.

The first reader's is made with marks; the second one is shown theirs as it is made for them alone, and compared with
what was kept: where one word differs, the page says something of its reader that nobody thought of, and is not kept.
Later readers are shown theirs as it is made for them alone too, ever more seldom, and it is compared again.

A page that tells the hour is made anew at each instant that its callers give, and shown again to be the same for two;
later readers are counted on.
"""

import itertools
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from congress.pages.kept.marks import MarkedPage
from core.errors import RuleBroken

_log = logging.getLogger(__name__)
MOST_KEPT = 256  # pages
LARGEST = 8_000_000  # characters of all of them: the page that was asked for the longest ago goes
COMPARED = frozenset(4**power for power in range(1, 12))  # which later readers have it compared with their own


class Apart(Exception):
    """What a view answers where it makes no page: its way elsewhere, a refusal."""

    def __init__(self, answer: Any) -> None:
        super().__init__()
        self.answer = answer


@dataclass(slots=True)
class KeptPage:
    """A page, for whom it was made, and whether another reader's was found to be the same; or that it is not."""

    made: MarkedPage
    reader: int
    instant: float = 0.0
    is_same: bool = False
    is_own: bool = False
    readers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def compare(self, own: Callable[[], Mapping[str, str]], made_for_one: Callable[[], str]) -> str:
        """The page of one reader made for them alone; where it says anything else than what is kept, that is not."""
        page = made_for_one()
        self.is_same = page == self.made.filled(own())
        self.is_own = not self.is_same
        return page


def _made(made_for_all: Callable[[], MarkedPage], reader: int, instant: float) -> KeptPage:
    """The page made for all; where its template does not take marks, each reader's is their own."""
    try:
        return KeptPage(made_for_all(), reader, instant)
    except (RuleBroken, Apart):
        raise
    except Exception:  # noqa: BLE001 (whatever it is, the ordinary route answers)
        _log.exception("a page that is kept for all its readers cannot be made so")
        return KeptPage(MarkedPage(()), reader, instant, is_own=True)


class KeptPages:
    """The pages by what they depend on; one thread makes one, the others wait for it."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Hashable, KeptPage] = OrderedDict()
        self._making = threading.Lock()
        self._size = 0

    def page_of(
        self,
        key: Hashable,
        reader: int,
        own: Callable[[], Mapping[str, str]],
        *,
        made_for_all: Callable[[], MarkedPage],
        made_for_one: Callable[[], str],
        instant: float = 0.0,
    ) -> str:
        """The page of a reader; `own`: what is theirs by mark, asked last; `instant`: a page of before is made anew."""
        kept = self._standing(key, instant)
        if kept is not None and kept.is_same:
            if next(kept.readers) in COMPARED and kept.instant == instant:  # who is late would be told another hour
                return kept.compare(own, made_for_one)
            with suppress(KeyError):  # another thread let it go
                self._pages.move_to_end(key)
            return kept.made.filled(own())
        if kept is not None and kept.is_own:
            return made_for_one()
        with self._making:
            kept = self._standing(key, instant)
            if kept is None:
                kept = self._keep(key, _made(made_for_all, reader, instant))
            elif not kept.is_same and reader != kept.reader:
                return kept.compare(own, made_for_one) if kept.instant == instant else made_for_one()
        return made_for_one() if kept.is_own else kept.made.filled(own())

    def _standing(self, key: Hashable, instant: float) -> KeptPage | None:
        """What is kept, unless it is of before."""
        kept = self._pages.get(key)
        return kept if kept is not None and kept.instant >= instant else None

    def _keep(self, key: Hashable, kept: KeptPage) -> KeptPage:
        before = self._pages.pop(key, None)
        if before is not None:
            self._size -= before.made.size
            kept.readers = before.readers
        self._pages[key] = kept
        self._size += kept.made.size
        while len(self._pages) > MOST_KEPT or (self._size > LARGEST and len(self._pages) > 1):
            self._size -= self._pages.popitem(last=False)[1].made.size
        return kept
