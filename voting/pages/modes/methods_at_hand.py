"""The methods that the chair may choose at this step of the console: for the vote at hand, or to go on by."""

from dataclasses import dataclass

from voting.models import Poll, PollState
from voting.rules.methods.method import AT_ONCE, Method, ways_on
from voting.services.modes.declaring import must_count


@dataclass(frozen=True, slots=True)
class MethodsAtHand:
    """What the chair may choose now."""

    at_once: tuple[Method, ...] = ()  # by which the vote at hand may be put in one press
    ways_on: tuple[Method, ...] = ()  # by which the open poll may go on
    must_count: bool = False  # whether the hands have to be counted, in the open poll


def methods_at_hand(poll: Poll | None, *, is_announcing: bool) -> MethodsAtHand:
    """The methods for a console whose chair is about to announce a vote, or whose poll waits for its end."""
    if is_announcing:
        return MethodsAtHand(at_once=AT_ONCE)
    if poll is None or poll.state != PollState.OPEN:
        return MethodsAtHand()
    return MethodsAtHand(ways_on=ways_on(poll.method), must_count=poll.method.is_declared and must_count(poll))
