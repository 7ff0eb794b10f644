"""Edits as people make them, generated on real texts: the corpus on which nothing was tuned.

Each case changes a text of several alinéas by one to four acts of one kind, or of all kinds mixed. Splits and joins
are among the mixed alone: by themselves they change no word, and nothing would be measured.
"""

import re
from collections.abc import Callable
from random import Random
from typing import Any

_SENTENCE = re.compile(r"(?<=[.;!?])\s+")
_SWAPPED = {
    "doit": "peut",
    "les": "ces",
    "une": "cette",
    "demande": "exige",
    "recommande": "propose",
    "État": "Gouvernement",
}
_BROUGHT = (
    "Un bilan en est publié chaque année.",
    "Cette disposition entre en vigueur le 1er janvier 2028.",
    "Les associations d’élus sont consultées avant toute décision.",
)
_CLAUSES = (
    ", sauf avis contraire du conseil",
    ", après concertation",
    " et ses groupements",
    ", dans un délai de 6 mois",
)

Alineas = list[str]


def _words(random: Random, text: Alineas) -> None:
    at = random.randrange(len(text))
    words = text[at].split(" ")
    k = random.randrange(len(words))
    words[k : k + random.choice((1, 1, 2, 3))] = random.choice(("", "des communes", "chaque", "un nouveau")).split()
    text[at] = " ".join(words)


def _agreements(random: Random, text: Alineas) -> None:
    at = random.randrange(len(text))
    old = random.choice([*_SWAPPED, "s ", "é "])
    new = _SWAPPED.get(old, {"s ": "es ", "é ": "ée "}.get(old, old))
    text[at] = text[at].replace(old, new, random.choice((1, 2)))


def _clauses(random: Random, text: Alineas) -> None:
    at = random.randrange(len(text))
    words = text[at].split(" ")
    k = random.randrange(1, len(words) + 1)
    words[k - 1] += random.choice(_CLAUSES)
    text[at] = " ".join(words)


def _sentences(random: Random, text: Alineas) -> None:
    at = random.randrange(len(text))
    found = _SENTENCE.split(text[at])
    k = random.randrange(len(found))
    act = random.choice(("add", "remove", "rewrite"))
    if act == "add":
        found.insert(k, random.choice(_BROUGHT))
    elif len(found) > 1:
        found[k : k + 1] = [random.choice(_BROUGHT)] if act == "rewrite" else []
    text[at] = " ".join(found)


def _parts(random: Random, text: Alineas) -> None:
    at = random.randrange(len(text))
    found = _SENTENCE.split(text[at])
    if len(found) > 1 and random.random() < 0.5:
        k = random.randrange(1, len(found))
        text[at : at + 1] = [" ".join(found[:k]), " ".join(found[k:])]
    elif at + 1 < len(text):
        text[at : at + 2] = [f"{text[at]} {text[at + 1]}"]


def _blocks(random: Random, text: Alineas) -> None:
    at = random.randrange(len(text))
    act = random.choice(("add", "remove", "move"))
    if act == "add":
        text.insert(at, " ".join(random.sample(_BROUGHT, 2)))
    elif len(text) > 2:
        taken = text.pop(at)
        if act == "move":
            text.insert(random.randrange(len(text) + 1), taken)


KINDS: dict[str, Callable[[Random, Alineas], None]] = {
    "words": _words,
    "agreements": _agreements,
    "clauses": _clauses,
    "sentences": _sentences,
    "parts": _parts,
    "blocks": _blocks,
}


def generated_cases(alineas: Alineas, each: int, seed: int) -> list[dict[str, Any]]:
    """`each` cases of every kind and of all kinds mixed, as revisions.json has them: before, after, corpus."""
    random = Random(seed)
    cases = []
    for kind in [*(kind for kind in KINDS if kind != "parts"), "mixed"]:
        for _ in range(each):
            before = random.sample(alineas, random.randint(2, 6))
            after = list(before)
            for _ in range(random.randint(1, 4)):
                KINDS[kind if kind in KINDS else random.choice(list(KINDS))](random, after)
            cases.append({"corpus": f"generated, {kind}", "before": "\n\n".join(before), "after": "\n\n".join(after)})
    return cases
