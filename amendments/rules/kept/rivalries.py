"""Which of the texts made from one exclude one another, over which words; which are identical, which touch. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import redline
from amendments.rules.carry_over import KnownText
from amendments.rules.falls import ClashKind, clash_of_texts
from amendments.rules.item_numbers import neutral_together
from amendments.rules.kept.worked_out import WorkedOut

TextClash = tuple[str, ClashKind, str, tuple[int, int] | None]  # with which text, how, over which words, their lines
_MOST_WRITTEN = 200_000  # numbers: beyond, they take as long to read as to find


@dataclass(frozen=True, slots=True)
class TextRivalry:
    """Verdicts between texts, by fingerprint: symmetric. `told`: all of it in few words, as JSON values."""

    clashes: Mapping[str, tuple[TextClash, ...]]
    groups: tuple[tuple[str, ...], ...]
    touching: frozenset[tuple[str, str]]
    told: Any = field(compare=False, repr=False)


def _rivalry_of(base: KnownText, variants: frozenset[KnownText], width: int) -> TextRivalry:
    """The verdicts of every pair of texts on their base; numbers of lists do not count where all are in order."""
    ordered = sorted(variants, key=lambda variant: variant.sha256)
    on, texts = neutral_together(base.text, {variant.sha256: variant.text for variant in ordered})
    verdicts = redline.pairwise(on, texts, width=width)
    place = {name: rank for rank, name in enumerate(texts)}
    reasons: dict[tuple[str, str, tuple[int, int] | None], int] = {}  # hundreds of pairs have the same one
    clashes = [
        (place[left], place[right], reasons.setdefault((told.kind, told.base, told.lines), len(reasons)))
        for (left, right), conflicts in verdicts.conflicts.items()
        for told in conflicts
    ]
    groups = [[place[name] for name in group] for group in verdicts.identical]
    touching = sorted({(place[one], place[other]) for one, other in (near.between for near in verdicts.touching)})
    return _from_json([list(texts), list(reasons), clashes, groups, touching])


def _from_json(told: Any) -> TextRivalry:
    names, reasons, pairs, groups, touching = told
    why = [(clash_of_texts(kind), words, (lines[0], lines[1]) if lines else None) for kind, words, lines in reasons]
    clashes: dict[str, list[TextClash]] = {}
    for left, right, reason in pairs:
        clashes.setdefault(names[left], []).append((names[right], *why[reason]))
        clashes.setdefault(names[right], []).append((names[left], *why[reason]))
    return TextRivalry(
        {name: tuple(found) for name, found in clashes.items()},
        tuple(tuple(names[place] for place in group) for group in groups),
        frozenset((names[one], names[other]) for one, other in touching),
        told,
    )


def _as_json(rivalry: TextRivalry) -> Any:
    _names, _reasons, pairs, _groups, touching = rivalry.told
    return rivalry.told if 3 * len(pairs) + 2 * len(touching) <= _MOST_WRITTEN else None


rivalry_of = WorkedOut(_rivalry_of, most=64, as_json=_as_json, from_json=_from_json, weight=lambda key: len(key[1]))
