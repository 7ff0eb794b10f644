"""What holds for every text and every amendment, over generated French."""

import re

from hypothesis import assume, given
from hypothesis import strategies as st

import redline
from tests.redline.strategies import chains, families, many, pairs, texts


def flat(spans, hidden):
    return "".join(text for sign, text in spans if sign != hidden).replace("\n", " ")


@many
@given(texts())
def test_parsing_and_serialising_gives_a_normalised_text_back(text):
    assert redline.normalise(text) in {text, redline.normalise(redline.normalise(text))}
    assert redline.parse(text).serialise() == redline.normalise(text)


@many
@given(st.text())
def test_any_unicode_is_parsed_and_given_back(text):
    normal = redline.normalise(text)
    assert redline.normalise(normal) == normal
    document = redline.parse(text)
    assert document.serialise() == normal
    assert [text for b in document.blocks for text in [b.source] if not text.strip(" \t\n")] == []


@many
@given(texts(), st.integers(1, 100))
def test_lines_of_a_block_joined_by_a_space_are_its_source(text, width):
    lines = redline.number_lines(text, width)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    for block in redline.parse(text).blocks:
        own = [line.text for line in lines if line.block == block.index]
        assert " ".join(own) == ("" if block.kind == "title" else block.source.replace("\n", " "))
        assert all(len(line) <= width or " " not in line[:width] for line in own if line.isascii())


@many
@given(pairs())
def test_a_difference_rebuilds_both_texts(pair):
    old, new = pair
    found = redline.difference(old, new)
    assert found.identical == (old == new)
    assert redline.apply_patch(old, found.as_json()) == redline.normalise(new)
    assert redline.apply_patch(new, found.as_json(), reverse=True) == redline.normalise(old)
    for block in found.blocks:
        for indices, document, hidden in ((block.old, found.old, "+"), (block.new, found.new, "-")):
            own = [document.blocks[k] for k in indices]
            if own:
                whole = own[0].source + "".join(b.gap + b.source for b in own[1:])
                assert flat(block.spans, hidden) == whole.replace("\n", " ")
    assert sorted(k for b in found.blocks for k in b.old) == list(range(len(found.old.blocks)))
    assert sorted(k for b in found.blocks for k in b.new) == list(range(len(found.new.blocks)))


@many
@given(pairs(), st.integers(10, 80))
def test_the_lines_of_a_difference_carry_every_word(pair, width):
    found = redline.difference(*pair, width=width)
    for position, block in enumerate(found.blocks):
        lines = [line for line in found.lines if line.block == position]
        joined = [span for line in lines for span in line.spans]
        for hidden in "+-":
            assert flat(joined, hidden) == flat(block.spans, hidden)
    numbered = [line.old for line in found.lines if line.old is not None and found.blocks[line.block].op != "move"]
    assert numbered == sorted(numbered)


@many
@given(pairs())
def test_ignoring_typography_marks_nothing_else_and_keeps_the_patch(pair):
    old, new = pair
    silent = redline.difference(old, new, ignore_typography=True)
    assert redline.apply_patch(old, silent.as_json()) == redline.normalise(new)
    shaped = redline.difference(old, old.replace("’", "'").replace("\u00a0", "\u202f"), ignore_typography=True)
    assert all(block.op == "keep" for block in shaped.blocks)


@many
@given(pairs())
def test_accepting_one_amendment_alone_gives_that_amendment(pair):
    base, amended = pair
    merged = redline.merge(base, {"a": amended})
    assert merged.text == redline.normalise(amended)
    assert merged.applied == ("a",)
    assert merged.conflicts == ()


@many
@given(families(), st.permutations("abc"))
def test_a_merge_is_the_same_in_any_order(family, order):
    base, variants = family
    shuffled = {name: variants[name] for name in order}
    assert redline.merge(base, variants) == redline.merge(base, shuffled)


@many
@given(families(count=2))
def test_the_same_amendment_twice_counts_once(family):
    base, variants = family
    twice = redline.merge(base, {"a": variants["a"], "z": variants["a"]})
    assert twice.text == redline.normalise(variants["a"])
    assert twice.conflicts == ()
    if redline.merge(base, {"a": variants["a"]}).text != base and not redline.same_text(base, variants["a"]):
        assert twice.identical in {(("a", "z"),), ()}


@many
@given(families())
def test_no_word_of_an_amendment_is_lost(family):
    base, variants = family
    merged = redline.merge(base, variants)
    said = merged.text + " ".join(words for c in merged.conflicts for words in c.variants.values())
    kept = set(re.findall(r"nouveau\d+", said))
    for name, text in variants.items():
        assert set(re.findall(r"nouveau\d+", text)) <= kept, name


@many
@given(families(count=4, max_edits=2))
def test_words_that_meet_are_neither_glued_nor_set_apart_by_two_spaces(family):
    base, variants = family
    written = {word for text in (base, *variants.values()) for word in re.findall(r"\w+", text)}
    merged = redline.merge(base, variants)
    assert set(re.findall(r"\w+", merged.text)) <= written
    if not any(re.search(r"\S  ", text) for text in (base, *variants.values())):
        assert not re.search(r"\S  (?!- )", merged.text)


@many
@given(families(count=2))
def test_a_conflict_is_named_once_for_both(family):
    base, variants = family
    merged, judged = redline.merge(base, variants), redline.pairwise(base, variants)
    assert judged.explain("a", "b") == judged.explain("b", "a") == merged.conflicts
    assert (judged.between("a", "b") == "conflict") == bool(merged.conflicts)
    assert merged.applied == (() if merged.conflicts else ("a", "b"))


@many
@given(families(count=2), st.sampled_from("ab"))
def test_the_preferred_amendment_is_whole_in_the_text(family, preferred):
    base, variants = family
    merged = redline.merge(base, variants, prefer=[preferred])
    assert merged.conflicts == ()
    assert preferred in merged.applied


@many
@given(pairs())
def test_rebasing_on_an_unchanged_base_changes_nothing(pair):
    base, amended = pair
    carried = redline.rebase(base, base, amended)
    assert carried.clean
    assert carried.text == redline.normalise(amended)


@many
@given(pairs())
def test_an_amendment_that_the_new_text_holds_is_satisfied(pair):
    base, amended = pair
    assume(not redline.same_text(base, amended))
    carried = redline.rebase(base, amended, amended)
    assert carried.clean
    assert carried.text == redline.normalise(amended)


@many
@given(st.text(alphabet=st.characters(), max_size=60), st.text(alphabet=st.characters(), max_size=60))
def test_nothing_breaks_on_arbitrary_unicode(a, b):
    found = redline.difference(a, b)
    assert redline.apply_patch(a, found.as_json()) == redline.normalise(b)
    assert redline.merge(a, {"b": b}).text == redline.normalise(b)
    redline.merge("x", {"a": a, "b": b})
    redline.rebase(a, b, a + b)
    for shown in (redline.html_inline(found), redline.html_side_by_side(found), redline.html_affected(found)):
        assert "<script" not in shown
    redline.plain(found)


@many
@given(chains())
def test_origins_put_together_are_the_text(texts):
    found = redline.origins(list(zip(("v1", "v2", "v3"), texts, strict=True)))
    last = redline.parse(texts[-1]).blocks
    assert ["".join(o.text for o in block) for block in found] == [block.source for block in last]
    assert {o.label for block in found for o in block} <= {"v1", "v2", "v3"}


@many
@given(chains(length=2))
def test_block_ids_are_unique_and_kept_by_kept_blocks(texts):
    numbers = iter(range(10_000))
    base, text = texts
    first = redline.assign_ids(None, base, lambda: str(next(numbers)))
    second = redline.assign_ids(first, text, lambda: str(next(numbers)))
    assert [block.text for block in second] == [block.source for block in redline.parse(text).blocks]
    assert len({block.id for block in second}) == len(second)
    assert [redline.IdentifiedBlock.from_json(block.as_json()) for block in second] == list(second)
    again = redline.assign_ids(second, text, lambda: str(next(numbers)))
    assert [block.id for block in again] == [block.id for block in second]
