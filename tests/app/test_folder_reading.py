"""What is wrong with a folder: the file, the line, the field, one sentence each, all of them at once."""

import pytest
from sqlalchemy import func, select

from app.folder.folder_reading import read_folder
from congress.models import Congress
from core.database import session
from core.files.decoding import LARGEST_FILE
from core.files.faults import Findings

SPOILT = [
    # file, before, after, place, words
    ("roll.csv", "elected;;M.;Stéphane", "élu;;M.;Stéphane", "roll.csv, ligne 2, category", "n’est pas admis"),
    ("roll.csv", "elected;chair;Mme", "elected;boss;Mme", "function", "n’est pas admis"),
    ("roll.csv", ";31287;31;;;1;yes;", ";31287;31;;;1;peut-être;", "roll.csv, ligne 2, votes", "ni yes (oui) ni no"),
    ("roll.csv", ";31287;31;;;1;yes;", ";31287;31;;;-1;yes;", "roll.csv, ligne 2, weight", "supérieur à zéro"),
    ("roll.csv", ";31287;31;;;1;yes;", ";3128A;31;;;1;yes;", "roll.csv, ligne 2, insee", "code INSEE"),
    ("roll.csv", ";31287;31;;;1;yes;", ";31287;20;;;1;yes;", "roll.csv, ligne 2, departement", "pas un département"),
    ("roll.csv", "stephane.lebrun@lavernose", "stephane.lebrun lavernose", "roll.csv, ligne 2, email", "pas une adresse"),
    ("roll.csv", ";;;;no;karine.prigent@le-havre.example", ";;;;yes;karine.prigent@le-havre.example", "votes", "un collaborateur (staff) ne vote pas"),
    ("roll.csv", "journaliste;;;;;;;no", "journaliste;;;;;;;yes", "votes", "seuls les élus (elected) votent"),
    ("roll.csv", "no;karine.prigent@le-havre.example", "no;personne@le-havre.example", "aide_of", "ni l’adresse, ni la référence, ni le nom"),
    ("roll.csv", "no;karine.prigent@le-havre.example", "no;mairie@commune-partagee.example", "aide_of", "désigne plusieurs personnes"),
    ("roll.csv", "no;karine.prigent@le-havre.example", "no;vera.lopez@congres.example", "aide_of", "n’est pas un élu"),
    ("roll.csv", "Prigent;karine.prigent@", 'Prigent;"karine.prigent@', "roll.csv", "guillemet"),
    ("roll.csv", "Lebrun;stephane", ";stephane", "roll.csv, ligne 2, family_name", "case est vide"),
    ("rooms.csv", "virtual;https", "moon;https", "rooms.csv, ligne 2, kind", "virtual, physical ou mixed"),
    ("rooms.csv", "https://visio.example.org/hemicycle-a", "javascript:alert(1)", "rooms.csv, ligne 2, url", "https://"),
    ("rooms.csv", "Salle virtuelle B", "Salle virtuelle A", "rooms.csv, ligne 3, room", "déjà dans ce tableau"),
    ("rooms.csv", ";500", ";beaucoup", "rooms.csv, ligne 2, capacity", "nombre entier"),
    ("programme.csv", "2020-08-25;09:00", "25\u00a0août;09:00", "programme.csv, ligne 2, date", "n’est pas une date"),
    ("programme.csv", "2020-08-25;09:00", "2020-08-25;25:00", "programme.csv, ligne 2, start", "n’est pas une heure"),
    ("programme.csv", "09:00;18:00", "09:00;08:00", "programme.csv, ligne 2, end", "avant d’avoir commencé"),
    ("programme.csv", "permanent;Espace", "party;Espace", "programme.csv, ligne 2, kind", "n’est pas admis"),
    ("programme.csv", "Salle virtuelle C;public", "Salle perdue;public", "programme.csv, ligne 2, room", "Salle perdue"),
    ("programme.csv", "public;no", "anyone;no", "programme.csv, ligne 2, access", "n’est pas admis"),
    ("congress.toml", 'slug = "congres-2020"', 'slug = "Congrès 2020"', "congress.toml, ligne 4, slug", "ne peut pas être une adresse"),
    ("congress.toml", 'slug = "congres-2020"', 'slug = "static"', "congress.toml, ligne 4, slug", "adresse du site"),
    ("congress.toml", 'timezone = "Europe/Paris"', 'timezone = "Europe/Pari"', "congress.toml, ligne 8, timezone", "fuseau horaire"),
    ("congress.toml", 'timezone = "Europe/Paris"', 'timezone = "../../etc/passwd"', "congress.toml, ligne 8, timezone", "fuseau horaire"),
    ("congress.toml", 'ends = "2020-10-19"', 'ends = "2020-06-19"', "congress.toml, ligne 11, ends", "finit avant d’avoir commencé"),
    ("congress.toml", 'starts = "2020-07-01"', 'starts = "demain"', "congress.toml, ligne 10, starts", "n’est pas une date"),
    ("congress.toml", 'starts = "2020-07-01"', 'starts = "0001-01-01"', "congress.toml, ligne 10, starts", "n’est pas une date"),
    ("congress.toml", 'opens = "2020-08-26T14:00"', 'opens = "0001-01-01T00:00"', "calendar.amendments.opens", "n’est pas une date avec son heure"),
    ("programme.csv", "2020-08-25;09:00", "9999-12-31;09:00", "programme.csv, ligne 2, date", "n’est pas une date"),
    ("congress.toml", "demonstration = true", 'demonstration = "oui"', "congress.toml, ligne 7, demonstration", "true ou false"),
    ("congress.toml", 'majority = "absolute_cast"', 'majority = "absolue"', "rules.majority", "n’est pas admis"),
    ("congress.toml", 'majority = "absolute_cast"', "majority = []", "rules.majority", "absolute_cast"),
    ("congress.toml", 'quorum = "majority_members"', 'quorum = "moitié"', "rules.quorum", "n’est pas admis"),
    ("congress.toml", 'quorum = "majority_members"', "", "rules.quorum", "cette valeur manque"),
    ("congress.toml", "line_length = 80", "line_length = 800", "rules.line_length", "de 40 à 120"),
    ("congress.toml", "proxies_per_holder = 1", "proxies_per_holder = true", "rules.proxies_per_holder", "un nombre entier"),
    ("congress.toml", 'sittings = "members"', 'sittings = "friends"', "visibility.sittings", "n’est pas admis"),
    ("congress.toml", 'closes = "2020-10-09T18:00"', 'closes = "2020-06-09T18:00"', "calendar.viewpoints.closes", "n’est pas après l’ouverture"),
    ("congress.toml", 'closes = "2020-10-11T18:00"', 'closes = "2020-10-11"', "calendar.amendments.closes", "n’est pas une date avec son heure"),
    ("congress.toml", 'opens = "2020-08-26T14:00"', 'opens = "fin août"', "calendar.amendments.opens", "n’est pas une date avec son heure"),
    ("congress.toml", "line_length = 80", 'line_length = 80\ncollege_rule = "all"', "rules.college_rule", "n’est pas admis"),
    ("congress.toml", "line_length = 80", 'line_length = 80\ncollege_shares = { "A" = "0.6" }', "rules.college_shares", "ensemble, elles font 1"),
    ("congress.toml", "number = 2\n", "number = 1\n", "proposals.2.number", "déjà celui d’une autre proposition"),
    ("congress.toml", 'file = "proposals/2.md"', 'file = "proposals/22.md"', "proposals/22.md", "ce fichier manque"),
    ("congress.toml", 'file = "proposals/2.md"', 'file = "../secret.md"', "proposals.2.file", "n’est pas dans le dossier"),
    ("congress.toml", 'civility = "Monsieur le Premier ministre"', "", "letter.civility", "cette valeur manque"),
    ("congress.toml", 'sender = ["Association', 'sender = [1, "Association', "letter.sender", "une liste de textes"),
    ("proposals/3.md", "# Pour", "Pour", "proposals/3.md, ligne 1", "n’a pas de titre"),
    ("congress.toml", 'title = "Motion des élus au numérique"', 'title = " "', "congress.toml, ligne 15, motion.title", "cette valeur est vide"),
    ("congress.toml", 'title = "Motion des élus au numérique"', "title = 3", "congress.toml, ligne 15, motion.title", "attendu\u00a0: un texte"),
    ("congress.toml", 'title = "Motion des élus au numérique"', 'title = "' + "ab " * 100 + "c" + '"', "motion.title", "301\u00a0signes, au plus 300"),
    ("congress.toml", 'title = "Motion des élus au numérique"', 'title = "\\u0007"', "motion.title", "caractère de commande"),
    ("congress.toml", "number = 3\n", 'number = "trois"\n', "congress.toml, ligne 38, proposals.3.number", "un nombre entier"),
    ("congress.toml", 'file = "proposals/2.md"', 'file = "proposals/1.md"', "proposals.2.file", "déjà celui d’une autre proposition"),
    ("congress.toml", 'majority = "absolute_cast"', 'majority = ["absolute_cast", "x"]', "rules.majority.2", "«\u00a0x\u00a0» n’est pas admis"),
    ("congress.toml", 'majority = "absolute_cast"', "majority = 2", "congress.toml, ligne 70, rules.majority", "un nom ou une liste de noms"),
    ("congress.toml", "[letter]", "[lettre]", "congress.toml, letter", "cette valeur manque"),
    ("congress.toml", "viewpoints = {", "viewpoints = [] # {", "congress.toml, ligne 87, calendar.viewpoints", "un tableau"),
    ("congress.toml", 'answer_by = "2021-01-31"', "answer_by = 3", "letter.answer_by", "attendu\u00a0: une date"),
    ("congress.toml", "sender = [", 'sender = "x"\nautre = [', "letter.sender", "attendu\u00a0: une liste"),
    ("roll.csv", "Lebrun;stephane", "L" + "e" * 100 + ";stephane", "roll.csv, ligne 2, family_name", "101\u00a0signes, au plus 100"),
    ("roll.csv", ";31287;31;;;1;yes;", ";31287;31;;;0,1234567;yes;", "roll.csv, ligne 2, weight", "au plus six décimales"),
    ("roll.csv", "stephane.lebrun@", "mailto:stephane lebrun@", "roll.csv, ligne 2, email", "pas une adresse"),
]  # fmt: skip


def found_in(app, folder) -> Findings:
    findings = Findings()
    with app.app_context():
        read_folder(folder.path, findings)
    return findings


@pytest.fixture(scope="module")
def french(tmp_path_factory):
    """An application that is never asked for its database."""
    from app.factory import create_app

    return create_app({"TESTING": True, "INSTANCE_PATH": str(tmp_path_factory.mktemp("instance")), "SECRET_KEY": "x"})


def test_the_demonstration_has_nothing_wrong(french, folder):
    findings = found_in(french, folder)
    assert findings.errors == findings.warnings == []


@pytest.mark.parametrize(("file", "before", "after", "place", "words"), SPOILT)
def test_each_fault_is_told_with_its_place(french, folder, file, before, after, place, words):
    folder.change(file, before, after)
    told = [str(error) for error in found_in(french, folder).errors]
    assert any(place in line and words in line for line in told), told
    assert all("\n" not in line for line in told)


def test_faults_name_the_line_that_an_editor_shows(french, folder):
    folder.change("roll.csv", "no;karine.prigent@le-havre.example", "no;personne@le-havre.example")
    (error,) = found_in(french, folder).errors
    assert (error.file, error.line, error.field) == ("roll.csv", folder.line_of("roll.csv", "no;personne@"), "aide_of")


def test_all_the_faults_of_all_the_files_are_told_at_once(french, folder):
    folder.change("roll.csv", "elected;;M.;Stéphane", "élu;;M.;Stéphane")
    folder.change("roll.csv", "no;karine.prigent@le-havre.example", "no;personne@le-havre.example")
    folder.change("programme.csv", "09:00;18:00", "09:00;08:00")
    folder.change("rooms.csv", ";500", ";beaucoup")
    folder.change("congress.toml", 'quorum = "majority_members"', 'quorum = "moitié"')
    folder.write("proposals/4.md", "")
    places = {error.place for error in found_in(french, folder).errors}
    line = folder.line_of("congress.toml", "moitié")
    assert places == {
        "roll.csv, ligne 2, category",
        f"roll.csv, ligne {folder.line_of('roll.csv', 'no;personne@')}, aide_of",
        "programme.csv, ligne 2, end",
        "rooms.csv, ligne 2, capacity",
        f"congress.toml, ligne {line}, rules.quorum",
        "proposals/4.md",
    }


def test_what_stands_for_a_fault_raises_no_other(french, folder):
    """One sentence for each mistake: what depends on a value that is refused is not held against it."""
    folder.change("roll.csv", "elected;chair;Mme", "élue;chair;Mme")  # votes, and is helped by an aide
    folder.change("programme.csv", "2020-08-25;09:00;18:00", "2020-08-25;neuf heures;08:00")
    folder.change("congress.toml", 'starts = "2020-07-01"', 'starts = "demain"')
    assert {error.place.split(", ")[-1] for error in found_in(french, folder).errors} == {"category", "start", "starts"}


@pytest.mark.parametrize("file", ["congress.toml", "roll.csv", "rooms.csv", "programme.csv", "proposals/8.md"])
def test_a_missing_file_is_named(french, folder, file):
    (folder.path / file).unlink()
    assert [str(error) for error in found_in(french, folder).errors if error.file == file] == [
        f"{file}\u00a0: ce fichier manque."
    ]


@pytest.mark.parametrize(
    ("file", "column"), [("roll.csv", "family_name"), ("rooms.csv", "kind"), ("programme.csv", "kind")]
)
def test_a_missing_column_is_named(french, folder, file, column):
    folder.change(file, column, "autre")
    assert (file, 1, column) in [(error.file, error.line, error.field) for error in found_in(french, folder).errors]


def test_a_folder_that_is_not_there_is_said(french, tmp_path):
    findings = Findings()
    with french.app_context():
        assert read_folder(tmp_path / "nulle-part", findings) is None
    assert "ce dossier n’existe pas" in str(findings.errors[0])


def test_broken_toml_is_told_with_its_line(french, folder):
    folder.change("congress.toml", 'quorum = "majority_members"', 'quorum = "majority_members')
    (error,) = found_in(french, folder).errors
    assert (error.file, error.line) == ("congress.toml", folder.line_of("congress.toml", 'quorum = "majority_members'))
    assert "TOML" in error.sentence


def test_two_rows_of_one_address_and_name_are_one_person_too_many(french, folder):
    row = folder.text("roll.csv").splitlines()[2]
    folder.write("roll.csv", folder.text("roll.csv") + row + "\r\n")
    error = next(error for error in found_in(french, folder).errors if error.field == "email")
    assert error.line == 149
    assert "Karine Prigent est déjà à la ligne 3" in error.sentence


def test_two_chairs_are_one_too_many(french, folder):
    folder.change("roll.csv", "elected;;M.;Stéphane", "elected;chair;M.;Stéphane")
    (error,) = found_in(french, folder).errors
    assert "une seule personne préside" in error.sentence


def test_a_table_that_is_there_twice_is_refused(french, folder):
    folder.write("roll.ods", b"")
    assert "deux fois" in str(found_in(french, folder).errors[0])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "ce texte est vide"),
        ("   \n\n", "ce texte est vide"),
        ("# Pour rien\n", "n’a qu’un titre"),
        ("Un alinéa.\n", "n’a pas de titre"),
        ("# " + "long " * 100 + "\n\nAlinéa.\n", "titre est trop long"),
        ("# Pour\n\n" + "mot " * 30_000, "texte est trop long"),
    ],
)
def test_a_proposal_that_cannot_be_one_is_told(french, folder, text, words):
    folder.write("proposals/2.md", text)
    (error,) = found_in(french, folder).errors
    assert error.file == "proposals/2.md"
    assert words in error.sentence


def test_html_in_a_proposal_is_warned_of_with_its_line(french, folder):
    folder.write("proposals/2.md", "# Pour\n\nUn alinéa.\n\nUn <script>alert(1)</script> ici.\n")
    findings = found_in(french, folder)
    assert findings.errors == []
    (warning,) = findings.warnings
    assert (warning.file, warning.line) == ("proposals/2.md", 5)
    assert "HTML" in warning.sentence


def test_a_file_of_50_megabytes_is_refused_without_being_read(french, folder):
    with (folder.path / "roll.csv").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    import tracemalloc

    tracemalloc.start()
    (error,) = found_in(french, folder).errors
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (error.file, "10\u00a0Mo" in error.sentence) == ("roll.csv", True)
    assert peak < LARGEST_FILE // 10


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("é;".encode() * 5 + b"\n\xff;a\n", 2),  # UTF-8 with a stray byte: damaged
        (b"a;b\nc;\x81\n", 2),  # a byte that means nothing in Windows-1252 either
        (b"\xef\xbb\xbfa;b\nc;\xe9\n", 2),  # a file that says it is UTF-8
    ],
)
def test_what_is_neither_utf_8_nor_windows_1252_is_told_with_its_line(french, folder, data, line):
    folder.write("rooms.csv", data)
    error = next(error for error in found_in(french, folder).errors if error.file == "rooms.csv")
    assert "UTF-8" in error.sentence or "caractère de commande" in error.sentence
    assert error.line == line


def test_a_link_out_of_the_folder_is_not_followed(french, folder, tmp_path):
    outside = tmp_path / "ailleurs.md"
    (folder.path / "proposals/2.md").rename(outside)
    (folder.path / "proposals/2.md").symlink_to(outside)
    (error,) = found_in(french, folder).errors
    assert (error.file, "un lien qui mène hors du dossier" in error.sentence) == ("proposals/2.md", True)


def test_a_link_inside_the_folder_is(french, folder):
    (folder.path / "proposals/2.md").rename(folder.path / "deux.md")
    (folder.path / "proposals/2.md").symlink_to("../deux.md")
    assert found_in(french, folder).errors == []


def test_a_row_before_the_congress_is_warned_of_not_one_after_it(french, folder):
    folder.change("programme.csv", "2020-08-25;09:00", "2019-08-25;09:00")
    findings = found_in(french, folder)
    assert findings.errors == []
    assert [warning.place for warning in findings.warnings] == ["programme.csv, ligne 2, date"]
    assert "2020-07-01" in findings.warnings[0].sentence


def test_what_the_letter_would_leave_between_braces_is_warned_of(french, folder):
    folder.change("congress.toml", "d'agréer, {civility}", "d'agréer, {civilité}")
    (warning,) = found_in(french, folder).warnings
    line = folder.line_of("congress.toml", "{civilité}")
    assert warning.place == f"congress.toml, ligne {line}, letter.closing_formula"
    assert "«\u00a0{civilité}\u00a0» n’est pas remplacé" in warning.sentence


def test_an_unknown_key_or_column_is_warned_of_and_left_aside(french, folder):
    folder.change("congress.toml", "line_length = 80", 'line_length = 80\ncouleur = "bleu"')
    folder.change("rooms.csv", "capacity", "capacity;étage")
    findings = found_in(french, folder)
    assert findings.errors == []
    assert {(warning.file, warning.field) for warning in findings.warnings} == {
        ("congress.toml", "couleur"),
        ("rooms.csv", "étage"),
    }


def test_errors_go_to_standard_error_one_to_a_line_and_nothing_is_written(app, folder, command):
    folder.change("roll.csv", "elected;;M.;Stéphane", "élu;;M.;Stéphane")
    folder.change("programme.csv", "09:00;18:00", "09:00;08:00")
    for arguments in (("import", folder.path), ("import", folder.path, "--dry-run")):
        result = command(*arguments)
        assert result.exit_code == 2
        lines = result.stderr.splitlines()
        places = [line.split("\u00a0: ")[0] for line in lines]
        assert places == ["programme.csv, ligne 2, end", "roll.csv, ligne 2, category"]
        with app.app_context():
            assert session().scalar(select(func.count()).select_from(Congress)) == 0
