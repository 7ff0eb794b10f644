"""What an import may still change of a motion: its words before anybody worked on them."""

from datetime import datetime

from congress.actors import Actor
from congress.policies import require, secretariat
from core.database import session
from core.errors import NotFound
from core.text.typography import normalise_typography
from motions.models import Cause, Motion, Part
from motions.rules.motion_text import clean_text
from motions.services.motion_services import append_revision, current_revision_of


def update_motion(motion_id: int, title: str, subtitle: str, *, actor: Actor) -> bool:
    """Whether the motion's title or subtitle changed."""
    motion = session().get(Motion, motion_id, with_for_update=True)
    if motion is None:
        raise NotFound("motion")
    require(secretariat(actor, motion.congress))
    wanted = (normalise_typography(title.strip()), normalise_typography(subtitle.strip()))
    if (motion.title, motion.subtitle) == wanted:
        return False
    motion.title, motion.subtitle = wanted
    return True


def update_part(part_id: int, text: str, provenance: str, *, actor: Actor, now: datetime) -> bool:
    """Whether a part's text or provenance changed; a changed text is a new revision (cause: import).

    The caller makes sure that no amendment bears on the part (amendments stand above motions).
    """
    part = session().get(Part, part_id, with_for_update=True)
    if part is None:
        raise NotFound("part")
    require(secretariat(actor, part.motion.congress))
    changed = False
    provenance = normalise_typography(provenance.strip())
    if part.provenance != provenance:
        part.provenance = provenance
        changed = True
    if clean_text(text) != current_revision_of(part).text:
        append_revision(part_id, text, Cause.IMPORT, expected_number=part.current_number, actor=actor, now=now)
        changed = True
    return changed
