"""congress.toml: the congress, its motion, its rules, its calendar, its letter."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from app.folder.content import MotionText, Settings
from app.folder.toml_section import Section
from app.folder.toml_source import lines_of, parse_toml
from congress.models import QuorumMoment, ViewpointNames, Visibility
from congress.roll import CongressFields
from core.enums import Language
from core.files.faults import Findings
from letters.head_services import LetterHeadFields
from voting.rules.majority import MajorityRule
from voting.rules.outcome import BallotKind, TieRule
from voting.rules.quorum import QuorumRule

FILE = "congress.toml"
# First words of the site's own addresses.
RESERVED_SLUGS = frozenset({"api", "demonstration", "healthz", "langue", "static"})
LONGEST_TEXT = 100_000
UNKNOWN_DAY = date(2000, 1, 1)  # stands for a date with an error, so that reading goes on
UNKNOWN_INSTANT = datetime(2000, 1, 1, tzinfo=UTC)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_settings(text: str, findings: Findings) -> Settings | None:
    """What the file says; None when it is not TOML. With errors noted, what is given is not to be used."""
    data = parse_toml(FILE, text, findings)
    if data is None:
        return None
    root = Section(FILE, data, lines_of(text), findings)
    congress = _congress(root)
    motion = _motion(root.table("motion"))
    proposals = _proposals(root)
    letter = _letter(root.table("letter"))
    root.warn_unknown()
    return Settings(congress, motion, proposals, letter)


def _congress(root: Section) -> CongressFields:
    zone_name, zone = _zone(root)
    starts, ends = root.day("starts"), root.day("ends")
    if starts and ends and ends < starts:
        root.error("ends", _("le congrès finit avant d’avoir commencé."))
    rules = root.table("rules")
    ballot = rules.name("ballot", BallotKind)
    majority = rules.names("majority", MajorityRule)
    tie_rule = rules.name("tie_rule", TieRule)
    rules.refuse("college_rule", _("les collèges ne sont pas encore comptés dans les votes : retirer cette clé."))
    fields = CongressFields(
        slug=_slug(root),
        title=root.text("title", 200),
        organiser=root.text("organiser", 200),
        demonstration=root.is_true("demonstration"),
        timezone=zone_name,
        place=root.text("place", 200, required=False),
        starts=starts or UNKNOWN_DAY,
        ends=ends or UNKNOWN_DAY,
        locale=root.name("locale", Language) or Language.FR,
        quorum=(rules.name("quorum", QuorumRule) or QuorumRule.NONE).value,
        quorum_checked=rules.name("quorum_checked", QuorumMoment) or QuorumMoment.ITEM,
        majority=majority,
        tie_rule=(tie_rule or TieRule.REJECTED).value,
        ballot=(ballot or BallotKind.PUBLIC).value,
        proxies_per_holder=rules.whole("proxies_per_holder", 0, 1000),
        minimum_signatories=rules.whole("minimum_signatories", 0, 100_000),
        line_length=rules.whole("line_length", 40, 120),
        viewpoint_names=rules.name("viewpoint_names", ViewpointNames) or ViewpointNames.CHOSEN,
        **_visibility(root.table("visibility")),
        **_calendar(root.table("calendar"), zone),
    )
    rules.warn_unknown()
    return fields


def _slug(root: Section) -> str:
    slug = root.text("slug", 80)
    if slug and not _SLUG.fullmatch(slug):
        told = _(
            "« %(value)s » ne peut pas être une adresse : des minuscules sans accent, des chiffres, "
            "des traits d’union.",
            value=slug,
        )
        root.error("slug", told)
    elif slug in RESERVED_SLUGS:
        root.error("slug", _("« %(value)s » est une adresse du site : en choisir une autre.", value=slug))
    return slug


def _zone(root: Section) -> tuple[str, ZoneInfo]:
    name = root.text("timezone", 60)
    try:
        return name, ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        if name:
            told = _("« %(value)s » n’est pas un fuseau horaire : écrire par exemple Europe/Paris.", value=name)
            root.error("timezone", told)
        return name, ZoneInfo("Europe/Paris")


def _visibility(visibility: Section) -> dict[str, Any]:
    """Who may read each kind of thing."""
    names = ("viewpoints", "amendments", "results", "named_votes", "sittings")
    read = {f"{name}_visible": visibility.name(name, Visibility) or Visibility.NEVER for name in names}
    visibility.warn_unknown()
    return read


def _calendar(calendar: Section, zone: ZoneInfo) -> dict[str, Any]:
    """The opening and closing of viewpoints, amendments and signatures."""
    instants: dict[str, Any] = {}
    for name in ("viewpoints", "amendments", "signatures"):
        window = calendar.table(name)
        opens, closes = window.instant("opens", zone), window.instant("closes", zone)
        if opens and closes and closes <= opens:
            window.error("closes", _("la clôture n’est pas après l’ouverture."))
        instants[f"{name}_open"] = opens or UNKNOWN_INSTANT
        instants[f"{name}_close"] = closes or UNKNOWN_INSTANT
        window.warn_unknown()
    calendar.warn_unknown()
    return instants


def _motion(motion: Section) -> MotionText:
    text = MotionText(
        title=motion.text("title", 300),
        subtitle=motion.text("subtitle", 300, required=False),
        preamble=motion.text("preamble", LONGEST_TEXT, required=False, is_long=True),
        closing=motion.text("closing", LONGEST_TEXT, required=False, is_long=True),
    )
    motion.warn_unknown()
    return text


def _proposals(root: Section) -> tuple[tuple[int, str, str], ...]:
    found: list[tuple[int, str, str]] = []
    for table in root.tables("proposals"):
        number = table.whole("number", 1, 9999)
        file = table.text("file", 200)
        if any(number == known for known, _file, _provenance in found):
            told = _("le numéro %(number)s est déjà celui d’une autre proposition.", number=number)
            table.error("number", told)
        if file and any(file == known for _number, known, _provenance in found):
            table.error("file", _("ce fichier est déjà celui d’une autre proposition."))
        if file and not is_inside(file):
            table.error("file", _("ce fichier n’est pas dans le dossier du congrès."))
            file = ""
        found.append((number, file, table.text("provenance", 300, required=False)))
        table.warn_unknown()
    if not found:
        root.error("proposals", _("le congrès n’a aucune proposition."))
    return tuple(found)


def is_inside(file: str) -> bool:
    """Whether a relative path stays in the folder."""
    path = PurePosixPath(file.replace("\\", "/"))
    return not path.is_absolute() and ".." not in path.parts and ":" not in file


def _letter(letter: Section) -> LetterHeadFields:
    fields = LetterHeadFields(
        place=letter.text("place", 120),
        date=letter.day("date") or UNKNOWN_DAY,
        reference=letter.text("reference", 80, required=False),
        sender=letter.texts("sender", 200),
        contact=letter.text("contact", 200, required=False),
        civility=letter.text("civility", 120),
        addressee=letter.texts("addressee", 200),
        subject=letter.text("subject", 300),
        answer_by=letter.day("answer_by", required=False),
        copies=letter.texts("copies", 300, required=False),
        closing_formula=letter.text("closing_formula", 1000, is_long=True),
    )
    for unknown in re.findall(r"\{(?!civility\})[^{}]*\}", fields.closing_formula):
        told = _("« %(value)s » n’est pas remplacé : seul « {civility} » l’est.", value=unknown)
        letter.warning("closing_formula", told)
    letter.warn_unknown()
    return replace(fields, closing_formula=" ".join(fields.closing_formula.split("\n")))
