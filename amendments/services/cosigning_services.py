"""Supporting the amendment of somebody else, and taking one's support back, until it is put to the vote."""

from datetime import datetime

from flask_babel import gettext as _

from amendments import policies
from amendments.models import Amendment, Cosigner
from amendments.queries.amendment_queries import if_adopted
from amendments.services.locking import locked, require_published
from congress.actors import Actor
from congress.policies import amendments_readers, electors, require
from core import journal
from core.database import session
from core.errors import RuleBroken


class TextRead(RuleBroken):
    """The text that the person read is no longer the amendment's."""


def cosign(amendment_id: int, *, seen_sha256: str, actor: Actor, now: datetime) -> None:
    """An elector supports a published amendment; the fingerprint of the text read is kept.

    `seen_sha256`: of the author's text, or of the part as it would read if adopted. Twice is once.
    """
    amendment = _supported(
        amendment_id, actor, _("Le scrutin est ouvert\u00a0: l’amendement ne peut plus être cosigné.")
    )
    congress = amendment.motion.congress
    require(amendments_readers(actor, congress), _("Seuls les membres qui votent peuvent cosigner."))
    if policies.is_author(actor, amendment):
        raise RuleBroken(_("Cet amendement est le vôtre\u00a0: vous l’avez déjà signé."))
    if seen_sha256 not in (amendment.text_sha256, if_adopted(amendment).sha256):
        raise TextRead(_("Le texte a changé pendant votre lecture. Relisez-le, puis cosignez."))
    if any(cosigner.member.person_id == actor.member_id for cosigner in amendment.cosigners):
        return
    assert actor.member_id is not None  # noqa: S101 (an elector is a member)
    amendment.cosigners.append(Cosigner(member_id=actor.member_id, text_sha256=seen_sha256, signed_at=now))
    session().flush()
    journal.record(
        congress.stream, "amendment_cosigned", actor=actor.pseudonym, now=now, amendment=amendment.id,
        sha256=seen_sha256,
    )  # fmt: skip


def uncosign(amendment_id: int, *, actor: Actor, now: datetime) -> None:
    """A cosigner no longer supports the amendment; as long as it is neither under vote nor decided. Twice is once."""
    amendment = _supported(amendment_id, actor, _("Le scrutin est ouvert\u00a0: les cosignatures ne changent plus."))
    own = [cosigner for cosigner in amendment.cosigners if cosigner.member.person_id == actor.member_id]
    if not own:
        return
    for cosigner in own:
        session().delete(cosigner)
    session().flush()
    stream = amendment.motion.congress.stream
    journal.record(stream, "cosignature_withdrawn", actor=actor.pseudonym, now=now, amendment=amendment.id)


def _supported(amendment_id: int, actor: Actor, too_late: str) -> Amendment:
    """A published amendment, locked, on whose support an elector may act; `too_late`: refused while it is voted."""
    amendment = locked(amendment_id)
    require(electors(actor, amendment.motion.congress), _("Seuls les membres qui votent peuvent cosigner."))
    require_published(amendment)
    if amendment.under_vote:
        raise RuleBroken(too_late)
    return amendment
