"""congress.toml written from the database, table by table as it is read: the same congress gives the same bytes."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import tomlkit
from tomlkit.items import Array, Item

from app.folder.settings_model import (
    TABLES,
    WRITTEN_WHERE_THEY_DIFFER,
    CalendarTable,
    CongressFile,
    DebateTable,
    LetterTable,
    ProposalTable,
    RulesTable,
    VisibilityTable,
)
from congress.models import Congress
from congress.pages.downloads import rehearsal_notice
from letters.models import LetterHead
from motions.models import Motion
from voting.debate_models import HouseDebate

HEADER = "Un congrès exporté par Hémicycle. Le format est décrit dans docs/congress-folder.md."


def write_settings(
    congress: Congress,
    motion: Motion,
    texts: dict[str, str],
    proposals: Iterable[tuple[int, str, str]],
    head: LetterHead | None,
    debate: HouseDebate | None = None,
) -> bytes:
    """The file; `texts`: preamble and closing by name; `proposals`: number, file, provenance."""
    document = tomlkit.document()
    document.add(tomlkit.comment(HEADER))
    if notice := rehearsal_notice(congress):
        document.add(tomlkit.comment(notice))
    document.update(_values(congress, [name for name in CongressFile.model_fields if name not in TABLES]))
    long_texts = {name: long_text(text) for name, text in texts.items()}
    document["motion"] = {"title": motion.title, "subtitle": motion.subtitle, **long_texts}
    document["proposals"] = [dict(zip(ProposalTable.model_fields, proposal, strict=True)) for proposal in proposals]
    document["rules"] = _values(congress, [name for name in RulesTable.model_fields if _is_said(congress, name)])
    if len(congress.majority) == 1:
        document["rules"]["majority"] = congress.majority[0]
    if debate is not None:
        said = [name for name in DebateTable.model_fields if getattr(debate, name) is not None]
        document["debate"] = _values(debate, said)
    if congress.minutes_rules:
        document["minutes"] = {name: _written(value) for name, value in congress.minutes_rules.items()}
    document["visibility"] = {name: getattr(congress, f"{name}_visible").value for name in VisibilityTable.model_fields}
    document["calendar"] = {name: _window(congress, name) for name in CalendarTable.model_fields}
    if head is not None:
        document["letter"] = _values(head, LetterTable.model_fields)
    return document.as_string().encode("utf-8")


def _is_said(congress: Congress, name: str) -> bool:
    """Whether a rule is written: always, or where it is not what its absence means."""
    return (
        name not in WRITTEN_WHERE_THEY_DIFFER or getattr(congress, name) != RulesTable.model_fields[name].get_default()
    )


def _values(row: object, names: Iterable[str]) -> dict[str, Any]:
    return {name: _written(getattr(row, name)) for name in names}


def _written(value: Any) -> Any:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case list() | tuple():
            return text_list(value)
        case dict():
            table = tomlkit.inline_table()
            table.update(value)
            return table
        case str():
            return str(value)  # the name of an enumeration too
    return value


def _window(congress: Congress, name: str) -> Item:
    zone = ZoneInfo(congress.timezone)
    opens, closes = (_instant(getattr(congress, f"{name}_{edge}"), zone) for edge in ("open", "close"))
    return tomlkit.value(f'{{ opens = "{opens}", closes = "{closes}" }}')


def _instant(instant: datetime, zone: ZoneInfo) -> str:
    """The hour in the congress's zone, without its offset unless the hour comes twice that night."""
    local = instant.astimezone(zone)
    naive = local.replace(tzinfo=None, fold=0)
    told = naive if naive.replace(tzinfo=zone).utcoffset() == local.utcoffset() else local
    return told.isoformat(timespec="auto" if local.second or local.microsecond else "minutes")


def long_text(value: str) -> Item:
    """A TOML text of several lines, that starts on the line after its quotes."""
    written = tomlkit.string(value, multiline=True).as_string()
    return tomlkit.value('"""\n' + written.removeprefix('"""').removeprefix("\n"))


def text_list(values: Iterable[str]) -> Array:
    """A TOML list of texts, one to a line when there are several."""
    listed, written = list(values), tomlkit.array()
    if len(listed) < 2:
        written.extend(listed)
        return written
    for value in listed:
        written.add_line(value, indent="  ")
    written.add_line(indent="")
    return written
