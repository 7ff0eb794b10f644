"""Generated French texts and edits, for the properties of the text engine.

One example is one draw, a seed: hypothesis spends its time on the engine and not on drawing words, and nearly
every example is a text of its own. Texts are short enough to be read as they are when a property fails.
"""

import itertools
from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

# Three times what a property is tried elsewhere: a planted fault was found by 300 that 100 did not find. The laws of
# merging, whose texts cost the most to draw, are tried as often as elsewhere; `make thorough`: as its profile says.
many = settings(max_examples=max(300, settings.default.max_examples), deadline=None)
costly = settings(max_examples=max(100, settings.default.max_examples), deadline=None)

WORDS = (
    "la commune demande une dotation stable pour trois exercices et l’État garantit le service public à chaque élu "
    "local dans un délai de six mois n° 12 art. 12 3\u00a0500 habitants 1er janvier 2026–2030 outre-mer aujourd’hui "
    "qu’il «\u00a0élus\u00a0» numérique , ; d'accès **gras** [lien](https://exemple.fr/a?b=c) élève é"
).split(" ")
FRESH = [f"nouveau{k}" for k in range(12)] + ["élus", "l’Europe", "n° 14", "4\u202f000"]
SENTENCES = ["la", "la la la", "12", "élu", *(" ".join(WORDS[k : k + 2 + k % 7]) for k in range(0, len(WORDS), 2))]
PREFIXES = ["", "", "", "", "1. ", "- ", "> ", "## ", "  - ", "| "]

EDITS = (
    "replace",
    "replace",
    "insert",
    "insert",
    "delete",
    "append",
    "block",
    "drop",
    "move",
    "split",
    "join",
    "shape",
)


def seeded(make: Callable[..., Any]) -> Callable[..., st.SearchStrategy[Any]]:
    """A strategy of what a function of a random source makes, from one draw."""

    def strategy(*given: Any, **more: Any) -> st.SearchStrategy[Any]:
        return st.integers(0, 2**64 - 1).map(lambda seed: make(Random(seed), *given, **more))

    return strategy


def paragraph(source: Random) -> str:
    """One to three sentences."""
    return ". ".join(source.choices(SENTENCES, k=source.randint(1, 3))) + "."


def block(source: Random) -> str:
    """One block of any kind."""
    return source.choice(PREFIXES) + paragraph(source)


def text(source: Random, min_blocks: int = 0, max_blocks: int = 6) -> str:
    """A normalised text, with or without a title, lists tight or loose."""
    found = [block(source) for _ in range(source.randint(min_blocks, max_blocks))]
    if found and source.random() < 0.5:
        found.insert(0, "# " + source.choice(SENTENCES))
    if not found:
        return ""
    out = [found[0]]
    for before, after in itertools.pairwise(found):
        tight = before.lstrip()[:2] in {"1.", "- ", "| "} and after.lstrip()[:2] == before.lstrip()[:2]
        out.append(("\n" if tight and source.random() < 0.5 else "\n\n") + after)
    return "".join(out) + "\n"


def edit(source: Random, base: str, max_edits: int = 4) -> str:
    """The text after some edits: words, sentences, blocks, moves, splits, joins, typography."""
    found = base.rstrip("\n").split("\n\n") if base else []
    for _ in range(source.randint(0, max_edits)):
        if found:
            _edit_block(source, found, source.randrange(len(found)), source.choice(EDITS))
        else:
            found.append(block(source))
    return "\n\n".join(found) + "\n" if found else ""


def _edit_block(source: Random, found: list[str], k: int, kind: str) -> None:
    tokens = found[k].split(" ")
    at = source.randrange(len(tokens))
    if kind == "replace":
        tokens[at] = source.choice(FRESH)
    elif kind == "insert":
        tokens.insert(at, source.choice([*FRESH, *WORDS]))
    elif kind == "delete":
        del tokens[at : at + source.randint(1, 3)]
    elif kind == "append":
        tokens.append(paragraph(source))
    if kind in {"replace", "insert", "delete", "append"}:
        found[k] = " ".join(tokens).strip() or source.choice(FRESH)
    elif kind == "block":
        found.insert(k, block(source))
    elif kind == "drop":
        del found[k]
    elif kind == "move":
        found.insert(source.randrange(len(found)), found.pop(k))
    elif kind == "split" and len(tokens) > 2 and at > 0:
        found[k : k + 1] = [" ".join(tokens[:at]), " ".join(tokens[at:])]
    elif kind == "join" and k + 1 < len(found):
        found[k : k + 2] = [f"{found[k]} {found[k + 1]}"]
    elif kind == "shape":
        found[k] = found[k].replace("’", "'") if "’" in found[k] else found[k].replace("\u00a0", "\u202f")


def pair(source: Random, max_edits: int = 5) -> tuple[str, str]:
    """A text and another made from it."""
    base = text(source)
    return base, edit(source, base, max_edits)


def family(source: Random, count: int = 3, max_edits: int = 3) -> tuple[str, dict[str, str]]:
    """A text and several variants of it, named a, b, c…"""
    base = text(source, min_blocks=1)
    return base, {name: edit(source, base, max_edits) for name in "abcdef"[:count]}


def chain(source: Random, length: int = 3) -> list[str]:
    """A text and what becomes of it, one revision after the other."""
    found = [text(source, min_blocks=1)]
    while len(found) < length:
        found.append(edit(source, found[-1], 2))
    return found


texts, pairs, families, chains = seeded(text), seeded(pair), seeded(family), seeded(chain)
