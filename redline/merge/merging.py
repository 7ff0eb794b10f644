"""A set of amendments merged into one text, word by word, every clash named pair by pair.

A merge takes a set: the order in which variants are given never matters. The text holds every change
that no conflict names, and the base's words where one does, so that nothing is lost in silence.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from redline.compare.compared_texts import Side
from redline.merge.carrying import carried
from redline.merge.clashes import ConflictKind, clashes, may_meet
from redline.merge.conflicts import Conflict, Contest, Group, Reporter, Touching
from redline.merge.edits import Edit, Frame, MovedPassage, Variant
from redline.merge.emission import emit
from redline.merge.mark_clashes import without_empty_marks
from redline.merge.reading import variant_of
from redline.merge.sliding import Rank, rotate
from redline.model.blocks import parse
from redline.model.lines import DEFAULT_WIDTH


@dataclass(frozen=True, slots=True)
class Merge:
    """The merged text and what became of each variant.

    `applied` are the variants whose every change is in the text; `identical` are the groups of variants
    that change the same things the same way; `conflicts` are named pair by pair, `touching` the places where variants
    merge but their words touch.
    """

    text: str
    applied: tuple[str, ...]
    identical: tuple[tuple[str, ...], ...]
    conflicts: tuple[Conflict, ...]
    touching: tuple[Touching, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The answer of `redline merge`, as JSON values."""
        return {
            "text": self.text,
            "applied": list(self.applied),
            "identical": [list(group) for group in self.identical],
            "conflicts": [conflict.as_json() for conflict in self.conflicts],
            "touching": [place.as_json() for place in self.touching],
        }


def merge(
    base: str,
    variants: Mapping[str, str],
    *,
    prefer: Collection[str] = (),
    order: Sequence[str] = (),
    width: int = DEFAULT_WIDTH,
) -> Merge:
    """The variants merged on their base, as a set.

    A variant in `prefer` wins every conflict with one that is not. Variants in `order` that insert
    different things at one place are all kept there, in that order. Raises KeyError for a name in
    either that is no variant.
    """
    for name in (*prefer, *order):
        variants[name]
    return merge_gathered(Gathering.read(base, variants), prefer=prefer, order=order, width=width)


def merge_gathered(
    gathering: "Gathering",
    *,
    prefer: Collection[str] = (),
    order: Sequence[str] = (),
    width: int = DEFAULT_WIDTH,
    report_preferred: bool = False,
) -> Merge:
    """The same from variants already read; `report_preferred` also names the conflicts that `prefer` settles."""
    every = gathering.contests()
    contests, dropped = gathering.settle(every, prefer)
    contests, rank = gathering.rank(contests, order)
    withheld = dropped | {group for contest in contests for group in (contest.left, contest.right)}
    kept = gathering.edits(withheld)
    reporter = Reporter(gathering.frame, gathering.variants, width)
    touching = reporter.touching(kept)
    edits, ranks = _ranked(without_empty_marks(kept, gathering.frame.text), rank, gathering.frame.text)
    edits, ranks = carried(gathering.frame, edits, ranks)
    touched = {name for name, _ in withheld}
    return Merge(
        emit(gathering.frame, edits, ranks),
        tuple(name for name in gathering.variants if name not in touched),
        gathering.identical(),
        reporter.conflicts(every if report_preferred else contests),
        touching,
    )


class Gathering:
    """A base and its variants read as edits: shared by merging, rebasing and verdicts."""

    def __init__(self, frame: Frame, variants: Mapping[str, Variant]) -> None:
        self.frame = frame
        self.variants = variants
        owners: dict[Edit, set[Group]] = defaultdict(set)
        shared: dict[Edit, Edit] = {}
        for name, variant in variants.items():
            for edit, group in variant.edits:
                owners[edit].add((name, group))
                known = shared.setdefault(edit, edit)
                if known is not edit and _unlike(known) != _unlike(edit):
                    shared[edit] = known.shared_with(edit)
        # An edit slides only where it may in every variant that makes it.
        self.owners = {shared[edit]: groups for edit, groups in owners.items()}

    @classmethod
    def read(cls, base: str, variants: Mapping[str, str]) -> "Gathering":
        """The variants read as edits on their base, in the order of their names."""
        document = parse(base)
        frame, side = Frame(document), Side(document)
        named = {name: variant_of(name, frame, side, parse(variants[name])) for name in sorted(variants)}
        return cls(frame, named)

    def edits(self, withheld: Collection[Group] = frozenset()) -> list[Edit]:
        """The edits of every group but those withheld, each with the variants that make it."""
        left_out = set(withheld)
        return [
            edit.made_by(frozenset([name for name, _ in groups]))
            for edit, groups in self.owners.items()
            if not groups <= left_out
        ]

    def contests(self) -> list[Contest]:
        """Every clash between groups of edits of two different variants."""
        found: list[Contest] = []
        for a, b, kind in clashes(self.owners, self.frame):
            found.extend(self._contests_of(a, b, kind))
        return found

    def _contests_of(self, a: Edit, b: Edit, kind: ConflictKind) -> list[Contest]:
        if {name for name, _ in self.owners[a]} & {name for name, _ in self.owners[b]}:
            return []  # Some variant makes both: they go together.
        pairs = [
            (left, right, a, b) if left < right else (right, left, b, a)
            for left in self.owners[a]
            for right in self.owners[b]
            if left[0] != right[0]
        ]
        return [Contest(left, right, kind, first, second) for left, right, first, second in sorted(pairs, key=_names)]

    def settle(self, contests: list[Contest], prefer: Collection[str]) -> tuple[list[Contest], set[Group]]:
        """The contests that preferences leave open, and the groups of edits that lost one."""
        dropped = set()
        for contest in contests:
            left, right = contest.left[0] in prefer, contest.right[0] in prefer
            if left != right:
                dropped.add(contest.right if left else contest.left)
        return [c for c in contests if c.left not in dropped and c.right not in dropped], dropped

    def rank(self, contests: list[Contest], order: Sequence[str]) -> tuple[list[Contest], dict[Edit, int]]:
        """The contests that an order leaves open, and the rank of each insertion it settles."""
        rank: dict[Edit, int] = {}
        open_contests = []
        for contest in contests:
            names = contest.left[0], contest.right[0]
            if contest.kind == "same_place" and names[0] in order and names[1] in order:
                edits = contest.left_edit, contest.right_edit
                if bool(edits[0].side) != bool(edits[1].side):
                    continue  # A mark hugs the words it is put on.
                # Of two pairs of marks, the one that opens first closes last.
                turn = -1 if all(edit.side < 0 for edit in edits) else 1
                for edit, name in zip(edits, names, strict=True):
                    rank[edit] = min(rank.get(edit, len(order)), turn * order.index(name))
            else:
                open_contests.append(contest)
        return open_contests, rank

    def identical(self) -> tuple[tuple[str, ...], ...]:
        """Groups of variants that change the same things, beyond typography, in the same way."""
        alike: dict[frozenset[Edit], list[str]] = defaultdict(list)
        for name, variant in self.variants.items():
            if variant.substance:
                alike[variant.substance].append(name)
        return tuple(sorted(tuple(names) for names in alike.values() if len(names) > 1))


def _unlike(edit: Edit) -> tuple[int, int, bool, tuple[MovedPassage, ...]]:
    """In what an edit that several variants make may not be the same in all of them."""
    return edit.back, edit.forth, edit.typographic, edit.brings


def _names(pair: tuple[Group, Group, Edit, Edit]) -> tuple[Group, Group]:
    return pair[0], pair[1]


def _ranked(edits: list[Edit], rank: dict[Edit, int], text: str) -> tuple[list[Edit], Rank]:
    """The edits, those to be ordered at one place brought to the same point of the framed text."""
    if not rank:
        return edits, {}
    shifted: dict[Edit, Edit] = {}
    for edit in rank:
        rivals = [other for other in rank if other.whole == edit.whole and may_meet(edit, other, text)]
        point = max(other.start - other.back for other in rivals)
        shifted[edit] = _at(edit, point)
    ranks = {shifted[edit]: value for edit, value in rank.items()}
    return [shifted.get(edit, edit) for edit in edits], ranks


def _at(edit: Edit, point: int) -> Edit:
    """An insertion at another point: with the same effect where it may slide, else past a space with its words."""
    shift, payload = point - edit.start, edit.payload
    text = payload[0]
    if shift and isinstance(text, str):
        border = text[:shift] if shift > 0 else text[shift:]
        if -edit.back <= shift <= edit.forth or not border.strip():
            payload = (rotate(text, shift),)
    first, last = edit.first, edit.last
    return Edit(point, point, payload, first, last, whole=edit.whole, makers=edit.makers, brings=edit.brings)
