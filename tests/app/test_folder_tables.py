"""Tables in the formats that people have: CSV in two encodings and two separators, XLSX, ODS; zeros put back."""

import csv
import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest
from sqlalchemy import select

from congress.models import Member
from core.database import db, session
from core.files.faults import Findings
from core.files.spreadsheets import as_typed
from core.files.tables import read_table

pytestmark = pytest.mark.one_database


def rows_of(folder, file: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(folder.text(file)), delimiter=";"))


def typed(value: str) -> object:
    """A cell as a spreadsheet keeps it: numbers lose their zeros, dates and hours are dates and hours."""
    for make in (int, Decimal, dt.date.fromisoformat, dt.time.fromisoformat):
        try:
            return make(value)
        except (ValueError, ArithmeticError):
            continue
    return {"yes": True, "no": False}.get(value, value or None)


def xlsx(rows: list[list[str]]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([typed(value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(rows: list[list[str]]) -> bytes:
    import odfdo

    document = odfdo.Document("spreadsheet")
    document.body.clear()
    table = odfdo.Table("Feuille1")
    for values in rows:
        row = odfdo.Row()
        for value in values:
            cell = typed(value)
            if isinstance(cell, dt.time):
                cell = dt.timedelta(hours=cell.hour, minutes=cell.minute)
            row.append_cell(odfdo.Cell(cell))
        table.append_row(row)
    table.append_row(odfdo.Row(width=15, repeated=1_048_000))  # what LibreOffice writes under a table
    document.body.append(table)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def roll_as_stored(app) -> list[tuple[object, ...]]:
    with app.app_context():
        rows = session().scalars(select(Member).order_by(Member.position)).all()
        found = [
            (
                row.ref,
                row.category,
                row.function,
                row.email,
                row.office,
                row.insee,
                row.departement,
                row.weight,
                row.votes,
            )
            for row in rows
        ]
        db.session.remove()
        return found


@pytest.mark.parametrize("make", [xlsx, ods], ids=["xlsx", "ods"])
def test_a_folder_of_spreadsheets_is_the_same_congress(app, imported, folder, command, make):
    before = roll_as_stored(app)
    for stem in ("roll", "rooms", "programme"):
        data = make(rows_of(folder, f"{stem}.csv"))
        (folder.path / f"{stem}.csv").unlink()
        folder.write(f"{stem}.{make.__name__}", data)
    result = command.taken(folder)
    assert "Rien n’a changé" in result.output
    assert "le tableur avait ôté un zéro" in result.output
    assert roll_as_stored(app) == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ","])
def test_csv_may_be_written_in_several_ways(imported, folder, command, encoding, separator):
    for stem in ("roll", "rooms", "programme"):
        out = io.StringIO()
        csv.writer(out, delimiter=separator).writerows(rows_of(folder, f"{stem}.csv"))
        folder.write(f"{stem}.csv", out.getvalue().encode(encoding))
    assert "Rien n’a changé" in command.taken(folder).output


def test_zeros_that_a_spreadsheet_dropped_are_put_back_and_said(imported, folder, command):
    folder.change("roll.csv", "Saponay;02699;02", "Saponay;2699;2")
    folder.change("roll.csv", "Charmes-sur-Rhône;07055;07", "Charmes-sur-Rhône;7055;7")
    result = command.taken(folder)
    assert "Rien n’a changé" in result.output
    lines = [line for line in result.output.splitlines() if "zéro" in line]
    assert len(lines) == 2  # one for each column, not for each row
    assert "insee\u00a0: «\u00a0" in lines[0]
    assert "Lignes ainsi corrigées\u00a0: 2." in lines[0]


def test_french_dates_and_hours_are_read(imported, folder, command):
    text = folder.text("programme.csv").replace("2020-08-25;09:00;18:00", "25/08/2020;9h;18:00:00")
    folder.write("programme.csv", text)
    assert "Rien n’a changé" in command.taken(folder).output


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), (True, "yes"), (False, "no"), (1004, "1004"), (1004.0, "1004"), (1.5, "1.5"), (Decimal("1.50"), "1.50"),
        (dt.date(2020, 10, 12), "2020-10-12"), (dt.datetime(2020, 10, 12), "2020-10-12"),  # noqa: DTZ001 (as spreadsheets give them)
        (dt.datetime(2020, 10, 12, 9, 30), "2020-10-12T09:30"), (dt.time(9, 30), "09:30"), (dt.time(9, 30, 1), "09:30:01"),  # noqa: DTZ001
        (dt.timedelta(hours=9, minutes=5), "09:05"), ("  deux\n mots ", "deux mots"), ("3\u00a0500", "3\u00a0500"),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_it_would_be_typed(value, text):
    assert as_typed(value) == text


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("roll.xlsx", b"PK\x03\x04 not a workbook", "classeur lisible"),
        ("roll.ods", b"", "classeur lisible"),
        ("roll.pdf", b"%PDF", "CSV, XLSX ou ODS"),
        ("roll.csv", b"", "tableau est vide"),
        ("roll.csv", b"a;b\n" * 20_002, "trop long"),
        ("roll.csv", b"a;a\n1;2\n", "deux fois"),
        ("roll.csv", b"a;b\n1;2;3\n", "plus de cellules"),
    ],
)
def test_what_is_not_a_table_is_told(app, name, data, words):
    findings = Findings()
    with app.app_context():
        read_table(name, data, findings, required=("a",))
        assert any(words in error.sentence for error in findings.errors), findings.errors


def test_a_small_file_that_unpacks_to_gigabytes_is_refused(app):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (101 * 1024 * 1024))
    assert len(out.getvalue()) < 200_000
    findings = Findings()
    with app.app_context():
        assert read_table("roll.xlsx", out.getvalue(), findings, required=("a",)) is None
        assert "décompressé" in findings.errors[0].sentence


def workbook(rows: str) -> bytes:
    """An XLSX whose sheet holds these rows, as written."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx([]))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            written = old.read(name).replace(b"<sheetData></sheetData>", f"<sheetData>{rows}</sheetData>".encode())
            new.writestr(name, written)
    return out.getvalue()


def test_a_small_file_of_millions_of_empty_cells_is_refused(app):
    data = workbook("<row>" + "<c/>" * 1_600_000 + "</row>")
    assert len(data) < 20_000
    findings = Findings()
    with app.app_context():
        assert read_table("roll.xlsx", data, findings, required=("a",)) is None
        assert "décompressé" in findings.errors[0].sentence


def test_a_mark_in_the_last_row_of_a_sheet_is_read_with_its_line(app):
    cell = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c></row>'
    data = workbook(cell.format(1, "a") + cell.format(2, "un") + cell.format(1_048_576, "deux"))
    with app.app_context():
        table = read_table("roll.xlsx", data, Findings(), required=("a",))
    assert [(row.line, row.cells["a"]) for row in table.rows] == [(2, "un"), (1_048_576, "deux")]


def test_a_cell_may_hold_a_separator_and_a_line_end(app):
    findings = Findings()
    with app.app_context():
        table = read_table("roll.csv", b'a;b\n"1;2";"x\ny"\n\n3;4\n', findings, required=("a", "b"))
    assert [(row.line, row.cells) for row in table.rows] == [(2, {"a": "1;2", "b": "x y"}), (5, {"a": "3", "b": "4"})]
