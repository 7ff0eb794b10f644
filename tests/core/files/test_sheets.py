"""Workbooks as people make them: sheets before the table, merged cells, formulas that nobody computed, other names."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from core.files.faults import Findings
from core.files.tables import Table, read_table
from tests.congress.test_town_hall_files import ods, xlsx

HEAD = ["nom", "commune"]
PEOPLE = [["Ada", "Pornic"], ["Bela", ""], ["Zoé", "Batz"]]


def book(*sheets: tuple[str, list[list[object]]], hidden: str = "", then: Callable | None = None) -> bytes:
    from openpyxl import Workbook

    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if name == hidden else "visible"
    if then:
        then(made.worksheets[-1])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture(scope="session")
def say(french_site) -> Callable[[str, bytes], tuple[Table | None, list[str], list[str]]]:
    def read(name: str, data: bytes) -> tuple[Table | None, list[str], list[str]]:
        findings = Findings()
        with french_site.app_context():
            table = read_table(name, data, findings, required=("nom",), empty_if_absent=("commune",))
            return table, [str(error) for error in findings.errors], [str(told) for told in findings.mended]

    return read


def names(table: Table | None) -> list[str]:
    return [row.cells["nom"] for row in table.rows] if table else []


@pytest.mark.parametrize(
    ("before", "hidden"), [([["Mode d’emploi"]], ""), ([], ""), ([["Maire"], ["Adjoint"]], "Avant")]
)
def test_the_sheet_that_is_a_table_is_read_and_told(say, before, hidden):
    table, errors, told = say("roll.xlsx", book(("Avant", before), ("Membres", [HEAD, *PEOPLE]), hidden=hidden))
    assert errors == []
    assert names(table) == ["Ada", "Bela", "Zoé"]
    assert [line for line in told if "«\u00a0Membres\u00a0» est lue" in line]


def test_a_second_sheet_of_people_is_told(say):
    table, _errors, told = say("roll.xlsx", book(("44", [HEAD, *PEOPLE]), ("85", [HEAD, ["Yann", "Luçon"]])))
    assert names(table) == ["Ada", "Bela", "Zoé"]
    assert [line for line in told if "«\u00a044\u00a0» est lue, et non «\u00a085\u00a0»" in line]
    assert not say("roll.xlsx", book(("44", [HEAD, *PEOPLE])))[2]


def with_content(made: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The ODS with what holds its tables changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content) if part == "content.xml" else content)
    return out.getvalue()


def merged_ods() -> bytes:
    return with_content(
        ods([tuple(HEAD), *(tuple(row) for row in PEOPLE)]),
        lambda content: re.sub(
            rb"<table:table-cell([^>]*>(?:(?!</table:table-cell>).)*Pornic)",
            rb'<table:table-cell table:number-rows-spanned="2"\1', content, count=1,
        ),
    )  # fmt: skip


FORMER = [HEAD, ["Jean", "Luçon"]]


def hiding_ods() -> bytes:
    """As LibreOffice writes it: a style says that its tables are not displayed."""
    made = ods([tuple(row) for row in FORMER])
    hidden = b'<style:style style:name="th" style:family="table"><style:table-properties table:display="false"/></style:style>'
    rows = "".join(
        "<table:table-row>" + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>" for row in (HEAD, *PEOPLE)
    )  # fmt: skip
    shown = f'<table:table table:name="Membres">{rows}</table:table>'.encode()

    def change(content: bytes) -> bytes:
        content = re.sub(rb"<office:automatic-styles ?/>|(?=</office:automatic-styles>)", hidden, content, count=1)
        content = re.sub(rb"<table:table ", b'<table:table table:style-name="th" ', content, count=1)
        return content.replace(b"</office:spreadsheet>", shown + b"</office:spreadsheet>")

    return with_content(made, change)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("roll.xlsx", lambda: book(("Anciens", FORMER), ("Membres", [HEAD, *PEOPLE]), hidden="Anciens")),
        ("roll.ods", hiding_ods),
    ],
)
def test_a_hidden_sheet_is_not_read_for_one_that_is_shown(say, name, data):
    table, errors, told = say(name, data())
    assert errors == []
    assert names(table) == ["Ada", "Bela", "Zoé"]
    assert [line for line in told if "«\u00a0Membres\u00a0» est lue" in line]


def test_a_hidden_sheet_is_read_where_no_other_is_a_table(say):
    made = book(("Vide", []), ("Membres", [HEAD, *PEOPLE]), hidden="Membres")
    assert names(say("roll.xlsx", made)[0]) == ["Ada", "Bela", "Zoé"]


def test_the_sheet_of_a_chart_is_no_sheet(say):
    table, _errors, told = say(
        "roll.xlsx", book(("M", [HEAD, *PEOPLE]), then=lambda made: made.parent.create_chartsheet("G", 0))
    )
    assert (names(table), told) == (["Ada", "Bela", "Zoé"], [])


def merged(sheet) -> None:
    sheet.merge_cells("B2:B3")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("roll.xlsx", lambda: book(("M", [HEAD, *PEOPLE]), then=merged)),
        ("roll.ods", merged_ods),
    ],
)
def test_cells_merged_downwards_are_read_on_each_of_their_lines_and_told(say, name, data):
    table, errors, told = say(name, data())
    assert errors == []
    assert [row.cells["commune"] for row in table.rows] == ["Pornic", "Pornic", "Batz"]
    assert [line for line in told if "ligne 3" in line and "«\u00a0Pornic\u00a0»" in line and "fusionnées" in line]


def test_a_formula_that_was_never_computed_is_refused(say):
    _table, errors, _told = say("roll.xlsx", book(("M", [HEAD, ["Ada", '=UPPER("x")']])))
    assert len(errors) == 1
    assert "ligne 2" in errors[0] and "jamais été calculée" in errors[0]


@pytest.mark.parametrize("cell", ["6,12E+08", "6.12E+08", "4E+04"])
def test_a_number_that_a_spreadsheet_rounded_is_refused(say, cell):
    _table, errors, _told = say("roll.csv", f"nom;commune\nAda;{cell}\n".encode())
    assert len(errors) == 1
    assert "ligne 2" in errors[0] and "a arrondi ce nombre" in errors[0]


@pytest.mark.parametrize("name", ["roll.xlsx", "roll.xls", "roll.ods"])
def test_a_text_under_the_name_of_a_workbook_is_read_and_told(say, name):
    table, errors, told = say(name, "nom\tcommune\nAda\tPornic\n".encode("utf-16"))
    assert errors == []
    assert names(table) == ["Ada"]
    assert [line for line in told if "malgré son nom" in line]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("roll.numbers", b"PK\x03\x04", "Enregistrer sous"),
        ("roll.zip", b"PK\x03\x04", "en sortir le tableau"),
        ("roll.xls", b"\n <html><table>", "Enregistrer sous"),
        ("roll.docx", b"PK\x03\x04", "CSV, XLSX ou ODS"),
    ],
)
def test_what_is_not_read_says_what_to_do(say, name, data, words):
    _table, errors, _told = say(name, data)
    assert len(errors) == 1 and words in errors[0]


def test_a_workbook_with_macros_is_a_workbook(say):
    assert names(say("roll.xlsm", xlsx([HEAD, *PEOPLE]))[0]) == ["Ada", "Bela", "Zoé"]
