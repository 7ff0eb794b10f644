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

__all__ = ["as_typed", "spreadsheet_rows"]

# -S: no package of the site is wanted, only the standard library and ours.
READER = (sys.executable, "-S", "-m", "core.files.sheets")
ROOT = Path(__file__).parents[2]  # the tree that holds `core`
_LONGEST = 60  # seconds of the wall: a machine may be busy
_UNPACKED: dict[str, Any] = {"refused": "unpacked", "line": None}


def spreadsheet_rows(name: str, data: bytes, findings: Findings) -> list[RawRow] | None:
    """(line, cells) of the first sheet, empty rows left out; None, with the error noted, when it cannot be read."""
    found = _read(data)
    if "refused" in found:
        findings.error(name, found["line"], None, _why(found["refused"]))
        return None
    for line, cell in found["errors"]:
        findings.error(name, line, None, _("une case est en erreur dans le tableur (« %(cell)s »).", cell=cell))
    cleaner = CellCleaner(name, findings)
    if found["formulas"]:
        cleaner.formula(*found["formula"], count=found["formulas"])
    rows = [(line, [cleaner.clean(line, cell) for cell in cells]) for line, cells in found["rows"]]
    cleaner.tell()
    return rows


def _read(data: bytes) -> dict[str, Any]:
    """What the reading process answers; one that took too much was ended before it could."""
    try:
        done = subprocess.run(READER, input=data, capture_output=True, timeout=_LONGEST, cwd=ROOT, check=False)
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
