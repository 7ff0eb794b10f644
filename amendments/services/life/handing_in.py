"""Handing a draft in, whatever it is: an amendment, a sub-amendment, the rectification of one."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from amendments import policies
from amendments.models import Amendment, AmendmentStatus
from amendments.queries.amendment_queries import known_revision, unknown_amendment
from amendments.rules.carry_over import KnownText, carry
from amendments.services.amendment_services import submit
from amendments.services.life.rectifying import RectifiedMeanwhile, rectify
from amendments.services.life.sub_amending import submit_sub_draft
from amendments.services.locking import locked
from congress.actors import Actor
from core.database import session
from core.errors import Invalid, RuleBroken
from motions.queries.motion_queries import current_revision


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A receipt (« D-0042 »); or, of a rectification, what the amendment is called now and its address."""

    receipt: str = ""
    label: str = ""
    address: str = ""
    is_sub: bool = False


def hand_in(draft_id: int, *, actor: Actor, now: datetime) -> Acknowledged:
    """What becomes of a draft that its author hands in; refused, it is kept."""
    draft = locked(draft_id)
    if draft.parent_id is None and draft.rectifies_id is None:
        return Acknowledged(submit(draft_id, actor=actor, now=now))
    if not policies.may_write(actor, draft):
        raise unknown_amendment()
    if draft.status != AmendmentStatus.DRAFT:
        raise RuleBroken(_("Cet amendement est déjà déposé, reçu %(receipt)s.", receipt=draft.receipt))
    if draft.parent_id is not None:
        return Acknowledged(submit_sub_draft(draft_id, actor=actor, now=now).receipt, is_sub=True)
    return _rectified(draft, actor=actor, now=now)


def _rectified(draft: Amendment, *, actor: Actor, now: datetime) -> Acknowledged:
    """The amendment says what the draft says: nothing of the draft is left but that."""
    amendment = draft.rectifies
    if amendment is None:
        raise ValueError(f"draft {draft.id} rectifies nothing")
    label = rectify(
        amendment.id, text=_on_text_in_force(draft, amendment), title=draft.title, reasons=draft.reasons,
        seen_version=draft.rectifies_version or 0, actor=actor, now=now,
    )  # fmt: skip
    address = amendment.address
    session().delete(draft)
    return Acknowledged(label=label, address=address)


def _on_text_in_force(draft: Amendment, amendment: Amendment) -> str:
    """What the draft says, carried over to the text in force where that changed since."""
    current = current_revision(draft.part_id)
    if amendment.is_sub or current.id == draft.base_revision_id:
        return draft.text
    carried = carry(
        known_revision(draft.base_revision), known_revision(current), KnownText(draft.text_sha256, draft.text)
    )
    if carried.is_satisfied:
        raise Invalid(
            _("Le texte en vigueur (version %(number)s) dit déjà ce que vous proposez.", number=current.number), "text"
        )
    if not carried.is_clean:
        raise RectifiedMeanwhile(
            _("Le texte en est à la version %(number)s, qui change les mots que vous récrivez\u00a0: l’amendement n’est"
              " pas rectifié. Reprenez-le sur cette version.", number=current.number)
        )  # fmt: skip
    return carried.text
