"""A vote put at once: announced and opened in one press, by the method that the chair chose; or going on by another.

Where the network fails, or hands are in doubt, the poll is cancelled with its reason and the linked one is opened in
the same transaction: nobody is left between two polls.
"""

from datetime import datetime

from flask_babel import force_locale, get_translations
from flask_babel import gettext as _

from congress.actors import Actor
from congress.chamber_models import QuorumCheck
from congress.policies import require_chair
from core.database import session
from core.errors import RuleBroken
from voting.models import PollState
from voting.queries.subjects import SubjectKeys
from voting.rules.methods.method import Method
from voting.rules.methods.method_words import why_words
from voting.services.asking.methods_taken import ways_on_of
from voting.services.poll_rows import locked_poll, require_poll_state
from voting.services.poll_services import announce_poll, cancel_poll, hold_again, open_poll


def put_to_vote(
    item_id: int, subject: SubjectKeys, method: Method, *, because: str | None = None, actor: Actor, now: datetime
) -> QuorumCheck | None:
    """The check of the quorum under which the vote is open; unmet, it stays announced. None where none is due.

    `because`: as `announce_poll` takes it.
    """
    poll_id = announce_poll(item_id, subject, method=method, because=because, actor=actor, now=now)
    return open_poll(poll_id, actor=actor, now=now)


def go_on_by(poll_id: int, method: Method, *, actor: Actor, now: datetime) -> QuorumCheck | None:
    """The check under which the linked poll is open, by another method; the poll that was open is cancelled.

    By the chair alone, from a poll that is open; to what its own method may give way to.
    """
    poll, sitting = locked_poll(poll_id)
    require_chair(actor, sitting.id)
    require_poll_state(poll, PollState.OPEN)
    if method not in ways_on_of(poll):
        raise RuleBroken(_("Ce scrutin ne peut pas se poursuivre de cette façon."))
    with force_locale(poll.congress.locale):
        because = why_words(poll.method, method, get_translations())
    cancel_poll(poll_id, because, actor=actor, now=now)
    session().flush()
    return open_poll(hold_again(poll, method=method, actor=actor, now=now), actor=actor, now=now)
