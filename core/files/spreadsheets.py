"""Rows of XLSX and ODS files as text, the way they would have been typed in CSV: read in a process of their own.

That process is bounded in time and memory, and holds nothing that a ballot waits for.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask_babel import gettext as _

from core.files.cell_cleaning import CellCleaner
from core.files.faults import Findings
from core.files.raw_rows import RawRow, too_many_cells_sentence, too_many_rows_sentence
from core.files.sheets.typed_cells import as_typed
from core.text.reader import enumeration
from core.turns.one_processor import on_any_processor

__all__ = ["as_typed", "spreadsheet_rows"]

# -S: no package of the site is wanted, only the standard library and ours.
READER = (sys.executable, "-S", "-m", "core.files.sheets")
ROOT = Path(__file__).parents[2]  # the tree that holds `core`
MOST_SHEETS = 5  # that are looked at: a notice, lists of words, then the table
_LONGEST = 60  # seconds of the wall: a machine may be busy
_UNPACKED: dict[str, Any] = {"refused": "unpacked", "line": None}


def spreadsheet_rows(
    name: str, data: bytes, findings: Findings, is_table: Callable[[list[RawRow]], bool] = bool
) -> list[RawRow] | None:
    """(line, cells) of the first sheet that is a table, of the first one where none is; empty rows are left out.

    A hidden sheet is read where none of those shown is a table: it is mostly a former list, kept aside.

    None, with the error noted, when it cannot be read.
    """
    found = _read(data, 0)
    if "refused" in found:
        findings.error(name, found["line"], None, _why(found["refused"]))
        return None
    sheets = found["sheets"]
    found, place = _table_among(data, found, is_table)
    _tell_sheets(name, sheets, place, findings)
    if found["uncomputed"]:
        told = _("une formule n’a jamais été calculée : ouvrir ce fichier dans un tableur, l’enregistrer, recommencer.")
        findings.error(name, found["uncomputed"], None, told)
    cleaner = CellCleaner(name, findings)
    if found["formulas"]:
        cleaner.formula(*found["formula"], count=found["formulas"])
    if found["merged"]:
        cleaner.merged(*found["merge"], count=found["merged"])
    rows = [(line, [cleaner.clean(line, cell) for cell in cells]) for line, cells in found["rows"]]
    cleaner.tell()
    return rows


def _table_among(
    data: bytes, first: dict[str, Any], is_table: Callable[[list[RawRow]], bool]
) -> tuple[dict[str, Any], int]:
    """The sheet that is a table and its place, those shown before those hidden; the first one where none is."""
    sheets = first["sheets"]
    for place in sorted(range(len(sheets)), key=lambda place: sheets[place][1])[:MOST_SHEETS]:
        tried = _read(data, place) if place else first
        if "refused" not in tried and is_table(tried["rows"]):
            return tried, place
    return first, 0


def _tell_sheets(name: str, sheets: list[tuple[str, bool]], place: int, findings: Findings) -> None:
    """Note which sheet is read where there are several: the others hold people too, or a notice."""
    others = [shown for rank, (shown, is_hidden) in enumerate(sheets) if rank != place and not is_hidden]
    if not others and not place:
        return
    read = sheets[place][0]
    told = (
        _(
            "ce classeur a plusieurs feuilles : « %(read)s » est lue, et non %(others)s.",
            read=read,
            others=enumeration(f"«\u00a0{other}\u00a0»" for other in others[:10]),
        )
        if others
        else _("ce classeur a plusieurs feuilles : « %(read)s » est lue.", read=read)
    )
    findings.mend(name, None, None, told)


def _read(data: bytes, sheet: int) -> dict[str, Any]:
    """What the reading process answers; one that took too much was ended before it could."""
    try:
        reader = (*READER, str(sheet))
        with on_any_processor():
            done = subprocess.run(reader, input=data, capture_output=True, timeout=_LONGEST, cwd=ROOT, check=False)
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return _UNPACKED
    return answer


def _why(reason: str) -> str:
    say: dict[str, Callable[[], str]] = {
        "unpacked": lambda: _("ce classeur est trop grand une fois décompressé."),
        "rows": too_many_rows_sentence,
        "cells": too_many_cells_sentence,
        "unreadable": lambda: _("ce fichier n’est pas un classeur lisible."),
    }
    return say[reason]()
