"""« Remettre aux voix », on the console: the question whose vote was cancelled, or tied, held again in one press."""

from dataclasses import dataclass

from congress.chamber_models import AgendaItem
from voting.models import Poll, PollState
from voting.pages.modes.chosen_by_chair import MethodsAtHand
from voting.queries.asking.given_up import question_to_ask_again
from voting.queries.asking.rounds import NextRound, next_round_of
from voting.rules.methods.method import Method
from voting.services.asking.methods_taken import may_be_put


@dataclass(frozen=True, slots=True)
class HeldAgain:
    """The poll that was cancelled, or tied, and the methods by which its question may be put: its own first."""

    poll: Poll
    methods: tuple[Method, ...]

    @property
    def is_tied(self) -> bool:
        """Whether its votes were as many on both sides: the rule wants a second one."""
        return self.poll.state is PollState.PROCLAIMED


def held_again_on(item: AgendaItem | None, known: MethodsAtHand, ordinary: Method) -> HeldAgain | None:
    """What the chair may put again to the vote on an item between two votes; None where nothing is to be."""
    poll = question_to_ask_again(item.id) if item is not None and item.opened_at and not item.closed_at else None
    asked = poll.subjects[0].question if poll is not None else None
    if poll is None or asked is None:
        return None
    every = dict.fromkeys(known.elective if asked.options else (ordinary, *known.at_once))
    ways = [method for method in every if may_be_put(asked, method)]
    return HeldAgain(poll, tuple(sorted(ways, key=lambda method: method != poll.method)))


def round_to_follow(item: AgendaItem | None, last: Poll | None, again: HeldAgain | None) -> NextRound | None:
    """The round that the last poll of an item leads to; None where its vote was cancelled: it is held again."""
    if item is None or last is None or last.item_id != item.id:
        return None
    begun, done = again.poll.subjects[0].question if again is not None else None, last.subjects[0].question
    is_begun = begun is not None and done is not None and begun.previous_id == done.id
    return None if is_begun else next_round_of(last)
