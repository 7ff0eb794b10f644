"""Saving the programme: its items created or updated, never deleted."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import func, select

from congress.actors import Actor
from congress.chamber_models import Sitting
from congress.models import Congress, Room
from congress.policies import require, secretariat
from core import journal
from core.changes import SaveResult, apply_values, values_of
from core.database import session
from core.errors import Invalid, NotFound, RuleBroken
from core.text.typography import normalise_typography
from programme.models import Access, ProgrammeItem, ProgrammeItemKind


@dataclass(frozen=True, slots=True)
class ProgrammeItemFields:
    """What the programme says of a programme item; instants are aware, UTC."""

    starts_at: datetime
    ends_at: datetime
    kind: ProgrammeItemKind
    title: str
    room_id: int | None = None
    access: Access = Access.PUBLIC
    registration: bool = False
    capacity: int | None = None
    theme: str = ""
    speakers: str = ""
    summary: str = ""


def save_programme_item(
    congress_id: int,
    wanted: ProgrammeItemFields,
    *,
    programme_item_id: int | None = None,
    actor: Actor,
    now: datetime,
) -> tuple[int, SaveResult]:
    """(id, change) of a programme item: the one of that id, else the one of that start and title, else a new one.

    Title, theme, speakers and summary take French typography. `Invalid` when it ends before it starts.
    """
    congress = session().get(Congress, congress_id)
    if congress is None:
        raise NotFound(_("Aucun congrès n’existe à cette adresse."))
    require(secretariat(actor, congress))
    values = _checked_values(congress_id, wanted)
    found = _find(congress_id, programme_item_id, values)
    if found is None:
        position = _last_position(congress_id) + 1
        found = ProgrammeItem(congress_id=congress_id, position=position, **values)
        session().add(found)
        session().flush()
        change = SaveResult(is_new=True)
    else:
        change = SaveResult(fields=apply_values(found, values))
        session().flush()
    if change:
        names = [field.name for field in change.fields]
        journal.record(
            congress.stream, "rendez_vous_saved", actor=actor.pseudonym, now=now, fields=names, programme_item=found.id
        )
    return found.id, change


def tie_to_sitting(programme_item_id: int, sitting_id: int, *, actor: Actor) -> None:
    """A plenary or preparation programme item is this sitting from now on."""
    found = session().get(ProgrammeItem, programme_item_id)
    sitting = session().get(Sitting, sitting_id)
    if found is None or sitting is None or sitting.congress_id != found.congress_id:
        raise NotFound(_("Ce rendez-vous n’existe pas."))
    require(secretariat(actor, found.congress))
    found.sitting_id = sitting_id


def _checked_values(congress_id: int, wanted: ProgrammeItemFields) -> dict[str, object]:
    if wanted.starts_at >= wanted.ends_at:
        raise Invalid(_("Le rendez-vous doit finir après avoir commencé."), "ends_at")
    if wanted.room_id is not None:
        room = session().get(Room, wanted.room_id)
        if room is None or room.congress_id != congress_id:
            raise Invalid(_("Cette salle n’est pas une salle du congrès."), "room_id")
    values = values_of(wanted)
    for name in ("title", "theme", "speakers", "summary"):
        values[name] = normalise_typography(values[name].strip())
    if not values["title"]:
        raise Invalid(_("Le rendez-vous n’a pas de titre."), "title")
    return values


def _find(congress_id: int, programme_item_id: int | None, values: dict[str, object]) -> ProgrammeItem | None:
    of_congress = select(ProgrammeItem).where(ProgrammeItem.congress_id == congress_id)
    same = session().scalar(
        of_congress.where(ProgrammeItem.starts_at == values["starts_at"], ProgrammeItem.title == values["title"])
    )
    if programme_item_id is None:
        return same
    found = session().scalar(of_congress.where(ProgrammeItem.id == programme_item_id))
    if found is None:
        raise NotFound(_("Ce rendez-vous n’existe pas."))
    if same is not None and same.id != found.id:
        raise RuleBroken(_("Un rendez-vous de ce titre commence déjà à cette heure."))
    return found


def _last_position(congress_id: int) -> int:
    last = select(func.max(ProgrammeItem.position)).where(ProgrammeItem.congress_id == congress_id)
    return session().scalar(last) or 0
