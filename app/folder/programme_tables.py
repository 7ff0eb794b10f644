"""rooms.csv and programme.csv: read into values, written back to the same rows."""

from collections.abc import Iterable
from datetime import date, time

from flask_babel import gettext as _

from app.folder.content import ProgrammeRow
from congress.models import RoomKind
from congress.roll import RoomFields
from core.files.cells import Cells
from core.files.faults import Findings
from core.files.tables import read_table, write_csv
from programme.models import Access, ProgrammeItemKind

ROOM_COLUMNS = ("room", "kind", "url", "phone", "capacity")
PROGRAMME_COLUMNS = (
    "date", "start", "end", "kind", "title", "room", "access", "registration", "capacity", "theme", "speakers",
    "summary",
)  # fmt: skip
UNKNOWN_DAY = date(2000, 1, 1)  # stands for a date with an error, so that reading goes on


def read_rooms(name: str, data: bytes, findings: Findings) -> list[RoomFields]:
    """The rooms of the table; what is wrong is noted row by row."""
    table = read_table(name, data, findings, required=ROOM_COLUMNS)
    rooms: list[RoomFields] = []
    for row in table.rows if table else ():
        cells = Cells(name, row, findings)
        room = RoomFields(
            name=cells.text("room", 120, required=True),
            kind=cells.choice("kind", RoomKind) or RoomKind.VIRTUAL,
            url=cells.text("url", 500),
            phone=cells.text("phone", 40),
            capacity=cells.whole("capacity"),
        )
        if room.url and not room.url.startswith(("https://", "http://")):
            cells.error("url", _("une adresse de salle commence par https://."))
        if any(room.name == known.name for known in rooms):
            cells.error("room", _("la salle « %(room)s » est déjà dans ce tableau.", room=room.name))
        rooms.append(room)
    return rooms


def write_rooms(rooms: Iterable[RoomFields]) -> bytes:
    """The rooms as CSV."""
    rows = [(room.name, room.kind.value, room.url, room.phone, _written(room.capacity)) for room in rooms]
    return write_csv(ROOM_COLUMNS, rows)


def read_programme(name: str, data: bytes, rooms: Iterable[str], findings: Findings) -> list[ProgrammeRow]:
    """The programme items of the table; `rooms`: the names of those that exist."""
    table = read_table(name, data, findings, required=PROGRAMME_COLUMNS)
    known_rooms = set(rooms)
    rows: list[ProgrammeRow] = []
    first: dict[tuple[date, time, str], int] = {}
    for row in table.rows if table else ():
        cells = Cells(name, row, findings)
        read = _programme_row(cells)
        if read.room and read.room not in known_rooms:
            cells.error("room", _("la salle « %(room)s » n’est pas dans le tableau des salles.", room=read.room))
        key = (read.day, read.start, read.title)
        if key in first:
            told = _(
                "ce rendez-vous est déjà à la ligne %(line)s : même jour, même heure, même titre.", line=first[key]
            )
            cells.error("title", told)
        first.setdefault(key, row.line)
        rows.append(read)
    return rows


def _programme_row(cells: Cells) -> ProgrammeRow:
    start, end = cells.hour("start"), cells.hour("end")
    if start is not None and end is not None and end <= start:
        cells.error("end", _("le rendez-vous finit avant d’avoir commencé."))
    return ProgrammeRow(
        file=cells.file,
        line=cells.line,
        day=cells.day("date") or UNKNOWN_DAY,
        start=start or time(0),
        end=end or time(0),
        kind=cells.choice("kind", ProgrammeItemKind) or ProgrammeItemKind.BREAK,
        title=cells.text("title", 300, required=True),
        room=cells.text("room", 120),
        access=cells.choice("access", Access) or Access.PUBLIC,
        registration=cells.is_yes("registration"),
        capacity=cells.whole("capacity"),
        theme=cells.text("theme", 120),
        speakers=cells.text("speakers", 2000),
        summary=cells.text("summary", 5000),
    )


def write_programme(rows: Iterable[ProgrammeRow]) -> bytes:
    """The programme items as CSV."""
    return write_csv(PROGRAMME_COLUMNS, [_programme_cells(row) for row in rows])


def _programme_cells(row: ProgrammeRow) -> tuple[str, ...]:
    return (
        row.day.isoformat(),
        row.start.isoformat(timespec="minutes"),
        row.end.isoformat(timespec="minutes"),
        row.kind.value,
        row.title,
        row.room,
        row.access.value,
        "yes" if row.registration else "no",
        _written(row.capacity),
        row.theme,
        row.speakers,
        row.summary,
    )


def _written(number: int | None) -> str:
    return "" if number is None else str(number)
