"""The same record gives the same bytes: whatever the time zone, locale, hash seed, folder, process or database."""

import hashlib
import json
import os
import subprocess
import sys

import pytest

from letters.letter_formats import ALL_FORMATS
from tests.support.reading import plain
from tests.support.session import ROOT

pytestmark = pytest.mark.one_database
# The program, once for each format, in one process.
PROGRAM = """
import sys
from app.cli import main

for name in sys.argv[2:]:
    sys.argv = ["hemicycle", "letter", "export", "congres-2020", "--format", name, "-o", f"letter.{name}"]
    main()
"""


@pytest.fixture(scope="module")
def adopted(read_demonstration):
    """The address of the database in which the letter is frozen and signed."""
    return str(read_demonstration("adopted").app.config["SQLALCHEMY_DATABASE_URI"])


def digests(folder):
    """The SHA-256 of the file of each format."""
    return {name: hashlib.sha256((folder / f"letter.{name}").read_bytes()).hexdigest() for name in ALL_FORMATS}


def exported(address, folder, **environment):
    """What the command writes, in a process of its own that starts elsewhere."""
    folder.mkdir()
    variables = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": address,
        "HEMICYCLE_INSTANCE": str(folder),
    }
    command = [sys.executable, "-c", PROGRAM, "export", *ALL_FORMATS]
    done = subprocess.run(
        command, cwd=folder, env={**variables, **environment}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return digests(folder)


def test_the_same_bytes_in_other_circumstances(adopted, tmp_path):
    first = exported(adopted, tmp_path / "un", TZ="Europe/Paris", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    other = {"TZ": "Pacific/Kiritimati", "LC_ALL": "POSIX", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "4242"}
    assert exported(adopted, tmp_path / "un autre dossier", **other, SOURCE_DATE_EPOCH="1") == first


def test_the_same_bytes_from_the_page_as_from_the_command(adopted, read_demonstration, program, tmp_path):
    for name in ALL_FORMATS:
        done = program(
            "letter", "export", "congres-2020", "--format", name, "-o", f"letter.{name}", DATABASE_URL=adopted
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    client = read_demonstration("adopted").browse()
    sent = {name: client.get(f"/congres-2020/lettre.{name}").data for name in ALL_FORMATS}
    assert {name: hashlib.sha256(data).hexdigest() for name, data in sent.items()} == digests(tmp_path)


def test_the_same_bytes_from_the_frozen_record_read_back(read_demonstration):
    """What was frozen is JSON: nothing of it is lost on the way."""
    from congress.models import Congress
    from core.database import session
    from letters.queries import letter_record_of, read_letter_record

    with read_demonstration("adopted").app.app_context():
        document = letter_record_of(session().query(Congress).one())
        again = read_letter_record(json.loads(json.dumps(document.as_json())))
    assert again == document


def test_a_congress_that_is_not_known_is_one_line_and_exit_2(adopted, program, tmp_path):
    done = program("letter", "export", "rien", "--format", "pdf", "-o", str(tmp_path / "l.pdf"), DATABASE_URL=adopted)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "aucun congrès ne s’appelle «\u00a0rien\u00a0»\n"
    assert not (tmp_path / "l.pdf").exists()


def test_a_file_that_cannot_be_written_is_one_line_and_exit_2(adopted, program, tmp_path):
    file = str(tmp_path / "a" / "l")
    done = program("letter", "export", "congres-2020", "--format", "txt", "-o", file, DATABASE_URL=adopted)
    assert done.returncode == 2
    assert "ne peut pas être écrit : No such file or directory" in plain(done.stderr)
    assert done.stderr.count("\n") == 1
