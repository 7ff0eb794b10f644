"""congress.toml: the congress, its motion, its rules, its calendar, its letter."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from app.folder import settings_model as model
from app.folder.content import CongressNames, Settings
from app.folder.settings_model import FILE
from congress.roll import CongressFields
from core.files import validation
from core.files.faults import Findings
from core.files.toml_source import lines_of, nearest_line, parse_toml
from core.validation import FieldPath, checked
from letters.head_services import LetterHeadFields
from voting.rules.debate.debate_rules import DebateRules
from voting.rules.minutes.sections import MinutesRules


def read_settings(text: str, findings: Findings) -> tuple[Settings | None, CongressNames]:
    """What the file says, None where an error is noted; and what the other files name, as far as it can be read."""
    data = parse_toml(FILE, text, findings)
    if data is None:
        return None, CongressNames("", ())
    line_of = partial(nearest_line, lines_of(text))
    read = validation.read(model.CongressFile, data, FILE, line_of, findings, _zone_of(data))
    if read is None:
        _tell_twice(data, line_of, findings)
        return None, _named(data)
    for unknown in re.findall(r"\{(?!civility\})[^{}]*\}", read.letter.closing_formula):
        told = _("« %(value)s » n’est pas remplacé : seul « {civility} » l’est.", value=unknown)
        findings.warning(FILE, line_of(("letter", "closing_formula")), "letter.closing_formula", told)
    return _settings(read), _named(data)


def _zone_of(data: Mapping[str, Any]) -> ZoneInfo:
    """The congress's zone; another where it has none, so that reading goes on."""
    try:
        return ZoneInfo(str(data.get("timezone")))
    except (KeyError, ValueError, OSError):
        return ZoneInfo("Europe/Paris")


def _tell_twice(data: Mapping[str, Any], line_of: Callable[[FieldPath], int | None], findings: Findings) -> None:
    """Note what two proposals share even where another one cannot be read: all is said at once."""
    told = {error.line for error in findings.errors}
    for way, sentence, _value in model.said_twice(_readable(data)):
        line = line_of(("proposals", *way))
        if line not in told:
            findings.error(FILE, line, f"proposals.{int(way[0]) + 1}.{way[1]}", sentence)


def _readable(data: Mapping[str, Any]) -> list[tuple[int, model.ProposalTable]]:
    listed = data.get("proposals")
    tried = [checked(model.ProposalTable, given)[0] for given in (listed if isinstance(listed, list) else ())]
    return [(rank, found) for rank, found in enumerate(tried) if found]


def _named(data: Mapping[str, Any]) -> CongressNames:
    proposals = tuple((found.number, found.file, found.provenance) for _rank, found in _readable(data))
    return CongressNames(str(data.get("slug", "")), proposals)


def _settings(read: model.CongressFile) -> Settings:
    values = {name: value for name, value in read if name not in model.TABLES}
    values |= {name: getattr(read.rules, name) for name in model.RulesTable.model_fields}
    values["minutes_rules"] = MinutesRules(**dict(read.minutes)).unusual
    values |= {f"{name}_visible": value for name, value in read.visibility}
    for name, window in read.calendar:
        values |= {f"{name}_open": window.opens, f"{name}_close": window.closes}
    debate = DebateRules(**dict(read.debate)) if read.debate is not None else None
    return Settings(CongressFields(**values), read.motion, LetterHeadFields(**dict(read.letter)), debate)
