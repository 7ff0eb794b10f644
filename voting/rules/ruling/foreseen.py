"""What a vote to come will need: « Il faudra 51 voix pour si 101 s’expriment. », for every majority, weights, colleges.

Pure. The number is the least that carries the decision when everybody called to vote votes for or against: nothing
else in the house says beforehand what will be needed (`tests/voting/rules/ruling/test_foreseen.py` holds that one
vote less would not be enough).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from congress.rules.rule_names import CollegeRule
from core.text.languages import listed
from voting.rules.majority import Counts, MajorityRule, base_of, share_of
from voting.rules.outcome import Rules
from voting.rules.quorum import Amount, Chamber
from voting.rules.translations import Translations, language_of, number

_OF_THE_VOTES: Final = frozenset(
    {
        MajorityRule.ABSOLUTE_CAST, MajorityRule.TWO_THIRDS_CAST, MajorityRule.THREE_FIFTHS_CAST,
        MajorityRule.ABSOLUTE_CAST_WITH_ABSTENTIONS, MajorityRule.ABSOLUTE_CAST_WITH_ABSTENTIONS_AND_BLANKS,
        MajorityRule.ABSOLUTE_CAST_WITH_NULL,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Electorate:
    """Who would be called to vote: their number, or what their votes weigh together, in one unit.

    `chamber`: members, present and represented in that same unit. `step`: of how many units each weight is a multiple;
    `scale`: how many units make one vote of the roll. `colleges`: what each weighs; `shares`: what each counts for.
    """

    entitled: int
    chamber: Chamber
    step: int = 1
    scale: int = 1
    colleges: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    steps: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))  # of a college that has its own
    shares: Mapping[str, Fraction] = field(default_factory=lambda: MappingProxyType({}))

    def votes(self, units: Amount) -> Fraction:
        """So many units, in votes of the roll."""
        return Fraction(units) / self.scale


@dataclass(frozen=True, slots=True)
class Need:
    """What will be needed, in units. `if_all_vote`: fewer votes cast would ask for fewer. `rule`: the one that asks."""

    votes: int
    rule: MajorityRule
    if_all_vote: bool


def needed_if(rules: Rules, electorate: Electorate, cast: int | None = None) -> Need:
    """The least number of votes for, when so many are cast (all those called to vote, where it is not given)."""
    voting = electorate.entitled if cast is None else cast
    counts = Counts(for_=voting)  # every base counts those for
    needs = [(_least(rule, counts, electorate), rule) for rule in rules.majorities]
    votes, rule = max(needs, key=lambda need: (need[0], need[1] not in _OF_THE_VOTES))
    return Need(votes, rule, if_all_vote=rule in _OF_THE_VOTES)


def needed_by_colleges(electorate: Electorate) -> dict[str, int]:
    """By college, the least number of votes for when all of it votes, where a majority is asked in each."""
    steps = {name: electorate.steps.get(name, electorate.step) for name in electorate.colleges}
    return {name: (size // steps[name] // 2 + 1) * steps[name] for name, size in electorate.colleges.items()}


def _least(rule: MajorityRule, counts: Counts, electorate: Electorate) -> int:
    base, share, step = Fraction(base_of(rule, counts, electorate.chamber)), share_of(rule), electorate.step
    if share is None:
        return (int(base / 2 // step) + 1) * step
    steps = -(-share * base // step)
    return max(int(steps), 1) * step


def foreseen_sentence(rules: Rules, electorate: Electorate, t: Translations, *, breaks_ties: bool = False) -> str:
    """« Il faudra 51 voix pour si 101 s’expriment. »; where the rule has colleges, what each will need.

    `breaks_ties`: the chair's side decides a tie of this round; it is said where so many votes can be even.
    """
    if rules.college_rule is not None:
        of_all = foreseen_sentence(replace(rules, college_rule=None), electorate, t)
        told = [of_all] if rules.college_rule is CollegeRule.EACH_AND_MAJORITY else []
        return " ".join([*told, _of_colleges(rules.college_rule, electorate, t)])
    need = needed_if(rules, electorate)
    votes, cast = electorate.votes(need.votes), electorate.votes(electorate.entitled)
    said = {"votes": number(votes, t), "cast": number(cast, t)}
    if votes > cast:
        return t.gettext("Il faudra %(votes)s voix pour, et %(cast)s seulement peuvent voter.") % said
    if not need.if_all_vote:
        return t.gettext("Il faudra %(votes)s voix pour, quel que soit le nombre des votants.") % said
    is_even = need.rule is MajorityRule.ABSOLUTE_CAST and electorate.entitled % (2 * electorate.step) == 0
    broken = t.gettext("À égalité, la voix de la présidence l’emporte.") if is_even and breaks_ties else ""
    plural = 2 if cast > 1 else 1  # « 1,5 » agrees as several in the house’s sentences
    needed = t.ngettext(
        "Il faudra %(votes)s voix pour si %(cast)s s’exprime.",
        "Il faudra %(votes)s voix pour si %(cast)s s’expriment.",
        plural,
    )
    return " ".join(filter(None, (needed % said, broken)))


def _of_colleges(rule: CollegeRule, electorate: Electorate, t: Translations) -> str:
    names = tuple(electorate.colleges)
    empty = [t.gettext("«\u00a0%(words)s\u00a0»") % {"words": name} for name in names if not electorate.colleges[name]]
    if rule is not CollegeRule.SHARE and empty:
        said = t.ngettext(
            "Personne du collège %(names)s ne peut voter\u00a0: rien ne peut être adopté.",
            "Personne des collèges %(names)s ne peut voter\u00a0: rien ne peut être adopté.",
            len(empty),
        )
        return said % {"names": listed(empty, language_of(t))}
    if rule is not CollegeRule.SHARE:
        needed = needed_by_colleges(electorate)
        each = tuple(
            t.gettext("%(votes)s sur %(cast)s (%(college)s)")
            % {
                "votes": number(electorate.votes(needed[name]), t),
                "cast": number(electorate.votes(electorate.colleges[name]), t),
                "college": name,
            }
            for name in names
        )
        return t.gettext("Si tous s’expriment, il faudra dans chaque collège\u00a0: %(each)s.") % {
            "each": listed(each, language_of(t))
        }
    shares = tuple(
        t.gettext("%(college)s pour %(share)s")
        % {"college": name, "share": number(electorate.shares.get(name, Fraction(0)), t)}
        for name in names
    )
    return t.gettext("Il faudra que la part pondérée des voix pour dépasse la moitié\u00a0: %(shares)s.") % {
        "shares": listed(shares, language_of(t))
    }
