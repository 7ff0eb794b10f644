"""A roll read, row by row: what each of its cells may say. Loaded when somebody brings one: pydantic loads slowly."""

from typing import Annotated

from flask_babel import gettext as _
from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, ValidationInfo

from congress import roll_headings
from congress.models import WEIGHT_SCALE, Accreditation, Category, Function
from congress.roll import MemberFields, scaled_weight
from congress.roll_asides import refuse_notes, without_totals
from congress.roll_mending import RowMender, part_names, two_columns_sentence, warn_of_other_communes
from congress.roll_table import COLUMNS, NEEDED_COLUMNS, OPTIONAL_COLUMNS, RollRow, column_words
from congress.rules import territory_codes
from congress.rules.honorifics import usual_honorific
from core.addresses import is_address
from core.files.cells import Filled, NameCell, RowModel, Yes, decimal_of, read_row
from core.files.faults import Findings
from core.files.headings import plain_heading
from core.files.known_words import with_names
from core.files.tables import Row, read_table

_WHOLE_NAMES = [{"elu"}, {"elus"}]
_TOLD_APART = "given_name"  # absent, it may be held by the column of the family names
_SYNONYMS = {
    **roll_headings.SYNONYMS,
    "family_name": (*roll_headings.SYNONYMS["family_name"], *roll_headings.WHOLE_NAMES),
}
_FIELDS = {"civility": "honorific", "ref": "given_ref"}  # fields that their column calls otherwise


def read_roll(name: str, data: bytes, findings: Findings) -> list[RollRow]:
    """The members of a roll, those with errors too; what is wrong with it is noted row by row."""
    table = read_table(
        name, data, findings, required=NEEDED_COLUMNS, optional=(*OPTIONAL_COLUMNS, _TOLD_APART),
        empty_if_absent=[column for column in COLUMNS if column not in (*NEEDED_COLUMNS, _TOLD_APART)],
        synonyms=_SYNONYMS, words=column_words(),
    )  # fmt: skip
    if table is None:
        _tell_names_together(name, findings)
        return []
    table = without_totals(with_names(table, roll_headings.WORDS), findings)
    refuse_notes(table, findings)
    table = part_names(table, findings)
    if _TOLD_APART in table.absent:
        column = column_words()[_TOLD_APART] if table.headings else _TOLD_APART
        told = _("colonnes absentes, comme si leurs cases étaient vides : %(columns)s.", columns=column)
        findings.mend(name, None, None, told)
    mender = RowMender(table, findings)
    unsaid = frozenset(_FIELDS.get(column, column) for column in table.absent)
    rows = [_read_row(table.file, mender.mended(row), findings, unsaid) for row in table.rows]
    mender.tell()
    warn_of_other_communes(rows, findings)
    _refuse_twice(rows, findings)
    _refuse_two_chairs(rows, findings)
    if not table.rows:
        findings.error(name, None, None, _("cette liste ne nomme personne."))
    return rows


def _tell_names_together(name: str, findings: Findings) -> None:
    """Say what to do where one column holds the whole names: nobody could part « Le Goff Yann » for sure."""
    for told in findings.warnings:
        words = set(plain_heading(told.field or "").split())
        if words in _WHOLE_NAMES:
            findings.error(name, told.line, told.field, two_columns_sentence())


def _accredited_if_empty(value: str) -> str:
    return value or Accreditation.ACCREDITED.value


def _email(value: str) -> str | None:
    if value and not is_address(value):
        raise ValueError(_("« %(value)s » n’est pas une adresse.", value=value))
    return value or None


def _insee(code: str) -> str:
    if code and not territory_codes.is_insee(code):
        raise ValueError(_("« %(value)s » n’est pas le code INSEE d’une commune.", value=code))
    return code


def _departement(code: str) -> str:
    if code and not territory_codes.is_departement(code):
        raise ValueError(_("« %(value)s » n’est pas un département.", value=code))
    return code


def _weight(value: str) -> int:
    number = decimal_of(value)
    try:
        return scaled_weight(number)
    except ValueError:
        raise ValueError(_("un poids a au plus six décimales.")) from None


def _elected_alone(votes: bool, info: ValidationInfo) -> bool:
    category = info.data.get("category", Category.ELECTED)
    if votes and category == Category.STAFF:
        raise ValueError(_("un collaborateur (staff) ne vote pas : seuls les élus (elected) votent."))
    if votes and category != Category.ELECTED:
        raise ValueError(_("seuls les élus (elected) votent."))
    return votes


def _aides_alone(aide_of: str, info: ValidationInfo) -> str:
    if aide_of and info.data.get("category", Category.STAFF) != Category.STAFF:
        raise ValueError(_("seul un collaborateur (staff) aide un élu."))
    return aide_of


def _substitutes_alone(substitute_of: str, info: ValidationInfo) -> str:
    if substitute_of and info.data.get("category", Category.ELECTED) != Category.ELECTED:
        raise ValueError(_("seul un élu (elected) supplée un élu."))
    if substitute_of and info.data.get("votes"):
        raise ValueError(_("un suppléant n’a pas de voix à lui\u00a0: il tient le siège de qui il supplée."))
    return substitute_of


class _Line(RowModel):
    """A row of the roll as it is written."""

    category: NameCell[Category] = Category.ELECTED
    function: NameCell[Function] = Function.NONE
    accreditation: Annotated[NameCell[Accreditation], BeforeValidator(_accredited_if_empty)] = Accreditation.ACCREDITED
    civility: Annotated[str, AfterValidator(usual_honorific)] = Field("", max_length=20)
    given_name: str = Field("", max_length=100)
    family_name: Filled = Field("", max_length=100)
    email: Annotated[str | None, PlainValidator(_email)] = None
    office: str = Field("", max_length=200)
    commune: str = Field("", max_length=120)
    insee: Annotated[str, AfterValidator(_insee)] = ""
    departement: Annotated[str, AfterValidator(_departement)] = ""
    body: str = Field("", max_length=200)
    college: str = Field("", max_length=80)
    weight: Annotated[int, PlainValidator(_weight)] = WEIGHT_SCALE
    votes: Annotated[Yes, AfterValidator(_elected_alone)] = False
    ref: str = Field("", max_length=200)
    aide_of: Annotated[str, Field(max_length=600), AfterValidator(_aides_alone)] = ""
    substitute_of: Annotated[str, Field(max_length=600), AfterValidator(_substitutes_alone)] = ""


def _read_row(file: str, row: Row, findings: Findings, unsaid: frozenset[str]) -> RollRow:
    values = dict(read_row(_Line, file, row, findings))
    ref, aide_of, honorific = values.pop("ref"), values.pop("aide_of"), values.pop("civility")
    substitute_of = values.pop("substitute_of")
    fields = MemberFields(given_ref=ref, honorific=honorific, **values)
    if fields.insee and fields.departement and territory_codes.departement_of(fields.insee) != fields.departement:
        told = _(
            "le département %(departement)s n’est pas celui du code INSEE %(insee)s.",
            departement=fields.departement,
            insee=fields.insee,
        )
        findings.warning(file, row.line, "departement", told)
    return RollRow(file, row.line, fields, aide_of, unsaid, substitute_of)


def _refuse_twice(rows: list[RollRow], findings: Findings) -> None:
    """The same person stands once in a roll."""
    first: dict[str, int] = {}
    for row in rows:
        if not row.fields.family_name:  # refused already, for want of a name
            continue
        if row.fields.key in first:
            sentence = (
                _(
                    "la référence « %(ref)s » est déjà celle de la ligne %(line)s.",
                    ref=row.fields.given_ref,
                    line=first[row.fields.key],
                )
                if row.fields.given_ref
                else _(
                    "%(name)s est déjà à la ligne %(line)s : une colonne « ref » distingue deux homonymes.",
                    name=row.fields.full_name,
                    line=first[row.fields.key],
                )
            )
            by_address = "email" if row.fields.email else None
            findings.error(row.file, row.line, "ref" if row.fields.given_ref else by_address, sentence)
        first.setdefault(row.fields.key, row.line)


def _refuse_two_chairs(rows: list[RollRow], findings: Findings) -> None:
    chairs = [row for row in rows if row.fields.function == Function.CHAIR]
    for row in chairs[1:]:
        sentence = _("une seule personne préside : la ligne %(line)s a déjà cette fonction.", line=chairs[0].line)
        findings.error(row.file, row.line, "function", sentence)
