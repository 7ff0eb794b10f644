"""congress.toml: the congress, its motion, its rules, its calendar, its letter."""

import re
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from app.folder import settings_model as model
from app.folder.content import Named, Settings
from congress.roll import CongressFields
from core.files.faults import Findings
from core.files.toml_source import lines_of, parse_toml
from core.files.validation import UNKNOWN, sentence_of
from core.validation import Path, checked
from letters.head_services import LetterHeadFields

FILE = "congress.toml"


def read_settings(text: str, findings: Findings) -> tuple[Settings | None, Named]:
    """What the file says, None where an error is noted; and what the other files name, as far as it can be read."""
    data = parse_toml(FILE, text, findings)
    if data is None:
        return None, Named("", ())
    lines = lines_of(text)
    read, flaws = checked(model.CongressFile, data, _zone_of(data))
    for flaw in flaws:
        line, name = _place(flaw.path, lines)
        if flaw.kind == UNKNOWN:
            findings.remark(FILE, line, str(flaw.path[-1]), sentence_of(flaw))
        else:
            findings.error(FILE, line, name, sentence_of(flaw))
    if read is None:
        return None, _named(data)
    _remark_braces(read.letter.closing_formula, lines, findings)
    return _settings(read), _named(data)


def _zone_of(data: Mapping[str, Any]) -> ZoneInfo:
    """The congress's zone; another where it has none, so that reading goes on."""
    try:
        return ZoneInfo(str(data.get("timezone")))
    except (KeyError, ValueError, OSError):
        return ZoneInfo("Europe/Paris")


def _named(data: Mapping[str, Any]) -> Named:
    listed = data.get("proposals")
    tried = [checked(model.Proposal, given)[0] for given in (listed if isinstance(listed, list) else ())]
    proposals = tuple((found.number, found.file, found.provenance) for found in tried if found)
    return Named(str(data.get("slug", "")), proposals)


def _settings(read: model.CongressFile) -> Settings:
    values = {name: value for name, value in read if name not in model.TABLES}
    values |= dict(read.rules)
    values |= {f"{name}_visible": value for name, value in read.visibility}
    for name, window in read.calendar:
        values |= {f"{name}_open": window.opens, f"{name}_close": window.closes}
    return Settings(CongressFields(**values), read.motion, LetterHeadFields(**dict(read.letter)))


def _remark_braces(closing: str, lines: dict[Path, int], findings: Findings) -> None:
    line, name = _place(("letter", "closing_formula"), lines)
    for unknown in re.findall(r"\{(?!civility\})[^{}]*\}", closing):
        told = _("« %(value)s » n’est pas remplacé : seul « {civility} » l’est.", value=unknown)
        findings.remark(FILE, line, name, told)


def _place(path: Path, lines: dict[Path, int]) -> tuple[int | None, str | None]:
    """The line of a value, or of the nearest table above it; and its name, lists counted from 1."""
    near = path
    while near and near not in lines:
        near = near[:-1]
    told = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
    return lines.get(near), told or None
