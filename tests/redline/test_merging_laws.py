"""The laws of merging over edits that never touch one another: what is done does not depend on when."""

from hypothesis import given
from hypothesis import strategies as st

import redline
from tests.redline.strategies import separate, several


@several
@given(separate())
def test_edits_that_do_not_touch_never_conflict(family):
    base, variants = family
    merged = redline.merge(base, variants)
    assert merged.conflicts == ()
    assert merged.applied == tuple(sorted(variants))


@several
@given(separate())
def test_merging_is_associative(family):
    base, variants = family
    whole = redline.merge(base, variants)
    for alone in variants:
        others = {name: text for name, text in variants.items() if name != alone}
        first = redline.merge(base, others)
        both = redline.merge(base, {"others": first.text, alone: variants[alone]})
        assert both.conflicts == ()
        assert both.text == whole.text


@several
@given(separate())
def test_rebasing_then_merging_is_merging_then_rebasing(family):
    base, variants = family
    new = variants.pop("a")
    carried = redline.rebase_all(base, new, variants)
    assert all(found.clean for found in carried.values())
    first = redline.merge(new, {name: found.text for name, found in carried.items()})
    second = redline.rebase(base, new, redline.merge(base, variants).text)
    assert second.clean
    assert first.conflicts == ()
    assert first.text == second.text


@several
@given(separate(), st.data())
def test_an_edit_follows_the_block_that_another_moves(family, data):
    base, _variants = family
    blocks = base.rstrip("\n").split("\n\n")
    edited = [block.replace("suite", "fin", 1) if data.draw(st.booleans()) else block for block in blocks]
    source, target = data.draw(st.integers(0, len(blocks) - 1)), data.draw(st.integers(0, len(blocks) - 1))
    moved, expected = list(blocks), list(edited)
    moved.insert(target, moved.pop(source))
    expected.insert(target, expected.pop(source))
    merged = redline.merge(base, {"mover": "\n\n".join(moved) + "\n", "editor": "\n\n".join(edited) + "\n"})
    assert merged.conflicts == ()
    assert merged.text == "\n\n".join(expected) + "\n"


@several
@given(separate(), st.data())
def test_an_edit_stays_in_the_half_that_another_splits_or_joins(family, data):
    base, _ = family
    blocks = base.rstrip("\n").split("\n\n")
    at = data.draw(st.integers(0, len(blocks) - 2))
    joined = base.replace(f"{blocks[at]}\n\n{blocks[at + 1]}", f"{blocks[at]} {blocks[at + 1]}")
    for word in data.draw(
        st.lists(st.sampled_from(base.replace(".", "").split()), min_size=1, max_size=3, unique=True)
    ):
        if not word.startswith(("terme", "suite")):
            continue
        for whole, other in ((base, joined), (joined, base)):
            edited = whole.replace(word, "autrement", 1)
            merged = redline.merge(whole, {"shape": other, "word": edited})
            assert merged.conflicts == (), word
            assert merged.text == other.replace(word, "autrement", 1)
