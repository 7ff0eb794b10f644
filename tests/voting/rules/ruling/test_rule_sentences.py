"""The rules in sentences agree with what the rules compute: every name has its words, every example its verdict."""

from dataclasses import replace
from gettext import NullTranslations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.models import QuorumMoment
from congress.rules.presets.house_rules import PRESETS
from congress.rules.rule_names import BallotKind, CollegeRule, PresetName, QuorumRule, TieRule
from voting.rules.majority import MajorityRule
from voting.rules.outcome import Rules, decide_vote
from voting.rules.quorum import Chamber, check_quorum
from voting.rules.ruling import rule_sentences as words
from voting.rules.ruling.rule_sentences import TIES, poll_rule_sentence, rules_in_sentences
from voting.rules.ruling.worked_examples import Numbers, worked_examples

T = NullTranslations()
COUNCIL = PRESETS[PresetName.MUNICIPAL_COUNCIL]


def said(rules) -> str:
    return " ".join(sentence for line in rules_in_sentences(rules, T) for sentence in line.sentences)


def test_every_name_of_a_rule_has_its_words():
    assert set(words.QUORUMS) == set(QuorumRule)
    assert set(words.MOMENTS) == {moment.value for moment in QuorumMoment}
    assert set(words.MAJORITIES) == set(MajorityRule)
    assert set(words.TIES) == set(TieRule)
    assert set(words.BALLOTS) == set(BallotKind)
    assert set(words.COLLEGES) == set(CollegeRule)


def test_a_municipal_council_reads_its_rules():
    assert said(COUNCIL) == (
        "Le quorum est atteint quand plus de la moitié des membres en exercice sont présents. Les pouvoirs ne comptent "
        "pas. On le vérifie à la mise en discussion de chaque point. Un point une fois ouvert va à son terme, même si des "
        "membres s’en vont\u202f; après une suspension de séance, on vérifie de nouveau. Un texte est adopté s’il reçoit "
        "plus de voix pour que de voix contre. Les abstentions et les bulletins blancs ne comptent pas. À égalité des "
        "voix, la voix de la présidence l’emporte, sauf au scrutin secret. Le scrutin est public\u00a0: le vote de chaque "
        "membre est écrit à son nom. Le quart des membres présents obtient un scrutin public. Le tiers des membres "
        "présents obtient un scrutin secret. Si les deux sont obtenus, le scrutin est secret. Un membre absent peut donner "
        "pouvoir à un autre\u202f; chacun en porte un au plus. On siège dans la salle. La convocation part 3 jours francs "
        "au moins avant la séance. Trois jours valent pour une commune de moins de 3\u202f500 habitants\u00a0: à partir de "
        "3\u202f500, il en faut cinq, et une note explicative de synthèse (CGCT, art.\u00a0L2121-12)."
    )


def test_what_the_statutes_change_reads_otherwise():
    told = said(
        replace(
            COUNCIL, quorum=QuorumRule.NONE, proxies_per_holder=0, public_request=6, secret_request=9, convening_days=0
        )
    )
    for sentence in (
        "Aucun quorum n’est exigé.", "Le sixième des membres présents", "Une part de 1 sur 9 des membres présents",
        "Un membre absent ne donne pas de pouvoir.", "Aucun délai de convocation n’est fixé.",
    ):  # fmt: skip
        assert sentence in told


def test_the_rule_of_a_poll_is_one_sentence():
    rules = Rules(QuorumRule.MAJORITY_MEMBERS, (MajorityRule.ABSOLUTE_CAST,), TieRule.CASTING_VOTE)
    assert poll_rule_sentence(rules, "item", T) == (
        "Règle de ce scrutin\u00a0: plus de voix pour que de voix contre\u202f; à égalité, la voix de la présidence "
        "l’emporte, sauf au scrutin secret\u202f; quorum\u00a0: plus de la moitié des membres en exercice sont présents, "
        "vérifié à la mise en discussion de chaque point\u202f; scrutin public."
    )
    by_hands = poll_rule_sentence(rules, "item", T, is_by_hands=True)
    assert by_hands.endswith("point.") and "scrutin public" not in by_hands, "nobody's name is kept (CGCT L2121-21)"
    second = poll_rule_sentence(rules, "item", T, is_second=True)
    assert second.endswith("secret\u202f; aucun quorum n’est exigé, sur seconde convocation\u202f; scrutin public.")


def test_the_examples_of_the_picture():
    rules = Rules(QuorumRule.MAJORITY_MEMBERS, (MajorityRule.ABSOLUTE_CAST,), TieRule.CASTING_VOTE)
    found = {example.given: example.answers for example in worked_examples(rules, Numbers(131), T)}
    assert found == {
        "131 membres": ("66 présents suffisent, 65 ne suffisent pas.", "Les pouvoirs ne comptent pas."),
        "101 suffrages exprimés": ("Avec 101 exprimés il faut 51 voix.",),
        "61 pour, 40 contre, 12 abstentions": ("Adopté\u00a0: 61 pour, il en fallait 51.",),
        "50 pour, 50 contre": (
            "Adopté si la présidence a voté pour\u202f; rejeté si elle a voté contre ou n’a pas voté.",
        ),
    }


@given(
    quorum=st.sampled_from(list(QuorumRule)),
    majorities=st.lists(st.sampled_from(list(MajorityRule)), min_size=1, max_size=2),
    tie=st.sampled_from(list(TieRule)),
    members=st.integers(1, 400),
    votes=st.tuples(st.integers(0, 200), st.integers(0, 200), st.integers(0, 90)),
)
def test_every_example_agrees_with_the_rules(quorum, majorities, tie, members, votes):
    rules, numbers = Rules(quorum, tuple(majorities), tie), Numbers(members, *votes)
    examples = worked_examples(rules, numbers, T)
    chamber = Chamber(members, numbers.cast + numbers.abstain)
    verdict = decide_vote(Rules(QuorumRule.NONE, rules.majorities, tie), chamber, numbers.counts)
    told = " ".join(examples[2].answers)
    assert told.startswith(
        "On vote une seconde fois" if verdict.adopted is None else "Adopté" if verdict.adopted else "Rejeté"
    )
    least = examples[0].answers[0].split()[0]
    if least.isdigit():
        base = "represented" if quorum.counts_proxies else "present"
        at = {count: check_quorum(quorum, Chamber(members, **{"present": 0, base: count}), requested=True).met
              for count in (int(least), int(least) - 1)}  # fmt: skip
        assert list(at.values()) == [True, False]


@pytest.mark.parametrize("rule", list(MajorityRule))
def test_every_majority_reads_whole(rule):
    told = said(replace(COUNCIL, majority=(rule.value,)))
    assert "%(" not in told and "Un texte est adopté s’il reçoit " in told


def test_no_rule_promises_the_voice_of_a_chair_whose_vote_nobody_knows():
    """On paper it breaks no tie, neither the first nor the second: the rule that is printed with the result says so."""
    assert TIES[TieRule.CASTING_VOTE].endswith("l’emporte, sauf au scrutin secret")
    assert TIES[TieRule.REVOTE_THEN_CASTING_VOTE].endswith("l’emporte, si son vote est connu")
