"""Which of the amendments that the bureau retains one vote may adopt."""

from hypothesis import given
from hypothesis import strategies as st

from amendments.rules.ordering.retaining import Considered, KeptApart, LeftOut, retainable

IDS = st.integers(1, 6)
PAIRS = st.sets(st.tuples(IDS, IDS).filter(lambda pair: pair[0] != pair[1]), max_size=5)


def candidates(ids, barred, rivals, identical):
    def beside(one, pairs):
        return frozenset(b if a == one else a for a, b in pairs if one in (a, b))

    return [Considered(one, barred.get(one), beside(one, rivals), beside(one, identical)) for one in sorted(ids)]


@given(st.sets(IDS), st.dictionaries(IDS, st.sampled_from(list(LeftOut)[:7]), max_size=2), PAIRS, PAIRS)
def test_those_kept_go_together_and_each_other_says_why_not(ids, barred, rivals, identical):
    wanted = candidates(ids, barred, rivals, identical)
    found = retainable(wanted)
    assert found == retainable(reversed(wanted))
    assert found.kept | found.left_out.keys() == ids
    assert not found.kept & found.left_out.keys()
    for one in wanted:
        if one.id in found.kept:
            assert not one.rivals & found.kept and one.identical <= found.kept and one.barred is None
    kept = [one for one in wanted if one.id in found.kept]
    assert retainable(kept).kept == found.kept


def test_nobody_chooses_between_two_rivals_and_identical_ones_go_together():
    wanted = candidates({1, 2, 3, 4, 5}, {5: LeftOut.RESERVED}, {(1, 2)}, {(3, 6), (4, 5)})
    found = retainable(wanted)
    assert found.kept == frozenset()
    assert found.left_out == {
        1: KeptApart(LeftOut.RIVAL, (2,)),
        2: KeptApart(LeftOut.RIVAL, (1,)),
        3: KeptApart(LeftOut.IDENTICAL, (6,)),
        4: KeptApart(LeftOut.IDENTICAL, (5,)),
        5: KeptApart(LeftOut.RESERVED),
    }
