"""Whether a sitting is held at a distance, and what its law makes of that (docs/rules/presets.md)."""

from flask_babel import gettext as _
from sqlalchemy import select

from congress.chamber_models import Presence, PresenceMode, Sitting, SittingKind
from congress.models import RoomKind
from congress.rules.presets.law import Breach, Prohibition, article_against
from congress.rules.rule_names import Body
from core.database import session


def is_at_a_distance(sitting: Sitting) -> bool:
    """Whether members take part at a distance: by the room that was chosen, or because one is present so."""
    if sitting.room is not None and sitting.room.kind is not RoomKind.PHYSICAL:
        return True
    there = select(Presence.id).where(
        Presence.sitting_id == sitting.id, Presence.left_at.is_(None), Presence.mode == PresenceMode.REMOTE
    )
    return session().scalar(there.limit(1)) is not None


def distance_told(sitting: Sitting) -> str:
    """What the minutes of an EPCI's council say of a sitting held at a distance, and of its broadcast; else nothing.

    Whoever left since counts too. Without a link nothing says that the public could follow it.
    """
    if sitting.congress.body is not Body.EPCI or sitting.kind is not SittingKind.PLENARY:
        return ""
    far = select(Presence.id).where(Presence.sitting_id == sitting.id, Presence.mode == PresenceMode.REMOTE)
    if not is_at_a_distance(sitting) and session().scalar(far.limit(1)) is None:
        return ""
    if sitting.room is None or not sitting.room.url:
        return _("La séance s’est tenue, en tout ou en partie, à distance (CGCT, art.\u00a0L5211-11-1). Aucun lien de"
                 " retransmission en direct n’est renseigné.")  # fmt: skip
    return _("La séance s’est tenue, en tout ou en partie, à distance, et a été retransmise en direct au public (CGCT,"
             " art.\u00a0L5211-11-1)\u00a0: %(url)s", url=sitting.room.url)  # fmt: skip


def breach_of_hands(sitting: Sitting) -> Breach | None:
    """What forbids a vote by show of hands at this sitting now, or nothing: at a distance a council votes in public.

    A show of hands keeps no name, as a public vote does. What is decided in preparation is no vote of the council.
    """
    article = article_against(sitting.congress.body, Prohibition.HANDS_AT_A_DISTANCE)
    if not article or sitting.kind is not SittingKind.PLENARY or not is_at_a_distance(sitting):
        return None
    return Breach(Prohibition.HANDS_AT_A_DISTANCE, article)
