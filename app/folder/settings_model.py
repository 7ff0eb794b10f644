"""What congress.toml may say: one model for each of its tables, with the rules that hold inside it."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo

from app.folder.toml_values import DayOrNone, Instant, LongText, OneLine, TomlDay, between
from congress.models import PresenceInRoom, QuorumMoment, ViewpointNames
from congress.rules.colleges.settings import exact_share, exactly, flaw_of_shares
from congress.rules.rule_names import (
    BallotKind,
    Body,
    CollegeRule,
    DispositifWording,
    OptionRule,
    PresetName,
    QuorumRule,
    TieRule,
)
from congress.rules.visibility import Visibility
from core.enums import Language
from core.files.validation import not_one_of
from core.validation import FieldPath, Listed, Model, Name, refusal
from voting.rules.debate.debate_rules import (
    DEFAULT_SECONDS,
    FEWEST_SECONDS,
    MOST_MINUTES,
    MOST_SECONDERS,
    MOST_SECONDS,
)
from voting.rules.majority import MajorityRule
from voting.rules.minutes.sections import HOUSE, SectionKey, faults_of

FILE = "congress.toml"
# First words of the site's own addresses.
RESERVED_SLUGS = frozenset({"api", "demonstration", "healthz", "langue", "static"})
TABLES = {"rules", "debate", "minutes", "visibility", "calendar", "motion", "proposals", "letter"}
LONGEST_TEXT = 100_000
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ShortLine = Annotated[OneLine, Field(max_length=200)]


def _slug(slug: str) -> str:
    if not _SLUG.fullmatch(slug):
        told = _(
            "« %(value)s » ne peut pas être une adresse : des minuscules sans accent, des chiffres, "
            "des traits d’union.",
            value=slug,
        )
        raise ValueError(told)
    if slug in RESERVED_SLUGS:
        raise ValueError(_("« %(value)s » est une adresse du site : en choisir une autre.", value=slug))
    return slug


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        told = _("« %(value)s » n’est pas un fuseau horaire : écrire par exemple Europe/Paris.", value=name)
        raise ValueError(told) from None
    return name


def _one_or_several(majority: Any) -> Any:
    if majority == []:
        raise ValueError(not_one_of("", [rule.value for rule in MajorityRule]))
    if not isinstance(majority, str | list):
        raise ValueError(_("attendu : un nom ou une liste de noms."))  # noqa: TRY004 (what pydantic gathers)
    return [majority] if isinstance(majority, str) else majority


def _inside(file: str) -> str:
    path = PurePosixPath(file.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in file:
        raise ValueError(_("ce fichier n’est pas dans le dossier du congrès."))
    return file


def _after_opening(closes: datetime, info: ValidationInfo) -> datetime:
    if "opens" in info.data and closes <= info.data["opens"]:
        raise ValueError(_("la clôture n’est pas après l’ouverture."))
    return closes


def _after_start(ends: date, info: ValidationInfo) -> date:
    if "starts" in info.data and ends < info.data["starts"]:
        raise ValueError(_("le congrès finit avant d’avoir commencé."))
    return ends


class MotionText(Model):
    """[motion], apart from its proposals; an empty preamble or closing is none."""

    title: OneLine = Field(min_length=1, max_length=300)
    subtitle: OneLine = Field("", max_length=300)
    preamble: LongText = Field("", max_length=LONGEST_TEXT)
    closing: LongText = Field("", max_length=LONGEST_TEXT)


class ProposalTable(Model):
    """One of [[proposals]]; its text is in its file."""

    number: Annotated[int, between(1, 9999)]
    file: Annotated[OneLine, Field(min_length=1, max_length=200), AfterValidator(_inside)]
    provenance: OneLine = Field("", max_length=300)


def _none_if_empty(value: object) -> object:
    return value or None


def _shares(shares: dict[str, str]) -> dict[str, str]:
    """The shares, exact; refused where they do not make the whole."""
    if not shares:
        return shares
    if flaw_of_shares(shares) is not None:
        raise ValueError(
            _("chaque part est un nombre de 0 à 1, écrit «\u00a00.6\u00a0»\u202f; ensemble, elles font 1.")
        )
    return {name: exactly(share) for name, written in shares.items() if (share := exact_share(written))}


class RulesTable(Model):
    """[rules], by the names of docs/rules."""

    quorum: Name[QuorumRule]
    quorum_checked: Name[QuorumMoment]
    majority: Annotated[Listed[Name[MajorityRule]], BeforeValidator(_one_or_several)]
    tie_rule: Name[TieRule]
    ballot: Name[BallotKind]
    proxies_per_holder: Annotated[int, between(0, 1000)]
    minimum_signatories: Annotated[int, between(0, 100_000)]
    line_length: Annotated[int, between(40, 120)]
    dispositif_wording: Name[DispositifWording] = DispositifWording.REPLACE
    keeps_positions: bool = False
    one_change: bool = False
    late_amendments: bool = False
    viewpoint_names: Name[ViewpointNames]
    presence_opens_before: Annotated[int, between(0, 1440)] = 60
    presence_in_room: Name[PresenceInRoom] = PresenceInRoom.SELF
    preset: Name[PresetName] = PresetName.OWN
    body: Name[Body] = Body.ASSOCIATION
    remote_presence: bool = True
    substitutes: bool = False
    convening_days: Annotated[int, between(0, 365)] = 0
    public_request: Annotated[int, between(0, 100)] = 4
    secret_request: Annotated[int, between(0, 100)] = 3
    prevailing_request: Name[BallotKind] = BallotKind.SECRET
    option_rule: Name[OptionRule] = OptionRule.RELATIVE
    college_rule: Annotated[Name[CollegeRule] | None, BeforeValidator(_none_if_empty)] = None
    college_shares: Annotated[dict[str, str], AfterValidator(_shares)] = Field(default_factory=dict)
    quorum_by_college: bool = False
    proxies_within_college: bool = False


# Keys that came later: an export writes them only where they say something else than what their absence means.
WRITTEN_WHERE_THEY_DIFFER = (
    "preset", "body", "remote_presence", "substitutes", "convening_days", "public_request", "secret_request",
    "prevailing_request", "option_rule", "college_rule", "college_shares", "quorum_by_college",
    "proxies_within_college",
)  # fmt: skip


def _public(ballot: BallotKind) -> BallotKind:
    if ballot is BallotKind.SECRET:
        told = _(
            "Hémicycle ne tient pas encore de scrutin secret : écrire « public », ou voter sur papier ce qui doit "
            "l’être en secret."
        )
        raise ValueError(told)
    return ballot


class GivenRules(RulesTable):
    """[rules] as somebody may have written it: what is not in force is refused, not passed over."""

    ballot: Annotated[Name[BallotKind], AfterValidator(_public)]


def _sections(names: tuple[str, ...]) -> tuple[str, ...]:
    unknown, twice, missing = faults_of(names)
    if unknown:
        raise ValueError(not_one_of(unknown[0], list(SectionKey)))
    if twice:
        raise ValueError(_("«\u00a0%(value)s\u00a0» est écrit deux fois.", value=twice[0]))
    if missing:
        raise ValueError(_("un procès-verbal ne se passe pas de «\u00a0%(value)s\u00a0».", value=missing[0]))
    return names


class MinutesTable(Model):
    """[minutes]: the sections of the minutes in their order, and what files of open data say of the body."""

    sections: Annotated[Listed[OneLine], AfterValidator(_sections)] = HOUSE.sections
    siret: OneLine = Field(HOUSE.siret, pattern=r"^(\d{14})?$")
    matter_code: OneLine = Field(HOUSE.matter_code, pattern=r"^\d\.\d{1,2}$")
    matter_name: OneLine = Field(HOUSE.matter_name, min_length=1, max_length=200)


class DebateTable(Model):
    """[debate]: how a sitting that chooses nothing of its own debates; without `item_minutes` an item has no limit."""

    newcomers_first: bool = True
    alternates: bool = True
    speaker_seconds: Annotated[int, between(FEWEST_SECONDS, MOST_SECONDS)] = DEFAULT_SECONDS
    item_minutes: Annotated[int, between(1, MOST_MINUTES)] | None = None
    seconders: Annotated[int, between(0, MOST_SECONDERS)] = 0


class VisibilityTable(Model):
    """[visibility]: from when the public reads each kind of thing."""

    viewpoints: Name[Visibility]
    amendments: Name[Visibility]
    results: Name[Visibility]
    named_votes: Name[Visibility]
    sittings: Name[Visibility]


class CalendarDates(Model):
    """When something opens and closes."""

    opens: Instant
    closes: Annotated[Instant, AfterValidator(_after_opening)]


class CalendarTable(Model):
    """[calendar], in the hours of the congress."""

    viewpoints: CalendarDates
    amendments: CalendarDates
    signatures: CalendarDates


class LetterTable(Model):
    """[letter]: what surrounds the motion in the open letter."""

    place: OneLine = Field(min_length=1, max_length=120)
    date: TomlDay
    reference: OneLine = Field("", max_length=80)
    sender: Listed[_ShortLine]
    contact: OneLine = Field("", max_length=200)
    civility: OneLine = Field(min_length=1, max_length=120)
    addressee: Listed[_ShortLine]
    subject: OneLine = Field(min_length=1, max_length=300)
    answer_by: DayOrNone = None
    copies: Listed[Annotated[OneLine, Field(max_length=300)]] = ()
    closing_formula: OneLine = Field(min_length=1, max_length=1000)


def said_twice(proposals: Iterable[tuple[int, ProposalTable]]) -> list[tuple[FieldPath, str, object]]:
    """(way, sentence, value) of each number and file that a proposal before has already; each comes with its rank."""
    flaws: list[tuple[FieldPath, str, object]] = []
    before: list[ProposalTable] = []
    for rank, proposal in proposals:
        if any(proposal.number == known.number for known in before):
            told = _("le numéro %(number)s est déjà celui d’une autre proposition.", number=proposal.number)
            flaws.append(((rank, "number"), told, proposal.number))
        if any(proposal.file == known.file for known in before):
            flaws.append(((rank, "file"), _("ce fichier est déjà celui d’une autre proposition."), proposal.file))
        before.append(proposal)
    return flaws


def _each_once(proposals: tuple[ProposalTable, ...]) -> tuple[ProposalTable, ...]:
    if not proposals:
        raise ValueError(_("le congrès n’a aucune proposition."))
    if flaws := said_twice(enumerate(proposals)):
        raise refusal(FILE, flaws)
    return proposals


class CongressFile(Model):
    """The whole file."""

    slug: Annotated[OneLine, Field(min_length=1, max_length=80), AfterValidator(_slug)]
    title: OneLine = Field(min_length=1, max_length=200)
    organiser: OneLine = Field(min_length=1, max_length=200)
    demonstration: bool = False
    timezone: Annotated[OneLine, Field(min_length=1, max_length=60), AfterValidator(_zone)]
    place: OneLine = Field("", max_length=200)
    starts: TomlDay
    ends: Annotated[TomlDay, AfterValidator(_after_start)]
    locale: Name[Language]
    rules: GivenRules
    debate: DebateTable | None = None
    minutes: MinutesTable = MinutesTable.model_validate({})
    visibility: VisibilityTable
    calendar: CalendarTable
    motion: MotionText
    proposals: Annotated[Listed[ProposalTable], AfterValidator(_each_once)]
    letter: LetterTable
