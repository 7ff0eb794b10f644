"""Official roll calls, from counts to the official result: `../shared/data/voting/rollcalls.json`.

The 75 answered by yes or no are decided and compared, but the one whose source contradicts itself. Of the 20 ranked
ballots of Debian the ranking is not ours; what is, is whether an option beats the default one (a plain majority of
those who compare them), which the officers published as options dropped for want of it.
"""

import json

import pytest

from voting.rules.majority import Choice, Counts, MajorityRule, is_reached, needed, tally
from voting.rules.outcome import Rules, decide_vote
from voting.rules.quorum import Chamber

MAJORITIES = {
    "majority_of_members": "absolute_members",
    "more_than_half_of_votes_cast_for_or_against": "absolute_cast",
    "simple_majority_for_over_against": "absolute_cast",
}
CONTRADICTORY = "source_inconsistent_exclude"


@pytest.fixture(scope="module")
def rollcalls(shared):
    return json.loads((shared / "data/voting/rollcalls.json").read_text(encoding="utf-8"))["cases"]


def counts_of(case):
    counts = case["counts"]
    return Counts(counts["for"], counts["against"], counts["abstain"], not_taking_part=counts.get("non_voting", 0))


def rules_of(case):
    majority = MAJORITIES[case["majority_rule"]]
    return Rules.from_names({"quorum": "none", "majority": majority, "tie_rule": "rejected", "ballot": "public"})


def yes_or_no(rollcalls):
    return [case for case in rollcalls if case["kind"] == "yes_no" and CONTRADICTORY not in case["tags"]]


def test_every_roll_call_is_of_a_kind_known_here(rollcalls):
    assert len(rollcalls) == 95
    assert len(yes_or_no(rollcalls)) == 74
    assert sum(case["kind"] == "ranked_condorcet" for case in rollcalls) == 20


def test_the_verdict_is_the_official_result(rollcalls):
    wrong = {}
    for case in yes_or_no(rollcalls):
        verdict = decide_vote(rules_of(case), Chamber(case["seats"], case["counts"]["voters"]), counts_of(case))
        if verdict.adopted != (case["official_result"] == "adopted"):
            wrong[case["id"]] = verdict
    assert wrong == {}


def test_the_arithmetic_is_the_official_one(rollcalls):
    wrong = []
    for case in yes_or_no(rollcalls):
        counts, official = counts_of(case), case["counts"]
        if counts.took_part != official["voters"] or counts.cast != official.get("expressed", counts.cast):
            wrong.append(case["id"])
        by_members = case["majority_rule"] == "majority_of_members"
        if case["required_for"] and not by_members:
            least = needed(MajorityRule.ABSOLUTE_CAST, counts, Chamber(case["seats"], 0))
            wrong += [case["id"]] if least != case["required_for"] else []
        elif case["required_for"]:  # seats filled, not seats: some were vacant
            filled = range(case["seats"] - 5, case["seats"] + 1)
            least = {needed(MajorityRule.ABSOLUTE_MEMBERS, counts, Chamber(seats, 0)) for seats in filled}
            wrong += [case["id"]] if case["required_for"] not in least else []
    assert wrong == []


def test_named_lists_recount_to_the_official_counts(rollcalls):
    named = [case for case in yes_or_no(rollcalls) if case.get("nominal")]
    assert len(named) == 44
    choices = {"for": Choice.FOR, "against": Choice.AGAINST, "abstain": Choice.ABSTAIN}
    for case in named:
        recount = tally(choices[side] for side, names in case["nominal"].items() if side in choices for _ in names)
        counts = counts_of(case)
        assert (recount.for_, recount.against, recount.abstain) == (counts.for_, counts.against, counts.abstain), case[
            "id"
        ]


def test_options_dropped_for_want_of_a_majority_over_the_default_one(rollcalls):
    verdicts = []
    for case in (case for case in rollcalls if case["kind"] == "ranked_condorcet"):
        default = next(option["key"] for option in case["options"] if option["default_option"])
        order = [option["key"] for option in case["options"]]
        dropped = {drop["option"] for drop in case["dropped"] if drop["reason"] == "Majority"}
        for option in case["options"]:
            if option["required_ratio"] != 1:
                continue
            preferring = case["pairwise_official"][option["key"]][order.index(default)]
            refusing = case["pairwise_official"][default][order.index(option["key"])]
            carried = is_reached(MajorityRule.ABSOLUTE_CAST, Counts(preferring, refusing), Chamber(0, 0))
            assert carried == (option["key"] not in dropped), (case["id"], option["key"])
            verdicts.append(carried)
    assert len(verdicts) == 40
    assert set(verdicts) == {True, False}
