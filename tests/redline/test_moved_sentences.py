"""A sentence moved to another alinéa is a move, as a whole alinéa is: it never stands twice, and is never lost."""

import itertools
import re
from random import Random

from hypothesis import given
from hypothesis import strategies as st

import redline
from tests.redline.strategies import many, seeded

BASE = (
    "Les communes attendent une loi. Les écoles rurales doivent rester ouvertes.\n\n"
    "La fibre doit arriver partout.\n\nLe bilan sera annuel.\n"
)
SCHOOLS = " Les écoles rurales doivent rester ouvertes."
TO_FIBRE = BASE.replace(SCHOOLS, "").replace("partout.", "partout." + SCHOOLS)
TO_REVIEW = BASE.replace(SCHOOLS, "").replace("annuel.", "annuel." + SCHOOLS)
DELETED = BASE.replace(SCHOOLS, "")
EDITED = BASE.replace("rester", "rester toutes")


def test_a_sentence_moved_to_two_places_is_a_conflict_and_stands_once():
    merged = redline.merge(BASE, {"a": TO_FIBRE, "b": TO_REVIEW})
    (conflict,) = merged.conflicts
    assert (conflict.kind, conflict.block, conflict.lines) == ("move_edit", 0, (1, 1))
    assert conflict.variants == {"a": SCHOOLS.strip(), "b": SCHOOLS.strip()}
    assert merged.text == BASE
    assert redline.merge(BASE, {"a": TO_FIBRE, "b": TO_REVIEW}, prefer=["b"]).text == TO_REVIEW


def test_a_sentence_moved_to_the_same_place_by_two_counts_once():
    merged = redline.merge(BASE, {"a": TO_FIBRE, "b": TO_FIBRE})
    assert (merged.text, merged.conflicts, merged.identical) == (TO_FIBRE, (), (("a", "b"),))


def test_a_sentence_moved_by_one_and_deleted_by_another_is_a_conflict():
    merged = redline.merge(BASE, {"a": TO_FIBRE, "b": DELETED})
    assert [c.kind for c in merged.conflicts] == ["move_edit"]
    assert merged.text == BASE
    carried = redline.rebase(BASE, TO_FIBRE, DELETED)
    assert not carried.already_satisfied
    assert not carried.clean
    assert carried.text == TO_FIBRE


def test_what_another_changes_in_a_sentence_goes_where_it_is_moved():
    for prefer in ((), ("a",), ("b",)):
        merged = redline.merge(BASE, {"a": TO_FIBRE, "b": EDITED}, prefer=prefer)
        assert merged.conflicts == ()
        assert merged.text == TO_FIBRE.replace("rester", "rester toutes")


def test_a_sentence_whose_arrival_is_contested_stays_where_it_was():
    rival = BASE.replace("partout.", "partout. Un plan le dira.")
    merged = redline.merge(BASE, {"a": TO_FIBRE, "b": rival})
    (conflict,) = merged.conflicts
    assert (conflict.kind, conflict.block) == ("same_place", 1)
    assert merged.text == BASE
    assert redline.merge(BASE, {"a": TO_FIBRE, "b": rival}, prefer=["b"]).text == rival
    both = redline.merge(BASE, {"a": TO_FIBRE, "b": rival}, order=["b", "a"])
    assert both.text == TO_FIBRE.replace("partout.", "partout. Un plan le dira.")


def test_a_sentence_moved_with_a_word_changed_is_a_move_still():
    changed = TO_FIBRE.replace("rester ouvertes", "demeurer ouvertes")
    for other in (TO_REVIEW, DELETED, EDITED):
        merged = redline.merge(BASE, {"a": changed, "b": other})
        assert [c.kind for c in merged.conflicts] == ["move_edit"], other
        assert merged.text == BASE


def test_an_alinea_of_one_sentence_put_into_another_is_a_move_of_that_sentence():
    base = BASE.replace(SCHOOLS, "\n\n" + SCHOOLS.strip())
    for place in ("partout.", "annuel."):
        moved = base.replace("\n\n" + SCHOOLS.strip(), "").replace(place, place + SCHOOLS)
        merged = redline.merge(base, {"a": moved, "b": base.replace("rester", "rester toutes")})
        assert merged.text.count("rester") == 1
        assert merged.text.count("toutes") == 1 or merged.conflicts
        deleted = redline.merge(base, {"a": moved, "b": base.replace("\n\n" + SCHOOLS.strip(), "")})
        assert {c.kind for c in deleted.conflicts} <= {"move_edit", "delete_edit"}
        assert deleted.conflicts
        assert deleted.text == base


# Sentences are told apart by a word of their own, which no edit changes.

_NUMBERS = "abcdefghijklmnopqrstuvwxyz"
_NOUNS = "les communes rurales attendent une loi claire sur la dotation promise aux écoles du canton".split()
MARK = re.compile(r"\bx[a-z]+z\b")


def moving(source: Random, names: str = "abc") -> tuple[str, dict[str, str]]:
    """A text of sentences of five words or more, and variants that move, change, add and delete some."""
    letters = itertools.count()
    base = [[_sentence(source, letters) for _ in range(source.randint(1, 3))] for _ in range(source.randint(2, 4))]
    variants = {}
    for name in names:
        blocks = [[list(sentence) for sentence in block] for block in base]
        for _ in range(source.randint(1, 2)):
            _do(source, blocks, letters)
        variants[name] = _written(blocks)
    return _written(base), variants


def _sentence(source, letters):
    number = next(letters)
    mark = f"x{_NUMBERS[number // 26]}{_NUMBERS[number % 26]}z"
    words = source.sample(_NOUNS, source.randint(4, 8))
    words.insert(source.randrange(len(words)), mark)
    return words


def _do(source, blocks, letters):
    kind = source.choice(["move", "move", "move", "edit", "edit", "delete", "add", "split", "join", "block", "alone"])
    k = source.randrange(len(blocks))
    at = source.randrange(len(blocks[k])) if blocks[k] else None
    if at is None:
        return
    if kind in {"move", "alone"}:
        sentence = blocks[k].pop(at)
        if kind == "alone":
            blocks.insert(source.randint(0, len(blocks)), [sentence])
        else:
            target = source.choice(blocks)
            target.insert(source.randint(0, len(target)), sentence)
    elif kind == "edit":
        words = blocks[k][at]
        places = [n for n, word in enumerate(words) if not MARK.fullmatch(word)]
        place = source.choice(places)
        words[place : place + source.randint(0, 1)] = [f"neuf{source.randrange(3)}"]
    elif kind == "delete":
        del blocks[k][at]
    elif kind == "add":
        blocks[k].insert(at, _sentence(source, letters))
    elif kind == "split" and at > 0:
        blocks[k : k + 1] = [blocks[k][:at], blocks[k][at:]]
    elif kind == "join" and k + 1 < len(blocks):
        blocks[k : k + 2] = [blocks[k] + blocks[k + 1]]
    elif kind == "block":
        blocks.insert(source.randrange(len(blocks)), blocks.pop(k))


def _written(blocks):
    said = [" ".join(" ".join(words).capitalize() + "." for words in block) for block in blocks if block]
    return "\n\n".join(said) + "\n" if said else ""


def counted(text):
    found = {}
    for mark in MARK.findall(text.lower()):
        found[mark] = found.get(mark, 0) + 1
    return found


def check(base, variants, merged):
    stood = counted(base)
    written = {name: counted(text) for name, text in variants.items()}
    now = counted(merged.text)
    for mark in {*stood, *now}:
        most = max(stood.get(mark, 0), *(found.get(mark, 0) for found in written.values()))
        least = min(stood.get(mark, 0), *(found.get(mark, 0) for found in written.values()))
        assert least <= now.get(mark, 0) <= most, mark


@many
@given(seeded(moving)(), st.sampled_from(["", "a", "b", "ab"]), st.booleans())
def test_no_sentence_of_the_base_stands_twice_nor_is_lost_unless_an_author_wants_it(family, prefer, ordered):
    base, variants = family
    check(base, variants, redline.merge(base, variants, prefer=prefer, order="cab" if ordered else ""))
    two = {name: variants[name] for name in "ab"}
    check(base, two, redline.merge(base, two, prefer=prefer[:1]))
    assert redline.merge(base, {"a": variants["a"]}).text == redline.normalise(variants["a"])
    carried = redline.rebase(base, variants["a"], variants["b"])
    check(base, two, carried)
