"""The result of a closed poll, read back as it was locked, with its sentences and its drawing.

Nothing is decided again here: the verdict, the counts and the number needed are those of `outcome`.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from flask_babel import get_translations, ngettext
from flask_babel import gettext as _

from congress.models import WEIGHT_SCALE
from core.text.reader import number
from voting.models import Outcome, Poll
from voting.pages.chamber_shown import hour_of_poll, moment_of_poll, named_counts
from voting.pages.colleges.college_table import CollegeTable, college_table
from voting.pages.drawing.crowd_drawing import CROWD
from voting.pages.seating import Seat, radius, seats
from voting.queries.asking.subject_words import named_subject
from voting.queries.counted_polls import counted_poll
from voting.queries.poll_queries import NamedVote
from voting.queries.subjects import LoadedSubject
from voting.rules.count_sentences import (
    ShownCount,
    count_sentences,
    not_taking_part_sentences,
    shown_counts,
    sums_sentences,
)
from voting.rules.counted_poll import CountedPoll
from voting.rules.methods.choice_words import drawn_words
from voting.rules.methods.method_words import method_name
from voting.rules.outcome import Reason
from voting.rules.quorum import Chamber
from voting.rules.quorum_sentences import quorum_recall, quorum_recall_short
from voting.rules.verdict_sentences import decision_sentence, reason_sentence, verdict_sentence
from voting.rules.weight_words import votes_said

UNCOUNTED: Final = (Reason.NO_QUORUM, Reason.DECLARED)  # no number is told of them


@dataclass(frozen=True, slots=True)
class Result:
    """A poll's outcome in the terms of the rules; what is said of it, in the reader's language."""

    counted: CountedPoll
    entitled: int
    quorum_moment: str
    quorum_hour: str
    chamber_counts: list[tuple[str, int]]  # « En exercice », « Présents »…

    @property
    def sentence(self) -> str:
        """Everything that is proclaimed, in one paragraph."""
        return verdict_sentence(self.counted, get_translations())

    @property
    def decision(self) -> str:
        """« L’amendement n° 12 est adopté. »"""
        return decision_sentence(self.counted.verdict, self.counted.subject, get_translations())

    @property
    def arithmetic(self) -> list[str]:
        """« Votants : 113. », « Abstentions : 12. »…, then why where the counts do not show it; none without quorum."""
        t = get_translations()
        if self.counted.verdict.reason is Reason.NO_QUORUM:
            return []
        return [*count_sentences(self.counted, t), *([self._why] if self._why else [])]

    @property
    def _why(self) -> str:
        return reason_sentence(self.counted, get_translations())

    @property
    def is_counted(self) -> bool:
        """Whether numbers are told: not without quorum, nor of a declaration without any."""
        return self.counted.verdict.reason not in UNCOUNTED

    @property
    def method(self) -> str:
        """« Vote à main levée », « Scrutin public par appel nominal »."""
        return method_name(self.counted.method, get_translations())

    @property
    def foot(self) -> list[str]:
        """Two lines for the foot of the hall's screen, beside the list of the choices; none without quorum."""
        told = self.arithmetic
        if told and self.colleges is not None:
            each = len(self.colleges.lines)
            of_all = len(told) - each - self.colleges.is_shared - bool(self._why)
            return [" ".join(told[:of_all]), " ".join(told[of_all + each :])]
        if not told or not self.is_weighted:
            return [" ".join(told[:3]), " ".join(told[3:])]
        t = get_translations()
        first, *others = sums_sentences(self.counted, t)
        return [first, " ".join(filter(None, [*others, reason_sentence(self.counted, t)]))]

    @property
    def quorum_short(self) -> str:
        """« Quorum atteint à 14 h 05 : 106 présents, il en fallait 66. », for the hall."""
        return quorum_recall_short(self.counted.verdict.quorum, self.chamber, get_translations(), self.quorum_hour)

    @property
    def not_taking_part(self) -> list[str]:
        """« Ne prennent pas part au vote : 2. », read aloud where there are any."""
        return not_taking_part_sentences(self.counted, get_translations())

    @property
    def quorum(self) -> str:
        """« Quorum atteint à la mise en discussion, 14 h 05 : 106 présents sur 131 en exercice… »"""
        return quorum_recall(self.counted.verdict.quorum, self.chamber, get_translations(), self.quorum_moment)

    @property
    def chamber(self) -> Chamber:
        """Who was there, frozen when the poll opened."""
        return self.counted.chamber

    @property
    def shown(self) -> list[ShownCount]:
        """The counts by choice, in the order in which the choices are offered."""
        return shown_counts(self.counted, get_translations())

    @property
    def is_weighted(self) -> bool:
        """Whether votes weigh: then votes and voters are told apart."""
        return self.counted.weighted is not None

    @staticmethod
    def weight_words(line: NamedVote) -> str:
        """« 3 voix »: what a line of the named list weighs."""
        return votes_said(Fraction(line.weight, WEIGHT_SCALE), get_translations())

    @property
    def colleges(self) -> CollegeTable | None:
        """The result of each college, where the rule counts them."""
        return college_table(self.counted)

    @property
    def _heads(self) -> dict[str, int]:
        return {line.choice: line.heads for line in self.shown}

    @property
    def silent(self) -> int:
        """How many rights to vote were not used; none is known where nothing was counted."""
        if not self.is_counted:
            return 0
        return self.entitled - sum(map(self.counted.heads_of, self.counted.answers.counted))

    @property
    def spoilt(self) -> int:
        """Blank and null ballots."""
        return sum(self.counted.heads_of(choice) for choice in self.counted.answers.spoilt)

    @property
    def absent(self) -> int:
        """Serving members neither present nor represented."""
        return max(self.chamber.members - self.entitled - self.chamber.barred, 0)

    @property
    def seats(self) -> list[Seat]:
        """One sign for each serving member: those who chose something, side by side, then those who said nothing."""
        counts = self._heads
        groups = [(choice, counts[choice]) for choice in self.counted.answers.drawn]
        return seats([*groups, ("absent", self.absent + self.chamber.barred + self.spoilt + self.silent)])

    @property
    def drawing_label(self) -> str:
        """The counts in words, for those who do not see the drawing."""
        counts, t = self._heads, get_translations()
        answers = self.counted.answers
        said = [*(drawn_words(choice, counts[choice], t, answers) for choice in answers.drawn), *self._quiet()]
        if self.counted.among is not None:
            return _("Nombre de votants\u00a0: %(counts)s", counts=_(", ").join(said))
        if self.is_weighted:
            return _("Hémicycle, en nombre de votants : %(counts)s", counts=_(", ").join(said))
        return _("Hémicycle : %(counts)s", counts=_(", ").join(said))

    @property
    def caption(self) -> str:
        """What the signs are, and the small dots."""
        told = _(
            "Un signe par membre en exercice : %(members)s. Les signes sont rangés par choix, non par place dans la"
            " salle.",
            members=number(self.chamber.members),
        )
        if self.is_weighted:
            told = told + " " + _("Le dessin compte les votants, le résultat compte leurs voix.")
        quiet = self._quiet()
        if not quiet:
            return str(told)
        return str(told + " " + _("Petits points : %(quiet)s.", quiet=_(", ").join(quiet)))

    def _quiet(self) -> list[str]:
        said = []
        if self.absent:
            said.append(
                ngettext(
                    "%(count)s absent non représenté",
                    "%(count)s absents non représentés",
                    self.absent,
                    count=number(self.absent),
                )
            )
        if self.chamber.barred:
            said.append(
                ngettext(
                    "%(count)s retiré", "%(count)s retirés", self.chamber.barred, count=number(self.chamber.barred)
                )
            )
        if self.spoilt:
            said.append(
                ngettext("%(count)s blanc ou nul", "%(count)s blancs ou nuls", self.spoilt, count=number(self.spoilt))
            )
        if self.silent:
            said.append(
                ngettext(
                    "%(count)s qui n’a rien exprimé",
                    "%(count)s qui n’ont rien exprimé",
                    self.silent,
                    count=number(self.silent),
                )
            )
        return said

    @property
    def is_crowded(self) -> bool:
        """Whether the drawing has so many signs that it stands at an address of its own."""
        return self.chamber.members > CROWD

    @property
    def radius(self) -> float:
        """The radius of a sign of the drawing."""
        return radius(len(self.seats))


def result_of(poll: Poll, outcome: Outcome, subject: LoadedSubject) -> Result:
    """The result of a closed or proclaimed poll."""
    return Result(
        counted=counted_poll(poll, outcome, named_subject(subject)),
        entitled=poll.entitled or 0,
        quorum_moment=moment_of_poll(poll),
        quorum_hour=hour_of_poll(poll),
        chamber_counts=named_counts(poll),
    )
