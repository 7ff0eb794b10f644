"""What is said of a count, read back: every number, every threshold and every verdict, against `voting decide`."""

from dataclasses import dataclass
from fractions import Fraction
from math import gcd

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from congress.rules.rule_names import QuorumRule, TieRule
from tests.support.reading import plain, unbound
from tests.support.said import DECIDED, FRENCH, numbers, translations
from voting.cases import answer
from voting.rules.count_sentences import (
    adoption_words,
    count_sentences,
    not_taking_part_sentences,
    short_counts,
    shown_counts,
)
from voting.rules.counted_poll import (
    ChairSide,
    CountedPoll,
    Presiding,
    Subject,
    SubjectKind,
    WeightedCount,
)
from voting.rules.majority import Counts, MajorityRule, tally, tally_weights
from voting.rules.methods.answers import FOR_OR_AGAINST, FOR_OR_AGAINST_ON_PAPER
from voting.rules.outcome import Reason, Rules, decide_vote
from voting.rules.quorum import Chamber, check_quorum
from voting.rules.quorum_sentences import quorum_recall, quorum_sentence, quorum_short, quorum_state
from voting.rules.verdict_sentences import verdict_sentence

SCALE = 1_000_000
CHAIR = "Mme\u00a0Chloé Arnaud"


@dataclass(frozen=True)
class Vote:
    """A vote: what each present elector says and weighs, in millionths; the first presides."""

    ballots: tuple[tuple[str | None, int], ...]
    away: tuple[int, ...]  # what the absent weigh
    rules: Rules
    language: str

    @property
    def chair_choice(self) -> str | None:
        return self.ballots[0][0]

    @property
    def cast(self) -> list[tuple[str, int]]:
        return [(choice, weight) for choice, weight in self.ballots if choice is not None]

    def sums(self, *choices: str) -> tuple[Fraction, int]:
        """What those who chose these weigh together, in votes of the roll, and how many they are."""
        weights = [weight for choice, weight in self.cast if choice in choices]
        return Fraction(sum(weights), SCALE), len(weights)

    def counted(self) -> CountedPoll:
        heads = tally(choice for choice, _ in self.cast)
        units = tally_weights(self.cast)
        chamber = Chamber(len(self.ballots) + len(self.away), len(self.ballots))
        present = sum(weight for _, weight in self.ballots)
        weights = {weight for _, weight in self.ballots} | set(self.away)
        weighted = None
        if weights != {SCALE}:
            step = gcd(*(weight for _, weight in self.ballots))
            weighted = WeightedCount(units, Chamber(present + sum(self.away), present), SCALE, step)
        verdict = decide_vote(
            self.rules, chamber, heads, chair_choice=self.chair_choice,
            weighted=weighted.counts if weighted else None, weighted_chamber=weighted.chamber if weighted else None,
        )  # fmt: skip
        side = ChairSide(self.chair_choice) if self.chair_choice else ChairSide.SILENT
        subject = Subject(SubjectKind.PROPOSAL, ("5",))
        return CountedPoll(verdict, self.rules, chamber, heads, subject, weighted, presiding=Presiding(CHAIR, side))

    def decided(self) -> dict:
        """What `hemicycle voting decide` says of it, all in millionths: whole numbers."""
        counts = tally_weights(self.cast).as_dict()
        present = sum(weight for _, weight in self.ballots)
        inputs = {
            "members": present + sum(self.away),
            "present": present,
            "quorum": "none",
            "majority": [rule.value for rule in self.rules.majorities],
            "tie_rule": self.rules.tie_rule.value,
            "chair_vote": self.chair_choice,
            "votes": {name: int(value) for name, value in counts.items()},
            "weighted": {side: [str(Fraction(counts[side]))] for side in ("for", "against")},
        }
        return answer({"kind": "vote", "inputs": {name: value for name, value in inputs.items() if value is not None}})


def weights():
    """All one; whole; with decimals; in the smallest units that a roll may hold."""
    return st.sampled_from(
        [
            st.just(SCALE),
            st.integers(1, 12).map(lambda n: n * SCALE),
            st.integers(1, 400).map(lambda n: n * SCALE // 100),
            st.integers(1, 3 * SCALE),
        ]
    )


@st.composite
def votes(draw):
    of_one = draw(weights())
    choices = st.sampled_from(["for", "against", "abstain", "not_taking_part", None])
    ballots = draw(st.lists(st.tuples(choices, of_one), min_size=1, max_size=7))
    if draw(st.booleans()):  # a tie, more often than chance makes one
        ballots = [(choice, ballots[0][1]) for choice in draw(st.permutations(["for", "against", "abstain"]))]
    majorities = draw(st.lists(st.sampled_from(MajorityRule), min_size=1, max_size=2, unique=True))
    return Vote(
        tuple(ballots),
        tuple(draw(st.lists(of_one, max_size=2))),
        Rules.from_names({
            "quorum": "none", "ballot": "public", "majority": draw(st.sampled_from(
                [[MajorityRule.ABSOLUTE_CAST], majorities])), "tie_rule": draw(st.sampled_from(TieRule))}),
        draw(st.sampled_from(["fr", "en"])),
    )  # fmt: skip


def told(sentences: list[str], message: str, vote: Vote) -> str:
    """What stands for the number in the sentence of this message."""
    before, after = translations(vote.language).gettext(message).split("%(number)s")
    return next(one for one in sentences if one.startswith(before)).removeprefix(before).removesuffix(after)


def expected(vote: Vote, *choices: str) -> list[Fraction]:
    """The numbers of what is said of these choices: the weight and the heads, or heads alone."""
    weight, heads = vote.sums(*choices)
    return [weight, Fraction(heads)] if vote.counted().weighted and heads else [Fraction(heads)]


@settings(max_examples=60)
@given(votes())
def test_every_sentence_of_a_count_says_what_voting_decide_says(vote):
    poll, t, decided = vote.counted(), translations(vote.language), vote.decided()
    assert (poll.verdict.adopted, poll.verdict.reason.value) == (decided["adopted"], decided["reason"])
    whole = verdict_sentence(poll, t)
    assert whole.endswith(DECIDED[vote.language][decided["adopted"]])
    sentences = count_sentences(poll, t)
    for message, choices in {
        "Pour\u00a0: %(number)s.": ("for",),
        "Contre\u00a0: %(number)s.": ("against",),
        "Abstentions\u00a0: %(number)s.": ("abstain",),
        "Suffrages exprimés\u00a0: %(number)s.": ("for", "against"),
    }.items():
        assert numbers(told(sentences, message, vote), vote.language) == expected(vote, *choices), sentences
    took_part = expected(vote, "for", "against", "abstain")
    assert numbers(told(sentences, "Votants\u00a0: %(number)s.", vote), vote.language) == took_part[::-1]
    aside = not_taking_part_sentences(poll, t)
    heads = vote.sums("not_taking_part")[1]
    assert [numbers(said, vote.language) for said in aside] == ([expected(vote, "not_taking_part")] if heads else [])
    lines = {line.choice: line for line in shown_counts(poll, t)}
    for choice in ("for", "against", "abstain", "not_taking_part"):
        read = numbers(f"{lines[choice].figure} {lines[choice].detail}", vote.language)
        weight, heads = vote.sums(choice)
        assert read == ([weight, heads] if poll.weighted else [heads])
    if vote.language == "en":
        assert not FRENCH.search(" ".join([*sentences, whole.replace(CHAIR, "")]))


@settings(max_examples=60)
@given(votes())
def test_a_threshold_is_true_in_the_unit_of_the_roll(vote):
    poll = vote.counted()
    sentences, for_ = count_sentences(poll, translations(vote.language)), vote.sums("for")[0]
    if not poll.deciding.cast:
        return
    words = sentences[-2 - len(vote.rules.majorities) : -2]
    read = [numbers(said.partition(":")[2], vote.language) for said in words]
    assert all(len(found) == 1 for found in read), words
    reached = [
        for_ > least if poll.weighted and poll.threshold(rule).is_exceeded else for_ >= least
        for rule, (least,) in zip(vote.rules.majorities, read, strict=True)
    ]
    assert all(reached) == (poll.verdict.reason is Reason.MAJORITY), sentences


@settings(max_examples=60)
@given(votes())
def test_the_letter_and_the_lists_tell_the_same_count(vote):
    poll, t = vote.counted(), translations(vote.language)
    parts = [expected(vote, choice) for choice in ("for", "against", "abstain")]
    zero = [Fraction(0)]
    spoken = [number for part in parts for number in part if part != zero]
    line = short_counts(poll.heads, poll.weighted.counts if poll.weighted else None, t, scale=SCALE)
    assert [found for found in numbers(line, vote.language) if found] == spoken
    letter = adoption_words(poll, t)
    took_part = expected(vote, "for", "against", "abstain")
    read = [found for found in numbers(letter, vote.language) if found]
    assert read == [*spoken, *(found for found in took_part if found)], letter
    assert (CHAIR in letter) == (poll.verdict.reason is Reason.CASTING_VOTE)


@pytest.mark.parametrize(
    ("counts", "answers", "said"),
    [
        (Counts(3, 3, 0, 1, 2), FOR_OR_AGAINST_ON_PAPER, "3 pour, 3 contre, 1 blanc, 2 nuls"),
        (Counts(3, 1), FOR_OR_AGAINST_ON_PAPER, "3 pour, 1 contre, 0 blanc, 0 nul"),
        (Counts(3, 1, 2), FOR_OR_AGAINST, "3 pour, 1 contre, 2 abstentions"),
        (Counts(3, 1, 2, 1), FOR_OR_AGAINST, "3 pour, 1 contre, 2 abstentions, 1 blanc"),
    ],
)
def test_a_short_count_tells_all_who_took_part(counts, answers, said):
    told = unbound(short_counts(counts, None, translations("fr"), answers=answers))
    assert told == said
    assert sum(numbers(told, "fr")) == counts.took_part


def test_a_short_count_tells_what_blank_papers_weigh():
    weights, told = Counts(7, 3, 0, 2, 0), Counts(3, 3, 0, 1, 0)
    line = short_counts(told, weights, translations("fr"), answers=FOR_OR_AGAINST_ON_PAPER)
    assert plain(line) == "7 voix pour (3 votants), 3 voix contre (3 votants), 2 voix (1 votant) en blanc, 0 nul"


@settings(max_examples=60)
@given(votes())
def test_whoever_presides_is_named_where_their_vote_could_break_a_tie(vote):
    poll = vote.counted()
    said = verdict_sentence(poll, translations(vote.language))
    may_break = vote.rules.tie_rule in (TieRule.CASTING_VOTE, TieRule.REVOTE_THEN_CASTING_VOTE)
    tied = poll.verdict.reason in (Reason.TIE, Reason.CASTING_VOTE)
    assert (CHAIR in said) == (tied and may_break), said


@settings(max_examples=60)
@given(
    rule=st.sampled_from(QuorumRule),
    members=st.integers(1, 4_000),
    shares=st.tuples(*[st.integers(0, 100)] * 3),
    voted=st.integers(0, 4_000),
    moment=st.sampled_from(["", "à la mise en discussion, 14\u00a0h\u00a005"]),
    language=st.sampled_from(["fr", "en"]),
)
def test_every_sentence_of_a_quorum_says_what_voting_decide_says(rule, members, shares, voted, moment, language):
    present, barred, represented = members * shares[0] // 100, 0, members * shares[2] // 100
    barred = present * shares[1] // 400
    chamber, t = Chamber(members, present, represented, barred), translations(language)
    check = check_quorum(rule, chamber, requested=True, voted=voted)
    inputs = {
        "members": members, "present": present, "proxies": represented, "barred_present": barred, "quorum": rule.value,
        "quorum_requested": True, "majority": "absolute_cast", "votes": tally(["for"] * voted).as_dict(),
    }  # fmt: skip
    assert answer({"kind": "vote", "inputs": inputs})["quorum_met"] is check.met
    state, short = quorum_state(check, t), quorum_short(check, t, is_past=True)
    recall, sentence = quorum_recall(check, chamber, t, moment), quorum_sentence(check, chamber, t)
    if check.needed == 0:
        assert recall == sentence
        return
    assert state == t.gettext("Quorum atteint" if check.met else "Quorum non atteint")
    assert recall.startswith(state) and moment in recall
    here = [Fraction(check.here)] if check.here else []
    assert numbers(short, language) == [*here, check.needed]
    for said in (recall.replace(moment, ""), sentence):
        assert numbers(said, language)[: len(here) + 2] == [*here, members, check.needed], said
    if language == "en":
        assert not FRENCH.search((recall + sentence + short).replace(moment, ""))


def test_seven_of_fourteen_reads_as_more_than_seven():
    heavy = Vote((("for", 8 * SCALE), ("against", 6 * SCALE)), (), Rules.from_names({
        "quorum": "none", "majority": "absolute_cast", "tie_rule": "rejected", "ballot": "public"}), "fr")  # fmt: skip
    assert count_sentences(heavy.counted(), translations("fr"))[3] == (
        "Majorité absolue\u00a0: plus de la moitié, soit plus de 7\u00a0voix."
    )
    two_thirds = Vote(heavy.ballots, (), Rules.from_names({
        "quorum": "none", "majority": "2/3_cast", "tie_rule": "rejected", "ballot": "public"}), "fr")  # fmt: skip
    assert count_sentences(two_thirds.counted(), translations("fr"))[3] == (
        "Majorité des deux tiers des suffrages exprimés\u00a0: au moins 10\u00a0voix."
    )
