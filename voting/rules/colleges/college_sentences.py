"""Sentences of a count by colleges: what each said, what it needed or counted for, which one was missing. Pure.

« Collège « Communes » : 12 pour, 3 contre, il en fallait 8. », « Collège « Usagers » (part 0,4) : 6 pour, 9 contre,
soit 0,16. », « Part pondérée des voix pour : 0,64. » Where votes weigh, « 12 voix pour (3 votants) ».
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from congress.rules.rule_names import CollegeRule
from core.text.languages import listed
from voting.rules.majority import Choice
from voting.rules.outcome import College, weighted_share
from voting.rules.quorum import CollegeFinding, QuorumFinding
from voting.rules.translations import N_, NO_BREAK, Translations, language_of, number
from voting.rules.weight_words import both_said, voters_said, votes_said

MOST_SAID: Final = 4  # decimals of a share told as they are


def college_sentences(rule: CollegeRule, colleges: Iterable[College], t: Translations, weighed: "Weighed") -> list[str]:
    """One sentence for each college, then what their shares make together."""
    found = tuple(colleges)
    told = [_sentence(rule, one, t, weighed) for one in found]
    if rule is CollegeRule.SHARE:
        told.append(t.gettext("Part pondérée des voix pour\u00a0: %(share)s.") % {"share": share_words(found, t)})
    return told


def share_words(colleges: Iterable[College], t: Translations) -> str:
    """« 0,64 »; « 43/60, environ 0,717 » where decimals never end."""
    share = weighted_share(colleges)
    near = nearly(share, t)
    return number(share, t) if near == number(share, t) else t.gettext(", ").join((number(share, t), near))


def nearly(amount: Fraction, t: Translations) -> str:
    """« 0,45 », exact with four decimals at most; else « environ 0,267 », never on the other side of one half."""
    if (amount * 10**MOST_SAID).denominator == 1:
        return number(amount, t)
    half = Fraction(1, 2)
    rounded = (round(amount, places) for places in range(3, 30))
    told = next((one for one in rounded if (one > half) == (amount > half) and one != half), amount)
    return t.gettext("environ %(number)s") % {"number": number(told, t)}


def needed_in(college: College, weighed: "Weighed") -> Fraction:
    """What the votes for had to exceed in a college: half of those cast in it, in votes of the roll."""
    return Fraction(college.cast) / 2 / weighed.scale


class Weighed:
    """In which unit colleges are counted: heads (`weighs` false), or millionths of a vote, `scale` to a vote."""

    def __init__(self, scale: int = 1, *, weighs: bool = False) -> None:
        self.scale, self.weighs = scale, weighs


def _sentence(rule: CollegeRule, college: College, t: Translations, weighed: Weighed) -> str:
    said = {"name": college.name, "counts": listed_counts(college, t, weighed)}
    if rule is CollegeRule.SHARE and college.share is not None:
        said |= {"share": number(college.share, t), "counted": nearly(college.counted, t)}
        return (
            t.gettext("Collège «\u00a0%(name)s\u00a0» (part %(share)s)\u00a0: %(counts)s, soit %(counted)s.") % said
            if college.cast
            else t.gettext("Collège «\u00a0%(name)s\u00a0» (part %(share)s)\u00a0: %(counts)s, soit zéro.") % said
        )
    if not college.cast:
        return t.gettext("Collège «\u00a0%(name)s\u00a0»\u00a0: %(counts)s.") % said
    said["needed"] = needed_words(college, t, weighed)
    return t.gettext("Collège «\u00a0%(name)s\u00a0»\u00a0: %(counts)s, il en fallait %(needed)s.") % said


def listed_counts(college: College, t: Translations, weighed: Weighed) -> str:
    """« 12 pour, 3 contre », « 12 pour, 3 contre, 2 abstentions », « 12 voix pour (3 votants), … »; or nothing cast."""
    if not college.cast:
        return t.gettext("aucun suffrage exprimé")
    told = [
        _count(N_("%(number)s pour"), college, Choice.FOR, t, weighed),
        _count(N_("%(number)s contre"), college, Choice.AGAINST, t, weighed),
    ]
    abstained = college.voices.heads.get(Choice.ABSTAIN, 0) if college.voices else 0
    if abstained:
        if weighed.weighs:
            told.append(_count(N_("%(number)s d’abstention"), college, Choice.ABSTAIN, t, weighed))
        else:
            said = t.ngettext("%(num)s abstention", "%(num)s abstentions", abstained)
            told.append(said % {"num": number(abstained, t)})
    return t.gettext(", ").join(told)


@dataclass(frozen=True, slots=True)
class TableCount:
    """A cell of a table: « 12 », or « 12 voix » and « 3 votants », that no line cuts."""

    votes: str
    voters: str = ""


def counts_in(college: College, t: Translations, weighed: Weighed) -> tuple[TableCount, TableCount, TableCount]:
    """Those for, against, abstaining, for a table."""
    for_, against, abstained = (
        _table_count(college, choice, t, weighed) for choice in (Choice.FOR, Choice.AGAINST, Choice.ABSTAIN)
    )
    return for_, against, abstained


def _table_count(college: College, choice: Choice, t: Translations, weighed: Weighed) -> TableCount:
    votes, heads = _said(college, choice, t, weighed)
    voters = voters_said(heads, t) if heads else ""
    return TableCount(votes.replace(" ", NO_BREAK), voters.replace(" ", NO_BREAK))


def short_in(college: College, t: Translations, weighed: Weighed) -> str:
    """« 12 pour, 3 contre », in votes alone, for the screen of the hall."""
    if not college.cast:
        return t.gettext("aucun suffrage exprimé")
    for_, against = (number(Fraction(votes) / weighed.scale, t) for votes in (college.for_, college.against))
    return t.gettext("%(for)s pour, %(against)s contre") % {"for": for_, "against": against}


def _count(words: str, college: College, choice: Choice, t: Translations, weighed: Weighed) -> str:
    """« 12 pour », « 12 voix pour (3 votants) »."""
    votes, heads = _said(college, choice, t, weighed)
    told = t.gettext(words) % {"number": votes}
    return both_said(told, heads, t) if heads else told


def _said(college: College, choice: Choice, t: Translations, weighed: Weighed) -> tuple[str, int]:
    """What was said for a choice, « 12 » or « 12 voix »; and where votes weigh, by how many."""
    amount = {Choice.FOR: college.for_, Choice.AGAINST: college.against}.get(choice, 0)
    if choice is Choice.ABSTAIN and college.voices is not None:
        said = college.voices.weights if weighed.weighs else college.voices.heads
        amount = said.get(choice, 0)
    if not weighed.weighs or college.voices is None:
        return number(Fraction(amount) / weighed.scale, t), 0
    return votes_said(Fraction(amount) / weighed.scale, t), int(college.voices.heads.get(choice, 0))


def needed_words(college: College, t: Translations, weighed: Weighed) -> str:
    """« 8 »; where votes weigh « plus de 7,5 »: what the votes for had to be in a college."""
    half = needed_in(college, weighed)
    if weighed.weighs:
        return t.gettext("plus de %(half)s") % {"half": number(half, t)}
    return number(int(half) + 1, t)


def missing_sentence(colleges: Iterable[College], t: Translations) -> str:
    """« La majorité n’est pas réunie dans le collège « EPCI ». », where it is asked of each."""
    missing = [_quoted(one.name, t) for one in colleges if one.for_ <= one.against]
    if not missing:
        return t.gettext("La majorité n’est pas réunie dans chaque collège.")
    said = t.ngettext(
        "La majorité n’est pas réunie dans le collège %(names)s.",
        "La majorité n’est pas réunie dans les collèges %(names)s.",
        len(missing),
    )
    return said % {"names": listed(missing, language_of(t))}


def college_adoption(words: str, rule: CollegeRule, colleges: Iterable[College], t: Translations) -> str:
    """« par 9 voix pour…, chaque collège étant pour », « …, soit 0,65 en parts de collèges »: for the adoption line."""
    if rule is CollegeRule.SHARE:
        said = {"words": words, "share": share_words(colleges, t)}
        return t.gettext("%(words)s, soit %(share)s des voix pour, chaque collège comptant pour sa part") % said
    return t.gettext("%(words)s, la majorité étant réunie dans chaque collège") % {"words": words}


def quorum_in_colleges(check: QuorumFinding, t: Translations) -> str:
    """« Dans le collège « Usagers » : 2 sur 9 membres, il en faut 5. », of each where it is not; else empty."""
    return " ".join(_college_quorum(one, t) for one in check.missing_in)


def quorum_is_in_each(check: QuorumFinding, t: Translations, *, is_past: bool = False) -> str:
    """« Il l’est dans chaque collège. », where the rule asks it of each and it is there; empty elsewhere."""
    if not (check.by_college and check.met):
        return ""
    return t.gettext("Il l’était dans chaque collège.") if is_past else t.gettext("Il l’est dans chaque collège.")


def _college_quorum(one: CollegeFinding, t: Translations) -> str:
    said = {"name": one.name, "here": number(one.here, t), "members": number(one.members, t),
            "needed": number(one.needed, t)}  # fmt: skip
    words = t.gettext("Dans le collège «\u00a0%(name)s\u00a0»\u00a0: %(here)s sur %(members)s, il en faut %(needed)s.")
    return words % said


def _quoted(name: str, t: Translations) -> str:
    return t.gettext("«\u00a0%(words)s\u00a0»") % {"words": name}
