"""The letters of a convening as the journal seals them: together, in one fingerprint, under a salt. Thousands of them
entered one by one would hold every write meanwhile.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from congress.chamber.convening_models import Convening, ConveningLetter
from congress.chamber_models import Sitting
from core.database import session
from core.row_seals import fingerprint_of_all


def letters_sha256(convening: Convening) -> str:
    """The fingerprint of all the letters of a convening: to whom, at which address."""
    table: Any = ConveningLetter.__table__
    rows = session().execute(select(table).where(table.c.convening_id == convening.id).order_by(table.c.id))
    return fingerprint_of_all((table, rows), salt=convening.salt)


def altered_letters(congress_id: int) -> Iterator[str]:
    """Each convening, in a sentence, whose letters are not those that were sent."""
    sent = select(Convening).join(Sitting).where(Sitting.congress_id == congress_id).order_by(Convening.id)
    for convening in session().scalars(sent):
        if letters_sha256(convening) != convening.letters_sha256:
            yield f"la convocation (ligne {convening.id})\u00a0: ses destinataires ne sont plus ceux de l’envoi"
