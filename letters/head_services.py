"""Saving the covering letter's words. They may change until the letter is frozen: then they are what was sent."""

import datetime as dt
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from congress.actors import Actor
from congress.models import Congress
from congress.policies import require, secretariat
from core import journal
from core.changes import SaveResult, apply_values, values_of
from core.database import session
from core.errors import NotFound, RuleBroken
from core.text.typography import normalise_typography
from letters.models import Letter, LetterHead


class LetterFrozen(RuleBroken):
    """The letter is frozen: its covering words do not change any more."""


@dataclass(frozen=True, slots=True)
class LetterHeadFields:
    """The covering words, as docs/congress-folder.md names them; `closing_formula` holds « {civility} »."""

    place: str
    date: dt.date
    reference: str
    sender: tuple[str, ...]
    contact: str
    civility: str
    addressee: tuple[str, ...]
    subject: str
    answer_by: dt.date | None
    copies: tuple[str, ...]
    closing_formula: str


def as_stored(wanted: LetterHeadFields) -> LetterHeadFields:
    """The covering words in French typography, trimmed."""
    changed: dict[str, Any] = {}
    for name in ("place", "reference", "contact", "civility", "subject", "closing_formula"):
        changed[name] = normalise_typography(getattr(wanted, name).strip())
    for name in ("sender", "addressee", "copies"):
        changed[name] = tuple(normalise_typography(line.strip()) for line in getattr(wanted, name))
    return replace(wanted, **changed)


def save_letter_head(congress_id: int, wanted: LetterHeadFields, *, actor: Actor, now: datetime) -> SaveResult:
    """What changed in the covering words of a congress. For its secretariat; `LetterFrozen` once it is frozen."""
    congress = session().get(Congress, congress_id)
    if congress is None:
        raise NotFound(_("Aucun congrès n’existe à cette adresse."))
    require(secretariat(actor, congress))
    values = values_of(as_stored(wanted))
    head = session().get(LetterHead, congress_id, with_for_update=True)
    if head is None:
        session().add(LetterHead(congress_id=congress_id, **values))
        session().flush()
        change = SaveResult(is_new=True)
    else:
        frozen = session().scalar(select(Letter.id).where(Letter.congress_id == congress_id))
        if frozen is not None and any(getattr(head, name) != value for name, value in values.items()):
            raise LetterFrozen(_("La lettre est figée : ses mentions ne changent plus."))
        change = SaveResult(fields=apply_values(head, values))
    if change:
        names = [field.name for field in change.fields]
        journal.record(congress.stream, "letter_head_saved", actor=actor.pseudonym, now=now, fields=names)
    return change
