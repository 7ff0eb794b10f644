"""What a count of options decides: who is elected at this round, which option is chosen; or nothing yet."""

from types import MappingProxyType
from typing import Final

from flask_babel import gettext as _

from core.errors import Invalid
from voting.models import Poll
from voting.queries.asking.findings import finding
from voting.queries.quorum_readings import quorum_of
from voting.queries.subjects import LoadedSubject
from voting.rules.asking.choosing import OptionFinding
from voting.rules.election import ElectionEnd, ElectionFinding
from voting.rules.methods.tally import Tally
from voting.rules.outcome import Reason, Verdict

_REASONS: Final = MappingProxyType(
    {
        ElectionEnd.ELECTED: Reason.ELECTED,
        ElectionEnd.ELDEST: Reason.ELDEST,
        ElectionEnd.ANOTHER_ROUND: Reason.ANOTHER_ROUND,
        ElectionEnd.NOBODY: Reason.NO_VOTES_CAST,
    }
)


def decide_among(poll: Poll, tally: Tally, *, weighs: bool) -> Verdict:
    """The verdict on the options of a poll, in heads, or in what the votes weigh."""
    took_part = tally.firsts.sum_of(poll.answers.taking_part)
    quorum = quorum_of(poll, took_part)
    found = finding(poll, tally, weighs=weighs)
    if not quorum.met:
        return Verdict(None, Reason.NO_QUORUM, quorum, found.needed, found.cast, took_part)
    is_adopted, reason = (
        (True if found.leaders else None, _REASONS[found.end])
        if isinstance(found, ElectionFinding)
        else _of_options(found)
    )
    return Verdict(is_adopted, reason, quorum, found.needed, found.cast, took_part, found.leaders)


def _of_options(found: OptionFinding) -> tuple[bool | None, Reason]:
    if not found.cast:
        return None, Reason.NO_VOTES_CAST
    if not found.leaders:
        return None, Reason.NOT_MAJORITY
    return (True, Reason.CHOSEN) if found.chosen else (None, Reason.EQUAL)


def require_one_chosen(subject: LoadedSubject) -> None:
    """Nothing unless several have as many votes at the last round: it is to be said who is the eldest of them."""
    if subject.asked is not None and subject.asked.reason is Reason.ELDEST and len(subject.asked.chosen) > 1:
        raise Invalid(_("Dites laquelle de ces personnes est la plus âgée."), "eldest")
