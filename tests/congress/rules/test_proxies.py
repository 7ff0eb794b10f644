"""docs/rules/proxies.md: the cases of the law, and properties over any set of proxies."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.rules.proxies import GivenTwice, Grant, Refusal, RefusalReason, validate

PEOPLE = "abcdefgh"
SETS = st.frozensets(st.sampled_from(PEOPLE))
# One proxy for each principal: what the database holds too.
GRANTS = st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)).map(
    lambda given: [Grant(principal, holder) for principal, holder in given.items()]
)


def check(grants, present, *, members=PEOPLE, most=1, sessions=None, acts=()):
    pairs = [Grant(principal, holder) for principal, holder in grants]
    done = [Grant(principal, holder) for holder, principal in acts]
    validity = validate(
        pairs, members=members, present=present, max_per_holder=most, consecutive_sessions=sessions, acts=done
    )
    return (
        [(grant.principal, grant.holder) for grant in validity.valid],
        [(refusal.principal, refusal.holder, refusal.reason) for refusal in validity.refused],
    )


@pytest.mark.parametrize(
    ("grants", "present", "more", "valid", "refused"),
    [
        (["ah"], "h", {}, ["ah"], []),
        (["ah", "bh"], "h", {}, ["ah"], [("b", "h", "holder_full")]),
        (["ah", "bh"], "h", {"most": 2}, ["ah", "bh"], []),
        (["ah", "bh"], "h", {"most": 0}, [], [("a", "h", "holder_full"), ("b", "h", "holder_full")]),
        (["ah"], "ah", {}, [], [("a", "h", "principal_present")]),
        (["ah"], "", {}, [], [("a", "h", "holder_absent")]),
        (["ag", "gh"], "h", {}, ["gh"], [("a", "g", "holder_absent")]),
        (["ah"], "h", {"sessions": {"a": 3}}, ["ah"], []),
        (["ah"], "h", {"sessions": {"a": 4}}, [], [("a", "h", "over_three_sessions")]),
        (["ah"], "h", {"members": "a"}, [], [("a", "h", "not_member")]),
        (["aa"], "", {}, [], [("a", "a", "holder_absent")]),
        (["aa"], "a", {}, [], [("a", "a", "principal_present")]),
        (["ag", "ah"], "h", {}, ["ah"], [("a", "g", "holder_absent")]),
        (["ah", "bh"], "ah", {}, ["bh"], [("a", "h", "principal_present")]),
    ],
)
def test_a_proxy_is_valid_or_refused_for_the_first_reason(grants, present, more, valid, refused):
    assert check(grants, present, **more) == ([tuple(pair) for pair in valid], refused)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"members": "a", "present": "a", "sessions": {"a": 9}, "most": 0}, "not_member"),
        ({"present": "a", "sessions": {"a": 9}, "most": 0}, "principal_present"),
        ({"present": "", "sessions": {"a": 9}, "most": 0}, "holder_absent"),
        ({"present": "h", "sessions": {"a": 9}, "most": 0}, "over_three_sessions"),
        ({"present": "h", "most": 0}, "holder_full"),
    ],
)
def test_the_reasons_come_in_the_order_of_the_sheet(changes, reason):
    assert check(["ah"], **changes)[1] == [("a", "h", reason)]


def test_acting_for_another_wants_a_valid_proxy():
    assert check([], "h", acts=["ha"]) == ([], [("a", "h", "no_delegation")])
    assert check(["ah"], "h", acts=["ha"]) == ([("a", "h")], [])
    assert check(["ah"], "gh", acts=["ga"]) == ([("a", "h")], [("a", "g", "no_delegation")])
    refused = check(["ah"], "ah", acts=["ha"])[1]
    assert refused == [("a", "h", "principal_present"), ("a", "h", "no_delegation")]
    assert check([], "h", acts=["hh"]) == ([], [])


def test_one_right_to_vote_is_never_in_two_hands():
    with pytest.raises(GivenTwice) as twice:
        check(["bh", "ag", "ah"], "gh", most=2)
    assert twice.value.position == 2
    assert "a " in str(twice.value)


def test_people_may_be_any_keys():
    validity = validate([Grant(1, 2), Grant(3, 9)], members={1, 2, 3}, present={2, 9}, max_per_holder=1)
    assert validity.valid == (Grant(1, 2),)
    assert validity.refused == (Refusal(3, 9, RefusalReason.NOT_MEMBER),)


def valid_of(grants, present, members, most, sessions):
    return validate(grants, members=members, present=present, max_per_holder=most, consecutive_sessions=sessions)


CHAMBER = {
    "grants": GRANTS,
    "present": SETS,
    "members": SETS,
    "most": st.integers(0, 3),
    "sessions": st.dictionaries(st.sampled_from(PEOPLE), st.integers(0, 6)),
}


@given(**CHAMBER)
def test_every_proxy_is_told_once_and_the_valid_ones_are_lawful(grants, present, members, most, sessions):
    validity = valid_of(grants, present, members, most, sessions)
    told = [(one.principal, one.holder) for one in (*validity.valid, *validity.refused)]
    assert sorted(told) == sorted((grant.principal, grant.holder) for grant in grants)
    held = Counter(grant.holder for grant in validity.valid)
    assert max(held.values(), default=0) <= most
    for grant in validity.valid:
        assert grant.holder in present
        assert grant.holder in members
        assert grant.principal not in present
        assert sessions.get(grant.principal, 0) <= 3


@given(**CHAMBER, data=st.data())
def test_the_order_of_deposit_decides_only_between_those_that_one_holder_cannot_all_carry(
    grants, present, members, most, sessions, data
):
    shuffled = data.draw(st.permutations(grants))
    one = valid_of(grants, present, members, most, sessions)
    other = valid_of(shuffled, present, members, most, sessions)
    assert Counter(grant.holder for grant in one.valid) == Counter(grant.holder for grant in other.valid)
    full = RefusalReason.HOLDER_FULL
    assert {r for r in one.refused if r.reason is not full} == {r for r in other.refused if r.reason is not full}
    if all(refusal.reason is not full for refusal in one.refused):
        assert set(one.valid) == set(other.valid)


@given(**CHAMBER)
def test_a_proxy_revoked_never_voids_another(grants, present, members, most, sessions):
    before = valid_of(grants, present, members, most, sessions)
    for revoked in grants:
        rest = [grant for grant in grants if grant != revoked]
        after = valid_of(rest, present, members, most, sessions)
        assert set(before.valid) - {revoked} <= set(after.valid)


@given(**CHAMBER, withdrawn=SETS, seated=SETS)
def test_a_withdrawal_voids_the_proxies_given_and_held_and_no_other_and_a_held_seat_is_represented_by_nobody(
    grants, present, members, most, sessions, withdrawn, seated
):
    chamber = {"members": members, "present": present, "max_per_holder": most, "consecutive_sessions": sessions}
    validity = validate(grants, **chamber, withdrawn=withdrawn, seated=seated)
    for grant in validity.valid:
        assert not {grant.principal, grant.holder} & withdrawn
        assert grant.principal not in seated
    others = [grant for grant in grants if not {grant.principal, grant.holder} & withdrawn]
    assert validate(others, **chamber, seated=seated).valid == validity.valid


RANKED = st.dictionaries(st.sampled_from(PEOPLE), st.lists(st.sampled_from(PEOPLE), unique=True, max_size=4)).map(
    lambda named: [Grant(one, holder, rank) for one, many in named.items() for rank, holder in enumerate(many, start=1)]
)


@given(**{**CHAMBER, "grants": RANKED}, withdrawn=SETS)
def test_of_several_holders_the_first_who_can_carries_and_nobody_votes_twice(
    grants, present, members, most, sessions, withdrawn
):
    chamber = {"members": members, "present": present, "max_per_holder": most, "consecutive_sessions": sessions}
    validity = validate(grants, **chamber, withdrawn=withdrawn)
    assert len({grant.principal for grant in validity.valid}) == len(validity.valid)
    assert max(Counter(grant.holder for grant in validity.valid).values(), default=0) <= most
    refused = {(one.principal, one.holder): one.reason for one in validity.refused}
    for carried in validity.valid:
        for other in grants:
            if other.principal == carried.principal and other != carried:
                told_before = refused[other.principal, other.holder] is RefusalReason.CARRIED_BEFORE
                assert told_before <= (other.rank > carried.rank)
                assert other.rank > carried.rank or refused[other.principal, other.holder] is not None


def test_every_reason_is_told_in_its_sheet():
    sheet = (Path(__file__).resolve().parents[3] / "docs/rules/proxies.md").read_text(encoding="utf-8")
    assert [reason for reason in RefusalReason if f"| `{reason}` |" not in sheet] == []
