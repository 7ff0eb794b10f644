"""A round of an election in a list of polls: which it is, and what each candidate had. Each is a poll of its own."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from flask_babel import get_translations
from flask_babel import gettext as _

from core.text.reader import enumeration
from voting.models import Poll, PollState
from voting.queries.asking.question_words import asked_name
from voting.queries.asking.subject_words import named_subject
from voting.queries.counted_polls import counted_poll
from voting.queries.subjects import subject_at_hand
from voting.rules.count_sentences import shown_counts
from voting.rules.outcome import Reason
from voting.subject_models import QuestionKind


def election_round(poll: Poll) -> str:
    """« Élection, deuxième tour »; empty of any other poll."""
    question = poll.subjects[0].question
    return asked_name(question) if question is not None and question.kind is QuestionKind.ELECTION else ""


def round_counts(poll: Poll) -> str:
    """« Mme Ada Durand : 12 et M. Béla Roux : 9 », of a round that was proclaimed; empty where nothing was counted."""
    if poll.state is not PollState.PROCLAIMED or poll.outcome is None or poll.outcome.reason is Reason.NO_QUORUM:
        return ""
    counted = counted_poll(poll, poll.outcome, named_subject(subject_at_hand(poll)))
    return enumeration(
        _("%(name)s\u00a0: %(number)s", name=line.name, number=line.figure)
        for line in shown_counts(counted, get_translations())
        if line.name
    )


FILTERS: Final[Mapping[str, Callable[..., Any]]] = MappingProxyType(
    {"election_round": election_round, "round_counts": round_counts}
)
