"""Who may read points of view, and when."""

from datetime import datetime

from congress.actors import Actor
from congress.models import Congress
from congress.policies import can_see


def viewpoints_readers(actor: Actor, congress: Congress) -> bool:
    """Those to whom points of view are visible in this congress."""
    return can_see(congress.viewpoints_visible, actor, congress)


def may_see_positions(actor: Actor, congress: Congress, now: datetime, *, has_given: bool) -> bool:
    """Whether the positions on a proposal show: to its readers, once they gave theirs or once all is closed.

    Nobody's answer should lean on the others': the secretariat waits for the closing as everybody does.
    """
    return viewpoints_readers(actor, congress) and (has_given or congress.viewpoints_window.is_over(now))
