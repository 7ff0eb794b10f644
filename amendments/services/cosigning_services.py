"""Supporting the amendment of somebody else, and taking one's support back, until it is put to the vote."""

from datetime import datetime

from flask_babel import gettext as _

from amendments import policies
from amendments.cosigning_models import CosignAnswer
from amendments.models import Amendment, Cosigner
from amendments.queries.amendment_queries import if_adopted, unknown_amendment
from amendments.queries.cosigning_queries import cosigner_of, is_to_confirm, request_to
from amendments.services.locking import locked, require_published
from congress.actors import Actor
from congress.policies import amendments_readers, electors, require
from core import journal
from core.database import session
from core.errors import RuleBroken


class TextRead(RuleBroken):
    """The text that the person read is no longer the amendment's."""


def cosign(
    amendment_id: int, *, seen_sha256: str, seen_version: int | None = None, actor: Actor, now: datetime
) -> None:
    """An elector supports an amendment, published or that its author asks them to; the text read is kept.

    `seen_sha256`: the fingerprint of the author's text, or of the part as it would read if adopted; `seen_version`:
    the version whose title and reasons were read with it. Twice is once; whoever signed a former version confirms.
    """
    amendment = _supported(
        amendment_id, actor, _("Le scrutin est ouvert\u00a0: l’amendement ne peut plus être cosigné.")
    )
    congress = amendment.motion.congress
    require(
        amendments_readers(actor, congress) or not amendment.public_number,
        _("Seuls les membres qui votent peuvent cosigner."),
    )
    if policies.is_author(actor, amendment) or policies.bears(actor, amendment):
        raise RuleBroken(_("Cet amendement est le vôtre\u00a0: vous l’avez déjà signé."))
    is_old = seen_version is not None and seen_version != amendment.version
    if is_old or seen_sha256 not in (amendment.text_sha256, if_adopted(amendment).sha256):
        raise TextRead(_("Le texte a changé pendant votre lecture. Relisez-le, puis cosignez."))
    _answer(amendment, CosignAnswer.ACCEPTED, actor, now)
    own = cosigner_of(amendment, actor.member_id)
    if own is not None and not is_to_confirm(own):
        return
    if own is None:
        assert actor.member_id is not None  # noqa: S101 (an elector is a member)
        own = Cosigner(member_id=actor.member_id)
        amendment.cosigners.append(own)
    own.text_sha256, own.version, own.signed_at = seen_sha256, amendment.version, now
    session().flush()
    journal.record(
        congress.stream, "amendment_cosigned", actor=actor.pseudonym, now=now, amendment=amendment.id,
        sha256=seen_sha256,
    )  # fmt: skip


def decline(amendment_id: int, *, actor: Actor, now: datetime) -> None:
    """Whoever was asked says no; a cosignature that they gave is taken back. Twice is once."""
    amendment = _supported(amendment_id, actor, _("Le scrutin est ouvert\u00a0: les cosignatures ne changent plus."))
    _answer(amendment, CosignAnswer.DECLINED, actor, now)
    _take_back(amendment, actor, now)


def uncosign(amendment_id: int, *, actor: Actor, now: datetime) -> None:
    """A cosigner no longer supports the amendment; as long as it is neither under vote nor decided. Twice is once."""
    amendment = _supported(amendment_id, actor, _("Le scrutin est ouvert\u00a0: les cosignatures ne changent plus."))
    _take_back(amendment, actor, now)


def _take_back(amendment: Amendment, actor: Actor, now: datetime) -> None:
    own = [cosigner for cosigner in amendment.cosigners if cosigner.member.person_id == actor.member_id]
    if not own:
        return
    for cosigner in own:
        session().delete(cosigner)
    session().flush()
    stream = amendment.motion.congress.stream
    journal.record(stream, "cosignature_withdrawn", actor=actor.pseudonym, now=now, amendment=amendment.id)


def _answer(amendment: Amendment, answer: CosignAnswer, actor: Actor, now: datetime) -> None:
    """What the author reads of a request; nothing where nobody asked. No word of it in the journal."""
    request = request_to(amendment.id, actor.member_id)
    if request is not None and request.answer != answer:
        request.answer, request.answered_at = answer, now
        session().flush()


def _supported(amendment_id: int, actor: Actor, too_late: str) -> Amendment:
    """An amendment, locked, on whose support an elector may act: published, or not yet and they were asked to.

    `too_late`: refused while it is voted.
    """
    amendment = locked(amendment_id)
    require(electors(actor, amendment.motion.congress), _("Seuls les membres qui votent peuvent cosigner."))
    if amendment.public_number is None:
        is_asked = request_to(amendment.id, actor.member_id) or cosigner_of(amendment, actor.member_id)
        if not is_asked and not policies.may_read(actor, amendment.motion.congress, amendment):
            raise unknown_amendment()
        if is_asked and amendment.is_live:
            return amendment
        if is_asked:
            raise RuleBroken(_("Cet amendement ne se cosigne plus\u00a0: il a été retiré ou déclaré irrecevable."))
    require_published(amendment)
    if amendment.under_vote:
        raise RuleBroken(too_late)
    return amendment
