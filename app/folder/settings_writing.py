"""congress.toml written from the database: the same congress gives the same bytes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import tomlkit
from tomlkit.items import Array, Item

from congress.models import Congress
from letters.models import LetterHead
from motions.models import Motion

HEADER = "Un congrès exporté par Hémicycle. Le format est décrit dans docs/congress-folder.md."


def write_settings(
    congress: Congress,
    motion: Motion,
    texts: dict[str, str],
    proposals: Iterable[tuple[int, str, str]],
    head: LetterHead | None,
) -> bytes:
    """The file; `texts`: preamble and closing by name; `proposals`: number, file, provenance."""
    document = tomlkit.document()
    document.add(tomlkit.comment(HEADER))
    document.update(_congress(congress))
    long_texts = {name: long_text(text) for name, text in texts.items()}
    document["motion"] = {"title": motion.title, "subtitle": motion.subtitle, **long_texts}
    document["proposals"] = [
        {"number": number, "file": file, "provenance": provenance} for number, file, provenance in proposals
    ]
    document["rules"] = _rules(congress)
    document["visibility"] = _visibility(congress)
    document["calendar"] = _calendar(congress)
    if head is not None:
        document["letter"] = _letter(head)
    return document.as_string().encode("utf-8")


def _congress(congress: Congress) -> dict[str, Any]:
    return {
        "slug": congress.slug,
        "title": congress.title,
        "organiser": congress.organiser,
        "demonstration": congress.demonstration,
        "timezone": congress.timezone,
        "place": congress.place,
        "starts": congress.starts.isoformat(),
        "ends": congress.ends.isoformat(),
        "locale": str(congress.locale),
    }


def _rules(congress: Congress) -> dict[str, Any]:
    majority = congress.majority
    return {
        "quorum": str(congress.quorum),
        "quorum_checked": str(congress.quorum_checked),
        "majority": majority[0] if len(majority) == 1 else text_list(majority),
        "tie_rule": str(congress.tie_rule),
        "ballot": str(congress.ballot),
        "proxies_per_holder": congress.proxies_per_holder,
        "minimum_signatories": congress.minimum_signatories,
        "line_length": congress.line_length,
        "viewpoint_names": str(congress.viewpoint_names),
    }


def _visibility(congress: Congress) -> dict[str, Any]:
    return {
        "viewpoints": congress.viewpoints_visible.value,
        "amendments": congress.amendments_visible.value,
        "results": congress.results_visible.value,
        "named_votes": congress.named_votes_visible.value,
        "sittings": congress.sittings_visible.value,
    }


def _calendar(congress: Congress) -> dict[str, Any]:
    zone = ZoneInfo(congress.timezone)
    windows = {
        "viewpoints": (congress.viewpoints_open, congress.viewpoints_close),
        "amendments": (congress.amendments_open, congress.amendments_close),
        "signatures": (congress.signatures_open, congress.signatures_close),
    }
    return {
        name: tomlkit.value(f'{{ opens = "{_instant(opens, zone)}", closes = "{_instant(closes, zone)}" }}')
        for name, (opens, closes) in windows.items()
    }


def _letter(head: LetterHead) -> dict[str, Any]:
    return {
        "place": head.place,
        "date": head.date.isoformat(),
        "reference": head.reference,
        "sender": text_list(head.sender),
        "contact": head.contact,
        "civility": head.civility,
        "addressee": text_list(head.addressee),
        "subject": head.subject,
        "answer_by": head.answer_by.isoformat() if head.answer_by else "",
        "copies": text_list(head.copies),
        "closing_formula": head.closing_formula,
    }


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
