"""What stands at the head of the console: what is left of a sitting, and for each vote; a quorum that is missing."""

from datetime import datetime

from flask_babel import gettext as _

from congress.chamber_models import AgendaItem, Sitting, SittingState
from voting.pages.console.vote_at_hand import AtHand
from voting.services.challenge.put_off import unmet_request, unmet_sentence

MOST_MINUTES = 12 * 60  # of what is left of a sitting
MOST_SECONDS_EACH = 30 * 60  # for one vote


def time_left(sitting: Sitting, votes: int, now: datetime) -> str:
    """What is left of a sitting that is on, and for each vote; nothing where an hour or a half-day says nothing."""
    minutes = int((sitting.ends_at - now).total_seconds() // 60)
    if sitting.state not in (SittingState.OPEN, SittingState.SUSPENDED) or not 0 < minutes < MOST_MINUTES:
        return ""
    left = _("%(minutes)s\u00a0min", minutes=minutes)
    if minutes >= 60:
        left = _("%(hours)s\u00a0h\u00a0%(minutes)s", hours=minutes // 60, minutes=f"{minutes % 60:02d}")
    each = minutes * 60 // votes if votes else 0
    if not 0 < each < MOST_SECONDS_EACH:
        return str(left)
    seconds = f"{each % 60:02d}"
    return str(
        _("%(left)s\u00a0: %(minutes)s\u00a0min %(seconds)s par vote", left=left, minutes=each // 60, seconds=seconds)
    )


def unmet_told(sitting: Sitting, item: AgendaItem | None, hand: AtHand | None) -> str:
    """What a check that somebody asked for found, while it stops the votes on an item; empty where none does."""
    may_stop = item is not None and (hand is None or hand.refusal)  # it stops the vote at hand too, if there is one
    check = unmet_request(sitting, item) if may_stop and item is not None else None
    return unmet_sentence(check) if check is not None else ""
