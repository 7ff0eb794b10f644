"""Sentences of a verdict: the counts by their names, the arithmetic, and what is adopted or not.

Pure. « Votants : 113. Abstentions : 12. Suffrages exprimés : 101. Majorité absolue : 51. Pour : 61. Contre : 40.
L’amendement n° 12 est adopté. » Every reason of `voting.rules.outcome` has its sentence.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from voting.rules.majority import Counts, MajorityRule, needed
from voting.rules.outcome import College, CollegeRule, Reason, Rules, Verdict
from voting.rules.quorum import Amount, Chamber
from voting.rules.quorum_sentences import (
    quorum_detail,
    quorum_recall,
    quorum_sentence,
    quorum_short,
    quorum_state,
)
from voting.rules.translations import N_, Translations, enumerate_numbers, number

__all__ = [
    "Subject",
    "SubjectKind",
    "Translations",
    "adopted_by",
    "count_sentences",
    "decision_sentence",
    "quorum_detail",
    "quorum_recall",
    "quorum_sentence",
    "quorum_short",
    "quorum_state",
    "reason_sentence",
    "verdict_sentence",
]


class SubjectKind(StrEnum):
    """What a poll is about."""

    AMENDMENT = "amendment"
    SUB_AMENDMENT = "sub_amendment"
    PROPOSAL = "proposal"
    PREAMBLE = "preamble"
    CLOSING = "closing"
    MOTION = "motion"


@dataclass(frozen=True, slots=True)
class Subject:
    """What was put to the vote, and its public numbers (« 12 », « 12 rect. »): several for a batch."""

    kind: SubjectKind
    numbers: tuple[str, ...] = ()


# For each subject, one or several: adopted, rejected, without verdict. Whole sentences, so that words agree.
_DECISIONS: Final = {
    (SubjectKind.AMENDMENT, False): (
        N_("L’amendement n° %(number)s est adopté."),
        N_("L’amendement n° %(number)s est rejeté."),
        N_("L’amendement n° %(number)s n’est ni adopté ni rejeté."),
    ),
    (SubjectKind.AMENDMENT, True): (
        N_("Les amendements n° %(number)s, identiques, sont adoptés."),
        N_("Les amendements n° %(number)s, identiques, sont rejetés."),
        N_("Les amendements n° %(number)s, identiques, ne sont ni adoptés ni rejetés."),
    ),
    (SubjectKind.SUB_AMENDMENT, False): (
        N_("Le sous-amendement n° %(number)s est adopté."),
        N_("Le sous-amendement n° %(number)s est rejeté."),
        N_("Le sous-amendement n° %(number)s n’est ni adopté ni rejeté."),
    ),
    (SubjectKind.SUB_AMENDMENT, True): (
        N_("Les sous-amendements n° %(number)s, identiques, sont adoptés."),
        N_("Les sous-amendements n° %(number)s, identiques, sont rejetés."),
        N_("Les sous-amendements n° %(number)s, identiques, ne sont ni adoptés ni rejetés."),
    ),
    (SubjectKind.PROPOSAL, False): (
        N_("La proposition n° %(number)s est adoptée."),
        N_("La proposition n° %(number)s est rejetée."),
        N_("La proposition n° %(number)s n’est ni adoptée ni rejetée."),
    ),
    (SubjectKind.PREAMBLE, False): (
        N_("Le préambule est adopté."),
        N_("Le préambule est rejeté."),
        N_("Le préambule n’est ni adopté ni rejeté."),
    ),
    (SubjectKind.CLOSING, False): (
        N_("La conclusion est adoptée."),
        N_("La conclusion est rejetée."),
        N_("La conclusion n’est ni adoptée ni rejetée."),
    ),
    (SubjectKind.MOTION, False): (
        N_("L’ensemble de la motion est adopté."),
        N_("L’ensemble de la motion est rejeté."),
        N_("L’ensemble de la motion n’est ni adopté ni rejeté."),
    ),
}

_MAJORITIES: Final = {
    MajorityRule.ABSOLUTE_CAST: N_("Majorité absolue : %(number)s."),
    MajorityRule.TWO_THIRDS_CAST: N_("Majorité des deux tiers des suffrages exprimés : %(number)s."),
    MajorityRule.THREE_FIFTHS_CAST: N_("Majorité des trois cinquièmes des suffrages exprimés : %(number)s."),
    MajorityRule.ABSOLUTE_CAST_WITH_ABSTENTIONS: N_("Majorité absolue, abstentions comprises : %(number)s."),
    MajorityRule.ABSOLUTE_CAST_WITH_ABSTENTIONS_AND_BLANKS: N_(
        "Majorité absolue, abstentions et bulletins blancs compris : %(number)s."
    ),
    MajorityRule.ABSOLUTE_CAST_WITH_NULL: N_("Majorité absolue, bulletins nuls compris : %(number)s."),
    MajorityRule.ABSOLUTE_MEMBERS: N_("Majorité absolue des membres en exercice : %(number)s."),
    MajorityRule.TWO_THIRDS_MEMBERS: N_("Majorité des deux tiers des membres en exercice : %(number)s."),
    MajorityRule.THREE_FIFTHS_MEMBERS: N_("Majorité des trois cinquièmes des membres en exercice : %(number)s."),
    MajorityRule.ABSOLUTE_PRESENT: N_("Majorité absolue des présents et représentés : %(number)s."),
}


def verdict_sentence(
    verdict: Verdict,
    *,
    rules: Rules,
    chamber: Chamber,
    counts: Counts,
    subject: Subject,
    t: Translations,
    colleges: Iterable[College] = (),
    weighted_chamber: Chamber | None = None,
    scale: int = 1,
) -> str:
    """Everything that is proclaimed, in one paragraph: counts, arithmetic, why, decision.

    `counts`: those that decided, in heads or in weights; for weights `weighted_chamber` is in their unit and `scale`
    of them make one vote (1000000 for millionths). Without quorum no count is told: the vote has no effect.
    """
    decision = decision_sentence(verdict, subject, t)
    if verdict.reason is Reason.NO_QUORUM:
        refusal = quorum_sentence(verdict.quorum, chamber, t)
        return " ".join([refusal, t.gettext("Le vote est sans effet."), decision])
    if rules.college_rule is not None:
        told = [_college_sentence(college, t, scale) for college in colleges]
    else:
        told = count_sentences(counts, weighted_chamber or chamber, rules, t, scale=scale)
    why = reason_sentence(verdict, rules, t)
    return " ".join([*told, *([why] if why else []), decision])


def count_sentences(counts: Counts, chamber: Chamber, rules: Rules, t: Translations, *, scale: int = 1) -> list[str]:
    """« Votants : 113. », « Abstentions : 12. », « Suffrages exprimés : 101. », « Majorité absolue : 51. »…

    Blank and null ballots are told where there are any, the majority where anything is cast.
    """
    told: list[tuple[str, Amount]] = [
        (t.gettext("Votants : %(number)s."), counts.took_part),
        (t.gettext("Abstentions : %(number)s."), counts.abstain),
    ]
    if counts.blank:
        told.append((t.gettext("Blancs : %(number)s."), counts.blank))
    if counts.null:
        told.append((t.gettext("Nuls : %(number)s."), counts.null))
    told.append((t.gettext("Suffrages exprimés : %(number)s."), counts.cast))
    if counts.cast:
        told += [(t.gettext(_MAJORITIES[rule]), needed(rule, counts, chamber)) for rule in rules.majorities]
    told.append((t.gettext("Pour : %(number)s."), counts.for_))
    told.append((t.gettext("Contre : %(number)s."), counts.against))
    return [said % {"number": number(Fraction(value) / scale, t)} for said, value in told]


def reason_sentence(verdict: Verdict, rules: Rules, t: Translations) -> str:
    """Why, where the counts alone do not show it: a tie, a casting vote, nothing cast…; else nothing."""
    tie = t.gettext("Les voix sont partagées à égalité.")
    match verdict.reason:
        case Reason.NO_VOTES_CAST:
            return t.gettext("Aucun suffrage n’est exprimé.")
        case Reason.REVOTE:
            return t.gettext("Les voix sont partagées à égalité : un second vote est nécessaire.")
        case Reason.TIE:
            return tie
        case Reason.CASTING_VOTE if verdict.adopted:
            return f"{tie} {t.gettext('La voix de la présidence, prépondérante, est pour.')}"
        case Reason.CASTING_VOTE:
            return f"{tie} {t.gettext('La voix de la présidence, prépondérante, est contre.')}"
        case Reason.COLLEGE_NOT_MAJORITY if rules.college_rule is CollegeRule.EACH:
            return t.gettext("La majorité n’est pas réunie dans chaque collège.")
        case Reason.COLLEGE_NOT_MAJORITY:
            return t.gettext("La part pondérée des collèges ne dépasse pas la moitié.")
        case Reason.NOT_MAJORITY if rules.majorities != (MajorityRule.ABSOLUTE_CAST,):
            return t.gettext("La majorité requise n’est pas réunie.")
        case Reason.NO_QUORUM:
            return t.gettext("Le quorum n’est pas atteint.")
        case _:
            return ""


def decision_sentence(verdict: Verdict, subject: Subject, t: Translations) -> str:
    """« L’amendement n° 12 est adopté. », « La proposition n° 5 est rejetée. », « … n’est ni adopté ni rejeté. »"""
    adopted, rejected, undecided = _DECISIONS[subject.kind, len(subject.numbers) > 1]
    said = undecided if verdict.adopted is None else adopted if verdict.adopted else rejected
    return t.gettext(said) % {"number": enumerate_numbers(subject.numbers, t)}


def adopted_by(counts: Counts, t: Translations) -> str:
    """« par 101 voix pour, 6 contre et 6 abstentions, sur 113 votants »: for the letter's adoption line."""
    said = {
        "for": t.ngettext("%(n)s voix pour", "%(n)s voix pour", int(counts.for_)) % {"n": number(counts.for_, t)},
        "against": t.gettext("%(n)s contre") % {"n": number(counts.against, t)},
        "abstain": t.ngettext("%(n)s abstention", "%(n)s abstentions", int(counts.abstain))
        % {"n": number(counts.abstain, t)},
        "voters": t.ngettext("%(n)s votant", "%(n)s votants", int(counts.took_part))
        % {"n": number(counts.took_part, t)},
    }
    if counts.against == 0:
        said["against"] = t.gettext("aucune contre")
    if counts.abstain == 0:
        said["abstain"] = t.gettext("aucune abstention")
    return t.gettext("par %(for)s, %(against)s et %(abstain)s, sur %(voters)s") % said


def _college_sentence(college: College, t: Translations, scale: int) -> str:
    said = t.gettext("Collège « %(name)s » : %(for)s pour, %(against)s contre.")
    return said % {
        "name": college.name,
        "for": number(Fraction(college.for_) / scale, t),
        "against": number(Fraction(college.against) / scale, t),
    }
