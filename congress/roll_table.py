"""A roll as a table (`docs/congress-folder.md`): its columns, what its rows say of each other, how it is written."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from congress.models import WEIGHT_SCALE, Accreditation, Category
from congress.roll import MemberFields, People, Person, written_weight
from core.files.faults import Findings
from core.files.spreadsheets import as_typed
from core.files.tables import write_csv

COLUMNS = (
    "category", "function", "civility", "given_name", "family_name", "email", "office", "commune", "insee",
    "departement", "body", "college", "weight", "votes", "aide_of",
)  # fmt: skip
OPTIONAL_COLUMNS = ("ref", "accreditation", "substitute_of")
NEEDED_COLUMNS = ("family_name",)  # any other may be absent


def column_words() -> dict[str, str]:
    """By column, what it is called on a page."""
    return {
        "category": _("catégorie"), "function": _("fonction dans le congrès"), "accreditation": _("accréditation"),
        "civility": _("civilité"), "given_name": _("prénom"), "family_name": _("nom"), "email": _("adresse"),
        "office": _("mandat ou fonction"), "commune": _("commune"), "insee": _("code INSEE"),
        "departement": _("département"), "body": _("établissement"), "college": _("collège"), "weight": _("poids"),
        "votes": _("vote"), "ref": _("référence"), "aide_of": _("aide de"), "substitute_of": _("suppléance de"),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class RollRow:
    """A row of the roll: where it stands, the member it describes, and whom this one helps, as written.

    `substitute_of`: whose seat this one may take, as written. `unsaid`: fields of which the file has no column.
    """

    file: str
    line: int
    fields: MemberFields
    aide_of: str
    unsaid: frozenset[str] = frozenset()
    substitute_of: str = ""

    @property
    def attached(self) -> str:
        """The member whom the row names beside its own: the official of an aide, the titular of a substitute."""
        return self.aide_of or self.substitute_of


def check_aides(rows: list[RollRow], known: Iterable[Person], findings: Findings) -> None:
    """Note each aide whose official is nobody, several people or not elected; `known`: members already saved."""
    keys = {key for row in rows for key in (row.fields.key, row.fields.name_key)}
    others = [person for person in known if person.fields.key not in keys and person.fields.name_key not in keys]
    in_file = [Person(-row.line, row.fields) for row in rows]
    named, everyone = People(in_file), People([*in_file, *others])
    for row in rows:
        if row.substitute_of or (row.aide_of and row.fields.category == Category.STAFF):
            # A row of the file before a member whom it leaves out: it may be that member, mended.
            the_official(row, named if named.named(row.attached) else everyone, findings)


def the_official(row: RollRow, everyone: People, findings: Findings) -> Person | None:
    """The one official whom the row names; else None, and the error noted."""
    said = row.attached
    found = everyone.named(said)
    if len(found) == 1 and found[0].fields.category == Category.ELECTED and found[0].fields.key != row.fields.key:
        return found[0]
    if not found:
        sentence = _(
            "« %(value)s » n’est ni l’adresse, ni la référence, ni le nom d’une personne de la liste.",
            value=said,
        )
    elif len(found) == 1:
        sentence = _("%(name)s n’est pas un élu (elected).", name=found[0].fields.full_name)
    else:
        sentence = _(
            "« %(value)s » désigne plusieurs personnes : écrire la référence, ou « Nom <adresse> ».",
            value=said,
        )
    findings.error(row.file, row.line, "aide_of" if row.aide_of else "substitute_of", sentence)
    return None


def write_roll(people: Iterable[tuple[MemberFields, int | None]], everyone: People, by_id: dict[int, Person]) -> bytes:
    """The roll as CSV; `people`: each member with the id of the official whom this one helps, or sits for."""
    listed = list(people)
    columns = [*COLUMNS]
    if any(fields.given_ref for fields, _official in listed):
        columns.insert(0, "ref")
    if any(fields.accreditation != Accreditation.ACCREDITED for fields, _official in listed):
        columns.append("accreditation")
    if any(official and fields.category == Category.ELECTED for fields, official in listed):
        columns.append("substitute_of")
    rows = []
    for fields, official in listed:
        cells = {column: as_typed(getattr(fields, column, None)) for column in columns}
        cells["ref"], cells["civility"] = fields.given_ref, fields.honorific
        cells["weight"] = written_weight(fields.weight) if fields.votes or fields.weight != WEIGHT_SCALE else ""
        attached = everyone.call(by_id[official]) if official else ""
        is_substitute = fields.category == Category.ELECTED
        cells["aide_of"], cells["substitute_of"] = ("", attached) if is_substitute else (attached, "")
        rows.append([cells[column] for column in columns])
    return write_csv(columns, rows)
