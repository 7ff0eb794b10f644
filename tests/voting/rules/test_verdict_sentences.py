"""Sentences of a verdict, byte for byte: `~` stands for U+00A0, `_` for U+202F in the tables below."""

from fractions import Fraction
from gettext import NullTranslations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.rules.rule_names import QuorumRule, TieRule
from voting.rules.count_sentences import adoption_words
from voting.rules.counted_poll import CountedPoll, Subject, SubjectKind, WeightedCount
from voting.rules.majority import Counts, MajorityRule
from voting.rules.outcome import College, Reason, Rules, decide_vote
from voting.rules.quorum import Chamber
from voting.rules.verdict_sentences import decision_sentence, verdict_sentence

FRENCH = NullTranslations()
ROOM = Chamber(members=131, present=106, represented=9)
TWELVE = Subject(SubjectKind.AMENDMENT, ("12",))


def exact(text):
    return text.replace("~", "\u00a0").replace("_", "\u202f")


def rules(**names):
    usual = {"quorum": "majority_members", "majority": "absolute_cast", "tie_rule": "casting_vote", "ballot": "public"}
    return Rules.from_names({**usual, **names})


def proclaim(counts, subject=TWELVE, chamber=ROOM, colleges=(), asked=None, **circumstances):
    asked = asked or rules()
    verdict = decide_vote(asked, chamber, counts, colleges=colleges, **circumstances)
    return verdict_sentence(CountedPoll(verdict, asked, chamber, counts, subject, colleges=tuple(colleges)), FRENCH)


def test_the_verdict_of_the_issue():
    assert proclaim(Counts(61, 40, 12, not_taking_part=2)) == (
        "Votants\u00a0: 113. Abstentions\u00a0: 12. Suffrages exprimés\u00a0: 101. Majorité absolue\u00a0: 51. "
        "Pour\u00a0: 61. Contre\u00a0: 40. L\u2019amendement n°\u00a012 est adopté."
    )


COUNTED = "Votants~: 20. Abstentions~: 0. Suffrages exprimés~: 20. Majorité absolue~: 11. Pour~: 10. Contre~: 10. "


@pytest.mark.parametrize(
    ("counts", "circumstances", "said"),
    [
        (
            Counts(40, 61, 12),
            {},
            (
                "Votants~: 113. Abstentions~: 12. Suffrages exprimés~: 101. Majorité absolue~: 51. Pour~: 40. Contre~: 61. "
                "L’amendement n°~12 est rejeté."
            ),
        ),
        (
            Counts(10, 10),
            {"chair_choice": "for"},
            COUNTED + "Les voix sont partagées à égalité. La voix de la présidence, prépondérante, est pour. "
            "L’amendement n°~12 est adopté.",
        ),
        (
            Counts(10, 10),
            {"chair_choice": "against"},
            COUNTED + "Les voix sont partagées à égalité. La voix de la présidence, prépondérante, est contre. "
            "L’amendement n°~12 est rejeté.",
        ),
        (
            Counts(10, 10),
            {"chair_choice": "abstain"},
            COUNTED + "Les voix sont partagées à égalité. L’amendement n°~12 est rejeté.",
        ),
        (
            Counts(10, 10),
            {"asked": rules(tie_rule="revote_then_rejected")},
            COUNTED + "Les voix sont partagées à égalité~: un second vote est nécessaire. "
            "L’amendement n°~12 n’est ni adopté ni rejeté.",
        ),
        (
            Counts(0, 0, 11),
            {},
            (
                "Votants~: 11. Abstentions~: 11. Suffrages exprimés~: 0. Pour~: 0. Contre~: 0. "
                "Aucun suffrage n’est exprimé. L’amendement n°~12 est rejeté."
            ),
        ),
        (
            Counts(6, 5, 0, 7, 2),
            {},
            (
                "Votants~: 20. Abstentions~: 0. Blancs~: 7. Nuls~: 2. Suffrages exprimés~: 11. Majorité absolue~: 6. "
                "Pour~: 6. Contre~: 5. L’amendement n°~12 est adopté."
            ),
        ),
        (
            Counts(10, 9),
            {"asked": rules(majority="2/3_cast")},
            (
                "Votants~: 19. Abstentions~: 0. Suffrages exprimés~: 19. "
                "Majorité des deux tiers des suffrages exprimés~: 13. Pour~: 10. Contre~: 9. "
                "La majorité requise n’est pas réunie. L’amendement n°~12 est rejeté."
            ),
        ),
        (
            Counts(70, 3),
            {"asked": rules(majority=["absolute_cast", "absolute_members"])},
            (
                "Votants~: 73. Abstentions~: 0. Suffrages exprimés~: 73. Majorité absolue~: 37. "
                "Majorité absolue des membres en exercice~: 66. Pour~: 70. Contre~: 3. L’amendement n°~12 est adopté."
            ),
        ),
        (
            Counts(1, 0, not_taking_part=2),
            {"asked": rules(quorum="half_voted_ceil"), "chamber": Chamber(3, 3)},
            (
                "Le quorum n’est pas atteint~: 1 membre votant sur 3 en exercice, il en faut au moins 2. "
                "Le vote est sans effet. L’amendement n°~12 n’est ni adopté ni rejeté."
            ),
        ),
        (
            Counts(),
            {"asked": rules(college_rule="each"), "colleges": (College("Communes", 12, 3), College("EPCI", 6, 9))},
            (
                "Collège «~Communes~»~: 12 pour, 3 contre, il en fallait 8. Collège «~EPCI~»~: 6 pour, 9 contre, il en "
                "fallait 8. La majorité n’est pas réunie dans le collège «~EPCI~». L’amendement n°~12 est rejeté."
            ),
        ),
        (
            Counts(),
            {"asked": rules(college_rule="share"), "colleges": (College("Communes", 1, 1, Fraction(1)),)},
            (
                "Collège «~Communes~» (part 1)~: 1 pour, 1 contre, soit 0,5. Part pondérée des voix pour~: 0,5. "
                "La part pondérée des collèges ne dépasse pas la moitié. L’amendement n°~12 est rejeté."
            ),
        ),
        (
            Counts(),
            {"asked": rules(college_rule="each"), "colleges": (College("Communes", 3500, 2),)},
            "Collège «~Communes~»~: 3_500 pour, 2 contre, il en fallait 1_752. L’amendement n°~12 est adopté.",
        ),
    ],
)
def test_every_reason_has_its_sentence(counts, circumstances, said):
    assert proclaim(counts, **circumstances) == exact(said)


@pytest.mark.parametrize(
    ("subject", "adopted", "rejected", "undecided"),
    [
        (
            Subject(SubjectKind.PROPOSAL, ("5",)),
            "La proposition n°~5 est adoptée.",
            "La proposition n°~5 est rejetée.",
            "La proposition n°~5 n’est ni adoptée ni rejetée.",
        ),
        (
            Subject(SubjectKind.AMENDMENT, ("12 rect. bis",)),
            "L’amendement n°~12~rect.~bis est adopté.",
            "L’amendement n°~12~rect.~bis est rejeté.",
            "L’amendement n°~12~rect.~bis n’est ni adopté ni rejeté.",
        ),
        (
            Subject(SubjectKind.AMENDMENT, ("14", "15", "16")),
            "Les amendements n°~14,~15~et~16, identiques, sont adoptés.",
            "Les amendements n°~14,~15~et~16, identiques, sont rejetés.",
            "Les amendements n°~14,~15~et~16, identiques, ne sont ni adoptés ni rejetés.",
        ),
        (
            Subject(SubjectKind.SUB_AMENDMENT, ("12-A",)),
            "Le sous-amendement n°~12-A est adopté.",
            "Le sous-amendement n°~12-A est rejeté.",
            "Le sous-amendement n°~12-A n’est ni adopté ni rejeté.",
        ),
        (
            Subject(SubjectKind.SUB_AMENDMENT, ("12-A", "12-B")),
            "Les sous-amendements n°~12-A~et~12-B, identiques, sont adoptés.",
            "Les sous-amendements n°~12-A~et~12-B, identiques, sont rejetés.",
            "Les sous-amendements n°~12-A~et~12-B, identiques, ne sont ni adoptés ni rejetés.",
        ),
        (
            Subject(SubjectKind.PREAMBLE),
            "Le préambule est adopté.",
            "Le préambule est rejeté.",
            "Le préambule n’est ni adopté ni rejeté.",
        ),
        (
            Subject(SubjectKind.CLOSING),
            "La conclusion est adoptée.",
            "La conclusion est rejetée.",
            "La conclusion n’est ni adoptée ni rejetée.",
        ),
        (
            Subject(SubjectKind.MOTION),
            "L’ensemble de la motion est adopté.",
            "L’ensemble de la motion est rejeté.",
            "L’ensemble de la motion n’est ni adopté ni rejeté.",
        ),
    ],
)
def test_words_agree_with_what_is_voted(subject, adopted, rejected, undecided):
    verdicts = [
        decide_vote(rules(), ROOM, Counts(2, 1)),
        decide_vote(rules(), ROOM, Counts(1, 2)),
        decide_vote(rules(), Chamber(131, 65), Counts(2, 1)),
    ]
    said = [decision_sentence(verdict, subject, FRENCH) for verdict in verdicts]
    assert said == [exact(adopted), exact(rejected), exact(undecided)]


@pytest.mark.parametrize("rule", list(MajorityRule))
def test_every_majority_is_named_with_its_number(rule):
    said = proclaim(Counts(90, 3, 1), asked=rules(majority=rule.value))
    assert said.count("Majorité") == 1
    assert said.endswith("est adopté.")


@given(
    counts=st.builds(Counts, *[st.integers(0, 4_000)] * 6),
    tie_rule=st.sampled_from(TieRule),
    majorities=st.lists(st.sampled_from(MajorityRule), min_size=1, max_size=2, unique=True),
    quorum=st.sampled_from(QuorumRule),
    present=st.integers(0, 131),
    chair=st.sampled_from([None, "for", "against"]),
)
def test_every_verdict_is_told_with_the_right_word(counts, tie_rule, majorities, quorum, present, chair):
    asked = Rules(quorum, tuple(majorities), tie_rule)
    chamber = Chamber(131, present)
    verdict = decide_vote(asked, chamber, counts, chair_choice=chair)
    said = proclaim(counts, Subject(SubjectKind.PROPOSAL, ("5",)), chamber, asked=asked, chair_choice=chair)
    endings = {True: "est adoptée.", False: "est rejetée.", None: "n’est ni adoptée ni rejetée."}
    assert said.endswith(exact("La proposition n°~5 ") + endings[verdict.adopted])
    assert "%" not in said
    assert " :" not in said
    assert "'" not in said
    assert ("égalité" in said) == (verdict.reason in {Reason.TIE, Reason.CASTING_VOTE, Reason.REVOTE})
    assert ("sans effet" in said) == (verdict.reason is Reason.NO_QUORUM)


def test_weights_in_millionths_are_told_in_votes():
    asked, heads = rules(quorum="none"), Counts(2, 1)
    weighted = WeightedCount(Counts(1_500_000, 1_250_000), ROOM, scale=1_000_000, step=250_000)
    verdict = decide_vote(asked, ROOM, heads, weighted=weighted.counts)
    said = verdict_sentence(CountedPoll(verdict, asked, ROOM, heads, TWELVE, weighted), FRENCH)
    assert said == exact(
        "Votants~: 3, qui portent 2,75 voix. Abstentions~: 0 voix. Suffrages exprimés~: 2,75 voix (3 votants). "
        "Majorité absolue~: plus de la moitié, soit plus de 1,375 voix. Pour~: 1,5 voix (2 votants). "
        "Contre~: 1,25 voix (1 votant). L’amendement n°~12 est adopté."
    )


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (Counts(101, 6, 6), "par 101 voix pour, 6 contre et 6 abstentions, sur 113 votants"),
        (Counts(1, 0, 0), "par 1 voix pour, aucune contre et aucune abstention, sur 1 votant"),
        (Counts(2, 1, 1), "par 2 voix pour, 1 contre et 1 abstention, sur 4 votants"),
    ],
)
def test_the_counts_of_the_adoption_line(counts, said):
    asked = rules()
    verdict = decide_vote(asked, ROOM, counts)
    assert adoption_words(CountedPoll(verdict, asked, ROOM, counts, Subject(SubjectKind.MOTION)), FRENCH) == said
