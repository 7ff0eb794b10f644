"""Conflicts as people read them: who, which words, which alinéa and lines, and of what kind."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from redline.compare.marks import is_mark
from redline.compare.touched_lines import touched_lines
from redline.merge.clashes import ConflictKind, touch
from redline.merge.edits import Edit, Frame, Variant
from redline.merge.emission import emit_passage
from redline.model.lines import Line, lines_by_block, lines_of

Group = tuple[str, int]

_APART = 2  # characters from which two edits do not touch

# What a conflict is called when several of its clashes differ: the gravest first.
_GRAVITY: tuple[ConflictKind, ...] = ("move_edit", "delete_edit", "overlap", "same_place")
FALLING: frozenset[ConflictKind] = frozenset(_GRAVITY[:-1])  # one adopted leaves nothing of the other to vote


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two variants that cannot both have their way in one passage.

    `block` is the base block's index, `lines` its first and last line numbers there (None for the
    title); `base` are the base's words, `variants` each one's words in their place.
    """

    between: tuple[str, str]
    kind: ConflictKind
    block: int
    lines: tuple[int, int] | None
    base: str
    variants: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """The conflict as JSON values."""
        return {
            "between": list(self.between),
            "kind": self.kind,
            "block": self.block,
            "lines": list(self.lines) if self.lines else [],
            "base": self.base,
            "variants": dict(self.variants),
        }


@dataclass(frozen=True, slots=True)
class Touching:
    """Two variants whose words touch in one passage though they merge: to be read again by a person."""

    between: tuple[str, str]
    block: int
    lines: tuple[int, int] | None

    def as_json(self) -> dict[str, Any]:
        """The same as JSON values."""
        return {
            "between": list(self.between),
            "block": self.block,
            "lines": list(self.lines) if self.lines else [],
        }


@dataclass(frozen=True, slots=True)
class Contest:
    """Two groups of edits, of two variants, of which one edit each clash."""

    left: Group
    right: Group
    kind: ConflictKind
    left_edit: Edit
    right_edit: Edit


class Reporter:
    """Turns contests into conflicts: those that share a group of edits are one conflict of a pair."""

    def __init__(self, frame: Frame, variants: Mapping[str, Variant], width: int) -> None:
        self._frame, self._variants, self._width = frame, variants, width
        self._lines: dict[int, list[Line]] | None = None

    def conflicts(self, contests: Sequence[Contest]) -> tuple[Conflict, ...]:
        """The conflicts, by pair then by place."""
        by_pair: dict[tuple[str, str], list[Contest]] = defaultdict(list)
        for contest in contests:
            by_pair[contest.left[0], contest.right[0]].append(contest)
        found = []
        for pair in sorted(by_pair):
            reported = [self._conflict(pair, cluster) for cluster in _clusters(by_pair[pair])]
            found.extend(sorted(reported, key=lambda conflict: (conflict.block, conflict.lines or (0, 0))))
        return tuple(found)

    def touching(
        self, edits: Sequence[Edit], rivals: Collection[tuple[str, str]] = frozenset()
    ) -> tuple[Touching, ...]:
        """Where edits of different variants stand side by side, by pair then by place; `rivals` are pairs left out."""
        inside = [edit for edit in edits if not (edit.typographic or edit.whole or edit.leaves)]
        inside.sort(key=lambda edit: (edit.start, edit.end))
        found: dict[Touching, None] = {}
        for left, right in _side_by_side(inside):
            if left.makers & right.makers or not touch(left, right, self._frame.text):
                continue
            if _is_marks(left) or _is_marks(right):
                continue
            pairs = {(min(one, other), max(one, other)) for one in left.makers for other in right.makers}
            if pairs := pairs.difference(rivals):
                start, end = left.start, max(left.end, right.end)
                block, lines = self._block([left, right], start, end), self.lines_between(start, end)
                found.update(dict.fromkeys(Touching(pair, block, lines) for pair in sorted(pairs)))
        return tuple(sorted(found, key=lambda place: (place.between, place.block, place.lines or (0, 0))))

    def _conflict(self, pair: tuple[str, str], contests: list[Contest]) -> Conflict:
        groups = {contest.left for contest in contests} | {contest.right for contest in contests}
        edits = [
            edit
            for name in pair
            for edit, group in self._variants[name].edits
            if (name, group) in groups and not edit.typographic
        ]
        start, end = self._hull(self._near(edits, contests))
        kind = min((contest.kind for contest in contests), key=_GRAVITY.index)
        block = self._block(self._near(edits, contests), start, end)
        return Conflict(
            pair,
            kind,
            block,
            self.lines_between(start, end),
            self._frame.text[start:end].strip("\n"),
            {name: self._words(name, start, end, frozenset(edits)) for name in pair},
        )

    def _near(self, edits: list[Edit], contests: list[Contest]) -> list[Edit]:
        """The edits, those of a sentence moved that stand far from what is contested left out."""
        if not any(edit.departs or edit.brings for edit in edits):
            return edits
        contested = [edit for contest in contests for edit in (contest.left_edit, contest.right_edit)]
        moved = {(p.start, p.end) for edit in contested if _is_brought(edit) for p in edit.brings}
        sources = [edit for edit in edits if any((p.start, p.end) in moved for p in edit.departs)]
        around = sources if sources and all(map(_is_brought, contested)) else contested
        blocks = {block for edit in around for block in range(edit.first, max(edit.first, edit.last) + 1)}
        return [edit for edit in edits if edit in around or not blocks.isdisjoint((edit.first, edit.last))]

    def _hull(self, edits: list[Edit]) -> tuple[int, int]:
        """The passage that the edits span; a block brought from elsewhere counts where it comes from."""
        spans = [(edit.start, edit.end) for edit in edits if not edit.moved or not edit.is_insertion]
        spans = spans or [(edit.start, edit.end) for edit in edits]
        return min(start for start, _ in spans), max(end for _, end in spans)

    def _words(self, name: str, start: int, end: int, edits: frozenset[Edit]) -> str:
        own = [edit for edit, _ in self._variants[name].edits]
        words = emit_passage(self._frame, own, start, end)
        # What a variant inserts outside the passage it fights over is still its words.
        brought = [
            piece
            for edit in own
            if edit in edits and not (start <= edit.start and edit.end <= end)
            for piece in edit.payload
            if isinstance(piece, str) and piece.strip()
        ]
        return "\n\n".join(filter(None, [words, *(piece.strip(" \n") for piece in brought)])) if brought else words

    def _block(self, edits: list[Edit], start: int, end: int) -> int:
        if start == end and all(edit.whole for edit in edits):
            return max(min(edit.first for edit in edits) - 1, 0)
        return self._frame.block_at(start if start == end else start + 1)

    def lines_between(self, start: int, end: int) -> tuple[int, int] | None:
        """The first and last line of these framed characters; None in the title."""
        if self._lines is None:
            self._lines = lines_by_block(lines_of(self._frame.document, self._width))
        if not self._frame.starts:
            return None
        first, last = self._frame.block_at(start if start == end else start + 1), self._frame.block_at(end)
        numbers: list[int] = []
        for block in range(first, last + 1):
            origin, stop = self._frame.starts[block], self._frame.ends[block]
            from_here, to_here = max(start, origin) - origin, min(end, stop) - origin
            numbers.extend(touched_lines(self._lines.get(block, []), from_here, max(to_here, from_here)))
        return (min(numbers), max(numbers)) if numbers else None


def _side_by_side(edits: Sequence[Edit]) -> Iterator[tuple[Edit, Edit]]:
    """Pairs of edits, given in order, that may touch."""
    for position, left in enumerate(edits):
        for other in range(position + 1, len(edits)):
            if edits[other].start - left.end > _APART:
                break
            yield left, edits[other]


def _is_marks(edit: Edit) -> bool:
    return edit.is_insertion and all(isinstance(piece, str) and is_mark(piece) for piece in edit.payload)


def _is_brought(edit: Edit) -> bool:
    return bool(edit.brings) and edit.is_insertion


def _clusters(contests: list[Contest]) -> list[list[Contest]]:
    """Contests connected by a common group of edits."""
    clusters: list[tuple[set[Group], list[Contest]]] = []
    for contest in contests:
        groups, members = {contest.left, contest.right}, [contest]
        apart = []
        for other_groups, other_members in clusters:
            if other_groups & groups:
                groups |= other_groups
                members = other_members + members
            else:
                apart.append((other_groups, other_members))
        clusters = [*apart, (groups, members)]
    return [members for _, members in clusters]
