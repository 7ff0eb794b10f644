"""Drafts written over an amendment, to sub-amend or to rectify it: begun, and brought up to what it says since."""

from datetime import datetime

from flask_babel import gettext as _

from amendments import policies
from amendments.models import Amendment
from amendments.queries.amendment_queries import known_revision, known_text, unknown_amendment
from amendments.queries.life.grounds import Over, ground_of, over_of
from amendments.queries.life.sub_texts import text_of_version
from amendments.rules.carry_over import KnownText, carry
from amendments.services.locking import locked
from congress.actors import Actor
from congress.policies import require
from core.database import session
from core.digest import sha256_text
from motions.queries.motion_queries import current_revision


def begin_over(draft: Amendment, over: Over, actor: Actor) -> None:
    """A draft says over which version of an amendment it is written; refused to whoever may not write there."""
    amendment = session().get(Amendment, over.amendment_id)
    if amendment is None or amendment.part_id != draft.part_id or amendment.public_number is None:
        raise unknown_amendment()
    if not policies.may_read(actor, amendment.motion.congress, amendment):
        raise unknown_amendment()
    known = over_of(draft)
    if known is not None and (known.amendment_id, known.is_sub) != (over.amendment_id, over.is_sub):
        raise unknown_amendment()
    if over.is_sub:
        text_of_version(amendment, over.version)
        draft.parent, draft.parent_version = amendment, over.version
        return
    is_own = known is not None or bears_as(draft.author_id, amendment)
    require(is_own, _("Seule la personne qui porte un amendement peut le rectifier."))
    draft.rectifies, draft.rectifies_version = amendment, over.version


def bears_as(author_id: int | None, amendment: Amendment) -> bool:
    """Whether the amendment is that member's now: theirs to rectify, and their aide's to prepare."""
    return author_id is not None and author_id == amendment.bearer.person_id


def catch_up(draft_id: int, *, actor: Actor, now: datetime) -> bool:
    """Whether a draft stands again on what its amendment, or the text in force, says now: carried over where it can be.

    Where both changed the same words, it stays on what its writer read.
    """
    draft = locked(draft_id)
    if not policies.may_write(actor, draft):
        raise unknown_amendment()
    carried = _carried(draft)
    if carried is None:
        return False
    if draft.parent is not None:
        draft.parent_version = draft.parent.version
    elif draft.rectifies is not None:
        draft.rectifies_version, draft.base_revision = draft.rectifies.version, current_revision(draft.part_id)
    draft.text, draft.text_sha256, draft.updated_at = carried, sha256_text(carried), now
    session().flush()
    return True


def _carried(draft: Amendment) -> str | None:
    """What the draft says on what its amendment says now, and on the text in force; None where it does not apply."""
    written, rewritten = known_text(draft), draft.rectifies
    if draft.parent is not None:
        steps = [(ground_of(draft), known_text(draft.parent))]
    elif rewritten is not None:
        steps = [(_as_read(draft, rewritten), known_text(rewritten))]
        if not rewritten.is_sub:
            steps.append((known_revision(draft.base_revision), known_revision(current_revision(draft.part_id))))
    else:
        return None
    for before, after in steps:
        carried = carry(before, after, written)
        if not carried.is_clean or carried.is_satisfied:
            return None
        written = carried.known
    return written.text


def _as_read(draft: Amendment, amendment: Amendment) -> KnownText:
    """What the amendment said where its rectification was begun."""
    version = draft.rectifies_version or 1
    return known_text(amendment) if version > amendment.version else text_of_version(amendment, version)
