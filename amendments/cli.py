"""`hemicycle redline order`: the order of the votes, on files. It stands here because the rule is the amendments' own.

The other commands of `redline` know no vote and are in `redline.cli`; this adds one to them.
"""

from collections.abc import Mapping
from typing import Any

import click

import redline as engine
from amendments.carrying import KnownText, is_same_place_of_alineas
from amendments.numbering import is_sequential, neutral
from amendments.places import place_of
from amendments.ranking import Candidate, in_order
from core.digest import sha256_text
from redline.cli import answer, read_several, redline

__all__ = ["redline"]


@redline.command()
@click.argument("base")
@click.argument("variants", nargs=-1)
def order(base: str, variants: tuple[str, ...]) -> None:
    """In which order amendments are voted, and which fall if one is adopted."""
    unique = tuple(dict.fromkeys(variants))
    base_text, *texts = read_several((base, *unique))
    answer(proposed_order(base_text, dict(zip(unique, texts, strict=True))))


def proposed_order(base: str, variants: Mapping[str, str], width: int = engine.DEFAULT_WIDTH) -> dict[str, Any]:
    """The answer of `redline order`, as JSON values: lots in the order of the votes, by place of the text.

    A group is what bears first on one place. `lines` are the first and last line touched, none where words are only
    added after an alinéa. Those that drop nobody are not named in `falls_if_adopted`. Source: interfaces.md, "Text".
    """
    verdicts = _verdicts(base, variants, width)
    first = {name: next((lot[0] for lot in verdicts.identical if name in lot), name) for name in variants}
    old = _known(base)
    known = {name: _known(variants[first[name]]) for name in variants}
    names = list(variants)
    candidates = [Candidate(position, old, known[name]) for position, name in enumerate(names)]
    found = in_order(candidates, width)
    lots: dict[int, list[str]] = {}
    group_of: dict[int, int] = {}
    groups = {str(n): [names[ranked.id] for ranked in group.ranked] for n, group in enumerate(found, 1)}
    for number, group in enumerate(found, 1):
        for ranked in group.ranked:
            rank = ranked.rank or 0
            lots.setdefault(rank, []).append(names[ranked.id])
            group_of[rank] = number
    return {
        "order": [
            {
                "items": items,
                "kind": "identical" if len(items) > 1 else "single",
                "lines": _extent(place_of(old, known[items[0]], width).lines),
                "group": group_of[rank],
            }
            for rank, items in lots.items()
        ],
        "groups": groups,
        "falls_if_adopted": _falls(verdicts, names),
    }


def _known(text: str) -> KnownText:
    normal = engine.normalise(text)
    return KnownText(sha256_text(normal), normal)


def _extent(lines: tuple[int, ...]) -> list[int]:
    return [lines[0], lines[-1]] if lines else []


def _verdicts(base: str, variants: Mapping[str, str], width: int) -> engine.Verdicts:
    """The verdicts of every pair; the numbers of lists do not count where all are in order."""
    texts = dict(variants)
    if all(is_sequential(text) for text in (base, *texts.values())):
        base, texts = neutral(base), {name: neutral(text) for name, text in texts.items()}
    return engine.pairwise(base, texts, width=width)


def _falls(verdicts: engine.Verdicts, names: list[str]) -> dict[str, list[str]]:
    """Which others have nothing left to vote if one is adopted; alinéas inserted at one place all stand."""
    against: dict[str, set[str]] = {}
    for (left, right), conflicts in verdicts.conflicts.items():
        if not all(is_same_place_of_alineas(conflict) for conflict in conflicts):
            against.setdefault(left, set()).add(right)
            against.setdefault(right, set()).add(left)
    return {name: [other for other in names if other in against[name]] for name in names if name in against}
