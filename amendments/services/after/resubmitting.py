"""An amendment whose words changed under it, proposed again: a new one, linked to it, late by right."""

from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from amendments import policies
from amendments.models import Amendment, AmendmentStatus
from amendments.queries.amendment_queries import if_adopted, unknown_amendment
from amendments.rules.after.adapting import adapted
from amendments.services.endings import end
from amendments.services.entry_checks import require_undecided
from amendments.services.locking import locked
from congress.actors import Actor
from congress.policies import require
from core import journal
from core.database import session
from core.digest import sha256_text
from core.errors import RuleBroken
from core.text.reader import one_stop
from motions.queries.motion_queries import current_revision

GOES_ON = (AmendmentStatus.DRAFT, AmendmentStatus.DEPOSITED, AmendmentStatus.PUBLISHED)


def resubmit(amendment_id: int, *, actor: Actor, now: datetime) -> int:
    """The id of the draft that adapts an amendment to the text in force: begun once, then found again.

    For its author (or the aide who prepares their drafts), while it waits for its vote and no longer applies as it is.
    """
    former = locked(amendment_id)
    congress = former.motion.congress
    if not policies.may_read(actor, congress, former):
        raise unknown_amendment()
    require(policies.may_write(actor, former), _("Seule la personne qui a déposé un amendement peut l’adapter."))
    heir = heir_of(former.id)
    if heir is not None and heir.status == AmendmentStatus.DRAFT:
        return heir.id
    refusal = refusal_to_resubmit(former, heir)
    if refusal:
        raise RuleBroken(refusal)
    require_undecided(former.part)
    current = current_revision(former.part_id)
    text = adapted(former.base_revision.text, current.text, former.text).text
    draft = Amendment(
        motion_id=former.motion_id, part_id=former.part_id, base_revision_id=current.id, author_id=former.author_id,
        status=AmendmentStatus.DRAFT, title=former.title, reasons=former.reasons, text=text,
        text_sha256=sha256_text(text), resubmits_id=former.id, created_at=now, updated_at=now,
    )  # fmt: skip
    session().add(draft)
    session().flush()
    journal.record(
        congress.stream, "amendment_adapted", actor=actor.pseudonym, now=now, amendment=former.id, on=current.number
    )
    return draft.id


def refusal_to_resubmit(former: Amendment, heir: Amendment | None) -> str:
    """Why an amendment is not to be adapted, in a sentence; empty when it is."""
    if heir is not None and heir.status != AmendmentStatus.DRAFT:
        return _("Vous l’avez déjà redéposé, reçu\u00a0%(receipt)s.", receipt=heir.receipt)
    if former.is_sub:
        return _("Un sous-amendement ne s’adapte pas\u00a0: déposez-en un autre sur l’amendement tel qu’il est.")
    if not former.is_live:
        return _("Cet amendement n’est plus à voter\u00a0: il ne s’adapte plus.")
    if if_adopted(former).is_clean:
        return _("Cet amendement s’applique tel quel au texte en vigueur\u00a0: il n’y a rien à adapter.")
    return ""


def heir_of(amendment_id: int) -> Amendment | None:
    """The amendment that adapts another, unless it was withdrawn or refused; or None."""
    rows = select(Amendment).where(Amendment.resubmits_id == amendment_id, Amendment.status.in_(GOES_ON))
    return session().scalars(rows.order_by(Amendment.id.desc()).limit(1)).first()


def former_of(heir: Amendment) -> Amendment | None:
    """The amendment that another adapts; or None."""
    return session().get(Amendment, heir.resubmits_id) if heir.resubmits_id is not None else None


def is_late_by_right(amendment: Amendment) -> bool:
    """Whether an amendment may be deposited after the deadline: it adapts one that was in time, and met an adoption."""
    former = former_of(amendment)
    return former is not None and former.status in (
        AmendmentStatus.DEPOSITED, AmendmentStatus.PUBLISHED, AmendmentStatus.FALLEN,
    )  # fmt: skip


def replace_former(heir: Amendment, *, actor: Actor, now: datetime) -> None:
    """What an amendment adapts ends as it is published: two of them would be put to the vote."""
    former = former_of(heir)
    if former is None or not former.is_live or former.under_vote:
        return
    with force_locale(heir.motion.congress.locale):
        cause = one_stop(_("Redéposé, adapté, sous le n°\u00a0%(number)s.", number=heir.label))
    end(former, AmendmentStatus.WITHDRAWN, cause, actor=actor, now=now, by=heir.id)
