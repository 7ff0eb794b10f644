"""« Irrecevable » taken back: the amendment waits for its number again, as it did; its receipt was never another."""

from datetime import datetime

from flask_babel import gettext as _

from amendments.models import Amendment, AmendmentStatus
from amendments.services import mails
from amendments.services.locking import locked
from congress.actors import Actor
from congress.policies import require, secretariat
from core import journal
from core.database import session
from core.errors import RuleBroken


def take_back_inadmissibility(amendment_id: int, *, actor: Actor, now: datetime) -> None:
    """The secretariat thinks better of it, whatever the calendar; the author is told. The journal keeps both.

    Refused: what waits already, what the chair did not admit, and once its text is voted.
    """
    amendment = locked(amendment_id)
    congress = amendment.motion.congress
    require(secretariat(actor, congress), _("Seul le secrétariat peut faire cela."))
    if refusal := refusal_to_take_back(amendment):
        raise RuleBroken(refusal)
    amendment.status, amendment.cause, amendment.decided_at = AmendmentStatus.DEPOSITED, "", None
    session().flush()
    journal.record(
        congress.stream, "amendment_inadmissibility_taken_back", actor=actor.pseudonym, now=now, amendment=amendment.id
    )
    mails.send_inadmissibility_taken_back(congress, amendment, now=now)


def refusal_to_take_back(amendment: Amendment) -> str:
    """Why an amendment does not wait again for its number; empty when it may."""
    if amendment.status == AmendmentStatus.DEPOSITED:
        return _("Cet amendement attend déjà son numéro, reçu %(receipt)s.", receipt=amendment.receipt)
    if amendment.status != AmendmentStatus.INADMISSIBLE:
        return _("Cet amendement n’est pas déclaré irrecevable\u00a0: il n’y a rien à reprendre.")
    if amendment.is_late:
        return _("Déposé en séance, cet amendement n’a pas été admis par la présidence\u00a0: saisissez-le de nouveau.")
    if amendment.part.is_decided:
        return _("Ce texte est déjà voté\u00a0: l’amendement reste irrecevable.")
    return ""
