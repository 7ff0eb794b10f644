"""rooms.csv and programme.csv: read into values, written back to the same rows."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Annotated
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from pydantic import AfterValidator, Field, ValidationInfo

from app.folder.content import ProgrammeRow
from app.folder.programme_mending import SYNONYMS, WORDS, mended
from congress.models import Room, RoomKind
from congress.roll import RoomFields
from core.files.cells import DayCell, Filled, Hour, NameCell, RowModel, Whole, Yes, clear_instant, read_row
from core.files.faults import Findings
from core.files.known_words import with_names
from core.files.spreadsheets import as_typed
from core.files.tables import Row, read_table, write_csv
from programme.models import Access, ProgrammeItemKind

UNKNOWN_DAY = date(2000, 1, 1)  # stands for a date with an error, so that reading goes on


def _web_address(url: str) -> str:
    if url and not url.startswith(("https://", "http://")):
        raise ValueError(_("une adresse de salle commence par https://."))
    return url


def _after_the_start(end: time, info: ValidationInfo) -> time:
    if "start" in info.data and end <= info.data["start"]:
        raise ValueError(_("le rendez-vous finit avant d’avoir commencé."))
    return end


class _RoomLine(RowModel):
    """A row of rooms.csv as it is written."""

    name: Filled = Field("", max_length=120, alias="room")
    kind: NameCell[RoomKind] = RoomKind.VIRTUAL
    url: Annotated[str, AfterValidator(_web_address)] = Field("", max_length=500)
    phone: str = Field("", max_length=40)
    capacity: Whole = None


class _ProgrammeLine(RowModel):
    """A row of programme.csv as it is written."""

    day: DayCell = Field(UNKNOWN_DAY, alias="date")
    start: Hour = time(0)
    end: Annotated[Hour, AfterValidator(_after_the_start)] = time(0)
    kind: NameCell[ProgrammeItemKind] = ProgrammeItemKind.BREAK
    title: Filled = Field("", max_length=300)
    room: str = Field("", max_length=120)
    access: NameCell[Access] = Access.PUBLIC
    registration: Yes = False
    capacity: Whole = None
    theme: str = Field("", max_length=120)
    speakers: str = Field("", max_length=2000)
    summary: str = Field("", max_length=5000)


def _columns(model: type[RowModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _read(name: str, data: bytes, model: type[RowModel], needed: Iterable[str], findings: Findings) -> Iterable[Row]:
    """The rows of a table, in the words of its model."""
    needed = list(needed)
    table = read_table(
        name, data, findings, required=needed, synonyms=SYNONYMS,
        empty_if_absent=[column for column in _columns(model) if column not in needed],
    )  # fmt: skip
    return mended(name, with_names(table, WORDS).rows, findings) if table else ()


def read_rooms(name: str, data: bytes, findings: Findings) -> list[RoomFields]:
    """The rooms of the table; what is wrong is noted row by row."""
    rooms: list[RoomFields] = []
    for row in _read(name, data, _RoomLine, ("room", "kind"), findings):
        room = RoomFields(**dict(read_row(_RoomLine, name, row, findings)))
        if any(room.name == known.name for known in rooms):
            told = _("la salle « %(room)s » est déjà dans ce tableau.", room=room.name)
            findings.error(name, row.line, "room", told)
        rooms.append(room)
    return rooms


def write_rooms(rooms: Iterable[Room]) -> bytes:
    """The rooms as CSV."""
    names = list(_RoomLine.model_fields)
    return write_csv(_columns(_RoomLine), [[as_typed(getattr(room, name)) for name in names] for room in rooms])


def read_programme(name: str, data: bytes, rooms: Iterable[str], findings: Findings) -> list[ProgrammeRow]:
    """The rendez-vous of the table; `rooms`: the names of those that exist."""
    known_rooms = set(rooms)
    rows: list[ProgrammeRow] = []
    first: dict[tuple[date, time, str], int] = {}
    for row in _read(name, data, _ProgrammeLine, ("date", "start", "end", "kind", "title", "access"), findings):
        read = ProgrammeRow(file=name, line=row.line, **dict(read_row(_ProgrammeLine, name, row, findings)))
        if read.room and read.room not in known_rooms:
            told = _("la salle « %(room)s » n’est pas dans le tableau des salles.", room=read.room)
            findings.error(name, row.line, "room", told)
        key = (read.day, read.start, read.title)
        if key in first:
            told = _(
                "ce rendez-vous est déjà à la ligne %(line)s : même jour, même heure, même titre.", line=first[key]
            )
            findings.error(name, row.line, "title", told)
        first.setdefault(key, row.line)
        rows.append(read)
    return rows


def refuse_unclear_hours(rows: Iterable[ProgrammeRow], zone: str, findings: Findings) -> None:
    """Note each hour that the clocks of the congress skip, or show twice: nobody would know when to come."""
    for row in rows:
        for column, hour in (("start", row.start), ("end", row.end)):
            try:
                clear_instant(datetime.combine(row.day, hour), ZoneInfo(zone))
            except ValueError as unclear:
                findings.error(row.file, row.line, column, str(unclear))


def write_programme(rows: Iterable[ProgrammeRow]) -> bytes:
    """The rendez-vous as CSV."""
    names = list(_ProgrammeLine.model_fields)
    return write_csv(_columns(_ProgrammeLine), [[as_typed(getattr(row, name)) for name in names] for row in rows])
