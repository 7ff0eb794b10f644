"""The counts of an election, or of a choice among options, on one line. Pure."""

from typing import Final

from voting.rules.asking.option_sentences import how_chosen
from voting.rules.count_sentences import shown_counts
from voting.rules.counted_poll import CountedPoll
from voting.rules.majority import Choice
from voting.rules.methods.choice_words import drawn_words
from voting.rules.translations import N_, Translations
from voting.rules.weight_words import both_said, votes_said

_BESIDE: Final = (Choice.ABSTAIN, Choice.BLANK, Choice.NULL)
_WEIGHED: Final = {
    Choice.ABSTAIN: N_("%(votes)s d’abstention"),
    Choice.BLANK: N_("%(votes)s en blanc"),
    Choice.NULL: N_("%(votes)s en bulletins nuls"),
}


def short_among(counted: CountedPoll, t: Translations) -> str:
    """« Mme Ada Durand 7, M. Béla Roux 4, 2 abstentions »; on paper « …, 1 blanc, 2 nuls »: all who took part.

    Of orders, whose first choices alone decide nothing: what their rule counted, as the result says it, in sentences.
    """
    offered = counted.answers.listed
    beside = [_beside(counted, choice, t) for choice in _BESIDE if choice in offered or counted.heads_of(choice)]
    if counted.answers.is_ranked and counted.among is not None:
        aside = t.gettext(", ").join(beside)
        return " ".join([*how_chosen(counted.among, t), *([f"{aside[:1].upper()}{aside[1:]}."] if aside else [])])
    told = [f"{one.name}\u00a0{one.figure}" for one in shown_counts(counted, t) if one.name]
    return t.gettext(", ").join([*told, *beside])


def _beside(counted: CountedPoll, choice: Choice, t: Translations) -> str:
    """« 2 abstentions »; where votes weigh « 5 voix (2 votants) en blanc »."""
    heads = counted.heads_of(choice)
    if counted.weighted is None or not heads:
        return drawn_words(choice, heads, t)
    return t.gettext(_WEIGHED[choice]) % {"votes": both_said(votes_said(counted.weight_of(choice), t), heads, t)}
