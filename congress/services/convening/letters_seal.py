"""The letters of a convening as the journal seals them: together, in one fingerprint, under a salt. Thousands of them
entered one by one would hold every write meanwhile.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from congress.chamber.convening_models import Convening, ConveningComplement, ConveningLetter
from congress.chamber_models import Sitting
from core.database import session
from core.journal_check import UNREADABLE
from core.row_seals import fingerprint_of_all


def letters_sha256(sent: Convening | ConveningComplement) -> str:
    """The fingerprint of all the letters of one sending: to whom, at which address."""
    table: Any = ConveningLetter.__table__
    rows = select(table).order_by(table.c.id)
    if isinstance(sent, Convening):
        rows = rows.where(table.c.convening_id == sent.id, table.c.complement_id.is_(None))
    else:
        rows = rows.where(table.c.complement_id == sent.id)
    return fingerprint_of_all((table, session().execute(rows)), salt=sent.salt)


def altered_letters(congress_id: int) -> Iterator[str]:
    """Each sending, in a sentence, whose letters are not those that were sent."""
    sent = select(Convening.id).join(Sitting).where(Sitting.congress_id == congress_id).order_by(Convening.id)
    for key in session().scalars(sent).all():
        try:
            is_altered = any(letters_sha256(sending) != sending.letters_sha256 for sending in _sendings(key))
        except UNREADABLE:
            is_altered = True
        if is_altered:
            yield f"la convocation (ligne {key})\u00a0: ses destinataires ne sont plus ceux de l’envoi"


def _sendings(convening_id: int) -> Iterator[Convening | ConveningComplement]:
    later = select(ConveningComplement).where(ConveningComplement.convening_id == convening_id)
    yield session().get_one(Convening, convening_id)
    yield from session().scalars(later.order_by(ConveningComplement.id))
