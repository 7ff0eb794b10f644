"""One press on the chair's console is one step: it counts for the step that its page showed, never for the next one.

A double click, a thumb that presses twice, a page kept open in a second window: the step is taken once, and what comes
after says so in a sentence. Held here, in the transaction that takes the step, so that it holds without JavaScript.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from flask_babel import gettext as _

from congress.actors import Actor
from congress.chamber_models import Sitting
from congress.policies import require_chair, require_chair_or_secretariat
from congress.services.sitting_locking import locked_sitting
from core.clock import follows_too_soon
from core.database import session
from core.errors import RuleBroken
from voting.models import Poll
from voting.queries.state_queries import step_shown
from voting.rules.pace import PAUSE
from voting.services.discussion_services import pending_poll

T = TypeVar("T")


class AnotherStep(RuleBroken):
    """The page from which the chair pressed shows a step that is past."""


class TooSoon(RuleBroken):
    """The press follows the last step too closely to have been meant for this one."""


def take_step(
    sitting_id: int,
    work: Callable[[], T],
    *,
    seen: str,
    by_secretariat: bool,
    shown: Callable[[Sitting], str] = step_shown,
    actor: Actor,
    machine: datetime,
) -> T:
    """What the work answers, if the step that the page showed (`seen`) is the one at hand; else a refusal.

    `machine`: the instant by the machine's clock, from which the next step is counted. `by_secretariat`: the
    secretariat may take this step too. `shown`: what a page shows now, in a word. The pending poll's row is held before
    the sitting's, as every step does.
    """
    poll = pending_poll(sitting_id)
    if poll is not None:
        session().get(Poll, poll.id, with_for_update=True, populate_existing=True)
    sitting = locked_sitting(sitting_id)
    if by_secretariat:
        require_chair_or_secretariat(actor, sitting.congress, sitting_id)
    else:
        require_chair(actor, sitting_id)
    if seen != shown(sitting):
        raise AnotherStep(
            _("La séance a avancé depuis que cette page s’est affichée\u00a0: votre appui n’a rien fait de plus."
              " Voici où elle en est.")
        )  # fmt: skip
    if follows_too_soon(sitting.stepped_at, machine, PAUSE):
        raise TooSoon(
            _("Cet appui suit de trop près le précédent\u00a0: il n’a rien fait. Lisez l’étape ci-dessous, puis appuyez"
              " de nouveau.")
        )  # fmt: skip
    answer = work()
    sitting.stepped_at = machine
    return answer
