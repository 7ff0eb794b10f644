"""Whether a sitting is held at a distance, and what its law makes of that (docs/rules/presets.md)."""

from sqlalchemy import select

from congress.chamber_models import Presence, PresenceMode, Sitting, SittingKind
from congress.models import RoomKind
from congress.rules.presets.law import Breach, Prohibition, article_against
from core.database import session


def is_at_a_distance(sitting: Sitting) -> bool:
    """Whether members take part at a distance: by the room that was chosen, or because one is present so."""
    if sitting.room is not None and sitting.room.kind is not RoomKind.PHYSICAL:
        return True
    there = select(Presence.id).where(
        Presence.sitting_id == sitting.id, Presence.left_at.is_(None), Presence.mode == PresenceMode.REMOTE
    )
    return session().scalar(there.limit(1)) is not None


def breach_of_hands(sitting: Sitting) -> Breach | None:
    """What forbids a vote by show of hands at this sitting now, or nothing: at a distance a council votes in public.

    A show of hands keeps no name, as a public vote does. What is decided in preparation is no vote of the council.
    """
    article = article_against(sitting.congress.body, Prohibition.HANDS_AT_A_DISTANCE)
    if not article or sitting.kind is not SittingKind.PLENARY or not is_at_a_distance(sitting):
        return None
    return Breach(Prohibition.HANDS_AT_A_DISTANCE, article)
