"""What an import may still change of a motion: its words before anybody worked on them."""

from datetime import datetime

from flask_babel import gettext as _

from congress.actors import Actor
from congress.policies import require, secretariat
from congress.queries.chamber_queries import live_plenary
from core import journal
from core.database import session
from core.digest import sha256_text
from core.errors import NotFound, RuleBroken
from core.text.typography import normalise_typography
from motions.models import Cause, Motion, MotionState, Part
from motions.rules.motion_text import clean_text
from motions.services.motion_services import append_revision, current_revision_of


def texts_in_use(motion: Motion) -> str:
    """Why, and until when, an import changes neither title nor text of a motion; empty when it may."""
    told = ""
    if motion.state != MotionState.IN_DISCUSSION:
        told = _("l’ensemble de la motion a été voté : rien n’en est changé.")
    elif (live := live_plenary(motion.congress_id)) is not None:
        told = _(
            "la séance n° %(number)s est ouverte : titre et textes de la motion ne changent pas avant sa clôture.",
            number=live.number,
        )
    return told


def update_motion(motion_id: int, title: str, subtitle: str, *, actor: Actor, now: datetime) -> bool:
    """Whether the motion's title or subtitle changed; refused while a plenary sits, and once the whole is voted."""
    motion = session().get(Motion, motion_id, with_for_update=True)
    if motion is None:
        raise NotFound("motion")
    require(secretariat(actor, motion.congress))
    wanted = (normalise_typography(title.strip()), normalise_typography(subtitle.strip()))
    if (motion.title, motion.subtitle) == wanted:
        return False
    _require_free(motion)
    motion.title, motion.subtitle = wanted
    journal.record(
        motion.congress.stream, "motion_retitled", actor=actor.pseudonym, now=now, motion=motion.id,
        sha256=sha256_text("\n".join(wanted)),
    )  # fmt: skip
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
        _require_free(part.motion)
        part.provenance = provenance
        stream = part.motion.congress.stream
        journal.record(stream, "provenance_changed", actor=actor.pseudonym, now=now, part=part.id)
        changed = True
    if clean_text(text) != current_revision_of(part).text:
        _require_free(part.motion)
        append_revision(part_id, text, Cause.IMPORT, expected_number=part.current_number, actor=actor, now=now)
        changed = True
    return changed


def _require_free(motion: Motion) -> None:
    if told := texts_in_use(motion):
        raise RuleBroken(told)
