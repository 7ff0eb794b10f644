"""`journal verify --against`, `bin/verify-journal`: what tells a chain that was cut, or written anew, from outside."""

import json
import subprocess
import sys
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from tests.support.session import ROOT

pytestmark = pytest.mark.one_database
TOOL = ROOT / "bin" / "verify-journal"
CUT = (
    "DELETE FROM journal_entry WHERE sequence > 1700",
    "UPDATE journal_head SET sequence = 1700, digest = (SELECT digest FROM journal_entry WHERE sequence = 1700)",
)


@pytest.fixture(scope="module")
def played(read_demonstration, tmp_path_factory):
    """The address of the demonstration's database, and an export of its journal kept elsewhere."""
    from app.commands.service_cli import export

    demonstration = read_demonstration("adopted")
    kept = tmp_path_factory.mktemp("kept") / "journal.json"
    printed = demonstration.app.test_cli_runner().invoke(export, ["congres-2020"])
    assert printed.exit_code == 0
    kept.write_text(printed.output, encoding="utf-8")
    return demonstration.app, kept


def verified(app, *options: str) -> tuple[int, dict[str, object]]:
    from app.commands.service_cli import verify

    done = app.test_cli_runner().invoke(verify, ["congres-2020", *options])
    return done.exit_code, json.loads(done.stdout)


def apart(*words: str) -> tuple[int, str]:
    """What the tool answers in a Python that has nothing of ours."""
    command = [sys.executable, "-I", str(TOOL), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_the_answer_has_the_five_names_of_the_interface(played):
    app, kept = played
    code, told = verified(app, "--against", str(kept))
    assert code == 0
    assert list(told) == ["congress", "entries", "head", "whole", "errors"]
    entries = json.loads(kept.read_text(encoding="utf-8"))["entries"]
    assert (told["entries"], told["head"], told["whole"], told["errors"]) == (
        len(entries),
        entries[-1]["digest"],
        True,
        [],
    )


def test_a_file_that_is_no_export_of_this_journal_is_said(played, tmp_path):
    app, kept = played
    for name, content in {
        "mauvais": "{",
        "autre": kept.read_text(encoding="utf-8").replace("congress:congres", "congress:x"),
    }.items():
        file = tmp_path / name
        file.write_text(content, encoding="utf-8")
        code, told = verified(app, "--against", str(file))
        assert (code, told["errors"]) == (1, ["export gardé\u00a0: ce n’est pas l’export du journal de ce congrès"])


def test_the_tool_without_the_program_says_the_same(played):
    app, kept = played
    code, printed = apart(str(kept))
    assert (code, json.loads(printed)) == verified(app)


def test_a_fingerprint_noted_outside_is_found_in_the_chain(played):
    """Whole, or as results, hall and letter print it."""
    _app, kept = played
    digest = json.loads(kept.read_text(encoding="utf-8"))["entries"][1500]["digest"]
    for head in (digest, " ".join(digest[at : at + 4] for at in range(0, 16, 4)), digest.upper()):
        assert apart(str(kept), "--head", head)[0] == 0
    code, printed = apart(str(kept), "--head", "f" * 64)
    assert (code, json.loads(printed)["whole"]) == (1, False)
    assert apart(str(kept), "--head", "f" * 5)[0] == 2
    assert apart(str(kept.with_name("rien")))[0] == 2


def test_the_tool_finds_what_was_changed_in_an_export(played, tmp_path):
    _app, kept = played
    export = json.loads(kept.read_text(encoding="utf-8"))
    export["entries"][40]["payload"] = {"member": "x"}
    del export["entries"][90]
    file = tmp_path / "changé.json"
    write(file, export)
    code, printed = apart(str(file))
    assert code == 1
    assert json.loads(printed)["errors"] == [
        "journal\u00a0: l’entrée 91 manque",
        "journal\u00a0: l’entrée 41 a été changée",
    ]


def write(file, export: dict[str, object]) -> None:
    """As the export writes."""
    file.write_text(json.dumps(export, ensure_ascii=False) + "\n", encoding="utf-8")


class TestCutOrWrittenAnew:
    """Somebody with the database in hand, who knows how fingerprints are made, leaves a chain that holds by itself."""

    @pytest.fixture
    def behind(self, demonstration):
        """An application of the test's own, whose database has lost its guards."""
        app = demonstration("adopted").app
        from core.database import db

        with app.app_context(), db.engine.begin() as connection:
            for name in connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        return app

    def test_a_cut_end_is_found_by_an_export_kept_elsewhere(self, behind, played):
        from core.database import db

        with behind.app_context(), db.engine.begin() as connection:
            last = connection.scalar(text("SELECT max(sequence) FROM journal_entry"))
            for statement in CUT:
                connection.execute(text(statement))
        code, told = verified(behind, "--against", str(played[1]))
        assert code == 1
        assert f"journal\u00a0: coupé, l’export gardé va jusqu’à l’entrée {last}" in told["errors"]
        assert not [sentence for sentence in told["errors"] if sentence.startswith("journal\u00a0: l’entrée")]

    def test_a_chain_written_anew_is_found_by_an_export_kept_elsewhere(self, behind, played):
        from core.database import db, session
        from core.digest import sha256_json
        from core.journal import JournalHead, entries

        with behind.app_context():
            previous = ""
            for entry in list(entries("congress:congres-2020")):
                entry.previous = previous or entry.previous
                if entry.sequence == 1200:
                    entry.payload = {**entry.payload, "part": 99}
                previous = entry.digest = sha256_json(entry.content())
            session().get_one(JournalHead, "congress:congres-2020").digest = previous
            session().commit()
            db.session.remove()
        assert verified(behind)[0] == 0  # as it stands, nothing tells
        code, told = verified(behind, "--against", str(played[1]))
        sentence = "journal\u00a0: réécrit à partir de l’entrée 1200, l’export gardé en dit une autre"
        assert (code, told["errors"]) == (1, [sentence])


def test_the_letter_prints_the_journal_as_it_stood_before_it(played):
    from congress.queries.congress_queries import congress_by_slug
    from core import journal
    from letters.queries import letter_record_of

    app, _kept = played
    with app.app_context():
        congress = congress_by_slug("congres-2020")
        record = letter_record_of(congress)
        (frozen,) = journal.entries(congress.stream, "letter_frozen")
    assert record.journal == frozen.previous
    assert frozen.previous in app.test_client().get("/congres-2020/lettre.txt").text


def test_a_result_prints_the_journal_at_its_proclamation(played):
    from core import journal
    from core.digest import short_fingerprint

    app, _kept = played
    with app.app_context():
        entry = next(e for e in journal.entries("congress:congres-2020", "poll_proclaimed") if e.payload["poll"] == 12)
    assert short_fingerprint(entry.digest) in app.test_client().get("/congres-2020/scrutins/12").text


def test_the_journal_links_nobody_to_a_ballot(played):
    """Ballots enter together, under a salt: no entry holds a choice, nor the row of a ballot, nor of a right to vote."""
    _app, kept = played
    entries = json.loads(kept.read_text(encoding="utf-8"))["entries"]
    tables = {name.partition(":")[0] for entry in entries for name in entry["rows"]}
    assert tables
    assert not tables & {"ballot", "ballot_cast", "right_to_vote"}
    of_polls = [entry for entry in entries if entry["kind"].startswith("poll_")]
    for entry in of_polls:
        assert not {"for", "against", "member", "principal", "choice"} & set(entry["payload"])


def test_nobody_who_holds_the_journal_tries_the_four_choices_of_the_chair(played):
    """All else of a result is published: its fingerprint, without a salt, would tell how the chair voted."""
    from core.database import db, session
    from core.row_seals import fingerprint
    from voting.models import Outcome
    from voting.rules.majority import Choice

    app, kept = played
    entries = json.loads(kept.read_text(encoding="utf-8"))["entries"]
    sealed = {digest for entry in entries for digest in entry["rows"].values()}
    with app.app_context():
        outcome = session().query(Outcome).first()
        assert fingerprint(Outcome, outcome) in sealed
        values = {column.name: getattr(outcome, column.name) for column in Outcome.__table__.c}
        tried = {
            fingerprint(Outcome, SimpleNamespace(**{**values, "salt": "", "chair_choice": choice}))
            for choice in (None, *Choice)
        }
        db.session.remove()
    assert not tried & sealed
