"""docs/rules/ties.md, and the order of the reasons of a verdict."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.rules.rule_names import BallotKind, QuorumRule, TieRule
from voting.rules.majority import Choice, Counts, MajorityRule
from voting.rules.outcome import College, CollegeRule, Reason, Rules, colleges_hold, decide_vote
from voting.rules.quorum import Chamber

TIED = Counts(10, 10, 1)
ROOM = Chamber(21, 21)
NUMBERS = st.integers(0, 60)
COUNTS = st.builds(Counts, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
RULES = st.builds(
    Rules,
    quorum=st.sampled_from(QuorumRule),
    majorities=st.lists(st.sampled_from(MajorityRule), min_size=1, max_size=3).map(tuple),
    tie_rule=st.sampled_from(TieRule),
    ballot=st.sampled_from(BallotKind),
)


def rules(tie_rule="casting_vote", ballot="public", majority="absolute_cast", **more):
    return Rules.from_names({"quorum": "none", "majority": majority, "tie_rule": tie_rule, "ballot": ballot, **more})


@pytest.mark.parametrize(
    ("tie_rule", "ballot", "chair", "round_", "adopted", "reason"),
    [
        ("rejected", "public", "for", 1, False, "tie"),
        ("casting_vote", "public", "for", 1, True, "casting_vote"),
        ("casting_vote", "public", "against", 1, False, "casting_vote"),
        ("casting_vote", "public", "abstain", 1, False, "tie"),
        ("casting_vote", "public", "not_taking_part", 1, False, "tie"),
        ("casting_vote", "public", None, 1, False, "tie"),
        ("casting_vote", "secret", "for", 1, False, "tie"),
        ("casting_vote", "public", "for", 2, True, "casting_vote"),
        ("revote_then_rejected", "public", "for", 1, None, "revote"),
        ("revote_then_rejected", "public", "for", 2, False, "tie"),
        ("revote_then_casting_vote", "secret", "for", 1, None, "revote"),
        ("revote_then_casting_vote", "secret", "for", 2, True, "casting_vote"),
        ("revote_then_casting_vote", "public", "against", 2, False, "casting_vote"),
        ("revote_then_casting_vote", "secret", "abstain", 2, False, "tie"),
    ],
)
def test_what_a_tie_becomes(tie_rule, ballot, chair, round_, adopted, reason):
    verdict = decide_vote(rules(tie_rule, ballot), ROOM, TIED, chair_choice=chair, round=round_)
    assert (verdict.adopted, verdict.reason) == (adopted, reason)


@pytest.mark.parametrize("majority", [rule.value for rule in MajorityRule if rule is not MajorityRule.ABSOLUTE_CAST])
def test_no_casting_vote_under_another_majority(majority):
    verdict = decide_vote(rules(majority=majority), ROOM, TIED, chair_choice="for")
    assert (verdict.adopted, verdict.reason) == (False, "not_majority")
    both = decide_vote(rules(majority=["absolute_cast", majority]), ROOM, TIED, chair_choice="for")
    assert (both.adopted, both.reason) == (False, "not_majority")


def test_a_list_of_one_is_that_one_alone():
    verdict = decide_vote(rules(majority=["absolute_cast"]), ROOM, TIED, chair_choice="for")
    assert verdict.reason is Reason.CASTING_VOTE


def test_nothing_cast_is_no_tie():
    verdict = decide_vote(rules(), ROOM, Counts(abstain=21), chair_choice="for")
    assert (verdict.adopted, verdict.reason) == (False, "no_votes_cast")


@given(
    rules=RULES, counts=COUNTS, chair=st.sampled_from([None, *Choice]), round_=st.sampled_from([1, 2]), data=st.data()
)
def test_every_vote_has_one_verdict_that_its_reason_explains(rules, counts, chair, round_, data):
    members = data.draw(st.integers(0, 120))
    chamber = Chamber(members, data.draw(st.integers(0, members)), data.draw(st.integers(0, 10)))
    verdict = decide_vote(rules, chamber, counts, chair_choice=chair, round=round_, quorum_requested=True)
    always = {Reason.MAJORITY: True, Reason.NO_VOTES_CAST: False, Reason.TIE: False, Reason.NOT_MAJORITY: False,
              Reason.NO_QUORUM: None, Reason.REVOTE: None}  # fmt: skip
    if verdict.reason in always:
        assert verdict.adopted is always[verdict.reason]
    else:
        assert verdict.reason is Reason.CASTING_VOTE
        assert verdict.adopted == (chair == "for")
        assert counts.for_ == counts.against > 0
    assert (verdict.reason is Reason.NO_QUORUM) == (not verdict.quorum.met)
    if verdict.adopted:
        assert counts.for_ > 0
        assert verdict.quorum.met
    if verdict.reason is Reason.MAJORITY:
        assert counts.for_ >= verdict.needed
    assert (verdict.cast, verdict.took_part) == (counts.cast, counts.took_part)


@given(rules=RULES, counts=COUNTS, chair=st.sampled_from([None, *Choice]), more=st.integers(1, 40))
def test_one_more_vote_for_never_rejects_what_was_adopted(rules, counts, chair, more):
    chamber = Chamber(200, 200)
    before = decide_vote(rules, chamber, counts, chair_choice=chair, round=2)
    richer = Counts(counts.for_ + more, counts.against, counts.abstain, counts.blank, counts.null)
    if before.adopted:
        assert decide_vote(rules, chamber, richer, chair_choice=chair, round=2).adopted


def test_the_quorum_of_voters_is_counted_in_heads_where_votes_weigh():
    heads, weights = Counts(1, 0, not_taking_part=2), Counts(5_000_000, 0)
    asked = Rules.from_names({**rules().as_names(), "quorum": "half_voted_ceil"})
    assert decide_vote(asked, Chamber(3, 3), heads, weighted=weights).reason is Reason.NO_QUORUM
    three = Counts(2, 1)
    verdict = decide_vote(asked, Chamber(3, 3), three, weighted=Counts(1_000_000, 3_500_000))
    assert (verdict.adopted, verdict.needed, verdict.cast) == (False, 2_250_001, 4_500_000)


def test_a_majority_of_members_in_weights_counts_the_weights_of_the_members():
    asked = rules(majority="absolute_members")
    heads, weights = Counts(2, 1), Counts(6_000_000, 1_000_000)
    chamber, in_weights = Chamber(9, 3), Chamber(11_000_000, 7_000_000)
    assert decide_vote(asked, chamber, heads, weighted=weights, weighted_chamber=in_weights).adopted
    assert not decide_vote(asked, chamber, heads).adopted


@pytest.mark.parametrize(
    ("rule", "colleges", "carried"),
    [
        ("each", [("A", 12, 3), ("B", 6, 9)], False),
        ("each", [("A", 12, 3), ("B", 7, 6)], True),
        ("each", [("A", 12, 3), ("B", 0, 0)], False),
        ("each", [], False),
        ("share", [("A", 12, 3, "0.6"), ("B", 6, 9, "0.4")], True),
        ("share", [("A", 1, 1, "0.5"), ("B", 1, 1, "0.5")], False),
        ("share", [("A", 5, 0, "0.5"), ("B", 0, 0, "0.5")], False),
        ("share", [("A", 5, 0, "0.51"), ("B", 0, 0, "0.49")], True),
        ("share", [], False),
    ],
)
def test_colleges(rule, colleges, carried):
    given_colleges = tuple(College(name, f, a, *(Fraction(s) for s in share)) for name, f, a, *share in colleges)
    assert colleges_hold(CollegeRule(rule), given_colleges) is carried
    verdict = decide_vote(rules(college_rule=rule), ROOM, Counts(), colleges=given_colleges)
    assert verdict.adopted is carried
    assert verdict.reason == ("majority" if carried else "college_not_majority")


def test_a_college_without_its_share_is_an_error():
    with pytest.raises(ValueError, match="A: no share"):
        colleges_hold(CollegeRule.SHARE, (College("A", 1, 0),))


@given(rules=RULES)
def test_rules_are_stored_by_their_names(rules):
    assert Rules.from_names(rules.as_names()) == rules


def test_rules_that_are_not_known_are_refused():
    with pytest.raises(ValueError, match="most"):
        rules(majority="most")
    with pytest.raises(ValueError, match="at least one"):
        rules(majority=[])
    with pytest.raises(KeyError):
        Rules.from_names({"quorum": "none"})


def test_every_tie_rule_and_reason_is_told():
    folder = Path(__file__).resolve().parents[3] / "docs/rules"
    ties = (folder / "ties.md").read_text(encoding="utf-8")
    assert [rule for rule in TieRule if f"| `{rule}` |" not in ties] == []
    majority = (folder / "majority.md").read_text(encoding="utf-8")
    assert [reason for reason in Reason if f"`{reason}`" not in majority] == []
