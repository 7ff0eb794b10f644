"""Sentences of a count: each number by its own name, the majority as a reader understands it. Pure.

The only place that says how many voted how: the result, the hall, the console, the home page, the letter and the
papers take their words here. « Votants : 113. », « Pour : 61. »; where votes weigh, « Pour : 8 voix (2 votants). ».
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from core.text.languages import listed
from voting.rules.asking.asked_options import CountedOptions
from voting.rules.asking.option_sentences import how_chosen, is_absolute
from voting.rules.colleges.college_sentences import Weighed, college_adoption, college_sentences
from voting.rules.counted_poll import CountedPoll, WeightedCount
from voting.rules.majority import Choice, Counts, MajorityRule, needed
from voting.rules.methods.answers import FOR_OR_AGAINST, Answers
from voting.rules.methods.choice_words import drawn_words
from voting.rules.outcome import CollegeRule, Reason
from voting.rules.quorum import Chamber
from voting.rules.translations import N_, Translations, language_of, number
from voting.rules.weight_words import both_said, voters_said, votes_said

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


def count_sentences(poll: CountedPoll, t: Translations) -> list[str]:
    """« Votants : 113. », « Abstentions : 12. », « Suffrages exprimés : 101. », « Majorité absolue : 51. »…

    Blank and null ballots are told where there are any, the majority where anything is cast.
    """
    if poll.verdict.reason is Reason.DECLARED:
        return [t.gettext("Vote à main levée, sans décompte des voix.")]
    if poll.rules.college_rule is not None:
        return _by_college(poll, poll.rules.college_rule, t)
    if poll.among is not None:
        return _among_sentences(poll, poll.among, t)
    listed = poll.answers.listed
    spoilt = [(choice, said) for choice, said in _SPOILT.items() if choice in listed or poll.heads_of(choice)]
    abstentions = [(Choice.ABSTAIN, N_("Abstentions\u00a0: %(number)s."))] if Choice.ABSTAIN in listed else []
    return [
        _sentence(N_("Votants\u00a0: %(number)s."), _voters(poll, t), t),
        *(_sentence(said, _amount(poll, t, choice), t) for choice, said in (*abstentions, *spoilt)),
        _cast_sentence(poll, t),
        *_majority_sentences(poll, t),
        _sentence(N_("Pour\u00a0: %(number)s."), _amount(poll, t, Choice.FOR), t),
        _sentence(N_("Contre\u00a0: %(number)s."), _amount(poll, t, Choice.AGAINST), t),
    ]


def _by_college(poll: CountedPoll, rule: CollegeRule, t: Translations) -> list[str]:
    """« Votants : 21. », those cast, the majority where all must reach one besides, then each college."""
    of_all = []
    if poll.heads.took_part:
        of_all = [_sentence(N_("Votants\u00a0: %(number)s."), _voters(poll, t), t)]
        if poll.heads.abstain:
            of_all.append(_sentence(N_("Abstentions\u00a0: %(number)s."), _amount(poll, t, Choice.ABSTAIN), t))
        of_all.append(_cast_sentence(poll, t))
    if rule is CollegeRule.EACH_AND_MAJORITY:
        of_all += [
            *_majority_sentences(poll, t),
            _sentence(N_("Pour\u00a0: %(number)s."), _amount(poll, t, Choice.FOR), t),
            _sentence(N_("Contre\u00a0: %(number)s."), _amount(poll, t, Choice.AGAINST), t),
        ]
    return [*of_all, *college_sentences(rule, poll.colleges, t, unit_of(poll))]


def unit_of(poll: CountedPoll) -> Weighed:
    """The unit in which the colleges of a poll are counted."""
    return Weighed(poll.weighted.scale, weighs=True) if poll.weighted else Weighed()


def sums_sentences(poll: CountedPoll, t: Translations) -> list[str]:
    """What a list of the choices does not say: « Votants : 5, qui portent 14 voix. », those cast, the majority."""
    return [_sentence(N_("Votants\u00a0: %(number)s."), _voters(poll, t), t), _cast_sentence(poll, t),
            *_majority_sentences(poll, t)]  # fmt: skip


_SPOILT: Final = {Choice.BLANK: N_("Blancs\u00a0: %(number)s."), Choice.NULL: N_("Nuls\u00a0: %(number)s.")}
_AMONG_SPOILT: Final = {Choice.BLANK: N_("%(number)s en blanc"), Choice.NULL: N_("%(number)s en bulletins nuls")}


def _sentence(message: str, number_said: str, t: Translations) -> str:
    return t.gettext(message) % {"number": number_said}


def _cast_sentence(poll: CountedPoll, t: Translations) -> str:
    return _sentence(N_("Suffrages exprimés\u00a0: %(number)s."), _amount(poll, t, Choice.FOR, Choice.AGAINST), t)


def _majority_sentences(poll: CountedPoll, t: Translations) -> list[str]:
    """One for each majority asked of all, where anything is cast."""
    if poll.among is not None:
        return _needed_among(poll, t)
    if poll.rules.college_rule not in (None, CollegeRule.EACH_AND_MAJORITY):
        return []
    rules = poll.rules.majorities if poll.deciding.cast else ()
    return [_sentence(_MAJORITIES[rule], _threshold(poll, rule, t), t) for rule in rules]


def not_taking_part_sentences(poll: CountedPoll, t: Translations) -> list[str]:
    """« Ne prennent pas part au vote : 2. », where there are any: they are no part of the arithmetic."""
    count = poll.heads_of(Choice.NOT_TAKING_PART)
    if not count:
        return []
    said = t.ngettext(
        "Ne prend pas part au vote\u00a0: %(number)s.", "Ne prennent pas part au vote\u00a0: %(number)s.", count
    )
    return [said % {"number": _amount(poll, t, Choice.NOT_TAKING_PART)}]


@dataclass(frozen=True, slots=True)
class ShownCount:
    """A line of a list of counts: « 61 », or « 8 voix » and « 2 votants » where votes weigh."""

    choice: str
    heads: int
    figure: str
    detail: str = ""
    name: str = ""  # of an option
    is_lesser: bool = False  # beside the vote: told more quietly


def shown_counts(poll: CountedPoll, t: Translations) -> list[ShownCount]:
    """The counts by choice for a list, in the order in which the choices are offered; none where nothing is counted."""
    if poll.verdict.reason is Reason.DECLARED:
        return []
    lines = []
    for choice in poll.answers.listed:
        heads = poll.heads_of(choice)
        if poll.weighted is None:
            figure, detail = number(heads, t), ""
        else:
            figure, detail = votes_said(poll.weight_of(choice), t), voters_said(heads, t)
        named = dict(poll.answers.names).get(choice, "")
        lines.append(ShownCount(choice, heads, figure, detail, named, is_lesser=choice in poll.answers.aside))
    return lines


def short_counts(
    heads: Counts | None,
    weights: Counts | None,
    t: Translations,
    *,
    scale: int = 1,
    answers: Answers = FOR_OR_AGAINST,
) -> str:
    """« 61 pour, 40 contre, 12 abstentions », « 8 voix pour (2 votants), 4 voix contre (2 votants)… »: a line's fact.

    On paper « 3 pour, 3 contre, 1 blanc, 2 nuls ». `heads` None: nothing was counted.
    `weights`: what they weigh together, in units of which `scale` make a vote, where some weigh more or less than one.
    """
    if heads is None:
        return t.gettext("à main levée, sans décompte")
    weighed = WeightedCount(weights, Chamber(0, 0), scale) if weights is not None else None
    for_and_against = {"for": number(heads.for_, t), "against": number(heads.against, t)}
    told = [t.gettext("%(for)s pour, %(against)s contre") % for_and_against]
    if weighed is not None:
        told = [_for(heads, weighed, t), _against(heads, weighed, t)]
    if Choice.ABSTAIN in answers.listed:
        told.append(_abstained(heads, weighed, t) if weighed else drawn_words(Choice.ABSTAIN, int(heads.abstain), t))
    found = heads.as_dict()
    for choice in (one for one in _SPOILT if one in answers.listed or found[one]):
        said = drawn_words(choice, int(found[choice]), t)
        if weighed is not None and found[choice]:
            votes = votes_said(weighed.of(weighed.counts.as_dict()[choice]), t)
            said = t.gettext(_AMONG_SPOILT[choice]) % {"number": both_said(votes, int(found[choice]), t)}
        told.append(said)
    return t.gettext(", ").join(told)


def adoption_words(poll: CountedPoll, t: Translations) -> str:
    """« par 101 voix pour, 6 contre et 6 abstentions, sur 113 votants »: for the letter's adoption line.

    Adopted by the casting vote of the chair, it says so and names who presided.
    """
    if poll.verdict.reason is Reason.DECLARED:
        return t.gettext("à main levée, sans décompte des voix")
    heads, weighed = poll.heads, poll.weighted
    told = [_for(heads, weighed, t), _against(heads, weighed, t)]
    if Choice.ABSTAIN in poll.answers.listed:
        told.append(_abstained(heads, weighed, t))
    told += [
        t.gettext(words) % {"number": _amount(poll, t, choice)}
        for choice, words in _AMONG_SPOILT.items()
        if poll.heads_of(choice)
    ]
    said = {"counts": listed(told, language_of(t)), "voters": voters_said(int(heads.took_part), t)}
    if weighed is not None:
        said["voters"] = both_said(votes_said(weighed.of(weighed.counts.took_part), t), int(heads.took_part), t)
    words = t.gettext("par %(counts)s, sur %(voters)s") % said
    if poll.rules.college_rule is not None:
        return college_adoption(words, poll.rules.college_rule, poll.colleges, t)
    if poll.verdict.reason is not Reason.CASTING_VOTE:
        return words
    if poll.presiding is None:
        return t.gettext("%(counts)s, la voix de la présidence étant prépondérante") % {"counts": words}
    said = {"counts": words, "name": poll.presiding.name}
    return t.gettext("%(counts)s, la voix de %(name)s, qui présidait la séance, étant prépondérante") % said


def _among_sentences(poll: CountedPoll, among: CountedOptions, t: Translations) -> list[str]:
    """« Votants : 11. », what is no vote for an option, the majority, then « Mme Ada Martin : 7. » of each option."""
    beside = [(Choice.ABSTAIN, N_("Abstentions\u00a0: %(number)s.")), *_SPOILT.items()]
    told = [(choice, said) for choice, said in beside if choice in among.answers.listed or poll.heads_of(choice)]
    named = t.gettext("%(name)s\u00a0: %(number)s.")
    return [
        _sentence(N_("Votants\u00a0: %(number)s."), _voters(poll, t), t),
        *(_sentence(said, _amount(poll, t, choice), t) for choice, said in told),
        _cast_sentence(poll, t),
        *_needed_among(poll, t),
        *(named % {"name": name, "number": _amount(poll, t, key)} for key, name in among.answers.names),
        *how_chosen(among, t),
    ]


def _needed_among(poll: CountedPoll, t: Translations) -> list[str]:
    """« Majorité absolue : 6. », where more than half of the votes cast is asked and anything is cast."""
    asked = poll.subject.asked
    if asked is None or not poll.verdict.cast or not is_absolute(asked):
        return []
    if poll.weighted is not None:
        half = votes_said(poll.weighted.of(poll.weighted.counts.cast) / 2, t)
        return [t.gettext("Majorité absolue\u00a0: plus de %(votes)s.") % {"votes": half}]
    return [_sentence(_MAJORITIES[MajorityRule.ABSOLUTE_CAST], number(poll.verdict.needed, t), t)]


def _voters(poll: CountedPoll, t: Translations) -> str:
    """« 113 »; « 5, qui portent 14 voix » where votes weigh."""
    heads, weighed = int(poll.heads.took_part), poll.weighted
    if weighed is None or heads == 0:
        return number(heads, t)
    carried = votes_said(weighed.of(weighed.counts.took_part), t)
    said = t.ngettext("%(heads)s, qui porte %(votes)s", "%(heads)s, qui portent %(votes)s", heads)
    return said % {"heads": number(heads, t), "votes": carried}


def _amount(poll: CountedPoll, t: Translations, *choices: str) -> str:
    """« 61 »; where votes weigh « 8 voix (2 votants) », and « 0 voix » of nobody: beside votes, votes."""
    heads = sum(poll.heads_of(choice) for choice in choices)
    if poll.weighted is None:
        return number(heads, t)
    told = votes_said(sum((poll.weight_of(choice) for choice in choices), Fraction(0)), t)
    return both_said(told, heads, t) if heads else told


def _threshold(poll: CountedPoll, rule: MajorityRule, t: Translations) -> str:
    """« 51 »; where votes weigh « plus de la moitié, soit plus de 7 voix », « au moins 10 voix »."""
    if poll.weighted is None:
        return number(needed(rule, poll.heads, poll.chamber), t)
    threshold = poll.threshold(rule)
    said = {"votes": votes_said(threshold.votes, t)}
    if threshold.is_exceeded:
        return t.gettext("plus de la moitié, soit plus de %(votes)s") % said
    return t.gettext("au moins %(votes)s") % said


def _for(heads: Counts, weighed: WeightedCount | None, t: Translations) -> str:
    if weighed is None:
        said = t.ngettext("%(n)s voix pour", "%(n)s voix pour", int(heads.for_))
        return said % {"n": number(heads.for_, t)}
    if heads.for_ == 0:
        return t.gettext("aucune voix pour")
    told = t.gettext("%(votes)s pour") % {"votes": votes_said(weighed.of(weighed.counts.for_), t)}
    return both_said(told, int(heads.for_), t)


def _against(heads: Counts, weighed: WeightedCount | None, t: Translations) -> str:
    if heads.against == 0:
        return t.gettext("aucune contre") if weighed is None else t.gettext("aucune voix contre")
    if weighed is None:
        return t.gettext("%(n)s contre") % {"n": number(heads.against, t)}
    told = t.gettext("%(votes)s contre") % {"votes": votes_said(weighed.of(weighed.counts.against), t)}
    return both_said(told, int(heads.against), t)


def _abstained(heads: Counts, weighed: WeightedCount | None, t: Translations) -> str:
    if heads.abstain == 0:
        return t.gettext("aucune abstention")
    if weighed is None:
        said = t.ngettext("%(n)s abstention", "%(n)s abstentions", int(heads.abstain))
        return said % {"n": number(heads.abstain, t)}
    told = t.gettext("%(votes)s d’abstention") % {"votes": votes_said(weighed.of(weighed.counts.abstain), t)}
    return both_said(told, int(heads.abstain), t)
