"""Colleges held by properties: whatever they say, the verdict, what was foreseen and the sentences agree."""

from fractions import Fraction
from gettext import NullTranslations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.rules.colleges.settings import ShareFlaw, exact_share, exactly, flaw_of_shares
from congress.rules.rule_names import CollegeRule, QuorumRule
from voting.rules.colleges.college_sentences import Weighed, college_sentences, nearly
from voting.rules.majority import Counts, MajorityRule
from voting.rules.outcome import College, Rules, decide_vote, weighted_share
from voting.rules.quorum import Chamber, QuorumFinding, check_quorum
from voting.rules.ruling.foreseen import Electorate, needed_by_colleges

T = NullTranslations()
MET = QuorumFinding(met=True, here=0, needed=0, rule=QuorumRule.NONE)
VOTES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(1, 9)), min_size=1, max_size=4)
RULES = st.sampled_from(CollegeRule)
MAJORITIES = st.sampled_from([MajorityRule.ABSOLUTE_CAST, MajorityRule.TWO_THIRDS_CAST])


def colleges_of(votes, scale=1):
    """Colleges A, B…, their shares in the proportion of the third number."""
    whole = sum(part for _for, _against, part in votes)
    return tuple(
        College(chr(65 + rank), for_ * scale, against * scale, Fraction(part, whole))
        for rank, (for_, against, part) in enumerate(votes)
    )


def decided(rule, majority, colleges):
    counts = Counts(sum(one.for_ for one in colleges), sum(one.against for one in colleges))
    rules = Rules(QuorumRule.NONE, (majority,), college_rule=rule)
    return decide_vote(rules, Chamber(int(counts.cast), int(counts.cast)), counts, quorum=MET, colleges=colleges)


@given(RULES, MAJORITIES, VOTES, st.integers(1, 1_000_000))
def test_scaled_weights_leave_the_verdict(rule, majority, votes, scale):
    assert decided(rule, majority, colleges_of(votes)).adopted == (
        decided(rule, majority, colleges_of(votes, scale)).adopted
    )


@given(RULES, MAJORITIES, VOTES, st.integers(0, 3))
def test_one_more_vote_for_never_rejects(rule, majority, votes, rank):
    before = decided(rule, majority, colleges_of(votes)).adopted
    more = list(votes)
    for_, against, part = more[rank % len(more)]
    more[rank % len(more)] = (for_ + 1, against, part)
    assert decided(rule, majority, colleges_of(more)).adopted or not before
    turned = list(votes)
    if against:
        turned[rank % len(turned)] = (for_ + 1, against - 1, part)
        assert decided(rule, majority, colleges_of(turned)).adopted or not before


@given(RULES, MAJORITIES, VOTES.flatmap(lambda votes: st.tuples(st.just(votes), st.permutations(votes))))
def test_the_order_of_colleges_is_irrelevant(rule, majority, both):
    given_order, other_order = both
    assert decided(rule, majority, colleges_of(given_order)).adopted == (
        decided(rule, majority, colleges_of(other_order)).adopted
    )


@given(st.lists(st.integers(1, 40), min_size=1, max_size=4), st.integers(1, 5))
def test_what_is_foreseen_is_the_least_in_each_college(sizes, step):
    names = [chr(65 + rank) for rank in range(len(sizes))]
    weights = {name: size * step for name, size in zip(names, sizes, strict=True)}
    electorate = Electorate(sum(weights.values()), Chamber(0, 0), colleges=weights, steps=dict.fromkeys(names, step))
    needed = needed_by_colleges(electorate)
    for name in names:
        votes = [(needed[one], weights[one] - needed[one], 1) for one in names]
        assert decided(CollegeRule.EACH, MajorityRule.ABSOLUTE_CAST, colleges_of(votes)).adopted
        less = [
            (for_ - step, against + step, 1) if one == name else (for_, against, 1)
            for one, (for_, against, _part) in zip(names, votes, strict=True)
        ]
        assert not decided(CollegeRule.EACH, MajorityRule.ABSOLUTE_CAST, colleges_of(less)).adopted


@given(RULES, VOTES)
def test_every_sentence_agrees_with_the_numbers(rule, votes):
    colleges = colleges_of(votes)
    said = college_sentences(rule, colleges, T, Weighed())
    for one, sentence in zip(colleges, said, strict=False):
        assert f"«\u00a0{one.name}\u00a0»" in sentence
        assert (f"{one.for_} pour, {one.against} contre" in sentence) == bool(one.cast)
        if rule is not CollegeRule.SHARE and one.cast:
            needed = int(sentence.rstrip(".").rsplit(" ", 1)[1])
            assert (one.for_ >= needed) == (one.for_ > one.against)
    if rule is CollegeRule.SHARE:
        adopted = decided(rule, MajorityRule.ABSOLUTE_CAST, colleges).adopted
        assert adopted == (weighted_share(colleges) > Fraction(1, 2))
        assert len(said) == len(colleges) + 1


@given(st.fractions(0, 1))
def test_a_share_is_never_told_on_the_other_side_of_one_half(share):
    told = Fraction(nearly(share, T).removeprefix("environ ").replace(",", "."))
    assert (told > Fraction(1, 2)) == (share > Fraction(1, 2))
    assert told == share or "environ" in nearly(share, T)


@pytest.mark.parametrize(
    ("written", "share", "stored"),
    [
        ("0.6", Fraction(3, 5), "0.6"), ("0,25", Fraction(1, 4), "0.25"), ("60\u00a0%", Fraction(3, 5), "0.6"),
        ("2/3", Fraction(2, 3), "2/3"), ("1", Fraction(1), "1"), (" 12,5 % ", Fraction(1, 8), "0.125"),
        *((bad, None, None) for bad in ("", "0", "1,2", "-0.5", "1/0", "1e-9", "nan", "٠.٥", "0.6.1", "9" * 20, "six")),
    ],
)  # fmt: skip
def test_a_share_is_read_exactly(written, share, stored):
    assert exact_share(written) == share
    if share is not None:
        assert exactly(share) == stored and exact_share(stored) == share


@pytest.mark.parametrize(
    ("shares", "flaw"),
    [
        ({"A": "0.6", "B": "0.4"}, None), ({"A": "1/3", "B": "2/3"}, None), ({}, ShareFlaw.MISSING),
        ({"A": "0.6", "B": "0.5"}, ShareFlaw.NOT_ONE), ({"A": "x"}, ShareFlaw.NO_NUMBER), ({" ": "1"}, ShareFlaw.NO_NAME),
        ({"A" * 81: "1"}, ShareFlaw.TOO_LONG), ({str(n): "0.04" for n in range(25)}, ShareFlaw.TOO_MANY),
    ],
)  # fmt: skip
def test_shares_make_the_whole(shares, flaw):
    found = flaw_of_shares(shares)
    assert (found[0] if found else None) == flaw


def test_a_quorum_of_each_college_is_judged_by_the_same_rule():
    colleges = {"A": Chamber(10, 6), "B": Chamber(5, 2, represented=3)}
    found = check_quorum(QuorumRule.MAJORITY_MEMBERS, Chamber(15, 8, 3), colleges=colleges)
    assert not found.met and [one.name for one in found.missing_in] == ["B"]
    assert check_quorum(QuorumRule.QUARTER_MEMBERS_WITH_PROXIES, Chamber(15, 8, 3), colleges=colleges).met
    asked = check_quorum(
        QuorumRule.HALF_VOTED_CEIL, Chamber(15, 8), voted=9, colleges=colleges, voted_in={"A": 6, "B": 3}
    )
    assert asked.met
    assert check_quorum(QuorumRule.HALF_VOTED_CEIL, Chamber(15, 8), colleges=colleges).met is None
    waived = check_quorum(
        QuorumRule.MAJORITY_MEMBERS, Chamber(15, 0), colleges=colleges, convocation=2, item_was_on_first_agenda=True
    )
    assert waived.met and not waived.by_college
