"""The result of a closed poll, read back as it was locked, with its sentences and its drawing.

Nothing is decided again here: the verdict, the counts and the number needed are those of `outcome`.
"""

from dataclasses import dataclass, replace

from flask_babel import get_translations, ngettext
from flask_babel import gettext as _

from congress.models import WEIGHT_SCALE
from voting.models import Outcome, Poll
from voting.pages.seating import Seat, radius, seats
from voting.queries.frozen_rules import FrozenRules
from voting.queries.subjects import LoadedSubject, named_subject
from voting.rules.majority import Counts
from voting.rules.outcome import Reason, Rules, Verdict
from voting.rules.quorum import Chamber, QuorumFinding, check_quorum
from voting.rules.quorum_sentences import quorum_recall
from voting.rules.verdict_sentences import (
    Subject,
    count_sentences,
    decision_sentence,
    reason_sentence,
    verdict_sentence,
)
from voting.services.tallying import chamber_of, judged_rules, weighted_chamber

SHOWN = ("for", "against", "abstain", "not_taking_part")


@dataclass(frozen=True, slots=True)
class Result:
    """A poll's outcome in the terms of the rules. `scale`: how many units of `deciding` make one vote."""

    verdict: Verdict
    rules: Rules
    chamber: Chamber
    counts: Counts
    deciding: Counts
    scale: int
    weighted: Chamber | None
    subject: Subject
    entitled: int

    @property
    def sentence(self) -> str:
        """Everything that is proclaimed, in one paragraph, in the reader's language."""
        return verdict_sentence(
            self.verdict, rules=self.rules, chamber=self.chamber, counts=self.deciding, subject=self.subject,
            t=get_translations(), weighted_chamber=self.weighted, scale=self.scale,
        )  # fmt: skip

    @property
    def decision(self) -> str:
        """« L’amendement n° 12 est adopté. »"""
        return decision_sentence(self.verdict, self.subject, get_translations())

    @property
    def arithmetic(self) -> list[str]:
        """« Votants : 113. », « Abstentions : 12. »…, then why where the counts do not show it; none without quorum."""
        t = get_translations()
        if self.verdict.reason is Reason.NO_QUORUM:
            return []
        told = count_sentences(self.deciding, self.weighted or self.chamber, self.rules, t, scale=self.scale)
        why = reason_sentence(self.verdict, self.rules, t)
        return [*told, *([why] if why else [])]

    @property
    def quorum(self) -> str:
        """« Quorum atteint : 106 présents sur 131 en exercice, il en fallait au moins 66. »"""
        return quorum_recall(self.verdict.quorum, self.chamber, get_translations())

    @property
    def shown(self) -> list[tuple[str, int]]:
        """The counts by choice, in heads: for, against, abstain, not_taking_part."""
        counts = self.counts.as_dict()
        return [(choice, int(counts[choice])) for choice in SHOWN]

    @property
    def silent(self) -> int:
        """How many rights to vote were not used."""
        return self.entitled - sum(number for _, number in self.shown)

    @property
    def absent(self) -> int:
        """Serving members neither present nor represented."""
        return max(self.chamber.members - self.entitled, 0)

    @property
    def seats(self) -> list[Seat]:
        """One sign for each serving member: for, abstain, against, not taking part, then those who said nothing."""
        counts = dict(self.shown)
        groups = [(choice, counts[choice]) for choice in ("for", "abstain", "against", "not_taking_part")]
        return seats([*groups, ("absent", self.absent + self.silent)])

    @property
    def drawing_label(self) -> str:
        """The counts in words, for those who do not see the drawing."""
        counts = dict(self.shown)
        said = [
            _("%(num)s pour", num=counts["for"]),
            ngettext("%(num)s abstention", "%(num)s abstentions", counts["abstain"]),
            _("%(num)s contre", num=counts["against"]),
            ngettext("%(num)s ne prend pas part au vote", "%(num)s ne prennent pas part au vote",
                     counts["not_taking_part"]),
            *self._quiet(),
        ]  # fmt: skip
        return _("Hémicycle : %(counts)s", counts=_(", ").join(said))

    @property
    def caption(self) -> str:
        """What the signs are, and the small dots."""
        told = _(
            "Un signe par membre en exercice : %(members)s. Les signes sont rangés par choix, non par place dans la"
            " salle.",
            members=self.chamber.members,
        )
        quiet = self._quiet()
        if not quiet:
            return str(told)
        return str(told + " " + _("Petits points : %(quiet)s.", quiet=_(", ").join(quiet)))

    def _quiet(self) -> list[str]:
        said = []
        if self.absent:
            said.append(ngettext("%(num)s absent non représenté", "%(num)s absents non représentés", self.absent))
        if self.silent:
            said.append(ngettext("%(num)s qui n’a rien exprimé", "%(num)s qui n’ont rien exprimé", self.silent))
        return said

    @property
    def radius(self) -> float:
        """The radius of a sign of the drawing."""
        return radius(self.entitled + self.absent)


def result_of(poll: Poll, outcome: Outcome, subject: LoadedSubject) -> Result:
    """The result of a closed or proclaimed poll."""
    rules, was_requested = judged_rules(poll, FrozenRules.from_names(poll.rules))
    chamber = chamber_of(poll)
    counts, weighted = Counts.from_dict(outcome.counts), Counts.from_dict(outcome.weighted)
    is_weighted = {name: value * WEIGHT_SCALE for name, value in outcome.counts.items()} != outcome.weighted
    deciding = weighted if is_weighted else counts
    verdict = Verdict(
        adopted=outcome.is_adopted,
        reason=outcome.reason,
        quorum=_quorum(poll, outcome, rules, chamber, was_requested=was_requested),
        needed=outcome.needed,
        cast=deciding.cast,
        took_part=deciding.took_part,
    )
    return Result(
        verdict=verdict,
        rules=rules,
        chamber=chamber,
        counts=counts,
        deciding=deciding,
        scale=WEIGHT_SCALE if is_weighted else 1,
        weighted=weighted_chamber(poll) if is_weighted else None,
        subject=named_subject(subject),
        entitled=poll.entitled or 0,
    )


def _quorum(poll: Poll, outcome: Outcome, rules: Rules, chamber: Chamber, *, was_requested: bool) -> QuorumFinding:
    """The check on which the outcome stands: its numbers are frozen, and so is whether it was met."""
    frozen = FrozenRules.from_names(poll.rules)
    found = check_quorum(
        rules.quorum,
        chamber,
        convocation=frozen.convocation,
        item_was_on_first_agenda=frozen.item_was_on_first_agenda,
        requested=was_requested,
        voted=outcome.took_part,
    )
    return replace(found, met=outcome.is_quorum_met)
