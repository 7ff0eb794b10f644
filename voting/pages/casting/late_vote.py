"""A vote that came after the closing: kept in the browser's signed cookie, so that its page tells it again.

Nothing of it is written in the database: it is no ballot. What it said is not kept either.
"""

from datetime import datetime

from flask import session as cookie
from flask_babel import gettext as _

from congress.actors import Actor
from congress.moments import hour_in_words
from voting.models import Poll, PollState
from voting.queries.poll_queries import current_and_last_of

LATE = "late"  # in the signed cookie: congress, poll, member, and when by the congress's clock


def remember_late(poll: Poll, actor: Actor, now: datetime) -> None:
    """Keep that a vote came too late, where it is the closing that refused it; the last one alone is kept."""
    if poll.closed_at is not None and poll.state in (PollState.CLOSED, PollState.PROCLAIMED):
        cookie[LATE] = [poll.congress.slug, poll.number, actor.member_id, now.isoformat()]


def is_told_late(slug: str, number: int) -> bool:
    """Whether this browser may have to be told, on the page of a poll, that its vote came too late."""
    return list(cookie.get(LATE, ())[:2]) == [slug, number]


def late_told(poll: Poll, actor: Actor) -> str:
    """« Le vote que vous avez envoyé est arrivé à 14 h 33 min 02 s, après la clôture : il n’est pas enregistré. »

    To whom it happened, as long as no other poll of the sitting is proclaimed; else nothing.
    """
    if not is_told_late(poll.congress.slug, poll.number) or cookie[LATE][2] != actor.member_id:
        return ""
    last = current_and_last_of(poll.sitting_id)[1]
    if last is not None and last.number > poll.number:
        return ""
    hour = hour_in_words(poll.congress, datetime.fromisoformat(cookie[LATE][3]), seconds=True)
    return str(
        _(
            "Le vote que vous avez envoyé est arrivé à %(hour)s, après la clôture\u00a0: il n’est pas enregistré.",
            hour=hour,
        )
    )
