"""What a rehearsal takes over from the sitting that it rehearses, column by column: whatever decides a rule there.

A folder holds no proxy, no withdrawal, no nature of an item: they are read from the rows. A column that is added to one
of these tables is taken over without a word; what is not, is named here with its reason.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from congress.actors import Actor
from congress.chamber.convening_models import Convening
from congress.chamber.presence_models import Excuse, SeatTaken, Withdrawal
from congress.chamber_models import AgendaItem, Proxy, Sitting
from congress.models import Congress, Member, Room
from congress.queries import chamber_queries
from congress.services.convening.letters_seal import letters_sha256
from core import journal
from core.database import Base, session
from voting.debate_models import DebateSettings, HouseDebate

# Of each table, the columns that are the copy's own, and why.
OWN: Final[Mapping[type[Base], Mapping[str, str]]] = MappingProxyType(
    {
        Congress: {
            "slug": "its address", "title": "it says that it is a rehearsal", "demonstration": "it counts for nothing",
            "rehearses_id": "what makes it one", "clock_offset": "it shows the hour of the sitting",
            "viewpoints_visible": "read by its members alone", "amendments_visible": "read by its members alone",
            "results_visible": "read by its members alone", "sittings_visible": "read by its members alone",
            "named_votes_visible": "read by its members alone", "letter_frozen_at": "it has no letter",
        },
        Member: {
            "ref": "by which they are the same", "pseudonym": "nobody is followed from one journal to the other",
            "email": "nobody is written to", "account_id": "nobody but the bureau finds it", "position": "a rank",
        },
        Sitting: {
            "number": "its address", "state": "planned, as the other", "door_secret": "a code of its own",
            "stepped_at": "the pace of presses",
        },
        Withdrawal: {"reason": "it stays private"},
        Excuse: {"reason": "it stays private"},
        Convening: {
            "letters": "none is sent", "without_address": "none is sent", "letters_sha256": "of the letters: none",
            "remind_at": "nobody is reminded", "reminded_at": "nobody is reminded",
        },
    }
)  # fmt: skip
_IN_FORCE: Final[Mapping[type[Base], Iterable[InstrumentedAttribute[Any]]]] = MappingProxyType(
    {Proxy: [Proxy.revoked_at], SeatTaken: [SeatTaken.until], Excuse: [Excuse.taken_back_at]}
)


class TakenOver:
    """A sitting of the copy made like its source; ids of the one are found from those of the other."""

    def __init__(self, copy: Congress, sitting: Sitting, source: Sitting) -> None:
        self.copy, self.sitting, self.source = copy, sitting, source
        theirs = {member.ref: member.id for member in _all(Member, Member.congress_id == copy.id)}
        self.members = _all(Member, Member.congress_id == source.congress_id)
        ids: dict[int | None, int | None] = {member.id: theirs.get(member.ref) for member in self.members}
        self.ids: dict[str, dict[int | None, int | None]] = {
            "congress": {source.congress_id: copy.id}, "sitting": {source.id: sitting.id}, "member": ids,
            "room": {}, "agenda_item": {},
        }  # fmt: skip

    def make(self, *, actor: Actor, now: datetime) -> None:
        """Everything, in the order in which one names the other."""
        self._take_over(self.copy, self.source.congress)
        for member in self.members:
            if (key := self.ids["member"][member.id]) is not None:
                self._take_over(session().get_one(Member, key), member)
        self._room()
        self._take_over(self.sitting, self.source)
        self._agenda()
        hung: tuple[type[Base], ...] = (HouseDebate, DebateSettings, *_IN_FORCE)
        for model in hung:
            self._rows(model)
        items = [key for key in self.ids["agenda_item"] if key is not None]
        for withdrawal in _all(Withdrawal, Withdrawal.taken_back_at.is_(None), Withdrawal.item_id.in_(items)):
            self._add(Withdrawal, withdrawal)
        for convening in _all(Convening, Convening.sitting_id == self.source.id):
            self._convening(convening)
        told: dict[str, Any] = {"sitting": self.sitting.number, "fields": []}
        journal.record(self.copy.stream, "sitting_replanned", actor=actor.pseudonym, now=now, **told)

    def _room(self) -> None:
        if (room := self.source.room) is None:
            return
        named = select(Room).where(Room.congress_id == self.copy.id, Room.name == room.name)
        found = session().scalar(named) or self._add(Room, room)
        assert found is not None  # noqa: S101 (its congress is there)
        self.ids["room"][room.id] = found.id

    def _agenda(self) -> None:
        """The items of the source in their order, and no other."""
        for item in chamber_queries.agenda_of(self.sitting.id):
            session().delete(item)
        session().flush()
        for item in chamber_queries.agenda_of(self.source.id):
            added = self._add(AgendaItem, item)
            self.ids["agenda_item"][item.id] = added.id if added is not None else None
        session().expire(self.sitting, ["items"])

    def _rows(self, model: type[Base]) -> None:
        """What stands of a table for the sitting, or for the house; what is there already is made the same."""
        column, above = _of(model, self.source)
        is_standing = [column == above, *(ended.is_(None) for ended in _IN_FORCE.get(model, ()))]
        for row in _all(model, *is_standing):
            there = session().get(model, self.ids[column.key[:-3]][above]) if column.primary_key else None
            if there is not None:
                self._take_over(there, row)
            else:
                self._add(model, row)

    def _convening(self, convening: Convening) -> None:
        items = self.ids["agenda_item"]
        agenda = [[items[key], title] for key, title in convening.agenda if items.get(key)]
        put_off = [items[key] for key in convening.put_off if items.get(key)]
        added = self._add(Convening, convening, agenda=agenda, put_off=put_off)
        if added is not None:
            added.letters_sha256 = letters_sha256(added)
            session().flush()

    def _add(self, model: type[Any], row: Base, **other: object) -> Any:
        """A row of the copy like this one; None where somebody whom it names is not in the copy."""
        values = self._values(row) | other
        if any(values[name] is None for name in _named(model) if getattr(row, name) is not None):
            return None
        added = model(**values)
        session().add(added)
        session().flush()
        return added

    def _take_over(self, there: Base, row: Base) -> None:
        for name, value in self._values(row).items():
            if getattr(there, name) != value:
                setattr(there, name, value)

    def _values(self, row: Base) -> dict[str, Any]:
        """By attribute, what a row says that decides something, its ids those of the copy."""
        named = _named(type(row))
        return {
            name: self.ids[named[name]].get(getattr(row, name)) if name in named else getattr(row, name)
            for name in attributes_taken_over(type(row))
        }


def attributes_taken_over(model: type[Base]) -> list[str]:
    """The attributes of a table that the copy takes over: all but its own, its key and its salt."""
    own = OWN.get(model, {}).keys() | {"salt"}
    return [
        attribute.key for attribute in model.__mapper__.column_attrs
        if attribute.key not in own and (not attribute.columns[0].primary_key or attribute.columns[0].foreign_keys)
    ]  # fmt: skip


def _named(model: type[Base]) -> dict[str, str]:
    """The table that each attribute names a row of."""
    return {
        attribute.key: key.column.table.name for attribute in model.__mapper__.column_attrs
        for key in attribute.columns[0].foreign_keys if attribute.key in attributes_taken_over(model)
    }  # fmt: skip


def _of(model: Any, source: Sitting) -> tuple[Any, int]:
    is_of_house = "congress_id" in model.__table__.c
    return (model.congress_id, source.congress_id) if is_of_house else (model.sitting_id, source.id)


def _all(model: type[Any], *conditions: Any) -> list[Any]:
    return list(session().scalars(select(model).where(*conditions)))
