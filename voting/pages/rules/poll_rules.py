"""The rule of a poll in one sentence, as it was frozen; and, before it opens, what it will need."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import get_translations

from congress.chamber_models import AgendaItem
from congress.queries.chamber_queries import ChamberNumbers, chamber
from voting.models import Poll, PollState
from voting.queries.foreseen_electorate import electorate_now
from voting.queries.frozen_rules import FrozenRules
from voting.rules.asking.option_sentences import rule_words
from voting.rules.methods.answers import FOR_OR_AGAINST, FOR_OR_AGAINST_ON_PAPER
from voting.rules.methods.method import SHOW_OF_HANDS
from voting.rules.ruling.foreseen import foreseen_sentence
from voting.rules.ruling.rule_sentences import poll_rule_sentence


def rule_of_poll(poll: Poll) -> str:
    """« Règle de ce scrutin : plus de voix pour que de voix contre… », in the reader's language."""
    frozen, t = FrozenRules.from_names(poll.rules), get_translations()
    chosen = rule_words(frozen.chosen_by, frozen.round, t) if frozen.chosen_by else ""
    return poll_rule_sentence(
        frozen.rules, frozen.quorum_checked.value, t, chosen, frozen.colleges, is_second=frozen.is_on_second_convening,
        is_by_hands=poll.method == SHOW_OF_HANDS,
    )  # fmt: skip


def foreseen_of_poll(poll: Poll, numbers: ChamberNumbers | None = None) -> str:
    """« Il faudra 51 voix pour si 101 s’expriment. », while the poll is announced; empty from its opening on."""
    if poll.state is not PollState.ANNOUNCED or not _is_for_or_against(poll):
        return ""
    return _foreseen(poll.item, FrozenRules.from_names(poll.rules), numbers or chamber(poll.sitting_id, poll.item_id))


def _is_for_or_against(poll: Poll) -> bool:
    return poll.answers in (FOR_OR_AGAINST, FOR_OR_AGAINST_ON_PAPER)


def foreseen_on_item(item: AgendaItem, numbers: ChamberNumbers) -> str:
    """The same of the next vote on an item, under the rules that it would freeze."""
    sitting = item.sitting
    return _foreseen(item, FrozenRules.of(sitting.congress, sitting, item, ballot_round=1), numbers)


def _foreseen(item: AgendaItem, frozen: FrozenRules, numbers: ChamberNumbers) -> str:
    if not numbers.entitled:
        return ""
    electorate = electorate_now(item.sitting, numbers, frozen.rules, item.id)
    return foreseen_sentence(frozen.rules, electorate, get_translations(), breaks_ties=frozen.may_be_broken_by_chair)


FILTERS: Mapping[str, Callable[..., Any]] = {"rule_told": rule_of_poll, "foreseen": foreseen_of_poll}
