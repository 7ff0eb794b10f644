"""Generated French texts and edits, for the properties of the text engine."""

import itertools

from hypothesis import settings
from hypothesis import strategies as st

# Examples of a cheap property; a property that merges several texts takes a share of it.
EXAMPLES = 2000
many = settings(max_examples=EXAMPLES, deadline=None)
several = settings(max_examples=EXAMPLES // 2, deadline=None)

WORDS = (
    "la commune demande une dotation stable pour trois exercices et l’État garantit le service public à chaque élu "
    "local dans un délai de six mois n° 12 art. 12 3\u00a0500 habitants 1er janvier 2026–2030 outre-mer aujourd’hui "
    "qu’il «\u00a0élus\u00a0» numérique , ; d'accès **gras** [lien](https://exemple.fr/a?b=c) élève é"
).split(" ")
FRESH = [f"nouveau{k}" for k in range(12)] + ["élus", "l’Europe", "n° 14", "4\u202f000"]

# Sentences are drawn whole, so that an example costs few draws; edits then go word by word.
SENTENCES = ["la", "la la la", "12", "élu", *(" ".join(WORDS[k : k + 2 + k % 7]) for k in range(0, len(WORDS), 2))]

words = st.sampled_from(WORDS)
fresh_words = st.sampled_from(FRESH)
sentences = st.sampled_from(SENTENCES)
paragraphs = st.lists(sentences, min_size=1, max_size=3).map(lambda found: ". ".join(found) + ".")


@st.composite
def blocks(draw):
    """One block of any kind."""
    body = draw(paragraphs)
    prefix = draw(st.sampled_from(["", "", "", "", "1. ", "- ", "> ", "## ", "  - ", "| "]))
    return prefix + body


@st.composite
def texts(draw, min_blocks=0, max_blocks=6):
    """A normalised text, with or without a title, lists tight or loose."""
    found = draw(st.lists(blocks(), min_size=min_blocks, max_size=max_blocks))
    if found and draw(st.booleans()):
        found.insert(0, "# " + draw(sentences))
    if not found:
        return ""
    out = [found[0]]
    for before, after in itertools.pairwise(found):
        tight = before.lstrip()[:2] in {"1.", "- ", "| "} and after.lstrip()[:2] == before.lstrip()[:2]
        out.append(("\n" if tight and draw(st.booleans()) else "\n\n") + after)
    return "".join(out) + "\n"


@st.composite
def edited(draw, text, max_edits=4):
    """The text after some edits: words, sentences, blocks, moves, splits, joins, typography."""
    found = text.rstrip("\n").split("\n\n") if text else []
    for _ in range(draw(st.integers(0, max_edits))):
        if not found:
            found.append(draw(blocks()))
            continue
        k = draw(st.integers(0, len(found) - 1))
        kind = draw(st.sampled_from(EDITS))
        _edit(draw, found, k, kind)
    return "\n\n".join(found) + "\n" if found else ""


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


def _edit(draw, found, k, kind):
    tokens = found[k].split(" ")
    at = draw(st.integers(0, len(tokens) - 1))
    if kind == "replace":
        tokens[at] = draw(fresh_words)
    elif kind == "insert":
        tokens.insert(at, draw(fresh_words | words))
    elif kind == "delete":
        del tokens[at : at + draw(st.integers(1, 3))]
    elif kind == "append":
        tokens.append(draw(paragraphs))
    if kind in {"replace", "insert", "delete", "append"}:
        found[k] = " ".join(tokens).strip() or draw(fresh_words)
    elif kind == "block":
        found.insert(k, draw(blocks()))
    elif kind == "drop":
        del found[k]
    elif kind == "move":
        found.insert(draw(st.integers(0, len(found) - 1)), found.pop(k))
    elif kind == "split" and len(tokens) > 2 and at > 0:
        found[k : k + 1] = [" ".join(tokens[:at]), " ".join(tokens[at:])]
    elif kind == "join" and k + 1 < len(found):
        found[k : k + 2] = [f"{found[k]} {found[k + 1]}"]
    elif kind == "shape":
        found[k] = found[k].replace("’", "'") if "’" in found[k] else found[k].replace("\u00a0", "\u202f")


LINKS = ["de", "la", "et", "d’un", "pour", "les", "dans"]


@st.composite
def separate(draw, count=3):
    """A text where no content word stands twice, and variants whose edits never touch one another.

    Every third word is a slot that one variant at most edits; whole blocks are dropped, added after or
    split by one variant at most.
    """
    numbers = iter(range(100_000))
    base = []
    for _ in range(draw(st.integers(3, 7))):
        link = st.sampled_from(LINKS)
        base.append(
            [
                f"terme{next(numbers)} {draw(link)} suite{next(numbers)}".split(" ")
                for _ in range(draw(st.integers(1, 4)))
            ]
        )
    names = "abcdef"[:count]
    made = {name: [[list(slot) for slot in block] for block in base] for name in names}
    after = {name: {} for name in names}
    for k, block in enumerate(base):
        owner = draw(st.sampled_from([*names, None]))
        action = draw(st.sampled_from(["words", "words", "words", "drop", "add", "split"]))
        if owner and action == "drop" and len(base) > 3 and k % 3 == 1:
            made[owner][k] = None
            continue
        if owner and action == "add" and k % 2:
            after[owner][k] = f"ajout{next(numbers)} ajout{next(numbers)} ajout{next(numbers)}."
        if owner and action == "split" and len(block) > 1:
            made[owner][k][draw(st.integers(1, len(block) - 1))].insert(0, "\n\n")
        for slot in range(len(block)):
            writer = draw(st.sampled_from([*names, None]))
            if writer and not (owner == writer and action == "split"):
                kind = draw(st.sampled_from(["replace", "delete", "insert"]))
                words = made[writer][k][slot]
                words[1:2] = {
                    "replace": [f"neuf{next(numbers)}"],
                    "delete": [],
                    "insert": [words[1], f"neuf{next(numbers)}"],
                }[kind]
    texts = {}
    for name in names:
        found = []
        for k, block in enumerate(made[name]):
            if block is not None:
                found.append(" ".join(word for slot in block for word in slot).replace(" \n\n ", "\n\n") + ".")
            if k in after[name]:
                found.append(after[name][k])
        texts[name] = "\n\n".join(found) + "\n" if found else ""
    return "\n\n".join(" ".join(w for slot in block for w in slot) + "." for block in base) + "\n", texts


@st.composite
def pairs(draw, max_edits=5):
    """A text and another made from it."""
    base = draw(texts())
    return base, draw(edited(base, max_edits))


@st.composite
def families(draw, count=3, max_edits=3):
    """A text and several variants of it, named a, b, c…"""
    base = draw(texts(min_blocks=1))
    return base, {name: draw(edited(base, max_edits)) for name in "abcdef"[:count]}
