"""The bureau's advice on published amendments, keyed by the secretariat until they are put to the vote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from amendments.models import Amendment, AmendmentStatus, Opinion, OpinionKind
from amendments.services.locking import locked_batch, require_published
from congress.actors import Actor
from congress.policies import require, secretariat
from core import journal
from core.database import session
from core.errors import Invalid, RuleBroken
from core.text.endless import endless_words
from core.text.reader import number
from core.text.typography import normalise_typography

LONGEST_REASON = 2_000


@dataclass(frozen=True, slots=True)
class Advice:
    """What the bureau says: its advice, why, and the number of the amendment in whose favour another is to go."""

    kind: OpinionKind
    reason: str = ""
    rival: int | None = None


def give_opinion(amendment_ids: Sequence[int], advice: Advice, *, actor: Actor, now: datetime) -> None:
    """One advice on an amendment, or on a batch of identical ones; it takes the place of the former, which is kept.

    The same advice given again changes nothing. `Invalid` beside `reason` or `rival`; `RuleBroken` for an
    amendment that is not published, is decided, or is being voted on.
    """
    amendments = locked_batch(amendment_ids)
    congress = amendments[0].motion.congress
    require(secretariat(actor, congress), _("Seul le secrétariat saisit l’avis du bureau."))
    for amendment in amendments:
        require_published(amendment)
        if amendment.under_vote:
            raise RuleBroken(_("Le scrutin est ouvert\u00a0: l’avis du bureau ne peut plus changer."))
    reason, rival = _checked_reason(advice), _rival(advice, amendments)
    for amendment in amendments:
        given = Opinion(
            amendment_id=amendment.id,
            kind=advice.kind,
            reason=reason,
            rival_id=rival.id if rival else None,
            given_at=now,
        )
        if amendment.opinion is not None and amendment.opinion.says == given.says:
            continue
        amendment.opinions.append(given)
        session().flush()
        journal.record(
            congress.stream, "opinion_given", actor=actor.pseudonym, now=now, amendment=amendment.id,
            opinion=advice.kind.value,
        )  # fmt: skip


def _checked_reason(advice: Advice) -> str:
    said = normalise_typography(advice.reason).strip()
    if len(said) > LONGEST_REASON:
        raise Invalid(
            _("La raison est trop longue\u00a0: %(most)s signes au plus.", most=number(LONGEST_REASON)), "reason"
        )
    if told := endless_words(said):
        raise Invalid(told, "reason")
    if advice.kind == OpinionKind.FAVOURABLE_IF and not said:
        raise Invalid(_("Dites quelle réserve fait le bureau."), "reason")
    return said


def _rival(advice: Advice, amendments: Sequence[Amendment]) -> Amendment | None:
    """The amendment in whose favour these are to be withdrawn: of the same motion, still to be voted on."""
    if advice.kind != OpinionKind.WITHDRAWAL_FOR:
        return None
    if advice.rival is None:
        raise Invalid(_("Dites au profit de quel amendement\u00a0: son numéro."), "rival")
    if advice.rival in [amendment.public_number for amendment in amendments]:
        raise Invalid(_("Un amendement n’est pas retiré à son propre profit."), "rival")
    rows = select(Amendment).where(
        Amendment.motion_id == amendments[0].motion_id,
        Amendment.public_number == advice.rival,
        Amendment.sub_number == 0,
        Amendment.status == AmendmentStatus.PUBLISHED,
    )
    found = session().scalar(rows)
    if found is None:
        raise Invalid(_("Il n’y a pas d’amendement n°\u00a0%(number)s à voter.", number=advice.rival), "rival")
    return found
