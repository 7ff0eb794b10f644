"""What the secretariat changes in a text by itself: a mise au point, or the correction of an error: a new version.

Never while the text is put to the vote, never after the letter is frozen; its reason is kept with the version, and what
it changes is told by the comparison of the versions, to everybody.
"""

from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _

from amendments.queries.amendment_queries import live_on
from amendments.services.admissibility import checked_cause, draft_faults, title_faults
from amendments.services.endings import carry_over
from congress.actors import Actor
from congress.policies import require, secretariat
from core.database import session
from core.errors import Invalid, NotFound, RuleBroken
from motions.models import Cause, Part, Revision
from motions.queries.motion_queries import current_revision
from motions.rules.motion_text import clean_text
from motions.services.motion_services import append_revision

KINDS = (Cause.EDITORIAL, Cause.CORRECTION)


def revise_text(
    part_id: int, text: str, kind: Cause | None, because: str, *, expected_number: int, actor: Actor, now: datetime
) -> int:
    """The id of the new version of a part; the amendments still to decide are carried over to it.

    `expected_number`: of the version that was corrected; `TextChanged` if the text is at another one by now.
    """
    part = session().get(Part, part_id, with_for_update=True, populate_existing=True)
    if part is None:
        raise NotFound(_("Cette partie de la motion n’existe pas."))
    congress = part.motion.congress
    require(secretariat(actor, congress))
    _require_revisable(part, kind)
    said = checked_cause(because, _("Dites pourquoi le texte change\u00a0: tout le monde le lira."))
    clean, current = clean_text(text), current_revision(part_id)
    for fault in faults_of(clean, current.text):
        raise fault
    revision_id = append_revision(
        part_id, clean, kind or Cause.EDITORIAL, because=said, expected_number=expected_number, actor=actor, now=now
    )
    session().flush()
    with force_locale(congress.locale):
        satisfied = _("Le texte dit ce qu’il propose depuis qu’il a été corrigé.")
    others, revision = live_on(part_id), session().get_one(Revision, revision_id)
    carry_over(others, revision, because=satisfied, actor=actor, now=now)
    session().flush()
    return revision_id


def faults_of(clean: str, current: str) -> list[Invalid]:
    """Every reason not to take this text in place of the one in force; none when it may."""
    if clean == current:
        return [Invalid(_("Aucune différence\u00a0: il n’y a rien à enregistrer."), "text")]
    if not any(character.isalnum() for character in clean):
        return [Invalid(_("Le texte est vide."), "text")]
    return [*draft_faults(title="", reasons="", text=clean), *title_faults(clean, current)]


def refusal_to_revise(part: Part, kind: Cause = Cause.CORRECTION) -> str:
    """Why nothing of a part may be corrected (or put right) now, in a sentence; empty when something may."""
    try:
        _require_revisable(part, kind)
    except RuleBroken as broken:
        return broken.sentence
    return ""


def _require_revisable(part: Part, kind: Cause | None) -> None:
    if kind not in KINDS:
        raise Invalid(_("Choisissez ce que vous changez."), "kind")
    if part.motion.congress.letter_frozen_at is not None:
        raise RuleBroken(_("La lettre est figée sur le texte adopté\u00a0: il ne change plus."))
    if part.under_vote:
        raise RuleBroken(_("Ce texte est mis aux voix\u00a0: il ne change pas avant la proclamation."))
    if part.announced_in is not None:
        raise RuleBroken(
            _(
                "Le scrutin n°\u00a0%(number)s est annoncé sur ce texte\u00a0: il ne change pas avant que ce scrutin"
                " soit proclamé ou annulé.",
                number=part.announced_in,
            )
        )
    if kind is Cause.EDITORIAL and part.is_decided:
        raise RuleBroken(_("Ce texte a été voté\u00a0: il ne se met plus au point, seule une erreur s’y corrige."))
