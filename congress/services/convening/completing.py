"""The convening in force is sent to those who came onto the roll since: the same text, at its own hour."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from congress import policies
from congress.actors import Actor
from congress.chamber.convening_models import ConveningComplement, ConveningLetter, ConveningMeans
from congress.chamber_models import SittingState
from congress.models import Member
from congress.queries.convening.convening_queries import is_convened, last_convening, not_convened
from congress.services.convening.letters_seal import letters_sha256
from congress.services.convening.sending import queue_letters, write_letters
from congress.services.sitting_locking import hold_roll, locked_sitting, record
from core.database import session
from core.errors import NotFound, RuleBroken
from core.row_seals import hidden_token


def complete_convening(sitting_id: int, *, actor: Actor, now: datetime) -> int:
    """How many members were sent the convening in force: those without a letter of it. For the secretariat; pressed
    twice, none the second time. What changed since is not sent so: then it is rectified, for everybody.
    """
    hold_roll(sitting_id)
    sitting = locked_sitting(sitting_id)
    policies.require(policies.secretariat(actor, sitting.congress))
    convening = last_convening(sitting_id)
    if convening is None:
        raise NotFound(_("Cette séance n’est pas encore convoquée."))
    if sitting.state is not SittingState.PLANNED:
        raise RuleBroken(_("La séance est déjà ouverte\u00a0: elle ne se convoque plus."))
    missing = not_convened(convening)
    if not missing:
        return 0
    salt = hidden_token("complement", convening.id, now)
    complement = ConveningComplement(convening_id=convening.id, sent_at=now, letters=missing, salt=salt)
    session().add(complement)
    session().flush()
    sent = select(ConveningLetter.member_id).where(ConveningLetter.convening_id == convening.id)
    whom = is_convened(sitting.congress_id) & Member.id.not_in(sent)
    write_letters(convening, complement.id, whom, with_addresses=convening.means is ConveningMeans.MAIL)
    complement.letters_sha256 = letters_sha256(complement)
    session().flush()
    if convening.means is ConveningMeans.MAIL:
        queue_letters(convening, complement.id, sitting.congress, now)
    record(sitting, "convening_completed", actor, now, rank=convening.rank, letters=missing,
           letters_sha256=complement.letters_sha256)  # fmt: skip
    return missing
