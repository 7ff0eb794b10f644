"""Changing a sitting before it opens: its hours, its room, the order of its agenda."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _

from congress import policies
from congress.actors import Actor
from congress.chamber_models import AgendaItem, AgendaItemKind, Sitting, SittingState
from congress.models import Room
from congress.queries import chamber_queries
from congress.services.sitting_services import add_item
from core import journal
from core.changes import SaveResult, apply_values
from core.database import session
from core.errors import Invalid, NotFound, RuleBroken


def replan_sitting(
    sitting_id: int,
    *,
    title: str,
    room_id: int | None,
    starts_at: datetime,
    ends_at: datetime,
    actor: Actor,
    now: datetime,
) -> SaveResult:
    """What changed of a sitting that is not open yet: moved, renamed, held elsewhere. For the secretariat."""
    sitting = _planned(sitting_id, actor)
    if starts_at >= ends_at:
        raise Invalid(_("La séance doit finir après avoir commencé."), "ends_at")
    if room_id is not None:
        room = session().get(Room, room_id)
        if room is None or room.congress_id != sitting.congress_id:
            raise Invalid(_("Cette salle n’est pas une salle du congrès."), "room_id")
    values = {"title": title.strip(), "room_id": room_id, "starts_at": starts_at, "ends_at": ends_at}
    change = SaveResult(fields=apply_values(sitting, values))
    if change:
        session().flush()
        _record(sitting, "sitting_replanned", actor, now, fields=[field.name for field in change.fields])
    return change


def order_agenda(sitting_id: int, item_ids: Sequence[int], *, actor: Actor, now: datetime) -> bool:
    """Whether the agenda of a sitting that is not open yet changed places; `item_ids`: all its items, in order."""
    sitting = _planned(sitting_id, actor)
    items = {item.id: item for item in chamber_queries.agenda_of(sitting_id)}
    if sorted(item_ids) != sorted(items):
        raise RuleBroken(_("L’ordre du jour a changé entre-temps : rechargez la page, puis recommencez."))
    if [item.id for item in items.values()] == list(item_ids):
        return False
    for place, item_id in enumerate(item_ids, start=1):
        items[item_id].position = -place  # two items never hold one place, even for an instant
    session().flush()
    for place, item_id in enumerate(item_ids, start=1):
        items[item_id].position = place
    session().flush()
    _record(sitting, "agenda_ordered", actor, now, items=list(item_ids))
    return True


def retitle_item(item_id: int, title: str, *, actor: Actor, now: datetime) -> bool:
    """Whether the title of an item changed, in a sitting that is not open yet."""
    item = session().get(AgendaItem, item_id)
    if item is None:
        raise NotFound(_("Ce point n’est pas à l’ordre du jour."))
    if item.title == title.strip():
        return False
    sitting = _planned(item.sitting_id, actor)
    item.title = title.strip()
    _record(sitting, "item_retitled", actor, now, item=item.position)
    return True


def put_on_agendas(congress_id: int, number: int, title: str, *, actor: Actor, now: datetime) -> list[int]:
    """The sittings, not open yet, that are to vote the motion, by number: the proposal stands there under its title.

    A new one comes before the whole motion, which is voted last.
    """
    found = []
    for sitting in chamber_queries.sittings_of(congress_id):
        agenda = chamber_queries.agenda_of(sitting.id)
        whole = next((item for item in agenda if item.kind == AgendaItemKind.MOTION), None)
        if sitting.state != SittingState.PLANNED or whole is None:
            continue
        known = next((item for item in agenda if item.proposal_number == number), None)
        if known is not None:
            retitle_item(known.id, title, actor=actor, now=now)
        else:
            added = add_item(sitting.id, AgendaItemKind.PROPOSAL, title, number, actor=actor, now=now)
            places = [item.id for item in agenda]
            places.insert(places.index(whole.id), added)
            order_agenda(sitting.id, places, actor=actor, now=now)
        found.append(sitting.number)
    return found


def _planned(sitting_id: int, actor: Actor) -> Sitting:
    sitting = session().get(Sitting, sitting_id, with_for_update=True, populate_existing=True)
    if sitting is None:
        raise NotFound(_("Aucune séance n’existe à cette adresse."))
    policies.require(policies.secretariat(actor, sitting.congress))
    if sitting.state != SittingState.PLANNED:
        raise RuleBroken(_("La séance est déjà ouverte : elle ne se déplace plus."))
    return sitting


def _record(sitting: Sitting, kind: str, actor: Actor, now: datetime, **payload: object) -> None:
    journal.record(sitting.congress.stream, kind, actor=actor.pseudonym, now=now, sitting=sitting.number, **payload)
