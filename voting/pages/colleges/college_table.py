"""The result of each college as a page shows it: a line of a table, a bar of a drawing."""

from dataclasses import dataclass
from fractions import Fraction

from flask_babel import get_translations
from flask_babel import gettext as _

from congress.rules.rule_names import CollegeRule
from core.text.reader import quotation
from voting.rules.colleges.college_sentences import (
    TableCount,
    Weighed,
    counts_in,
    listed_counts,
    nearly,
    needed_words,
    short_in,
)
from voting.rules.count_sentences import unit_of
from voting.rules.counted_poll import CountedPoll
from voting.rules.outcome import College, Reason
from voting.rules.translations import NO_BREAK, number

BAR = 700  # units of the drawing for all that is cast in a college


@dataclass(frozen=True, slots=True)
class CollegeLine:
    """One college: what it said, what it needed or counted for, whether it is for."""

    name: str
    for_: TableCount
    against: TableCount
    abstained: TableCount
    entitled: str
    asked: str  # « 8 », « plus de 7,5 »; under shares, what it adds: « 0,48 »
    is_for: bool | None  # none under shares, that decide together
    share: str
    bar: tuple[int, int]  # how long those for and those against are drawn
    said: str  # « 12 pour, 3 contre »
    short: str  # « 12 pour, 3 contre », in the unit that decides


@dataclass(frozen=True, slots=True)
class CollegeTable:
    """All of them; `asked`: what the last column is."""

    lines: tuple[CollegeLine, ...]
    asked: str
    is_shared: bool

    @property
    def label(self) -> str:
        """The drawing in words."""
        told = _(", ").join(f"{quotation(line.name)} {line.said}" for line in self.lines)
        return _("Voix de chaque collège\u00a0: %(told)s.", told=told)


def college_table(counted: CountedPoll) -> CollegeTable | None:
    """The table; None where no college is counted, or the quorum was missing."""
    rule = counted.rules.college_rule
    if rule is None or not counted.colleges or counted.verdict.reason is Reason.NO_QUORUM:
        return None
    is_shared, unit = rule is CollegeRule.SHARE, unit_of(counted)
    return CollegeTable(
        lines=tuple(_line(one, unit, is_shared=is_shared) for one in counted.colleges),
        asked=_("Compte pour") if is_shared else _("Il fallait"),
        is_shared=is_shared,
    )


def _line(one: College, unit: Weighed, *, is_shared: bool) -> CollegeLine:
    t = get_translations()
    for_, against, abstained = counts_in(one, t, unit)
    return CollegeLine(
        name=one.name,
        for_=for_,
        against=against,
        abstained=abstained,
        entitled=number(one.entitled, t),
        asked=nearly(one.counted, t)
        if is_shared
        else needed_words(one, t, unit).replace(" ", NO_BREAK)
        if one.cast
        else "–",
        is_for=None if is_shared else one.for_ > one.against,
        share=number(one.share, t) if one.share is not None else "",
        bar=_bar(one),
        said=listed_counts(one, t, unit),
        short=short_in(one, t, unit),
    )


def _bar(one: College) -> tuple[int, int]:
    if not one.cast:
        return 0, 0
    length = round(BAR * Fraction(one.for_) / Fraction(one.cast))
    return length, BAR - length
