"""The laws of merging, over texts where a change can be read in one way only: what is done does not depend on when.

Where edits touch, some laws cannot hold for anybody: see the counterexamples at the end and decision 0009.
"""

import re

from hypothesis import assume, given
from hypothesis import strategies as st

import redline
from redline.merge.merging import Gathering
from redline.merge.verdicts import verdicts_of
from tests.redline.distinct import separate_families, touching_families
from tests.redline.strategies import costly


@costly
@given(separate_families())
def test_edits_that_do_not_touch_never_conflict(family):
    base, variants = family
    merged = redline.merge(base, variants)
    assert merged.conflicts == ()
    assert merged.applied == tuple(sorted(variants))


@costly
@given(separate_families())
def test_merging_edits_that_do_not_touch_is_associative(family):
    base, variants = family
    whole = redline.merge(base, variants)
    for alone in variants:
        both = merge_in_two_steps(base, variants, alone)
        assert both.conflicts == ()
        assert both.text == whole.text


@costly
@given(touching_families())
def test_merging_edits_that_touch_is_associative_or_names_a_conflict(family):
    base, variants = compatible(*family)
    whole = redline.merge(base, variants)
    assert whole.conflicts == ()
    for alone in variants:
        both = merge_in_two_steps(base, variants, alone)
        assert both.conflicts or both.text == whole.text


@costly
@given(separate_families())
def test_rebasing_then_merging_edits_that_do_not_touch_is_merging_then_rebasing(family):
    first, second = rebased_then_merged_and_the_reverse(*family)
    assert first.conflicts == second.conflicts == ()
    assert first.text == second.text


@costly
@given(touching_families())
def test_rebasing_then_merging_is_the_reverse_where_what_was_adopted_stands_apart(family):
    base, variants = compatible(*family)
    assume(stands_apart("a", Gathering.read(base, variants)))
    first, second = rebased_then_merged_and_the_reverse(base, variants)
    assert first.conflicts or second.conflicts or first.text == second.text


@costly
@given(touching_families())
def test_rebasing_then_merging_edits_that_touch_keeps_the_same_words_or_names_a_conflict(family):
    first, second = rebased_then_merged_and_the_reverse(*compatible(*family))
    assert first.conflicts or second.conflicts or words(first.text) == words(second.text)


def words(text):
    """The words of a text, whatever their order."""
    return sorted(re.findall(r"\w+", text))


def compatible(base, variants):
    """The same family, if no two of its variants conflict or make one edit in common."""
    gathered = Gathering.read(base, variants)
    assume(all(len({name for name, _ in owners}) == 1 for owners in gathered.owners.values()))
    assume(not verdicts_of(gathered).conflicts)
    return base, variants


def stands_apart(name, gathered):
    """Whether a kept word stands between every edit of a variant and those of the others."""
    edits = {one: [edit for edit, _ in variant.edits] for one, variant in gathered.variants.items()}
    others = [edit for one, found in edits.items() if one != name for edit in found]
    for own in edits[name]:
        for other in others:
            left, right = sorted((own, other), key=lambda edit: edit.start)
            if not any(map(str.isalnum, gathered.frame.text[left.end + left.forth : right.start - right.back])):
                return False
    return True


def merge_in_two_steps(base, variants, alone):
    """All variants but one merged, then that one."""
    others = {name: text for name, text in variants.items() if name != alone}
    first = redline.merge(base, others)
    return redline.merge(base, {"others": first.text, alone: variants[alone]})


def rebased_then_merged_and_the_reverse(base, variants):
    """The first variant adopted: the others carried over then merged, and merged then carried over."""
    others = dict(variants)
    new = others.pop("a")
    carried = redline.rebase_all(base, new, others)
    assert all(found.clean for found in carried.values())
    first = redline.merge(new, {name: found.text for name, found in carried.items()})
    return first, redline.rebase(base, new, redline.merge(base, others).text)


@st.composite
def disjoint(draw):
    """A text and two amendments that change different words, with what both give."""
    words = [f"mot{k}" for k in range(draw(st.integers(4, 30)))]
    first, second, both = list(words), list(words), list(words)
    for k in range(0, len(words), 2):
        who = draw(st.sampled_from(["first", "second", "nobody"]))
        change = draw(st.sampled_from(["replace", "delete"]))
        for name, target in (("first", first), ("second", second)):
            if who == name:
                target[k] = f"{name}{k}" if change == "replace" else ""
                both[k] = target[k]
    return tuple(" ".join(filter(None, t)) + ".\n" for t in (words, first, second, both))


@costly
@given(disjoint())
def test_disjoint_edits_are_both_done(case):
    base, first, second, both = case
    merged = redline.merge(base, {"a": first, "b": second})
    assert merged.conflicts == ()
    assert merged.text == both


@costly
@given(separate_families(), st.integers(0, 2**20), st.integers(0, 6), st.integers(0, 6))
def test_an_edit_follows_the_block_that_another_moves(family, chosen, source, target):
    base, _variants = family
    blocks = base.rstrip("\n").split("\n\n")
    edited = [block.replace("suite", "fin", 1) if chosen >> k & 1 else block for k, block in enumerate(blocks)]
    source, target = source % len(blocks), target % len(blocks)
    moved, expected = list(blocks), list(edited)
    moved.insert(target, moved.pop(source))
    expected.insert(target, expected.pop(source))
    merged = redline.merge(base, {"mover": "\n\n".join(moved) + "\n", "editor": "\n\n".join(edited) + "\n"})
    assert merged.conflicts == ()
    assert merged.text == "\n\n".join(expected) + "\n"


@costly
@given(separate_families(), st.integers(0, 5), st.integers(0, 2**20))
def test_an_edit_stays_in_the_half_that_another_splits_or_joins(family, at, chosen):
    base, _ = family
    blocks = base.rstrip("\n").split("\n\n")
    at %= len(blocks) - 1
    joined = base.replace(f"{blocks[at]}\n\n{blocks[at + 1]}", f"{blocks[at]} {blocks[at + 1]}")
    words = [word for word in base.replace(".", "").split() if word.startswith(("terme", "suite"))]
    word = words[chosen % len(words)]
    for whole, other in ((base, joined), (joined, base)):
        edited = whole.replace(word, "autrement", 1)
        merged = redline.merge(whole, {"shape": other, "word": edited})
        assert merged.conflicts == (), word
        assert merged.text == other.replace(word, "autrement", 1)


# What no merge of texts can do, since the sum of two amendments does not say what each of them did.


def test_two_steps_cannot_tell_that_a_word_inserted_before_a_deleted_one_was_already_counted():
    base, inserted, deleted = "un deux trois.\n", "un neuf deux trois.\n", "un trois.\n"
    sum_of_two = redline.merge(base, {"a": inserted, "b": deleted}).text
    assert sum_of_two == "un neuf trois.\n"  # an insertion at the edge of a deleted span merges
    assert redline.merge(base, {"a": inserted, "b": deleted, "c": inserted}).text == sum_of_two  # counts once
    in_two_steps = redline.merge(base, {"ab": sum_of_two, "c": inserted})
    assert [c.kind for c in in_two_steps.conflicts] == ["overlap"]  # one word brought twice at touching places
    assert in_two_steps.text == base


def test_two_steps_name_a_conflict_where_three_amendments_at_once_have_none():
    base = "un deux.\n"
    variants = {"a": "neuf deux.\n", "b": "un vingt.\n", "c": "un onze deux.\n"}
    assert redline.merge(base, variants).text == "neuf onze vingt.\n"
    assert [c.kind for c in merge_in_two_steps(base, variants, "c").conflicts] == ["overlap"]
