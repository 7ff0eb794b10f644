"""What its author keeps of an amendment that the assembly did not take: a « position non retenue »."""

from datetime import datetime

from flask_babel import gettext as _

from amendments import policies
from amendments.after_models import KeptPosition
from amendments.models import Amendment
from amendments.queries.after.kept_positions import NOT_TAKEN
from amendments.queries.amendment_queries import unknown_amendment
from amendments.services.locking import locked
from congress.actors import Actor
from core import journal
from core.database import session
from core.errors import RuleBroken


def keep_position(amendment_id: int, *, actor: Actor, now: datetime) -> None:
    """A rejected or fallen amendment is shown after the adopted text, with its author's name; twice is once."""
    amendment = _own(amendment_id, actor)
    refusal = refusal_to_keep(amendment)
    if refusal:
        raise RuleBroken(refusal)
    kept = session().get(KeptPosition, amendment_id)
    if kept is not None and kept.withdrawn_at is None:
        return
    if kept is None:
        session().add(KeptPosition(amendment_id=amendment_id, kept_at=now))
    else:
        kept.kept_at, kept.withdrawn_at = now, None
    _record(amendment, "position_kept", actor, now)


def withdraw_position(amendment_id: int, *, actor: Actor, now: datetime) -> None:
    """Its author shows it no longer; until the letter is frozen."""
    amendment = _own(amendment_id, actor)
    _require_not_frozen(amendment)
    kept = session().get(KeptPosition, amendment_id)
    if kept is None or kept.withdrawn_at is not None:
        return
    kept.withdrawn_at = now
    _record(amendment, "position_withdrawn", actor, now)


def refusal_to_keep(amendment: Amendment) -> str:
    """Why this amendment cannot be kept beside the text, in a sentence; empty when its author may."""
    if not amendment.motion.congress.keeps_positions:
        return _("Le règlement de ce congrès ne garde pas de positions non retenues.")
    if amendment.status not in NOT_TAKEN:
        return _("Seul un amendement rejeté ou tombé se garde en position non retenue.")
    if amendment.motion.congress.letter_frozen_at is not None:
        return _frozen()
    return ""


def _own(amendment_id: int, actor: Actor) -> Amendment:
    amendment = locked(amendment_id)
    if not policies.may_read(actor, amendment.motion.congress, amendment):
        raise unknown_amendment()
    policies.require_author(actor, amendment, _("Seule la personne qui a déposé un amendement peut le garder."))
    return amendment


def _require_not_frozen(amendment: Amendment) -> None:
    if amendment.motion.congress.letter_frozen_at is not None:
        raise RuleBroken(_frozen())


def _frozen() -> str:
    return _("La lettre est figée\u00a0: les positions non retenues ne changent plus.")


def _record(amendment: Amendment, kind: str, actor: Actor, now: datetime) -> None:
    session().flush()
    stream = amendment.motion.congress.stream
    journal.record(stream, kind, actor=actor.pseudonym, now=now, amendment=amendment.id)
