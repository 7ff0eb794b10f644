"""The sealed list: each vote climbs to the fingerprint of all, and to no other."""

from hypothesis import given
from hypothesis import strategies as st

from voting.rules.sealed_list import SealedTree, SealedVote, climbed, in_order, root, sealed

VOTES = st.lists(st.tuples(st.text(max_size=4), st.sampled_from(["for", "against"])), unique_by=lambda one: one[0])


@given(VOTES.filter(bool), st.data())
def test_each_vote_climbs_to_the_fingerprint_of_all_and_no_other_does(said, data):
    votes = in_order([sealed("sel", *one) for one in said])
    place = data.draw(st.integers(0, len(votes) - 1))
    steps = SealedTree(votes).path(place)
    assert climbed(votes[place], steps) == root(votes)
    assert len(steps) <= len(votes).bit_length()
    other = SealedVote(votes[place].voter, "abstain", votes[place].secret)
    assert climbed(other, steps) != root(votes)
    changed = [*votes[:place], other, *votes[place + 1 :]]
    assert root(changed) != root(votes) != root(votes[:place] + votes[place + 1 :])


@given(VOTES)
def test_the_order_in_which_votes_came_says_nothing(said):
    votes = [sealed("sel", *one) for one in said]
    assert root(in_order(votes)) == root(in_order(votes[::-1]))
    assert len({vote.secret for vote in votes}) == len(votes)
    assert not {vote.secret for vote in votes} & {sealed("autre", *one).secret for one in said}


def test_a_list_of_any_length_has_a_path_for_each_vote():
    votes = in_order([sealed("sel", f"v{rank:03}", "for") for rank in range(70)])
    for number in range(1, 70):
        tree, whole = SealedTree(votes[:number]), root(votes[:number])
        assert all(climbed(votes[place], tree.path(place)) == whole for place in range(number)), number
        assert tree.rank_of_secret[votes[number - 1].secret] == number - 1
