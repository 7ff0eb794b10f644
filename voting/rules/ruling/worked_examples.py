"""Worked examples of a rule: what it answers on numbers that somebody gives, in sentences. Pure.

« 131 membres : 66 présents suffisent, 65 ne suffisent pas. », « Avec 101 exprimés il faut 51 voix. »
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from congress.rules.rule_names import CollegeRule, QuorumRule
from voting.rules.colleges.college_sentences import missing_sentence
from voting.rules.majority import Choice, Counts, MajorityRule
from voting.rules.outcome import College, Reason, Rules, Verdict, decide_vote, weighted_share
from voting.rules.quorum import Chamber, QuorumFinding, threshold
from voting.rules.ruling.foreseen import Electorate, needed_if
from voting.rules.translations import Translations, number


@dataclass(frozen=True, slots=True)
class Numbers:
    """What an example is worked on: members in exercise; votes for, against, abstentions."""

    members: int
    for_: int = 61
    against: int = 40
    abstain: int = 12

    @property
    def cast(self) -> int:
        """For and against."""
        return self.for_ + self.against

    @property
    def counts(self) -> Counts:
        """The votes as the rules count them."""
        return Counts(for_=self.for_, against=self.against, abstain=self.abstain)


@dataclass(frozen=True, slots=True)
class Example:
    """What is given, and what the rule answers."""

    given: str
    answers: tuple[str, ...]


def worked_examples(rules: Rules, numbers: Numbers, t: Translations) -> tuple[Example, ...]:
    """The quorum of so many members, what so many cast will need, the numbers given, a tie where it can be."""
    quorum = _quorum(rules.quorum, numbers.members, t)
    if rules.college_rule is not None:
        return (quorum, *_colleges(rules, rules.college_rule, t))
    found = [quorum, _needed(rules, numbers, t), _given(rules, numbers, t)]
    if rules.college_rule is None and rules.majorities == (MajorityRule.ABSOLUTE_CAST,):
        found.append(_tie(rules, numbers, t))
    return tuple(found)


_TWO_COLLEGES: Final = {
    True: (College("A", 12, 3, Fraction(3, 5)), College("B", 6, 9, Fraction(2, 5))),
    False: (College("A", 9, 6, Fraction(2, 5)), College("B", 6, 9, Fraction(3, 5))),
}
_EACH: Final = {
    True: (College("A", 12, 3), College("B", 8, 7)),
    False: (College("A", 12, 3), College("B", 6, 6)),
}


def _colleges(rules: Rules, rule: CollegeRule, t: Translations) -> list[Example]:
    """Two colleges that carry a text, then two that do not."""
    found = []
    for colleges in (_TWO_COLLEGES if rule is CollegeRule.SHARE else _EACH).values():
        counts = Counts(sum(one.for_ for one in colleges), sum(one.against for one in colleges))
        chamber = Chamber(members=int(counts.cast), present=int(counts.cast))
        verdict = decide_vote(rules, chamber, counts, quorum=_met(rules), colleges=colleges)
        told = [t.gettext("Adopté.") if verdict.adopted else t.gettext("Rejeté.")]
        if verdict.reason is Reason.COLLEGE_NOT_MAJORITY and rule is not CollegeRule.SHARE:
            told.append(missing_sentence(colleges, t))
        if rule is CollegeRule.SHARE:
            share = number(weighted_share(colleges), t)
            told.append(t.gettext("Part pondérée des voix pour\u00a0: %(share)s.") % {"share": share})
        found.append(Example(t.gettext(", ").join(_college(one, t) for one in colleges), tuple(told)))
    return found


def _college(one: College, t: Translations) -> str:
    said = {"name": one.name, "for": number(one.for_, t), "against": number(one.against, t)}
    if one.share is None:
        return t.gettext("collège %(name)s %(for)s contre %(against)s") % said
    said["share"] = number(one.share, t)
    return t.gettext("collège %(name)s (part %(share)s) %(for)s contre %(against)s") % said


def _quorum(rule: QuorumRule, members: int, t: Translations) -> Example:
    given = t.ngettext("%(members)s membre", "%(members)s membres", members) % {"members": number(members, t)}
    least = threshold(rule, members)
    if least == 0:
        return Example(given, (t.gettext("Aucun quorum n’est exigé."),))
    said = {"least": number(least, t), "less": number(least - 1, t)}
    if rule.judged_at_closing:
        words = t.ngettext("Il faut %(least)s votant.", "Il faut %(least)s votants.", least)
        return Example(given, (words % said,))
    if rule.counts_proxies:
        words = t.gettext("%(least)s présents ou représentés suffisent, %(less)s ne suffisent pas.")
        return Example(given, (words % said,))
    words = t.gettext("%(least)s présents suffisent, %(less)s ne suffisent pas.")
    return Example(given, (words % said, t.gettext("Les pouvoirs ne comptent pas.")))


def _needed(rules: Rules, numbers: Numbers, t: Translations) -> Example:
    given = t.ngettext("%(cast)s suffrage exprimé", "%(cast)s suffrages exprimés", numbers.cast) % {
        "cast": number(numbers.cast, t)
    }
    electorate = Electorate(numbers.cast, _everybody(numbers))
    need = needed_if(rules, electorate)
    said = {"cast": number(numbers.cast, t), "needed": number(need.votes, t), "members": number(numbers.members, t)}
    if need.if_all_vote:
        return Example(given, (t.gettext("Avec %(cast)s exprimés il faut %(needed)s voix.") % said,))
    return Example(given, (t.gettext("Il faut %(needed)s voix, quel que soit le nombre des exprimés.") % said,))


def _given(rules: Rules, numbers: Numbers, t: Translations) -> Example:
    given = t.gettext("%(for)s pour, %(against)s contre, %(abstain)s abstentions") % {
        "for": number(numbers.for_, t), "against": number(numbers.against, t), "abstain": number(numbers.abstain, t)
    }  # fmt: skip
    verdict = _decided(rules, numbers)
    words = {
        Reason.NO_VOTES_CAST: t.gettext("Rejeté\u00a0: personne ne s’est exprimé."),
        Reason.REVOTE: t.gettext("On vote une seconde fois."),
        Reason.TIE: t.gettext("Rejeté\u00a0: les voix sont égales."),
    }.get(verdict.reason)
    if words is None:
        said = {"for": number(numbers.for_, t), "needed": number(verdict.needed, t)}
        adopted = t.gettext("Adopté\u00a0: %(for)s pour, il en fallait %(needed)s.")
        rejected = t.gettext("Rejeté\u00a0: %(for)s pour, il en fallait %(needed)s.")
        words = (adopted if verdict.adopted else rejected) % said
    return Example(given, (words,))


def _tie(rules: Rules, numbers: Numbers, t: Translations) -> Example:
    half = max(numbers.cast // 2, 1)
    given = t.gettext("%(half)s pour, %(half)s contre") % {"half": number(half, t)}
    even = Numbers(numbers.members, half, half, numbers.abstain)
    if rules.may_be_broken_by_chair(1):
        return Example(
            given,
            (t.gettext("Adopté si la présidence a voté pour\u202f; rejeté si elle a voté contre ou n’a pas voté."),),
        )
    if _decided(rules, even).reason is Reason.REVOTE:
        last = decide_vote(
            rules, _everybody(even), even.counts, quorum=_met(rules), chair_choice=Choice.FOR, round=2
        )  # fmt: skip
        then = (
            t.gettext("à égalité encore, adopté si la présidence a voté pour")
            if last.adopted
            else t.gettext("à égalité encore, rejeté")
        )
        return Example(given, (t.gettext("On vote une seconde fois\u202f; %(then)s.") % {"then": then},))
    return Example(given, (t.gettext("Rejeté\u00a0: les voix sont égales."),))


def _decided(rules: Rules, numbers: Numbers) -> Verdict:
    return decide_vote(rules, _everybody(numbers), numbers.counts, quorum=_met(rules))


def _met(rules: Rules) -> QuorumFinding:
    """A quorum that is there: the examples are about the majority."""
    return QuorumFinding(met=True, here=0, needed=0, rule=rules.quorum)


def _everybody(numbers: Numbers) -> Chamber:
    """A chamber in which those who vote are those present."""
    return Chamber(members=numbers.members, present=numbers.cast + numbers.abstain)
