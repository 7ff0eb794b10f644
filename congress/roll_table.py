"""A roll as a table (`docs/congress-folder.md`): rows read into members, members written back to the same rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext as _

from congress.models import WEIGHT_SCALE, Accreditation, Category, Function
from congress.roll import MemberFields, People, Person, scaled_weight, written_weight
from congress.rules import territory_codes
from core.addresses import is_address
from core.files.cells import Cells
from core.files.faults import Findings
from core.files.tables import Row, read_table, write_csv

COLUMNS = (
    "category",
    "function",
    "civility",
    "given_name",
    "family_name",
    "email",
    "office",
    "commune",
    "insee",
    "departement",
    "body",
    "college",
    "weight",
    "votes",
    "aide_of",
)
OPTIONAL_COLUMNS = ("ref", "accreditation")


@dataclass(frozen=True, slots=True)
class RollRow:
    """A row of the roll: where it stands, the member it describes, and whom this one helps, as written."""

    file: str
    line: int
    fields: MemberFields
    aide_of: str


def read_roll(name: str, data: bytes, findings: Findings) -> list[RollRow]:
    """The members of a roll, those with errors too; what is wrong with it is noted row by row."""
    table = read_table(name, data, findings, required=COLUMNS, optional=OPTIONAL_COLUMNS)
    if table is None:
        return []
    restored = _Restored(table.file, findings)
    rows = [_read_row(table.file, row, findings, restored) for row in table.rows]
    restored.tell()
    _refuse_twice(rows, findings)
    _refuse_two_chairs(rows, findings)
    if not table.rows:
        findings.error(name, None, None, _("cette liste ne nomme personne."))
    return rows


def check_aides(rows: list[RollRow], known: Iterable[Person], findings: Findings) -> None:
    """Note each aide whose official is nobody, several people or not elected; `known`: members already saved."""
    keys = {key for row in rows for key in (row.fields.key, row.fields.name_key)}
    others = [person for person in known if person.fields.key not in keys and person.fields.name_key not in keys]
    everyone = People([*(Person(-row.line, row.fields) for row in rows), *others])
    for row in rows:
        if row.aide_of and row.fields.category == Category.STAFF:
            the_official(row, everyone, findings)


def the_official(row: RollRow, everyone: People, findings: Findings) -> Person | None:
    """The one official whom the row names; else None, and the error noted."""
    found = everyone.named(row.aide_of)
    if len(found) == 1 and found[0].fields.category == Category.ELECTED:
        return found[0]
    if not found:
        sentence = _(
            "« %(value)s » n’est ni l’adresse, ni la référence, ni le nom d’une personne de la liste.",
            value=row.aide_of,
        )
    elif len(found) == 1:
        sentence = _("%(name)s n’est pas un élu (elected).", name=found[0].fields.full_name)
    else:
        sentence = _(
            "« %(value)s » désigne plusieurs personnes : écrire la référence, ou « Nom <adresse> ».", value=row.aide_of
        )
    findings.error(row.file, row.line, "aide_of", sentence)
    return None


def write_roll(people: Iterable[tuple[MemberFields, int | None]], everyone: People, by_id: dict[int, Person]) -> bytes:
    """The roll as CSV; `people`: each member with the id of the official whom this one helps."""
    listed = list(people)
    columns = [*COLUMNS]
    if any(fields.given_ref for fields, _official in listed):
        columns.insert(0, "ref")
    if any(fields.accreditation != Accreditation.ACCREDITED for fields, _official in listed):
        columns.append("accreditation")
    rows = []
    for fields, official in listed:
        cells = {
            "ref": fields.given_ref,
            "category": fields.category.value,
            "function": fields.function.value,
            "civility": fields.honorific,
            "given_name": fields.given_name,
            "family_name": fields.family_name,
            "email": fields.email or "",
            "office": fields.office,
            "commune": fields.commune,
            "insee": fields.insee,
            "departement": fields.departement,
            "body": fields.body,
            "college": fields.college,
            "weight": written_weight(fields.weight) if fields.votes or fields.weight != WEIGHT_SCALE else "",
            "votes": "yes" if fields.votes else "no",
            "aide_of": everyone.call(by_id[official]) if official else "",
            "accreditation": fields.accreditation.value,
        }
        rows.append([cells[column] for column in columns])
    return write_csv(columns, rows)


def _read_row(file: str, row: Row, findings: Findings, restored: "_Restored") -> RollRow:
    cells = Cells(file, row, findings)
    category = cells.choice("category", Category)
    insee, departement = _codes(cells, restored)
    fields = MemberFields(
        category=category or Category.ELECTED,
        function=cells.choice("function", Function) or Function.NONE,
        accreditation=(cells.choice("accreditation", Accreditation) if row.cells.get("accreditation") else None)
        or Accreditation.ACCREDITED,
        honorific=cells.text("civility", 20),
        given_name=cells.text("given_name", 100),
        family_name=cells.text("family_name", 100, required=True),
        email=_email(cells),
        office=cells.text("office", 200),
        commune=cells.text("commune", 120),
        insee=insee,
        departement=departement,
        body=cells.text("body", 200),
        college=_college(cells),
        weight=_weight(cells),
        votes=cells.is_yes("votes"),
        given_ref=cells.text("ref", 200),
    )
    aide_of = cells.text("aide_of", 600)
    if category is not None:
        _check_category(cells, fields, aide_of)
    return RollRow(file, row.line, fields, aide_of)


def _college(cells: Cells) -> str:
    """Refused when it is filled: no rule counts colleges yet, and votes would be counted as if there were none."""
    written = cells.text("college", 80)
    if written:
        cells.error("college", _("les collèges ne sont pas encore comptés dans les votes : laisser cette case vide."))
    return written


def _check_category(cells: Cells, fields: MemberFields, aide_of: str) -> None:
    """Only the elected vote; only an aide helps an official."""
    if fields.votes and fields.category == Category.STAFF:
        cells.error("votes", _("un collaborateur (staff) ne vote pas : seuls les élus (elected) votent."))
    elif fields.votes and fields.category != Category.ELECTED:
        cells.error("votes", _("seuls les élus (elected) votent."))
    if aide_of and fields.category != Category.STAFF:
        cells.error("aide_of", _("seul un collaborateur (staff) aide un élu."))


def _email(cells: Cells) -> str | None:
    address = cells.text("email", 320)
    if address and not is_address(address):
        cells.error("email", _("« %(value)s » n’est pas une adresse.", value=address))
    return address or None


def _weight(cells: Cells) -> int:
    try:
        return scaled_weight(cells.decimal("weight", Decimal(1)))
    except ValueError:
        cells.error("weight", _("un poids a au plus six décimales."))
        return WEIGHT_SCALE


def _codes(cells: Cells, restored: "_Restored") -> tuple[str, str]:
    """The INSEE and département codes, with the zeros that a spreadsheet dropped."""
    written_insee, written_departement = cells.text("insee", 20), cells.text("departement", 20)
    insee = territory_codes.restored_insee(written_insee)
    departement = territory_codes.restored_departement(written_departement)
    if insee and not territory_codes.is_insee(insee):
        cells.error("insee", _("« %(value)s » n’est pas le code INSEE d’une commune.", value=written_insee))
    if departement and not territory_codes.is_departement(departement):
        cells.error("departement", _("« %(value)s » n’est pas un département.", value=written_departement))
    elif insee and departement and territory_codes.departement_of(insee) != departement:
        cells.warning(
            "departement",
            _(
                "le département %(departement)s n’est pas celui du code INSEE %(insee)s.",
                departement=departement,
                insee=insee,
            ),
        )
    restored.note(cells.line, "insee", written_insee, insee)
    restored.note(cells.line, "departement", written_departement, departement)
    return insee, departement


class _Restored:
    """Codes that were put back as they are, told once for each column: a hundred lines say nothing more."""

    def __init__(self, file: str, findings: Findings) -> None:
        self._file = file
        self._findings = findings
        self._found: dict[str, list[tuple[int, str, str]]] = {}

    def note(self, line: int, name: str, written: str, code: str) -> None:
        """Remember a code that lost a zero (a small letter is nothing to tell)."""
        if written.upper() != code:
            self._found.setdefault(name, []).append((line, written, code))

    def tell(self) -> None:
        """Note one warning for each column."""
        for name, found in self._found.items():
            line, written, code = found[0]
            sentence = _(
                "« %(written)s » est lu « %(code)s » : le tableur avait ôté un zéro.", written=written, code=code
            )
            if len(found) > 1:
                sentence = _("%(sentence)s Lignes ainsi corrigées : %(count)s.", sentence=sentence, count=len(found))
            self._findings.warning(self._file, line, name, sentence)


def _refuse_twice(rows: list[RollRow], findings: Findings) -> None:
    """The same person stands once in a roll."""
    first: dict[str, int] = {}
    for row in rows:
        if row.fields.key in first:
            sentence = (
                _(
                    "la référence « %(ref)s » est déjà celle de la ligne %(line)s.",
                    ref=row.fields.given_ref,
                    line=first[row.fields.key],
                )
                if row.fields.given_ref
                else _(
                    "%(name)s est déjà à la ligne %(line)s, avec la même adresse : une colonne « ref » les distingue.",
                    name=row.fields.full_name,
                    line=first[row.fields.key],
                )
            )
            findings.error(row.file, row.line, "ref" if row.fields.given_ref else "email", sentence)
        first.setdefault(row.fields.key, row.line)


def _refuse_two_chairs(rows: list[RollRow], findings: Findings) -> None:
    chairs = [row for row in rows if row.fields.function == Function.CHAIR]
    for row in chairs[1:]:
        sentence = _("une seule personne préside : la ligne %(line)s a déjà cette fonction.", line=chairs[0].line)
        findings.error(row.file, row.line, "function", sentence)
