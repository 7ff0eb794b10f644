"""A congress written as a folder: the same bytes wherever it is imported, and nothing changes when it comes back."""

import json
import tomllib
from datetime import UTC, datetime

import pytest
import tomlkit
from sqlalchemy import select

from amendments.models import Amendment
from amendments.services.amendment_services import withdraw
from app.folder.settings_writing import long_text
from congress.actors import Actor
from congress.models import Accreditation, Member
from core.database import session
from core.files.tables import neutral, plain
from core.files.toml_source import lines_of
from core.unit_of_work import run
from motions.models import Cause, Part
from motions.services.motion_services import append_revision
from tests.app.conftest import NOW, Commands, CongressFolder, amended

BY_COLLEGE = """\
college_rule = "share"
college_shares = { "Communes" = "0.60", "EPCI" = "0.4" }
quorum_by_college = true
"""


@pytest.fixture
def elsewhere(make_app, database):
    """Another site, on a database of its own."""
    address = database.fresh()
    yield Commands(make_app(address).test_cli_runner())
    database.discard(address)


@pytest.fixture
def exported(folder, command, tmp_path):
    """The congress of the folder, taken and written again."""

    def export(name: str = "export", by=command) -> CongressFolder:
        result = by("export", "congres-2020", tmp_path / name)
        assert result.exit_code == 0, result.exception
        return CongressFolder(tmp_path / name)

    return export


def act(app, work):
    with app.app_context():
        return run(work)


def test_an_exported_folder_imported_elsewhere_and_exported_again_is_the_same(folder, command, exported, elsewhere):
    folder.write("amendments/1.md", amended(folder))
    folder.write("amendments/4.md", amended(folder, "fatima.allain@falaise.example"))
    folder.change("congress.toml", "line_length = 80", f"line_length = 80\n{BY_COLLEGE}")
    folder.change("roll.csv", ";31287;31;;;1;yes;", ";31287;31;;Communes;2.5;yes;")
    command.taken(folder)
    here = exported()
    elsewhere.taken(here)
    there = exported("ailleurs", by=elsewhere)
    assert list(here.files()) == list(there.files())
    assert here.files() == there.files()
    assert "amendments/4.md" in here.files()
    rules = tomllib.loads(here.files()["congress.toml"].decode())["rules"]
    assert rules["college_shares"] == {"Communes": "0.6", "EPCI": "0.4"}
    assert (rules["college_rule"], rules["quorum_by_college"]) == ("share", True)
    assert "proxies_within_college" not in rules
    assert ";Communes;2.5;yes" in here.files()["roll.csv"].decode()


def test_what_was_exported_changes_nothing_when_it_comes_back(folder, command, exported):
    folder.write("amendments/1.md", amended(folder))
    command.taken(folder)
    result = command.taken(exported())
    assert "Rien n’a changé" in result.output
    assert "Remarque" not in result.output


def test_the_reference_changes_nothing_after_an_export_was_taken(imported, folder, exported, elsewhere):
    elsewhere.taken(exported())
    assert "Rien n’a changé" in elsewhere.taken(folder).output


def test_an_export_says_all_that_the_reference_says(imported, folder, exported):
    here = exported()
    assert here.text("roll.csv").split("\n") == folder.text("roll.csv").split("\n")
    assert here.text("rooms.csv").split() == folder.text("rooms.csv").split()
    assert here.files()["proposals/1.md"] == folder.files()["proposals/1.md"]
    assert len(here.text("programme.csv").splitlines()) == 14


def test_what_is_odd_survives_the_journey(folder, command, exported, elsewhere):
    folder.change("roll.csv", "Lavernose-Lacasse;31287;31;;", 'Lavernose-Lacasse;31287;31;"Pays ; ""dit"" =A1";')
    folder.change("roll.csv", ";76351;76;;;1;", ";76351;76;;;0,5;")
    folder.change("roll.csv", "conseiller municipal délégué au numérique;Mouzeil", "=cmd|' /C calc'!A0;Mouzeil")
    folder.change("congress.toml", 'title = "Motion des élus au numérique"', r'title = "Motion \\ \"dite\" des élus"')
    folder.change("congress.toml", "Nous demandons une réponse", 'Nous \\"\\"\\" demandons\n\nune réponse')
    folder.change("congress.toml", 'majority = "absolute_cast"', 'majority = ["absolute_cast", "2/3_members"]')
    folder.change("congress.toml", 'tie_rule = "casting_vote"', 'tie_rule = "rejected"')
    folder.change("congress.toml", "line_length = 80", 'line_length = 80\ndispositif_wording = "substitute"')
    folder.change("congress.toml", 'closes = "2020-10-18T23:59"', 'closes = "2020-10-18T23:59:30"')
    folder.change("congress.toml", 'answer_by = "2021-01-31"\n', "")
    command.taken(folder)
    here = exported()
    assert 'dispositif_wording = "substitute"' in here.text("congress.toml")
    assert "'=cmd" in here.text("roll.csv")
    elsewhere.taken(here)
    assert exported("ailleurs", by=elsewhere).files() == here.files()


def test_references_and_accreditations_are_written_when_there_are_any(app, folder, command, exported, elsewhere):
    lines = folder.text("roll.csv").splitlines()
    lines = [f"{'ref' if number == 0 else f'M{number:03}'};{line}" for number, line in enumerate(lines)]
    folder.write("roll.csv", "\n".join(lines).replace("no;karine.prigent@le-havre.example", "no;M002"))
    command.taken(folder)

    def refuse() -> None:
        session().scalars(select(Member).where(Member.given_name == "Paul")).one().accreditation = Accreditation.REFUSED

    act(app, refuse)
    here = exported()
    head, *rows = here.text("roll.csv").splitlines()
    assert head.startswith("ref;category")
    assert head.endswith("aide_of;accreditation")
    assert "M147" in rows[-1]
    assert rows[-1].endswith(";refused")
    assert any(row.endswith("no;M002;accredited") for row in rows)
    elsewhere.taken(here)
    assert exported("ailleurs", by=elsewhere).files() == here.files()


def test_first_texts_are_written_whatever_became_of_them(app, folder, command, exported):
    folder.write("amendments/1.md", amended(folder))
    command.taken(folder)

    def revise() -> None:
        part = session().scalars(select(Part).where(Part.number == 5)).one()
        text = "# Tout autre chose\n\nUn alinéa.\n"
        append_revision(part.id, text, Cause.EDITORIAL, expected_number=1, actor=Actor.system(), now=NOW)

    act(app, revise)
    here = exported()
    assert "médiation" in here.text("proposals/5.md")
    assert "quinze mille" in here.text("amendments/1.md")
    assert "Rien n’a changé" in command.taken(here).output


def test_a_withdrawn_amendment_is_not_written_and_the_export_says_it(app, folder, command, exported, tmp_path):
    folder.write("amendments/1.md", amended(folder))
    command.taken(folder)

    def give_up() -> None:
        amendment = session().scalars(select(Amendment)).one()
        withdraw(amendment.id, actor=Actor.of(amendment.author), now=NOW)

    act(app, give_up)
    assert "amendments/1.md" not in exported().files()
    assert "L’amendement n°\u00a01 n’est pas écrit" in command("export", "congres-2020", tmp_path / "export").stderr


def test_an_export_is_written_over_an_earlier_one_of_the_same_congress_alone(imported, command, exported, tmp_path):
    first = exported().files()
    assert exported().files() == first
    (tmp_path / "plein").mkdir()
    (tmp_path / "plein" / "note.txt").write_text("à moi", encoding="utf-8")
    refused = command("export", "congres-2020", tmp_path / "plein")
    assert "n’est pas vide" in str(refused.exception)
    (tmp_path / "export" / "roll.xlsx").write_bytes(b"")
    refused = command("export", "congres-2020", tmp_path / "export")
    assert "roll.xlsx" in str(refused.exception)


def test_an_export_loses_nothing_that_somebody_wrote(imported, command, exported, folder):
    """The folder from which a congress came is no export of it; nor is an export that somebody changed since."""
    before = folder.files()
    assert "écrit à la main ou changé" in str(command("export", "congres-2020", folder.path).exception)
    assert folder.files() == before
    first = exported()
    (first.path / "roll.csv").write_bytes(first.files()["roll.csv"] + b"\n")
    refused = command("export", "congres-2020", first.path)
    assert "roll.csv" in str(refused.exception)


def test_an_unknown_congress_is_said(command, tmp_path):
    refused = command("export", "perdu", tmp_path / "export")
    assert "perdu" in str(refused.exception)
    assert not (tmp_path / "export").exists()


def test_the_list_of_congresses_is_one_json_value(folder, command):
    assert json.loads(command("list", "--format", "json").stdout) == {"congresses": []}
    command.taken(folder)
    title = "Congrès national des élus au numérique 2020"
    listed = {"congresses": [{"slug": "congres-2020", "title": title, "state": "open"}]}
    assert json.loads(command("list", "--format", "json").stdout) == listed
    assert "congres-2020\topen" in command("list").output


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ((2020, 6, 30, 21), "preparation"),
        ((2020, 6, 30, 22), "open"),
        ((2020, 10, 19, 21), "open"),
        ((2020, 10, 19, 22), "closed"),
    ],
)
def test_the_state_of_a_congress_follows_its_days(imported, command, clock, day, state):
    clock.at = datetime(*day, tzinfo=UTC)  # 22:00 UTC is midnight in Paris
    assert json.loads(command("list", "--format", "json").stdout)["congresses"][0]["state"] == state


def test_a_congress_whose_motion_is_adopted_is_adopted(app, imported, command):
    from motions.models import Motion
    from motions.services.motion_services import decide_motion

    def adopt() -> None:
        decide_motion(session().scalars(select(Motion.id)).one(), True, actor=Actor.system(), now=NOW)

    act(app, adopt)
    assert json.loads(command("list", "--format", "json").stdout)["congresses"][0]["state"] == "adopted"


def test_the_program_answers_as_its_users_read_it(program, database_url, folder, tmp_path):
    """The program itself: exit codes, and what goes where."""
    site = {"DATABASE_URL": database_url}
    taken = program("congress", "import", str(folder.path), **site)
    assert (taken.returncode, taken.stderr) == (0, "")
    folder.change("roll.csv", "elected;;M.;Stéphane", "élu;;M.;Stéphane")
    refused = program("congress", "import", str(folder.path), "--dry-run", **site)
    assert refused.returncode == 2
    assert refused.stderr.startswith("roll.csv, ligne 2, category\u00a0: ")
    lost = program("congress", "export", "perdu", str(tmp_path / "export"), **site)
    assert (lost.returncode, lost.stdout) == (2, "")
    assert len(lost.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "value",
    ["", "simple", 'un "mot"', "C:\\dossier", "deux\nlignes", "\nune", "tab\tici", "é’«\u00a0»", '"""', 'mot"', "\\"],
)
def test_toml_texts_come_back(value):
    written = tomlkit.dumps({"a": value, "b": long_text(value)})
    assert tomllib.loads(written) == {"a": value, "b": value}


@pytest.mark.parametrize(
    "value",
    [
        "=1+1", "'=1+1", "''=1+1", "@import", "-2+3+cmd|x", "+33 1 99 00 12 34", "-5", "'quoted'", "simple", "'",
        "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20SUM(1)", "\t=1", "\r=1", "\n=1",
    ],
)  # fmt: skip
def test_cells_that_a_spreadsheet_would_run_come_back(value):
    assert plain(neutral(value)) == value
    assert not neutral(value).startswith(("=", "@", "-", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"))


def test_lines_of_toml_are_known_by_their_path():
    written = 'a = 1\n[b]\nc = """\n[d]\ne = 2\n"""\n[[f]]\ng = 1\n[[f]]\ng = 2\n[b.h]\ni = [\n  1,\n]\n'
    assert lines_of(written) == {
        ("a",): 1, ("b",): 2, ("b", "c"): 3, ("f", 0): 7, ("f", 0, "g"): 8, ("f", 1): 9, ("f", 1, "g"): 10,
        ("b", "h"): 11, ("b", "h", "i"): 12,
    }  # fmt: skip


def test_rules_that_came_later_are_written_only_where_they_say_something(folder, command, exported):
    command.taken(folder)
    before = exported()
    later = ("preset", "body", "remote_presence", "substitutes", "convening_days", "public_request", "secret_request")
    assert not [name for name in later if f"\n{name} = " in before.text("congress.toml")]
    folder.change(
        "congress.toml",
        "[rules]",
        '[rules]\npreset = "municipal_council"\nbody = "commune"\nconvening_days = 3\nremote_presence = false',
    )
    command.taken(folder)
    after = exported("ensuite").text("congress.toml")
    assert 'preset = "municipal_council"\nbody = "commune"\nremote_presence = false\nconvening_days = 3\n' in after
    assert "substitutes" not in after


def test_what_the_law_forbids_is_refused_with_its_article_and_its_key(folder, command):
    folder.change(
        "congress.toml", "[rules]", '[rules]\npreset = "municipal_council"\nbody = "commune"\nsubstitutes = true'
    )
    result = command("import", folder.path)
    assert result.exit_code != 0
    assert "rules.substitutes" in result.stderr
    assert "rules.remote_presence" in result.stderr
    assert "L2121-11" in result.stderr  # three clear days: nothing was said of them
