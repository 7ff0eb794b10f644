"""A vote by show of hands: the chair looks, and declares what is decided; counting the hands is optional.

One press closes and proclaims. Where hands were counted, the rules of the congress decide on the numbers, and a
declaration that says otherwise is refused.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import get_translations
from flask_babel import gettext as _

from congress.actors import Actor
from congress.models import WEIGHT_SCALE
from congress.policies import require_chair
from core.database import session
from core.errors import Invalid, RuleBroken
from voting.models import Poll, PollState
from voting.queries.frozen_rules import FrozenRules
from voting.rules.majority import MajorityRule
from voting.rules.methods.choice_words import choose_one
from voting.rules.methods.tally import Tally, Voices
from voting.rules.outcome import Reason, Verdict
from voting.services import tallying
from voting.services.poll_rows import locked_poll, require_poll_state
from voting.services.poll_services import lock_outcome, proclaim_poll, require_as_shown


@dataclass(frozen=True, slots=True)
class Declaration:
    """What the chair declares: adopted or not; `hands` by choice where they were counted; the chair's own vote."""

    is_adopted: bool
    hands: Mapping[str, int] = field(default_factory=dict)
    own: str = ""


def declare(
    poll_id: int, said: Declaration, *, shown: str, confirmed: Collection[int] = (), actor: Actor, now: datetime
) -> Verdict:
    """The verdict of a show of hands, closed and proclaimed.

    `shown`, `confirmed`: as for `proclaim_as_shown`, where it is adopted.
    """
    poll, sitting = locked_poll(poll_id)
    require_chair(actor, sitting.id)
    require_poll_state(poll, PollState.OPEN)
    if not poll.method.is_declared:
        raise RuleBroken(_("Ce scrutin ne se tient pas à main levée\u00a0: son résultat se compte."))
    counted = tallying.of_tally(poll, _hands(poll, said.hands), _own(poll, said.own))
    verdict = _decided(poll, said, counted)
    if verdict.adopted:
        require_as_shown(poll, shown, if_adopted=True)
    lock_outcome(poll, counted, verdict, actor=actor, now=now)
    session().flush()
    proclaim_poll(poll_id, confirmed=confirmed, actor=actor, now=now)
    return verdict


def must_count(poll: Poll) -> bool:
    """Whether what is seen is not enough: another majority than that of the votes cast, a quorum of those who voted."""
    rules = FrozenRules.from_names(poll.rules).rules
    return rules.majorities != (MajorityRule.ABSOLUTE_CAST,) or rules.quorum.judged_at_closing


def _hands(poll: Poll, hands: Mapping[str, int]) -> Tally:
    """The hands that were counted, all choices together no more than the members called to vote; empty: none were."""
    if not hands:
        if must_count(poll):
            raise Invalid(_("Ce vote se décide sur des nombres\u00a0: comptez les mains."), "hands")
        return Tally({})
    if sum(hands.values()) > (poll.entitled or 0):
        raise Invalid(
            _("Vous comptez %(hands)s mains pour %(entitled)s membres appelés à voter\u00a0: comptez de nouveau.",
              hands=sum(hands.values()), entitled=poll.entitled), "hands",
        )  # fmt: skip
    return Tally({one: Voices(hands.get(one, 0), hands.get(one, 0) * WEIGHT_SCALE)
                  for one in poll.answers.offered})  # fmt: skip


def _own(poll: Poll, choice: str) -> str | None:
    if choice and choice not in poll.answers.offered:
        raise Invalid(choose_one(poll.answers, get_translations()), "own")
    return choice or None


def _decided(poll: Poll, said: Declaration, counted: tallying.CountedBallots) -> Verdict:
    if not counted.tally.voices:
        return tallying.declared(poll, is_adopted=said.is_adopted)
    verdict = tallying.decide(poll, counted)
    may_break = FrozenRules.from_names(poll.rules).may_be_broken_by_chair
    if verdict.reason is Reason.TIE and counted.chair_choice is None and may_break:
        raise Invalid(_("Les voix sont partagées à égalité\u00a0: dites votre propre vote, qui départage."), "own")
    if verdict.adopted is not None and verdict.adopted != said.is_adopted:
        raise RuleBroken(
            _("Les mains comptées disent le contraire\u00a0: rien n’est proclamé. Relisez les nombres, ou votre appui.")
        )
    return verdict
