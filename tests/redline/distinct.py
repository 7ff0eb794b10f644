"""Texts in which no content word stands twice, so that a change can be read in one way only.

Over such texts merging has laws; where words repeat, two readings of one change may be equally right.
"""

from collections.abc import Iterator
from itertools import count
from random import Random

from tests.redline.strategies import seeded

LINKS = ["de", "la", "et", "d’un", "pour", "les", "dans"]
Family = tuple[str, dict[str, str]]


def touching(source: Random, names: str = "abc") -> Family:
    """A text, and variants that replace, insert and delete words wherever they like."""
    numbers = count()
    base = [[f"mot{next(numbers)}" for _ in range(source.randint(2, 8))] for _ in range(source.randint(1, 4))]
    variants = {name: _write(_reworded(source, base, name, numbers)) for name in names}
    return _write(base), variants


def _reworded(source: Random, base: list[list[str]], name: str, numbers: Iterator[int]) -> list[list[str]]:
    blocks = [list(block) for block in base]
    for _ in range(source.randint(1, 2)):
        words = source.choice(blocks)
        at, kind = source.randrange(len(words)), source.choice(["replace", "insert", "append", "delete"])
        fresh = [f"{name}{next(numbers)}" for _ in range(source.randint(1, 2))]
        if kind == "replace":
            words[at : at + source.randint(1, 2)] = fresh
        elif kind == "insert":
            words.insert(at, fresh[0])
        elif kind == "append":
            words.extend(fresh)
        elif len(words) > 2:
            del words[at : at + source.randint(1, 2)]
    return blocks


def _write(blocks: list[list[str]]) -> str:
    return "\n\n".join(" ".join(words) + "." for words in blocks) + "\n"


def separate(source: Random, names: str = "abc") -> Family:
    """A text, and variants whose edits never touch one another.

    Every third word is a slot that one variant at most edits; whole blocks are dropped, added after or
    split by one variant at most.
    """
    numbers = count()
    base = [
        [[f"terme{next(numbers)}", source.choice(LINKS), f"suite{next(numbers)}"] for _ in range(source.randint(1, 4))]
        for _ in range(source.randint(3, 7))
    ]
    made = {name: [[list(slot) for slot in block] for block in base] for name in names}
    added: dict[str, dict[int, str]] = {name: {} for name in names}
    for k, block in enumerate(base):
        owner = source.choice([*names, None])
        action = source.choice(["words", "words", "words", "drop", "add", "split"])
        if owner and action == "drop" and k % 3 == 1:
            made[owner][k] = []
            continue
        if owner and action == "add" and k % 2:
            added[owner][k] = " ".join(f"ajout{next(numbers)}" for _ in range(3)) + "."
        splits = owner if action == "split" and len(block) > 1 else None
        if splits:
            made[splits][k][source.randint(1, len(block) - 1)].insert(0, "\n\n")
        for slot in range(len(block)):
            writer = source.choice([*names, None])
            if writer and writer != splits:
                _edit_slot(source, made[writer][k][slot], f"neuf{next(numbers)}")
    variants = {name: _write_slots(made[name], added[name]) for name in names}
    return _write_slots(base, {}), variants


def _edit_slot(source: Random, words: list[str], fresh: str) -> None:
    kind = source.choice(["replace", "delete", "insert"])
    words[1:2] = {"replace": [fresh], "delete": [], "insert": [words[1], fresh]}[kind]


def _write_slots(blocks: list[list[list[str]]], added: dict[int, str]) -> str:
    found = []
    for k, block in enumerate(blocks):
        if block:
            found.append(" ".join(word for slot in block for word in slot).replace(" \n\n ", "\n\n") + ".")
        if k in added:
            found.append(added[k])
    return "\n\n".join(found) + "\n"


touching_families, separate_families = seeded(touching), seeded(separate)
