"""Laws of a whole verdict (quorum, majorities, tie, the chair’s side, weights), from the ballots to « adopté »."""

from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from congress.rules.rule_names import BallotKind, QuorumRule, TieRule
from voting.rules.majority import Choice, MajorityRule, tally, tally_weights
from voting.rules.methods.tally import Tally
from voting.rules.outcome import Rules, Verdict, decide_vote
from voting.rules.quorum import Chamber

RULES = st.builds(
    Rules,
    quorum=st.sampled_from(QuorumRule),
    majorities=st.lists(st.sampled_from(MajorityRule), min_size=1, max_size=2).map(tuple),
    tie_rule=st.sampled_from(TieRule),
    ballot=st.sampled_from(BallotKind),
)


@dataclass(frozen=True)
class Held:
    """A vote: its rules, its ballots (the chair’s is the first), who was there and did not vote, who was away."""

    rules: Rules
    ballots: tuple[tuple[Choice, int], ...]
    silent: int
    away: int
    round: int
    is_weighed: bool

    def verdict(self, scale: int = 1) -> Verdict:
        heads, weight = len(self.ballots) + self.silent, sum(weight for _, weight in self.ballots) + self.silent
        chair = self.ballots[0][0] if self.ballots else None
        weights = tally_weights((choice, weight * scale) for choice, weight in self.ballots)
        return decide_vote(
            self.rules,
            Chamber(heads + self.away, heads),
            tally(choice for choice, _ in self.ballots),
            chair_choice=chair,
            round=self.round,
            weighted=weights if self.is_weighed else None,
            weighted_chamber=Chamber((weight + self.away) * scale, weight * scale) if self.is_weighed else None,
        )


def votes(choices: st.SearchStrategy[Choice], rules: st.SearchStrategy[Rules] = RULES) -> st.SearchStrategy[Held]:
    return st.builds(
        Held,
        rules=rules,
        ballots=st.lists(st.tuples(choices, st.integers(1, 4)), max_size=12).map(tuple),
        silent=st.integers(1, 3),
        away=st.integers(0, 6),
        round=st.sampled_from([1, 2]),
        is_weighed=st.booleans(),
    )


# Of what is adopted, most for; of what weighs, few, and the quorum is there.
VOTES = votes(st.sampled_from([Choice.FOR] * 6 + [Choice.AGAINST] * 2 + list(Choice)))
IN_NUMBER = votes(
    st.sampled_from([Choice.FOR, Choice.AGAINST, Choice.ABSTAIN]),
    st.builds(
        Rules,
        quorum=st.just(QuorumRule.NONE),
        majorities=st.sampled_from(MajorityRule).map(lambda rule: (rule,)),
        tie_rule=st.sampled_from(TieRule),
    ),
)


@given(VOTES)
def test_one_more_vote_for_never_turns_adopted_into_rejected(vote):
    more = replace(vote, ballots=(*vote.ballots, (Choice.FOR, 1)), silent=vote.silent - 1)
    assert more.verdict().adopted or not vote.verdict().adopted


@given(VOTES, st.integers(0, 11))
def test_nor_does_a_vote_that_becomes_one_for(vote, place):
    turned = list(vote.ballots)
    if place < len(turned):
        turned[place] = (Choice.FOR, turned[place][1])
    assert replace(vote, ballots=tuple(turned)).verdict().adopted or not vote.verdict().adopted


@given(VOTES)
def test_one_more_vote_against_never_turns_rejected_into_adopted(vote):
    more = replace(vote, ballots=(*vote.ballots, (Choice.AGAINST, 1)), silent=vote.silent - 1)
    assert not (vote.ballots and more.verdict().adopted and vote.verdict().adopted is False)


@given(st.one_of(IN_NUMBER, VOTES), st.integers(1, 1_000_000))
def test_scaled_weights_leave_the_verdict(vote, scale):
    once, scaled = vote.verdict(), vote.verdict(scale)
    assert (once.adopted, once.reason, once.quorum) == (scaled.adopted, scaled.reason, scaled.quorum)
    if vote.is_weighed:
        assert (scaled.cast, scaled.took_part) == (once.cast * scale, once.took_part * scale)


@given(VOTES, st.randoms())
def test_the_order_of_ballots_is_irrelevant(vote, chance):
    others = list(vote.ballots[1:])
    chance.shuffle(others)
    assert replace(vote, ballots=(*vote.ballots[:1], *others)).verdict() == vote.verdict()
    counted = Tally.of(Choice, [*vote.ballots[:1], *others])
    assert counted == Tally.of(Choice, vote.ballots)
    assert counted.heads == {choice: sum(said == choice for said, _ in vote.ballots) for choice in Choice}


@given(VOTES, st.integers(0, 3))
def test_what_is_needed_is_minimal(vote, less):
    """Of a majority of the members, whose base no ballot moves: one vote for less than needed, and it is lost."""
    of_members = tuple(rule for rule in vote.rules.majorities if rule.counts_members)
    rules = replace(vote.rules, quorum=QuorumRule.NONE, majorities=of_members or (MajorityRule.ABSOLUTE_MEMBERS,))
    least = int(replace(vote, rules=rules, is_weighed=False).verdict().needed)
    members = len(vote.ballots) + vote.silent + vote.away
    for votes_for in {least, max(0, least - 1 - less)}:
        ballots = tuple((Choice.FOR, 1) if rank < votes_for else (Choice.ABSTAIN, 1) for rank in range(members))
        held = Held(rules, ballots, silent=0, away=0, round=1, is_weighed=False)
        assert bool(held.verdict().adopted) == (votes_for >= least)
