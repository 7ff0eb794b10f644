"""What the chair is told of themselves: gone, presiding still; before a vote, what a tie could leave to their voice."""

from dataclasses import dataclass

from flask_babel import gettext as _

from congress.chamber_models import Sitting, SittingState
from congress.models import Member
from congress.moments import hour_in_words
from congress.queries import chamber_queries
from voting.models import Poll, PollState, RightToVote
from voting.queries import poll_queries
from voting.queries.carried_rights import carried_for
from voting.queries.frozen_rules import FrozenRules


@dataclass(frozen=True, slots=True)
class ChairTold:
    """What the chair is told of themselves, in a sentence; whether they may vote now, and are led to it."""

    sentence: str = ""
    may_vote: bool = False


def chair_told(sitting: Sitting, poll: Poll | None, chair: Member | None) -> ChairTold:
    """Whether they left, and preside over the sitting all the same; else `chair_warning`."""
    if chair is None or sitting.state not in (SittingState.OPEN, SittingState.SUSPENDED):
        return ChairTold()
    left_at = chamber_queries.departure_of(sitting.id, chair.id)
    if left_at is not None:
        said = _(
            "Votre départ est enregistré à %(hour)s\u00a0: vous ne comptez plus parmi les présents, et vous présidez"
            " jusqu’à ce que vous cédiez la présidence.",
            hour=hour_in_words(sitting.congress, left_at),
        )
        return ChairTold(said)
    own = own_right(poll, chair)
    return ChairTold(chair_warning(poll, chair, own), own is not None)


def chair_warning(poll: Poll | None, chair: Member | None, own: RightToVote | None) -> str:
    """Why the chair's vote would not break a tie as things stand; nothing where it would, or where none may.

    Before the opening, whether the chair is there to be called to vote; then whether they are, and have voted for or
    against with their `own` right (`own_right`).
    """
    if poll is None or chair is None or poll.state not in (PollState.ANNOUNCED, PollState.OPEN):
        return ""
    if not poll.method.is_by_device or not FrozenRules.from_names(poll.rules).may_be_broken_by_chair:
        return ""
    if poll.state == PollState.ANNOUNCED:
        return _before_opening(poll, chair)
    if own is None and carried_for(poll.id, chair.id) is not None:
        return _("Votre voix est portée par un pouvoir\u00a0: en cas d’égalité, elle ne pourra pas départager.")
    if own is None:
        return _(
            "Vous n’êtes pas parmi les membres appelés à voter\u00a0: en cas d’égalité,"
            " aucune voix ne pourra départager."
        )
    if own.ballot is None:
        return _("Vous n’avez pas voté\u00a0: en cas d’égalité, votre voix ne pourra pas départager.")
    if own.ballot.choice not in poll.answers.expressed:
        return _(
            "Votre vote n’est ni «\u00a0Pour\u00a0» ni «\u00a0Contre\u00a0»\u00a0: en cas d’égalité,"
            " votre voix ne pourra pas départager."
        )
    return ""


def own_right(poll: Poll | None, chair: Member | None) -> RightToVote | None:
    """The chair's right to vote, where it is in their own hands: the only one that can break a tie."""
    if poll is None or chair is None:
        return None
    held = poll_queries.rights_of(poll.id, chair.id)
    return next((right for right in held if right.principal_id == chair.id), None)


def _before_opening(poll: Poll, chair: Member) -> str:
    if not chair.is_elector:
        return _("Vous présidez sans voter\u00a0: en cas d’égalité, aucune voix ne pourra départager.")
    if chamber_queries.presence_of(poll.sitting_id, chair.id) is None:
        return _(
            "Votre présence n’est pas dite\u00a0: si vous ouvrez ce scrutin, vous n’y voterez pas et, en cas d’égalité,"
            " aucune voix ne pourra départager."
        )
    return ""
