"""A paragraph added between two items of a list (« 1 bis. … ») amends none of the items after it: on real texts."""

import json
import re

import pytest

import redline
from amendments.rules.carry_over import KnownText, carry
from amendments.rules.item_numbers import is_sequential, neutral, numbered, passed_in
from amendments.rules.written_alineas import rebuilt, shown_words, written_in
from core.digest import sha256_text
from tests.support.session import ROOT

_CORPUS = json.loads((ROOT / "tests/data/redline/revisions.json").read_text())["cases"]
_ACTS = {f"{case['id']} {side}": redline.normalise(case[side]) for case in _CORPUS for side in ("before", "after")}
_MOTION = {path.stem: path.read_text() for path in sorted((ROOT / "demo/data/congres-2020/proposals").glob("*.md"))}
REAL = {name: text for name, text in (_MOTION | _ACTS).items() if is_sequential(text)}
ADDED = "1 bis. Un alinéa que la commission insère sans lui donner de numéro\u00a0;"


def items(text: str) -> list[redline.Block]:
    return [block for block in redline.parse(text).blocks if block.kind == "ordered_item"]


def first_list(text: str) -> list[redline.Block]:
    """The items of one list that counts to three at least, one right after the other."""
    found: list[redline.Block] = []
    for block in items(text):
        follows = found and block.index == found[-1].index + 1 and block.depth == found[-1].depth
        if follows and int(re.match(r"\d*", block.marker)[0] or 0) == len(found) + 1:
            found.append(block)
        elif len(found) < 3:
            found = [block] if re.match(r"1\D", block.marker) else []
    return found if len(found) >= 3 else []


LISTS = {name: text for name, text in REAL.items() if first_list(text)}


def known(text: str) -> KnownText:
    return KnownText(sha256_text(text), text)


def markers(text: str) -> list[str]:
    return [block.marker for block in items(text)]


@pytest.mark.parametrize("name", LISTS)
def test_what_amends_a_later_item_is_carried_over_a_paragraph_added_before_it(name):
    base = LISTS[name]
    first, second, third = first_list(base)[:3]
    with_it = rebuilt(base, {first.index: [shown_words(first), ADDED]})
    assert markers(with_it) == markers(base)
    assert set(written_in(base, with_it) or {}) == {first.index}, "no other alinéa is open as if it were changed"
    longer = rebuilt(base, {third.index: [f"{third.source} Et encore."]})
    one_more = rebuilt(base, {second.index: [shown_words(second), f"{second.marker} un point de plus\u00a0;"]})
    for amended in (longer, one_more):
        carried = carry(known(base), known(with_it), known(amended))
        assert carried.is_clean and ADDED in carried.text
        assert markers(carried.text) == markers(amended)
    shorter = rebuilt(base, {second.index: [""]})
    back = carry(known(base), known(shorter), known(with_it))
    assert back.is_clean and markers(back.text) == markers(shorter)
    changed = with_it.replace("sans lui donner", "sans jamais lui donner")
    both = carry(known(with_it), known(changed), known(with_it.replace("commission", "commission des lois")))
    assert both.is_clean and "commission des lois insère sans jamais" in both.text
    assert markers(both.text) == markers(base), "a paragraph that two amended is still one that the list counts over"


def test_there_are_real_texts_of_both_kinds():
    assert len(LISTS) >= 12 and {"1", "5"} <= set(LISTS)


def test_what_is_added_after_such_a_paragraph_goes_on_with_the_numbers():
    base = "1. un\n\n1 bis. entre\n\n2. deux\n3. trois\n"
    assert markers(rebuilt(base, {0: ["1. un", "2. nouveau"]})) == ["1.", "2.", "3.", "4."]
    assert markers(rebuilt(base, {1: ["1 bis. autre"]})) == ["1.", "2.", "3."]
    assert markers(rebuilt(base, {1: ["1 bis. entre", "1 ter. encore"]})) == ["1.", "2.", "3."]
    passed = passed_in(base)
    assert passed == {"1 bis. entre"} and numbered(neutral(base, passed), passed) == base


def test_an_item_numbered_bis_counts_for_none():
    base = "1° un ;\n2° deux ;\n2° bis encore ;\n3° trois.\n"
    assert is_sequential(base) and numbered(neutral(base)) == base
    assert markers(rebuilt(base, {0: [""]})) == ["1°", "2°", "2°"]


def test_a_list_that_begins_again_after_a_paragraph_is_another():
    assert passed_in("1. un\n2. deux\n\nPuis :\n\n1. trois\n", "Puis :\n\n2. un\n") == frozenset()
