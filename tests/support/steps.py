"""How many steps an expression takes on a text: a small reader of `re`'s own trees, that tries what `re` tries.

Time tells nothing sure on a busy machine; steps are the same everywhere. Without the shortcuts of `re`, it takes at
least as many as `re` does.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]
from typing import Any

Then = Callable[[int], Iterator[int]]
LONGEST_BOUND = 6  # a bound is a bound: a short one shows in short texts that a longer one is no worse
SINGLE = {_constants.LITERAL, _constants.NOT_LITERAL, _constants.ANY, _constants.IN}


class Steps:
    """Finds all of one expression in texts, as `finditer`; `count` is what it took."""

    def __init__(self, pattern: re.Pattern[str], *, once: bool = False) -> None:
        self._once = once  # as `match`, not as `finditer`
        self._tree = _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
        self._known: dict[tuple[int, str], bool] = {}
        self._text = ""
        self.count = 0

    def of(self, text: str) -> int:
        """The steps to find all in a text."""
        self.count, self._text, at = 0, text, 0
        while at <= len(text):
            end = next(self._items(list(self._tree), 0, at, _found), None)
            if self._once:
                break
            at = end if end is not None and end > at else at + 1
        return self.count

    def _items(self, items: Sequence[Any], rank: int, at: int, then: Then) -> Iterator[int]:
        self.count += 1
        if rank == len(items):
            yield from then(at)
            return
        op, of = items[rank]
        rest: Then = lambda end: self._items(items, rank + 1, end, then)  # noqa: E731
        if op in SINGLE:
            if at < len(self._text) and self._takes(items[rank], self._text[at]):
                yield from rest(at + 1)
        elif op is _constants.AT:
            if self._is_at(items[rank], at):
                yield from rest(at)
        elif op is _constants.BRANCH:
            for branch in of[1]:
                yield from self._items(list(branch), 0, at, rest)
        elif op is _constants.SUBPATTERN:
            yield from self._items(list(of[3]), 0, at, rest)
        elif op in {_constants.ASSERT, _constants.ASSERT_NOT}:
            yield from self._around(op, of, at, rest)
        elif op is _constants.POSSESSIVE_REPEAT:
            end = next(self._repeat(_constants.MAX_REPEAT, of, at, _found), None)
            if end is not None:
                yield from rest(end)
        elif op in {_constants.MAX_REPEAT, _constants.MIN_REPEAT}:
            yield from self._repeat(op, of, at, rest)
        else:
            raise NotImplementedError(op)

    def _around(self, op: Any, of: Any, at: int, rest: Then) -> Iterator[int]:
        direction, inner = of
        start = at if direction > 0 else at - inner.getwidth()[0]
        is_there = start >= 0 and next(self._items(list(inner), 0, start, _found), None) is not None
        if is_there == (op is _constants.ASSERT):
            yield from rest(at)

    def _repeat(self, op: Any, of: Any, at: int, rest: Then) -> Iterator[int]:
        least, most, inner = of
        most = most if most is _constants.MAXREPEAT else max(least, min(most, LONGEST_BOUND))
        items = list(inner)
        if len(items) == 1 and items[0][0] in SINGLE and op is _constants.MAX_REPEAT:
            end = at
            while end - at < int(most) and end < len(self._text) and self._takes(items[0], self._text[end]):
                self.count += 1
                end += 1
            for stop in range(end, at + least - 1, -1):
                yield from rest(stop)
            return
        yield from self._again(items, op, (least, int(most)), at, rest, 0)

    def _again(
        self, items: list[Any], op: Any, bounds: tuple[int, int], at: int, rest: Then, done: int
    ) -> Iterator[int]:
        least, most = bounds

        def more(end: int) -> Iterator[int]:
            return iter(()) if end == at else self._again(items, op, bounds, end, rest, done + 1)

        if op is _constants.MIN_REPEAT and done >= least:
            yield from rest(at)
        if done < most:
            yield from self._items(items, 0, at, more)
        if op is _constants.MAX_REPEAT and done >= least:
            yield from rest(at)

    def _takes(self, item: Any, sign: str) -> bool:
        key = (id(item[1]), sign)
        if key not in self._known:
            alone = _parser.SubPattern(self._tree.state, [item])
            self._known[key] = _compiler.compile(alone, self._tree.state.flags).fullmatch(sign) is not None
        return self._known[key]

    def _is_at(self, item: Any, at: int) -> bool:
        alone = _parser.SubPattern(self._tree.state, [item])
        return _compiler.compile(alone, self._tree.state.flags).match(self._text, at) is not None


def _found(at: int) -> Iterator[int]:
    yield at
