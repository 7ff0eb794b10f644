"""Reserving: the vote on an amendment waits for those on the others of its text, then comes before the text itself.

Who may is decided by `voting`, that calls these verbs.
"""

from datetime import datetime

from flask_babel import gettext as _

from amendments.queries.amendment_history import CALLED, RESERVED
from amendments.services.locking import locked, require_no_vote, require_published
from congress.actors import Actor
from core import journal


def reserve(amendment_id: int, *, actor: Actor, now: datetime) -> None:
    """Its vote is put off. A second time changes nothing."""
    amendment = locked(amendment_id)
    require_published(amendment)
    require_no_vote(amendment, _("Cet amendement est mis aux voix."))
    if amendment.reserved_at is not None:
        return
    amendment.reserved_at = now
    stream = amendment.motion.congress.stream
    journal.record(stream, RESERVED, actor=actor.pseudonym, now=now, amendment=amendment.id)


def call(amendment_id: int, *, actor: Actor, now: datetime) -> None:
    """It is voted at its place again. A second time changes nothing."""
    amendment = locked(amendment_id)
    require_published(amendment)
    if amendment.reserved_at is None:
        return
    amendment.reserved_at = None
    stream = amendment.motion.congress.stream
    journal.record(stream, CALLED, actor=actor.pseudonym, now=now, amendment=amendment.id)
