"""What a vote to come will need is the least that carries it: for every majority, weights and colleges."""

from fractions import Fraction
from gettext import NullTranslations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.rules.rule_names import CollegeRule, QuorumRule
from voting.rules.majority import Counts, MajorityRule, is_reached
from voting.rules.outcome import College, Rules, colleges_hold
from voting.rules.quorum import Chamber
from voting.rules.ruling.foreseen import Electorate, foreseen_sentence, needed_by_colleges, needed_if

T = NullTranslations()


def rules(*majorities: str, college_rule: CollegeRule | None = None) -> Rules:
    return Rules(QuorumRule.NONE, tuple(map(MajorityRule, majorities or ("absolute_cast",))), college_rule=college_rule)


@given(
    majorities=st.lists(st.sampled_from(list(MajorityRule)), min_size=1, max_size=3),
    voters=st.integers(1, 400),
    away=st.integers(0, 200),
    represented=st.integers(0, 20),
    step=st.sampled_from([1, 250_000, 1_500_000]),
)
def test_what_is_needed_is_minimal(majorities, voters, away, represented, step):
    chamber = Chamber((voters + away) * step, voters * step, represented * step)
    electorate = Electorate((voters + represented) * step, chamber, step=step)
    need = needed_if(Rules(QuorumRule.NONE, tuple(majorities)), electorate).votes

    def carries(votes: int) -> bool:
        counts = Counts(for_=votes, against=max(electorate.entitled - votes, 0))
        return all(is_reached(rule, counts, chamber) for rule in majorities)

    assert need % step == 0
    assert carries(need) or need > electorate.entitled
    assert need > electorate.entitled or not carries(need - step)


@given(
    sizes=st.dictionaries(st.sampled_from("abcd"), st.integers(1, 60), min_size=1), step=st.sampled_from([1, 500_000])
)
def test_what_each_college_needs_is_minimal(sizes, step):
    electorate = Electorate(0, Chamber(0, 0), step=step, colleges={name: size * step for name, size in sizes.items()})
    needed = needed_by_colleges(electorate)

    def hold(less: str = "") -> bool:
        votes = {name: count - (step if name == less else 0) for name, count in needed.items()}
        return colleges_hold(
            CollegeRule.EACH,
            tuple(College(name, votes[name], electorate.colleges[name] - votes[name]) for name in sizes),
        )

    assert hold()
    assert not any(hold(less=name) for name in sizes)


@pytest.mark.parametrize(
    ("majority", "entitled", "members", "said"),
    [
        ("absolute_cast", 101, 131, "Il faudra 51 voix pour si 101 s’expriment."),
        ("absolute_cast", 1, 131, "Il faudra 1 voix pour si 1 s’exprime."),
        ("2/3_cast", 29, 40, "Il faudra 20 voix pour si 29 s’expriment."),
        ("3/5_cast", 905, 925, "Il faudra 543 voix pour si 905 s’expriment."),
        ("absolute_members", 101, 131, "Il faudra 66 voix pour, quel que soit le nombre des votants."),
        ("absolute_members", 60, 131, "Il faudra 66 voix pour, et 60 seulement peuvent voter."),
        ("absolute_present", 101, 131, "Il faudra 51 voix pour, quel que soit le nombre des votants."),
        ("absolute_cast_with_null", 10, 20, "Il faudra 6 voix pour si 10 s’expriment."),
    ],
)
def test_it_is_said_before_the_opening(majority, entitled, members, said):
    assert foreseen_sentence(rules(majority), Electorate(entitled, Chamber(members, entitled)), T) == said


def test_a_tie_that_the_chair_breaks_is_said_where_there_may_be_one():
    told = [foreseen_sentence(rules(), Electorate(n, Chamber(n, n)), T, breaks_ties=True) for n in (100, 101)]
    assert told == [
        "Il faudra 51 voix pour si 100 s’expriment. À égalité, la voix de la présidence l’emporte.",
        "Il faudra 51 voix pour si 101 s’expriment.",
    ]


def test_where_votes_weigh_it_is_said_in_votes_of_the_roll():
    electorate = Electorate(14_500_000, Chamber(0, 0), step=500_000, scale=1_000_000)
    assert foreseen_sentence(rules(), electorate, T) == "Il faudra 7,5 voix pour si 14,5 s’expriment."


def test_where_the_rule_has_colleges_each_is_said():
    colleges = {"élus": 40, "usagers": 11}
    electorate = Electorate(51, Chamber(51, 51), colleges=colleges)
    assert foreseen_sentence(rules(college_rule=CollegeRule.EACH), electorate, T) == (
        "Si tous s’expriment, il faudra dans chaque collège\u00a0: 21 sur 40 (élus) et 6 sur 11 (usagers)."
    )
    shared = Electorate(
        51, Chamber(51, 51), colleges=colleges, shares={"élus": Fraction("0.6"), "usagers": Fraction("0.4")}
    )
    assert foreseen_sentence(rules(college_rule=CollegeRule.SHARE), shared, T).endswith(
        "la moitié\u00a0: élus pour 0,6 et usagers pour 0,4."
    )
