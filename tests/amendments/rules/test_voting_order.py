"""docs/rules/amendments-order.md: what is voted before what, what falls, and properties over any set of items."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amendments.rules.voting_order import (
    OrderItem,
    OrderItemKind,
    OrderItemStatus,
    clash,
    distance,
    falls_if_adopted,
    identical,
    play,
    ranked,
)


def item(key, kind="replace", span=None, **fields):
    return OrderItem(id=key, kind=OrderItemKind(kind), target=fields.pop("target", "art1"), span=span, **fields)


def played(*items, adopted=""):
    game = play(items, lambda first: first in adopted.split())
    return list(game.order), {key: status.value for key, status in game.status.items()}, game.cause


def test_deletions_then_rewritings_then_the_most_distant():
    items = [
        item("3", distance=1),
        item("2", "rewrite"),
        item("4", "insert", (5, 5), text="trente mots"),
        item("1", "delete"),
        item("5", distance=30),
    ]
    assert [one.id for one in ranked(items)] == ["1", "2", "5", "4", "3"]


def test_equal_ones_keep_their_order():
    assert [one.id for one in ranked([item("9", distance=4), item("7", distance=4)])] == ["9", "7"]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (item("1", distance=7, span=(0, 90), text="abc"), 7),
        (item("1", span=(10, 14), text="trois"), 9),
        (item("1", "insert", (10, 10), text="trois"), 5),
        (item("1", "delete"), 0),
    ],
)
def test_distance_is_characters_replaced_and_proposed_unless_given(one, expected):
    assert distance(one) == expected


@pytest.mark.parametrize(
    ("one", "other", "clashing"),
    [
        (item("1", span=(1, 5)), item("2", span=(5, 9)), False),
        (item("1", span=(1, 5)), item("2", span=(4, 9)), True),
        (item("1", span=(1, 9)), item("2", span=(3, 4)), True),
        (item("1", span=(1, 5)), item("2", "insert", (5, 5)), False),
        (item("1", span=(1, 5)), item("2", "insert", (1, 1)), False),
        (item("1", span=(1, 5)), item("2", "insert", (3, 3)), True),
        (item("1", "insert", (3, 3)), item("2", "insert", (3, 3)), False),
        (item("1", span=(3, 3)), item("2", span=(1, 5)), True),
        (item("1"), item("2"), False),
        (item("1", "delete"), item("2"), True),
        (item("1", "rewrite"), item("2", "insert", (0, 0)), True),
        (item("1", "rewrite"), item("2", "rewrite"), True),
        (item("1", "delete"), item("2", target="art2"), False),
        (item("1", span=(1, 5)), item("2", span=(1, 5), target="art2"), False),
        (item("9a", "sub", (1, 5), parent="9"), item("9b", "sub", (4, 6), parent="9"), True),
        (item("9a", "sub", (1, 5), parent="9"), item("8a", "sub", (4, 6), parent="8"), False),
        (item("9a", "sub", (1, 5), parent="9"), item("1", "delete"), False),
    ],
)
def test_what_clashes(one, other, clashing):
    assert clash(one, other) is clashing
    assert clash(other, one) is clashing


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (item("1", text="trois ans"), item("2", text="trois\u00a0 ans "), True),
        (item("1", text="l'État"), item("2", text="l’E\u0301tat"), True),
        (item("1", text="trois ans"), item("2", text="Trois ans"), False),
        (item("1", text="trois", span=(0, 2)), item("2", text="trois", span=(0, 3)), False),
        (item("1", text="trois"), item("2", "insert", text="trois"), False),
        (item("1", text="trois"), item("2", text="trois", target="art2"), False),
        (item("1", "sub", text="x", parent="8"), item("2", "sub", text="x", parent="9"), False),
        (item("1"), item("2"), False),
        (item("1", "delete", text=""), item("2", "delete", text=""), True),
    ],
)
def test_what_is_identical(one, other, same):
    assert identical(one, other) is same
    assert identical(other, one) is same


def test_what_falls_is_known_before_the_vote_and_identical_ones_do_not_fall():
    items = [
        item("12", span=(4, 9), text="quinze"),
        item("14", span=(8, 11), text="cinq"),
        item("15", span=(9, 11)),
        item("16", span=(4, 9), text="quinze"),
        item("7", "delete"),
        item("12a", "sub", parent="12"),
    ]
    assert falls_if_adopted(items[0], items) == ["14", "7"]
    assert falls_if_adopted(items[4], items) == ["12", "14", "15", "16"]


def test_a_deletion_adopted_drops_the_rest_and_a_rejected_one_nothing():
    items = [item("3", span=(10, 20)), item("1", "delete"), item("2", span=(30, 40), distance=90)]
    assert played(*items, adopted="1") == (
        ["1"],
        {"3": "fallen", "1": "adopted", "2": "fallen"},
        {"2": "1", "3": "1"},
    )
    order, status, cause = played(*items, adopted="2 3")
    assert (order, set(status.values()), cause) == (["1", "2", "3"], {"rejected", "adopted"}, {})


def test_a_batch_is_voted_once_and_shares_its_fate():
    items = [
        item("7", span=(0, 4), text="deux"),
        item("9", span=(2, 6), text="dix"),
        item("8", span=(0, 4), text="deux"),
    ]
    assert played(*items, adopted="7") == (
        ["7+8"],
        {"7": "adopted", "9": "fallen", "8": "adopted"},
        {"9": "7"},
    )
    assert played(*items, adopted="9")[:2] == (["7+8", "9"], {"7": "rejected", "9": "adopted", "8": "rejected"})


def test_sub_amendments_come_before_their_amendment_even_in_a_lot():
    items = [
        item("7", span=(0, 4), text="deux"),
        item("8", span=(0, 4), text="deux"),
        item("8a", "sub", parent="8", distance=1),
        item("7a", "sub", parent="7", distance=9),
    ]
    order, status, cause = played(*items, adopted="7 7a")
    assert order == ["7a", "8a", "7+8"]
    assert status == {"7": "adopted", "8": "adopted", "8a": "rejected", "7a": "adopted"}
    assert cause == {}


def test_a_sub_amendment_adopted_falls_with_its_amendment():
    items = [item("9", span=(1, 5)), item("9a", "sub", parent="9"), item("9b", "sub", parent="9")]
    assert played(*items, adopted="9a") == (
        ["9a", "9b", "9"],
        {"9": "rejected", "9a": "fallen", "9b": "rejected"},
        {"9a": "9"},
    )


def test_competing_sub_amendments_fall_like_amendments():
    items = [
        item("9", span=(1, 5)),
        item("9a", "sub", (0, 4), parent="9", distance=8),
        item("9b", "sub", (2, 6), parent="9", distance=5),
    ]
    assert played(*items, adopted="9a 9") == (
        ["9a", "9"],
        {"9": "adopted", "9a": "adopted", "9b": "fallen"},
        {"9b": "9a"},
    )


@pytest.mark.parametrize(
    ("gone", "status"), [({"withdrawn": True}, "withdrawn"), ({"supported": False}, "not_supported")]
)
def test_one_that_is_gone_is_not_voted_drops_nobody_and_leaves_its_sub_amendments_without_object(gone, status):
    items = [item("1", "delete", **gone), item("1a", "sub", parent="1"), item("2", span=(0, 4))]
    assert played(*items, adopted="1 2") == (
        ["2"],
        {"1": status, "1a": "no_object", "2": "adopted"},
        {"1a": "1"},
    )


def test_a_sub_amendment_withdrawn_stays_withdrawn_whatever_its_amendment_becomes():
    items = [item("1", "delete"), item("2", span=(0, 4)), item("2a", "sub", parent="2", withdrawn=True)]
    assert played(*items, adopted="1")[1] == {"1": "adopted", "2": "fallen", "2a": "withdrawn"}


def test_targets_come_in_the_order_of_the_text():
    items = [item("4", target="art1", span=(0, 1)), item("5", "delete", target="art2"), item("6", target="art1")]
    assert played(*items)[0] == ["4", "6", "5"]


SPANS = st.none() | st.tuples(st.integers(0, 12), st.integers(0, 6)).map(lambda pair: (pair[0], sum(pair)))


@st.composite
def sets_of_items(draw):
    mains = [
        OrderItem(
            id=str(rank),
            kind=draw(st.sampled_from([kind for kind in OrderItemKind if kind is not OrderItemKind.SUB])),
            target=draw(st.sampled_from(["art1", "art2"])),
            span=draw(SPANS),
            text=draw(st.none() | st.sampled_from(["deux", "trois"])),
            supported=draw(st.booleans()) or draw(st.booleans()),
            withdrawn=draw(st.booleans()) and draw(st.booleans()),
        )
        for rank in range(draw(st.integers(0, 7)))
    ]
    subs = [
        OrderItem(
            id=f"{parent.id}-{rank}", kind=OrderItemKind.SUB, target=parent.target, span=draw(SPANS), parent=parent.id
        )
        for parent in mains
        for rank in range(draw(st.integers(0, 2)))
    ]
    return mains + subs


@given(items=sets_of_items(), verdicts=st.randoms(use_true_random=False))
def test_every_item_ends_once_and_every_vote_counts(items, verdicts):
    asked = []

    def is_adopted(first):
        asked.append(first)
        return verdicts.random() < 0.5

    game = play(items, is_adopted)
    by_id = {one.id: one for one in items}
    assert set(game.status) == set(by_id)
    voted = [key for batch in game.order for key in batch.split("+")]
    assert len(voted) == len(set(voted))
    assert [batch.split("+")[0] for batch in game.order] == asked
    for key, status in game.status.items():
        one = by_id[key]
        assert (key in voted) == (
            status in {OrderItemStatus.ADOPTED, OrderItemStatus.REJECTED}
            or (status is OrderItemStatus.FALLEN and one.parent == game.cause[key])
        )
        assert (key in game.cause) == (status in {OrderItemStatus.FALLEN, OrderItemStatus.NO_OBJECT})
        if one.own_end is not None:
            assert status is one.own_end
    adopted = [by_id[key] for key, status in game.status.items() if status is OrderItemStatus.ADOPTED]
    for one in adopted:
        for other in adopted:
            assert one is other or identical(one, other) or not clash(one, other)
        if one.parent is not None:
            assert game.status[one.parent] is OrderItemStatus.ADOPTED
            assert voted.index(one.id) < voted.index(one.parent)
    for key, cause in game.cause.items():
        if game.status[key] is OrderItemStatus.FALLEN and by_id[key].parent != cause:
            assert game.status[cause] is OrderItemStatus.ADOPTED or by_id[cause].kind is OrderItemKind.SUB
            assert key in falls_if_adopted(by_id[cause], items)


@given(items=sets_of_items())
def test_rejecting_everything_votes_everything_alive(items):
    game = play(items, lambda _first: False)
    alive = [
        one
        for one in items
        if one.own_end is None and (one.parent is None or game.status[one.id] is not OrderItemStatus.NO_OBJECT)
    ]
    assert sorted(key for batch in game.order for key in batch.split("+")) == sorted(one.id for one in alive)
    assert OrderItemStatus.FALLEN not in game.status.values()


def test_every_status_is_told_in_the_sheet():
    sheet = (Path(__file__).resolve().parents[3] / "docs/rules/amendments-order.md").read_text(encoding="utf-8")
    assert [status for status in OrderItemStatus if f"`{status}`" not in sheet] == []
