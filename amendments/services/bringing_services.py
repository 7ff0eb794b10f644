"""A proposal that the secretariat brings as a document: a new one, or the words of one that nobody amended."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import func, select

import redline
from amendments.models import Amendment
from amendments.services.admissibility import draft_faults, title_faults
from congress.actors import Actor
from congress.policies import require, secretariat
from congress.services.planning_services import put_on_agendas
from core.database import session
from core.digest import sha256_text
from core.errors import Invalid, NotFound, RuleBroken
from motions.models import Motion, Part, PartKind, Revision
from motions.rules.motion_text import clean_text
from motions.services.import_services import texts_in_use, update_part
from motions.services.motion_services import add_part


def bring_proposal(motion_id: int, number: int | None, text: str, *, actor: Actor, now: datetime) -> int:
    """The number of the proposal that has this text now: `number`, or a new one after the last where it is None."""
    motion = session().get(Motion, motion_id, with_for_update=True)
    if motion is None:
        raise NotFound(_("Ce congrès n’a pas encore de motion."))
    require(secretariat(actor, motion.congress))
    if told := texts_in_use(motion):
        raise RuleBroken(told[:1].upper() + told[1:])
    clean = clean_text(text)
    for fault in text_faults(clean):
        raise fault
    if number is None:
        number = _add(motion, clean, actor=actor, now=now)
        put_on_agendas(motion.congress_id, number, title_of(clean), actor=actor, now=now)
        return number
    part = session().scalar(select(Part).where(Part.motion_id == motion_id, Part.number == number))
    if part is None:
        raise NotFound(_("Il n’y a pas de proposition n°\u00a0%(number)s dans ce congrès.", number=number))
    if refusal := refusal_to_replace(part):
        raise RuleBroken(refusal)
    if not update_part(part.id, clean, part.provenance, actor=actor, now=now):
        raise _already_said(number)
    put_on_agendas(motion.congress_id, number, title_of(clean), actor=actor, now=now)
    return number


def title_of(clean: str) -> str:
    """The words of a proposal's title."""
    title = redline.parse(clean).title
    return title.body if title else ""


def _already_said(number: int | None) -> Invalid:
    return Invalid(_("La proposition n°\u00a0%(number)s dit déjà cela.", number=number), "text")


def text_faults(clean: str) -> list[Invalid]:
    """Every reason not to take this text for a proposal; none when it may."""
    if not any(character.isalnum() for character in clean):
        return [Invalid(_("Le texte est vide."), "text")]
    if found := draft_faults(title="", reasons="", text=clean):
        return found
    if not title_of(clean):
        return [
            Invalid(
                _(
                    "Le titre manque\u00a0: écrivez «\u00a0#\u00a0» et un espace devant la ligne qui est le titre, ou"
                    " donnez-lui le style «\u00a0Titre\u00a01\u00a0» dans le document."
                ),
                "text",
            )
        ]
    if len(redline.parse(clean).blocks) == 1:
        return [Invalid(_("Ce texte n’a qu’un titre\u00a0: il lui faut au moins un alinéa."), "text")]
    return title_faults(clean, "")


def refusal_to_replace(part: Part) -> str:
    """Why a document does not take the place of this text; empty when it may: nobody worked on its words yet."""
    if part.is_decided:
        return _(
            "La proposition n°\u00a0%(number)s est déjà votée\u00a0: son texte ne change plus.", number=part.number
        )
    if session().scalar(select(Amendment.id).where(Amendment.part_id == part.id).limit(1)) is not None:
        return _(
            "La proposition n°\u00a0%(number)s a déjà des amendements\u00a0: son texte ne se remplace plus d’un coup.",
            number=part.number,
        )
    return ""


def _add(motion: Motion, clean: str, *, actor: Actor, now: datetime) -> int:
    """A new proposal before the closing, which gives it its place; a second press brings the same text only once."""
    in_force = (Revision.part_id == Part.id) & (Revision.number == Part.current_number)
    same = select(Part.number).join(Revision, in_force).where(Part.motion_id == motion.id, Part.number.is_not(None))
    if (found := session().scalar(same.where(Revision.sha256 == sha256_text(clean)).limit(1))) is not None:
        raise _already_said(found)
    numbers = select(func.coalesce(func.max(Part.number), 0)).where(Part.motion_id == motion.id)
    number = int(session().scalar(numbers) or 0) + 1
    position = int(session().scalar(select(func.max(Part.position)).where(Part.motion_id == motion.id)) or 0) + 1
    closing = session().scalar(select(Part).where(Part.motion_id == motion.id, Part.kind == PartKind.CLOSING))
    if closing is not None and closing.position is not None:
        position, closing.position = closing.position, position
        session().flush()
    add_part(
        motion.id, PartKind.PROPOSAL, number=number, position=position, text=clean, provenance="", actor=actor, now=now
    )
    return number
