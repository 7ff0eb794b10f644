"""One draft in two windows: changes of other alinéas stay both, a change taken back stays taken back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import redline
from amendments.rules.two_windows import DraftWords, recalled, remembered, reunited
from amendments.rules.written_alineas import rebuilt
from tests.amendments.conftest import PROPOSAL

BLOCKS = redline.parse(PROPOSAL).blocks
FIFTEEN, TWENTY = ["1. cofinancer quinze mille postes\u00a0;"], ["1. cofinancer vingt mille postes\u00a0;"]


def words(written: dict[int, list[str]], title: str = "", reasons: str = "") -> DraftWords:
    return DraftWords(rebuilt(PROPOSAL, written), title, reasons)


@pytest.mark.parametrize(
    ("was", "own", "other", "expected", "others"),
    [
        ({}, {3: FIFTEEN}, {6: ["Fin."]}, {3: FIFTEEN, 6: ["Fin."]}, (6,)),
        ({3: FIFTEEN}, {}, {3: FIFTEEN, 6: ["Fin."]}, {6: ["Fin."]}, (6,)),  # taken back here, kept there as it was
        ({3: FIFTEEN}, {3: FIFTEEN, 0: ["Titre"]}, {}, {0: ["Titre"]}, (3,)),
        ({}, {3: FIFTEEN}, {3: FIFTEEN, 4: [""]}, {3: FIFTEEN, 4: [""]}, (4,)),
        ({}, {3: [BLOCKS[3].source, "2. de plus"]}, {5: [""]}, {3: [BLOCKS[3].source, "2. de plus"], 5: [""]}, (5,)),
        ({}, {3: FIFTEEN}, {3: TWENTY}, None, ()),
        ({3: FIFTEEN}, {3: TWENTY}, {3: [""]}, None, ()),
    ],
)
def test_by_alinea(was, own, other, expected, others):
    found = reunited(PROPOSAL, words(was), words(own), words(other))
    assert (found and (found.words, found.others)) == (expected and (words(expected), others))


def test_title_and_reasons_are_each_one_thing():
    was, own, other = words({}, "T", "R"), words({3: FIFTEEN}, "T de l’un", "R"), words({6: [""]}, "T", "R de l’autre")
    assert reunited(PROPOSAL, was, own, other).words == words({3: FIFTEEN, 6: [""]}, "T de l’un", "R de l’autre")
    assert reunited(PROPOSAL, was, own, words({}, "T d’un autre", "R")) is None


WRITTEN = st.dictionaries(
    st.sampled_from(range(7)), st.sampled_from([FIFTEEN, [""], ["Autre chose.", "2. un de plus"]])
)


@given(WRITTEN, WRITTEN)
def test_both_windows_say_the_same_of_what_they_put_together(own, other):
    one = reunited(PROPOSAL, words({}), words(own), words(other))
    back = reunited(PROPOSAL, words({}), words(other), words(own))
    assert (one is None) == (back is None) and (one is None or one.words == back.words)
    assert recalled(PROPOSAL, remembered(PROPOSAL, words(own, "T", "R\n2"))) == words(own, "T", "R\n2")


def test_what_was_not_remembered_is_nothing():
    for said in ("", "null", "3", "[1]", '["t","r",{"x":1}]', '["t","r",{"99":["x"]}', "[" * 5000):
        assert recalled(PROPOSAL, said) is None, said
