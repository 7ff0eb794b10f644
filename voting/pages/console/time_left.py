"""What is left of a sitting that is on, and for each vote, in the words of the head of the console."""

from datetime import datetime

from flask_babel import gettext as _

from congress.chamber_models import Sitting, SittingState

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
