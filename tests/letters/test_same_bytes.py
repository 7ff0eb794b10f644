"""The same record gives the same bytes: whatever the time zone, locale, hash seed, folder, process or database."""

import hashlib
import json
import os
import subprocess
import sys

import pytest

from papers.formats import FORMATS
from tests.support.reading import plain
from tests.support.session import ROOT

pytestmark = pytest.mark.one_database
PROGRAM = "from app.cli import main; main()"


@pytest.fixture(scope="module")
def adopted(read_demonstration):
    """The address of the database in which the letter is frozen and signed."""
    return str(read_demonstration("adopted").app.config["SQLALCHEMY_DATABASE_URI"])


def exported(address, folder, **environment):
    """The SHA-256 of each file that the command writes, in a process of its own that starts elsewhere."""
    folder.mkdir()
    variables = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": address,
        "HEMICYCLE_INSTANCE": str(folder),
    }
    found = {}
    for name in FORMATS:
        file = folder / f"letter.{name}"
        command = [sys.executable, "-c", PROGRAM, "letter", "export", "congres-2020", "--format", name, "-o", str(file)]
        done = subprocess.run(
            command, cwd=folder, env={**variables, **environment}, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        found[name] = hashlib.sha256(file.read_bytes()).hexdigest()
    return found


def test_the_same_bytes_in_other_circumstances(adopted, tmp_path):
    first = exported(adopted, tmp_path / "un", TZ="Europe/Paris", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    other = {"TZ": "Pacific/Kiritimati", "LC_ALL": "POSIX", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "4242"}
    assert exported(adopted, tmp_path / "un autre dossier", **other, SOURCE_DATE_EPOCH="1") == first


def test_the_same_bytes_from_the_page_as_from_the_command(adopted, read_demonstration, tmp_path):
    written = exported(adopted, tmp_path / "un", PYTHONHASHSEED="7")
    client = read_demonstration("adopted").browse()
    for name in FORMATS:
        sent = client.get(f"/congres-2020/lettre.{name}").data
        assert hashlib.sha256(sent).hexdigest() == written[name]


def test_the_same_bytes_from_the_frozen_record_read_back(read_demonstration):
    """What was frozen is JSON: nothing of it is lost on the way."""
    from congress.models import Congress
    from core.database import session
    from letters.queries import letter_record_of, read_letter_record

    with read_demonstration("adopted").app.app_context():
        document = letter_record_of(session().query(Congress).one())
        again = read_letter_record(json.loads(json.dumps(document.as_json())))
    assert again == document


def test_a_congress_that_is_not_known_is_one_line_and_exit_2(adopted, tmp_path):
    command = [
        sys.executable,
        "-c",
        PROGRAM,
        "letter",
        "export",
        "rien",
        "--format",
        "pdf",
        "-o",
        str(tmp_path / "l.pdf"),
    ]
    environment = {**os.environ, "DATABASE_URL": adopted, "HEMICYCLE_INSTANCE": str(tmp_path)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "aucun congrès ne s’appelle « rien »\n"
    assert not (tmp_path / "l.pdf").exists()


def test_a_file_that_cannot_be_written_is_one_line_and_exit_2(adopted, tmp_path):
    command = [
        sys.executable,
        "-c",
        PROGRAM,
        "letter",
        "export",
        "congres-2020",
        "--format",
        "txt",
        "-o",
        str(tmp_path / "a" / "l"),
    ]
    environment = {**os.environ, "DATABASE_URL": adopted, "HEMICYCLE_INSTANCE": str(tmp_path)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "ne peut pas être écrit : No such file or directory" in plain(done.stderr)
    assert done.stderr.count("\n") == 1
