"""Publishing: the number of an amendment, from a counter whose row is held, and what becomes of it at once."""

from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _

from amendments.models import Amendment, AmendmentStatus
from amendments.queries.amendment_queries import if_adopted
from amendments.services import mails
from amendments.services.after.resubmitting import replace_former
from amendments.services.locking import locked_motion
from congress.actors import Actor
from core import journal
from core.database import session
from core.errors import RuleBroken
from motions.services.comment_services import close_comments


def give_receipt(amendment: Amendment, *, now: datetime) -> None:
    """« D-0042 », from a counter whose row is held: the amendment is deposited."""
    motion = locked_motion(amendment)
    motion.last_receipt += 1
    amendment.receipt_number, amendment.deposited_at = motion.last_receipt, now
    amendment.status = AmendmentStatus.DEPOSITED
    session().flush()


def number_and_publish(amendment: Amendment, *, actor: Actor, now: datetime) -> int:
    """The public number of a deposited amendment, by whoever may give it: its amendment’s, of a sub-amendment."""
    congress = amendment.motion.congress
    _give_number(amendment)
    amendment.published_at = now
    amendment.status = AmendmentStatus.PUBLISHED
    close_comments(amendment.part, now=now)
    journal.record(
        congress.stream, "amendment_published", actor=actor.pseudonym, now=now, amendment=amendment.id,
        number=amendment.address, sha256=amendment.text_sha256,
    )  # fmt: skip
    _settle_at_once(amendment, actor=actor, now=now)
    replace_former(amendment, actor=actor, now=now)
    session().flush()
    mails.send_publication(congress, amendment, now=now)
    return amendment.public_number or 0


def _give_number(amendment: Amendment) -> None:
    """From a counter whose row is held: neither a gap nor the same twice."""
    motion, parent = locked_motion(amendment), amendment.parent
    if parent is None:
        motion.last_public_number += 1
        amendment.public_number = motion.last_public_number
        return
    parent.last_sub_number += 1  # `locked` holds the part of both, and so the counter
    amendment.public_number, amendment.sub_number = parent.public_number, parent.last_sub_number


def _settle_at_once(amendment: Amendment, *, actor: Actor, now: datetime) -> None:
    """End what no vote can follow: its text was voted while it waited for its number, or says already the same."""
    congress = amendment.motion.congress
    with force_locale(congress.locale):
        if amendment.part.is_decided:
            amendment.status = AmendmentStatus.NO_OBJECT
            amendment.cause = _("Le texte a été voté avant sa publication.")
        elif amendment.parent is not None and amendment.parent.status != AmendmentStatus.PUBLISHED:
            amendment.status = AmendmentStatus.NO_OBJECT
            amendment.cause = _("L’amendement qu’il change n’était plus à voter à sa publication.")
            amendment.cause_amendment_id = amendment.parent.id
        elif if_adopted(amendment).is_satisfied:
            amendment.status = AmendmentStatus.SATISFIED
            amendment.cause = _("Le texte en vigueur dit déjà ce qu’il propose.")
        else:
            return
    amendment.decided_at = now
    kind = f"amendment_{amendment.status.value}"
    journal.record(congress.stream, kind, actor=actor.pseudonym, now=now, amendment=amendment.id)


def require_admitted(amendment: Amendment) -> None:
    """What was handed in during a sitting is published by the chair, who admits it."""
    if amendment.is_late and amendment.admitted_at is None:
        raise RuleBroken(_("Cet amendement a été déposé en séance\u00a0: c’est la présidence qui l’admet."))
