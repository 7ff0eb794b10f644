"""The order of the votes, read on the words that each amendment changes."""

import time

import pytest
from hypothesis import given

import redline
from redline.merge.conflicts import FALLING
from redline.merge.merging import Gathering
from redline.order.rivals import rivals_of
from tests.redline.strategies import families
from tests.redline.test_commands import answered, files, refused  # noqa: F401 (a fixture)

BASE = (
    "# Titre\n\nNous demandons dix mille postes, sur trois ans au moins.\n\n"
    "1. former les agents d’accueil ;\n2. publier un bilan.\n\nLa loi est votée.\n"
)
FIRST = "Nous demandons dix mille postes, sur trois ans au moins."


def amended(*changes, base=BASE):
    for before, after in changes:
        assert before in base
        base = base.replace(before, after, 1)
    return base


def order(**variants):
    return redline.order_of(BASE, variants)


def items(found):
    return ["+".join(vote.items) for vote in found.votes]


CASES = {
    "by the words of one alinéa, not by its number": (
        {"late": [("trois", "quatre")], "early": [("dix", "quinze mille ou vingt")]},
        ["early", "late"],
        {},
    ),
    "deletion, rewriting, the furthest": (
        {
            "near": [("dix", "onze")],
            "far": [("dix mille postes", "quinze mille emplois nouveaux")],
            "rewritten": [(FIRST, "Tout autrement, chacun fera ce qui lui plaît.")],
            "deleted": [(FIRST + "\n\n", "")],
        },
        ["deleted", "rewritten", "far", "near"],
        {1: ("deleted", "rewritten", "far", "near")},
    ),
    "what only a wide one held together follows the text": (
        {
            "b": [("trois ans", "six mois entiers")],
            "a": [("dix", "onze")],
            "wide": [(FIRST, "Un seul poste.")],
        },
        ["wide", "a", "b"],
        {1: ("wide", "a", "b")},
    ),
    "words deleted before words replaced": (
        {"replaced": [("trois ans au moins", "quatre ans au moins")], "deleted": [(", sur trois ans au moins", "")]},
        ["deleted", "replaced"],
        {1: ("deleted", "replaced")},
    ),
    "a deletion of a word does not come before what rewrites all": (
        {"word": [(" au moins", "")], "all": [(FIRST, "Nous voulons neuf choses.")]},
        ["all", "word"],
        {1: ("all", "word")},
    ),
    "identical ones are one vote": (
        {"c": [("dix", "vingt")], "b": [("dix", "douze")], "a": [("dix", "vingt")]},
        ["c+a", "b"],
        {1: ("c", "a", "b")},
    ),
    "insertions at one place keep the order given and exclude nothing": (
        {"z": [("La loi", "Un de plus.\n\nLa loi")], "a": [("La loi", "Un autre.\n\nLa loi")]},
        ["z", "a"],
        {},
    ),
    "the title first": ({"text": [("dix", "onze")], "title": [("Titre", "Autre")]}, ["title", "text"], {}),
    "after an alinéa before the next one is deleted": (
        {"gone": [("\n2. publier un bilan.", "")], "new": [(" ;\n2.", " ;\n2. ouvrir ;\n2.")]},
        ["new", "gone"],
        {},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("variants", "expected", "groups"), CASES.values(), ids=CASES)
def test_the_order_is(variants, expected, groups):
    found = order(**{name: amended(*changes) for name, changes in variants.items()})
    assert items(found) == expected
    assert found.groups == groups


SENTENCE = "La fibre arrive partout en ville et dans les bourgs. "
MOVABLE = f"# Titre\n\nUn constat est fait. {SENTENCE}Nous demandons mieux.\n\nLa loi est votée ici même.\n"


@pytest.mark.parametrize(
    ("moved", "is_first"),
    [
        (f"{SENTENCE}La loi est votée", True),  # to another alinéa
        (f"{SENTENCE.replace('partout', 'tôt')}La loi est votée", True),  # written anew on the way
        (f"{SENTENCE}La loi sera votée", False),  # with words that the deletion leaves
    ],
)
def test_a_deletion_comes_before_a_move_of_what_it_takes_away(moved, is_first):
    gone = amended((SENTENCE, ""), base=MOVABLE)
    variants = {"moved": amended(("La loi est votée", moved), base=gone), "gone": gone}
    found = redline.order_of(MOVABLE, variants)
    assert items(found) == (["gone", "moved"] if is_first else ["moved", "gone"])
    assert found.groups == {1: tuple(items(found))}


def test_what_falls_is_said_for_each():
    found = order(
        a=amended(("dix", "onze")), b=amended(("dix", "douze")), c=amended(("dix", "onze")), d=amended(("votée", "lue"))
    )
    assert found.falls_if_adopted == {"a": ("b",), "b": ("a", "c"), "c": ("b",), "d": ()}


def test_the_command_answers_with_the_promised_shape(files):  # noqa: F811
    files(base=BASE, a=amended(("dix", "onze")), b=amended(("dix mille", "quinze mille")), c=amended(("votée", "lue")))
    assert answered("order", "base.md", "c.md", "a.md", "b.md") == {
        "order": [
            {"items": ["b.md"], "kind": "single", "lines": [1, 1], "group": 1},
            {"items": ["a.md"], "kind": "single", "lines": [1, 1], "group": 1},
            {"items": ["c.md"], "kind": "single", "lines": [4, 4], "group": None},
        ],
        "groups": {"1": ["b.md", "a.md"]},
        "falls_if_adopted": {"c.md": [], "a.md": ["b.md"], "b.md": ["a.md"]},
    }
    assert answered("order", "base.md") == {"order": [], "groups": {}, "falls_if_adopted": {}}
    assert "absent.md" in refused("order", "base.md", "absent.md")


@given(families(6, 2))
def test_each_is_voted_once_in_a_discussion_with_all_that_it_excludes(family):
    base, variants = family
    found = redline.order_of(base, variants)
    voted = [name for vote in found.votes for name in vote.items]
    assert sorted(voted) == sorted(variants)
    verdicts = redline.pairwise(base, variants)
    group_of = {name: vote.group for vote in found.votes for name in vote.items}
    for name, others in found.falls_if_adopted.items():
        exclusive = {
            other
            for other in variants
            if any(conflict.kind != "same_place" for conflict in verdicts.explain(name, other))
        }
        assert set(others) == exclusive
        assert all(group_of[other] == group_of[name] is not None for other in others)
    for number, names in found.groups.items():
        places = [voted.index(name) for name in names]
        assert places == list(range(places[0], places[0] + len(names))), number
    assert redline.order_of(base, dict(reversed(list(variants.items())))).groups.keys() == found.groups.keys()


WORD = "dix mille"
ON_ONE_WORD = {
    "another word each": lambda number: amended((WORD, f"{number} mille")),
    "another alinéa each": lambda number: amended((FIRST, f"Tout autrement, la {number}e fois.")),
    "one word or another more": lambda number: amended((WORD, f"dix mille {'autres' if number % 2 else ''} {number}")),
}  # fmt: skip


@pytest.mark.parametrize("written", ON_ONE_WORD.values(), ids=ON_ONE_WORD)
def test_a_thousand_that_want_one_word_are_ordered_within_a_second(written):
    variants = {f"{number:04}": written(number) for number in range(1000)}
    started = time.process_time()
    found = redline.order_of(BASE, variants)
    assert time.process_time() - started < 1.0
    assert len(found.votes) == 1000


@given(families(6, 3))
def test_what_excludes_is_what_the_pairs_say_one_by_one(family):
    base, variants = family
    gathering = Gathering.read(base, variants)
    expected = {name: set() for name in variants}
    for contest in gathering.contests():
        if contest.kind in FALLING:
            expected[contest.left[0]].add(contest.right[0])
            expected[contest.right[0]].add(contest.left[0])
    assert rivals_of(gathering) == expected
