"""Numbers of lists: counted, set aside, counted again; everything else stays byte for byte."""

from hypothesis import given
from hypothesis import strategies as st

import redline
from amendments.rules.item_numbers import is_sequential, neutral, numbered

LIST = "Intro :\n\n3. a\n4. b\n   1. c\n   2. d\n5. e\n\nFin.\n\n1) f\n2) g\n"


def test_lists_are_counted_each_from_its_first_number_nested_ones_apart():
    assert is_sequential(LIST)
    assert neutral(LIST) == "Intro :\n\n3. a\n3. b\n   1. c\n   1. d\n3. e\n\nFin.\n\n1) f\n1) g\n"
    assert numbered(neutral(LIST)) == LIST


def test_a_list_numbered_otherwise_on_purpose_is_told():
    assert not is_sequential("2021. a\n2025. b\n")
    assert is_sequential("2021. a\n\nEntre deux.\n\n2025. b\n")


def test_a_list_past_nine_is_counted_right():
    text = "".join(f"{number}. point\n" for number in range(1, 13))
    assert is_sequential(text) and numbered(neutral(text)) == text


@given(
    st.lists(st.tuples(st.sampled_from(["1. ", "2. ", "7) ", "   3. ", "- ", "", "> "]), st.text("ab 1.", max_size=6)))
)
def test_counting_twice_is_counting_once_and_words_stay(lines):
    text = redline.normalise("\n".join(marker + words for marker, words in lines))
    counted = numbered(text)
    assert is_sequential(counted)
    assert numbered(counted) == counted
    assert [block.body for block in redline.parse(counted).blocks] == [
        block.body for block in redline.parse(text).blocks
    ]
    if is_sequential(text):
        assert counted == text == numbered(neutral(text))
