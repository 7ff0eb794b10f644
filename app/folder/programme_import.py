"""The programme of a folder. A row is the same item as before when its start and title are; a row that moved
or changed its title is recognised as long as no other could be meant.
"""

from collections import Counter
from collections.abc import Callable, Hashable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.folder.content import Folder, ProgrammeRow
from app.folder.report import Report
from congress.actors import Actor
from core.database import session
from core.text.typography import normalise_typography
from programme.models import ProgrammeItem
from programme.services import ProgrammeItemFields, save_programme_item

Key = Callable[[ProgrammeItem | ProgrammeItemFields], Hashable]


def import_programme(
    congress_id: int, folder: Folder, rooms: dict[str, int], report: Report, *, actor: Actor, now: datetime
) -> list[tuple[ProgrammeRow, int]]:
    """Each row with the id of its programme item, in the order of their starts; `rooms`: ids by name."""
    zone = ZoneInfo(folder.congress.timezone)
    rows = sorted(folder.programme, key=lambda row: (row.day, row.start, row.end, row.title))
    wanted = [_fields(row, rooms, zone) for row in rows]
    known = list(session().scalars(select(ProgrammeItem).where(ProgrammeItem.congress_id == congress_id)))
    pairs = paired(wanted, known, zone)
    saved = []
    for row, fields in zip(rows, wanted, strict=True):
        same = pairs.get(id(fields))
        saved_id, change = save_programme_item(
            congress_id, fields, programme_item_id=same.id if same else None, actor=actor, now=now
        )
        report.note("rendez-vous", row.title, change, hidden=("summary", "speakers", "room_id"))
        saved.append((row, saved_id))
    return saved


def paired(wanted: list[ProgrammeItemFields], known: list[ProgrammeItem], zone: ZoneInfo) -> dict[int, ProgrammeItem]:
    """The known items that each wanted one is, by Python identity of the latter; those that are new are absent.

    By start and title; then by title on the same day; by title alone; by start, room and kind: each time only
    where one wanted and one known are left with the same key.
    """
    keys: tuple[Key, ...] = (
        lambda item: (item.starts_at, item.title),
        lambda item: (item.starts_at.astimezone(zone).date(), item.title),
        lambda item: item.title,
        lambda item: (item.starts_at, item.room_id, item.kind),
    )
    pairs: dict[int, ProgrammeItem] = {}
    for key in keys:
        left = [fields for fields in wanted if id(fields) not in pairs]
        taken = {row.id for row in pairs.values()}
        free = [row for row in known if row.id not in taken]
        once_wanted, once_known = Counter(map(key, left)), Counter(map(key, free))
        by_key = {key(row): row for row in free if once_known[key(row)] == 1}
        for fields in left:
            if once_wanted[key(fields)] == 1 and key(fields) in by_key:
                pairs[id(fields)] = by_key[key(fields)]
    return pairs


def _fields(row: ProgrammeRow, rooms: dict[str, int], zone: ZoneInfo) -> ProgrammeItemFields:
    return ProgrammeItemFields(
        starts_at=datetime.combine(row.day, row.start, zone),
        ends_at=datetime.combine(row.day, row.end, zone),
        kind=row.kind,
        title=normalise_typography(row.title),
        room_id=rooms[row.room] if row.room else None,
        access=row.access,
        registration=row.registration,
        capacity=row.capacity,
        theme=row.theme,
        speakers=row.speakers,
        summary=row.summary,
    )
