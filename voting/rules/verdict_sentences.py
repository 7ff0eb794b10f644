"""Sentences of a verdict: the counts by their names, the arithmetic, and what is adopted or not.

Pure. « Votants : 113. Abstentions : 12. Suffrages exprimés : 101. Majorité absolue : 51. Pour : 61. Contre : 40.
L’amendement n° 12 est adopté. » Every reason of `voting.rules.outcome` has its sentence.
"""

from typing import Final

from congress.rules.rule_names import TieRule
from voting.rules.asking.option_sentences import chosen_sentence
from voting.rules.colleges.college_sentences import missing_sentence
from voting.rules.count_sentences import adoption_words, count_sentences
from voting.rules.counted_poll import ChairSide, CountedPoll, Subject, SubjectKind
from voting.rules.majority import MajorityRule
from voting.rules.outcome import CollegeRule, Reason, Verdict
from voting.rules.quorum_sentences import (
    quorum_detail,
    quorum_recall,
    quorum_sentence,
    quorum_short,
    quorum_state,
)
from voting.rules.translations import N_, Translations, enumerate_numbers

__all__ = [
    "Subject",
    "SubjectKind",
    "Translations",
    "adoption_words",
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
    (SubjectKind.BUNDLE, True): (
        N_("Les amendements n° %(number)s sont adoptés sans débat."),
        N_("Les amendements n° %(number)s ne sont pas adoptés sans débat\u00a0: chacun se débat à sa place."),
        N_("Les amendements n° %(number)s ne sont ni adoptés ni rejetés."),
    ),
    (SubjectKind.RETAINED, True): (
        N_("Les amendements n°\u00a0%(number)s, retenus par le bureau, sont adoptés."),
        N_(
            "Les amendements n°\u00a0%(number)s, retenus par le bureau, ne sont pas adoptés en une fois\u00a0: chacun"
            " se vote à sa place."
        ),
        N_("Les amendements n°\u00a0%(number)s, retenus par le bureau, ne sont ni adoptés ni rejetés."),
    ),
    (SubjectKind.DIVISION, False): (
        N_("La %(number)s est adoptée\u00a0: elle reste dans le texte à voter."),
        N_("La %(number)s est rejetée\u00a0: elle disparaît du texte à voter."),
        N_("La %(number)s n’est ni adoptée ni rejetée."),
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
    (SubjectKind.FREE, False): (
        N_("La question mise aux voix est adoptée."),
        N_("La question mise aux voix est rejetée."),
        N_("La question mise aux voix n’est ni adoptée ni rejetée."),
    ),
    (SubjectKind.PROCEDURAL, False): (
        N_("La motion de procédure est adoptée."),
        N_("La motion de procédure est rejetée."),
        N_("La motion de procédure n’est ni adoptée ni rejetée."),
    ),
}


def verdict_sentence(poll: CountedPoll, t: Translations) -> str:
    """Everything that is proclaimed, in one paragraph: counts, arithmetic, why, decision.

    Without quorum no count is told: the vote has no effect.
    """
    decision = decision_sentence(poll.verdict, poll.subject, t)
    if poll.verdict.reason is Reason.NO_QUORUM:
        refusal = quorum_sentence(poll.verdict.quorum, poll.chamber, t)
        return " ".join([refusal, t.gettext("Le vote est sans effet."), decision])
    why = reason_sentence(poll, t)
    return " ".join([*count_sentences(poll, t), *([why] if why else []), decision])


def reason_sentence(poll: CountedPoll, t: Translations) -> str:
    """Why, where the counts alone do not show it: a tie, a casting vote, nothing cast…; else nothing."""
    rules = poll.rules
    match poll.verdict.reason:
        case Reason.NO_VOTES_CAST:
            return t.gettext("Aucun suffrage n’est exprimé.")
        case Reason.REVOTE:
            return t.gettext("Les voix sont partagées à égalité\u00a0: un second vote est nécessaire.")
        case Reason.TIE | Reason.CASTING_VOTE:
            return " ".join(filter(None, [t.gettext("Les voix sont partagées à égalité."), _presiding(poll, t)]))
        case Reason.COLLEGE_NOT_MAJORITY if rules.college_rule is CollegeRule.SHARE:
            return t.gettext("La part pondérée des collèges ne dépasse pas la moitié.")
        case Reason.COLLEGE_NOT_MAJORITY:
            return missing_sentence(poll.colleges, t)
        case Reason.NOT_MAJORITY if rules.college_rule is not None:
            return t.gettext("La majorité requise de tous n’est pas réunie.")
        case Reason.NOT_MAJORITY if poll.among is None and rules.majorities != (MajorityRule.ABSOLUTE_CAST,):
            return t.gettext("La majorité requise n’est pas réunie.")
        case Reason.NO_QUORUM:
            return t.gettext("Le quorum n’est pas atteint.")
        case _:
            return ""


def _presiding(poll: CountedPoll, t: Translations) -> str:
    """What the vote of whoever presided did to a tie that it could break: named, as far as it is known."""
    chair = poll.presiding
    if poll.verdict.reason is Reason.CASTING_VOTE:
        is_for = poll.verdict.adopted
        if chair is None:
            anonymous = N_("La voix de la présidence, prépondérante, est pour.")
            return t.gettext(anonymous if is_for else N_("La voix de la présidence, prépondérante, est contre."))
        named = N_("La voix de %(name)s, qui préside, est prépondérante et elle est pour.")
        said = named if is_for else N_("La voix de %(name)s, qui préside, est prépondérante et elle est contre.")
        return t.gettext(said) % {"name": chair.name}
    may_break = poll.rules.tie_rule in (TieRule.CASTING_VOTE, TieRule.REVOTE_THEN_CASTING_VOTE)
    if chair is None or not may_break or chair.side not in _NO_SIDE:
        return ""
    return t.gettext(_NO_SIDE[chair.side]) % {"name": chair.name}


_NO_SIDE: Final = {
    ChairSide.ABSTAINED: N_("%(name)s, qui préside, a choisi l’abstention\u00a0: sa voix ne départage pas."),
    ChairSide.NOT_TAKING_PART: N_("%(name)s, qui préside, ne prend pas part au vote\u00a0: sa voix ne départage pas."),
    ChairSide.SILENT: N_("%(name)s, qui préside, n’a rien exprimé\u00a0: aucune voix ne départage."),
    ChairSide.REPRESENTED: N_(
        "La voix de %(name)s, qui préside, est portée par un pouvoir\u00a0: elle ne départage pas."
    ),
    ChairSide.NOT_CALLED: N_(
        "%(name)s, qui préside, n’était pas parmi les membres appelés à voter\u00a0: aucune voix ne départage."
    ),
    ChairSide.NEITHER: N_("%(name)s, qui préside, n’a voté ni pour ni contre\u00a0: sa voix ne départage pas."),
}


def decision_sentence(verdict: Verdict, subject: Subject, t: Translations) -> str:
    """« L’amendement n° 12 est adopté. », « La proposition n° 5 est rejetée. », « … n’est ni adopté ni rejeté. »"""
    return decided_sentence(subject, t, is_adopted=verdict.adopted)


def decided_sentence(subject: Subject, t: Translations, *, is_adopted: bool | None) -> str:
    """The same from whether it is adopted; None: neither adopted nor rejected."""
    if subject.asked is not None:
        return chosen_sentence(subject.asked, t)
    adopted, rejected, undecided = _DECISIONS[subject.kind, len(subject.numbers) > 1]
    said = undecided if is_adopted is None else adopted if is_adopted else rejected
    return t.gettext(said) % {"number": enumerate_numbers(subject.numbers, t)}
