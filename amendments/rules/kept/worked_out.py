"""What is worked out from texts that never change: once, then kept in memory by their fingerprints.

What a page asked for beforehand (`amendments.queries.kept.recalling`) is also noted here once worked out, to be written
down for the next start; nothing else is: a draft's words stay in the draft. Pure; used by several threads.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import astuple, dataclass, is_dataclass
from typing import Any, Final, Generic, ParamSpec, TypeVar

from amendments.rules.carry_over import KnownText

P = ParamSpec("P")
V = TypeVar("V")
QuestionKey = tuple[Any, ...]
_MISSING: Final = object()
_MOST_WAITING = 20_000  # awaited, or to be written: beyond, the oldest are forgotten, and worked out another time


class WorkedOut(Generic[P, V]):
    """A function of texts whose values are kept, the newest `most`; `as_json`, `from_json`: how one is written.

    `weight`: how many comparisons an answer takes; a few are made sooner than read. `as_json` answers None for
    what is too much to write.
    """

    def __init__(
        self,
        work: Callable[P, V],
        *,
        most: int,
        as_json: Callable[[V], Any],
        from_json: Callable[[Any], V],
        weight: Callable[[QuestionKey], int] = lambda _key: 1,
    ) -> None:
        self.__wrapped__, self.__doc__ = work, work.__doc__
        self.name, self.as_json, self.from_json, self.weight = work.__name__, as_json, from_json, weight
        self._most, self._lock = most, threading.Lock()
        self._known: OrderedDict[QuestionKey, V] = OrderedDict()
        self.misses = 0

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> V:
        """The value for these texts: known, or worked out now."""
        key = tuple(map(_plain, args))
        found: Any = self._known.get(key, _MISSING)
        if found is _MISSING:
            found = self.__wrapped__(*args, **kwargs)
            self.misses += 1
            self.learn(key, found)
            note(self, key, found)
        return found  # type: ignore[no-any-return]  # what was learnt is a value

    def asked(self, *args: P.args, **_none: P.kwargs) -> "Asked":
        """The question that a call would put, to be recalled before."""
        return Asked(self, tuple(map(_plain, args)))

    def knows(self, key: QuestionKey) -> bool:
        """Whether the value is in memory."""
        return key in self._known

    def known(self) -> list[QuestionKey]:
        """The questions whose answers are in memory."""
        return list(self._known)

    def learn(self, key: QuestionKey, value: V) -> None:
        """Keep a value in memory."""
        with self._lock:
            self._known[key] = value
            while len(self._known) > self._most:
                self._known.popitem(last=False)

    def forget(self) -> None:
        """Nothing is in memory any more, as after a start."""
        with self._lock:
            self._known.clear()
        self.misses = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about texts, by their fingerprints."""

    of: WorkedOut[Any, Any]
    key: QuestionKey

    @property
    def is_known(self) -> bool:
        """Whether its answer is in memory."""
        return self.of.knows(self.key)

    @property
    def weight(self) -> int:
        """How many comparisons its answer takes."""
        return self.of.weight(self.key)

    @property
    def plain(self) -> list[Any]:
        """The question as JSON values."""
        return [self.of.name, self.key]


_waiting_lock = threading.Lock()
_awaited: OrderedDict[Hashable, Asked] = OrderedDict()  # what a page asked for, and no table holds
_fresh: OrderedDict[Hashable, tuple[Asked, Any]] = OrderedDict()  # what was worked out of it, to be written


def await_answers(questions: Iterable[Asked]) -> None:
    """Have the answers to these questions noted as they are worked out."""
    with _waiting_lock:
        _awaited.update(((asked.of.name, asked.key), asked) for asked in questions)
        while len(_awaited) > _MOST_WAITING:
            _awaited.popitem(last=False)


def note(of: WorkedOut[Any, Any], key: QuestionKey, value: Any) -> None:
    """What was worked out is to be written, if a page had asked for it."""
    with _waiting_lock:
        asked = _awaited.pop((of.name, key), None)
        if asked is not None:
            _fresh[of.name, key] = asked, value
            while len(_fresh) > _MOST_WAITING:
                _fresh.popitem(last=False)


def take_fresh(most: int) -> list[tuple[Asked, Any]]:
    """What is to be written, so many at most, the oldest first: whoever takes them writes them."""
    with _waiting_lock:
        return [_fresh.popitem(last=False)[1] for _ in range(min(most, len(_fresh)))]


def _plain(value: Any) -> Any:
    """A text by its fingerprint; several of them, in their order where they have one."""
    if isinstance(value, KnownText):
        return value.sha256
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if isinstance(value, frozenset):
        return tuple(sorted(map(_plain, value)))
    return astuple(value) if is_dataclass(value) and not isinstance(value, type) else value
