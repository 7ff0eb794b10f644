"""What a folder says otherwise than it should: read all the same and said, or refused where nobody could know."""

import pytest

from app.folder.folder_reading import read_folder
from app.folder.programme_tables import read_programme, read_rooms
from core.files.faults import Findings

CLEAR = '"2020-10-11T18:00"'
UNCLEAR = [
    ("programme.csv", "2020-08-25;09:00;18:00", "2021-03-28;02:30;18:00", "programme.csv, ligne 2, start", "n’existe pas"),
    ("programme.csv", "2020-08-25;09:00;18:00", "2020-10-25;01:00;02:30", "programme.csv, ligne 2, end", "deux fois"),
    ("congress.toml", f"closes = {CLEAR}", 'closes = "2020-10-25T02:30"', "calendar.amendments.closes", "deux fois"),
    ("congress.toml", f"closes = {CLEAR}", "closes = 2021-03-28T02:30:00", "calendar.amendments.closes", "n’existe pas"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "before", "after", "place", "words"), UNCLEAR)
def test_an_hour_that_does_not_exist_or_exists_twice_is_refused_with_its_line(
    new_app, folder, file, before, after, place, words
):
    folder.change(file, before, after)
    findings = Findings()
    with new_app.app_context():
        read_folder(folder.path, findings)
        told = [str(error) for error in findings.errors]
    assert len(told) == 1
    assert place in told[0] and "ligne" in told[0] and words in told[0]


def test_an_hour_with_its_offset_is_clear(new_app, folder):
    folder.change("congress.toml", f"closes = {CLEAR}", 'closes = "2020-10-25T02:30+01:00"')
    findings = Findings()
    with new_app.app_context():
        assert read_folder(folder.path, findings) is not None


@pytest.mark.one_database
def test_on_the_command_what_is_recognised_is_applied_and_said_on_standard_error(imported, folder, command):
    roll = folder.text("roll.csv")
    folder.write(
        "roll.csv",
        b"\xff\xfe" + roll.replace("category;", "Catégorie;").replace("elected", "élu·e").encode("utf-16-le"),
    )
    folder.write("proposals/2.md", folder.text("proposals/2.md").encode().decode("mac_roman"))
    folder.write("programme.csv", folder.text("programme.csv").encode("mac_roman"))
    result = command("import", folder.path)
    assert result.exit_code == 0
    assert "Rien n’a changé" in result.stdout
    said = result.stderr
    assert "roll.csv\u00a0: ce fichier est écrit en UTF-16" in said
    assert "«\u00a0Catégorie\u00a0» pour category" in said
    assert "programme.csv\u00a0: ce fichier est écrit en Mac OS Roman et lu ainsi" in said
    assert "proposals/2.md" in said and "enregistrés deux fois" in said
    assert "Remarque" not in result.stdout


ROW = "date;start;end;kind;title;access\n{};{};18:00;workshop;Atelier;public\n"


@pytest.mark.parametrize(
    ("day", "start", "told"),
    [
        ("28-11-2026", "9 h 00", False), ("28.11.2026", "9h", False), ("Samedi 28 novembre 2026", "09:00:00", False),
        ("28 nov 2026", "9:00", False), ("2026-11-28 00:00:00", "9:00", False), ("46354", "0,375", True),
    ],
)  # fmt: skip
def test_days_and_hours_as_people_and_spreadsheets_write_them(french_site, day, start, told):
    findings = Findings()
    with french_site.app_context():
        (row,) = read_programme("programme.csv", ROW.format(day, start).encode(), (), findings)
    assert (str(row.day), str(row.start)) == ("2026-11-28", "09:00:00")
    assert findings.errors == []
    assert sum("en avait fait un nombre" in str(mended) for mended in findings.mended) == (2 if told else 0)


@pytest.mark.parametrize(
    ("written", "kept"),
    [("612345678", "0612345678"), ("33612345678", "+33612345678"), ("06 12 34 56 78", None), ("6,12E+08", None)],
)
def test_a_telephone_that_a_spreadsheet_took_for_a_number(french_site, written, kept):
    findings = Findings()
    with french_site.app_context():
        (room,) = read_rooms("rooms.csv", f"room;kind;phone\nA;mixed;{written}\n".encode(), findings)
    assert room.phone == (kept or written)
    assert any("en avait fait un nombre" in str(mended) for mended in findings.mended) == bool(kept)
    assert [error.line for error in findings.errors] == ([2] if "E" in written else [])


def test_what_two_proposals_share_is_told_with_what_a_third_one_lacks(french_site, folder):
    folder.change("congress.toml", 'number = 3\nfile = "proposals/3.md"', 'number = 2\nfile = "proposals/3.md"')
    folder.change("congress.toml", 'number = 5\nfile = "proposals/5.md"', 'number = "cinq"\nfile = "proposals/5.md"')
    findings = Findings()
    with french_site.app_context():
        read_folder(folder.path, findings)
        told = [str(error) for error in findings.errors if error.file == "congress.toml"]
    assert len(told) == 2
    assert any("proposals.5.number" in line and "nombre entier" in line for line in told)
    assert any("proposals.3.number" in line and "est déjà celui" in line for line in told)
