"""Files of a few kilobytes that say they hold billions of rows, cells or signs: read or refused, within bounds."""

import pytest

from bench.hostile_files import LARGEST, cost, hostile_files
from core.files import tables
from core.files.faults import Findings

# In `make bench` alone: seconds to make, or to read within the bounds.
LONG = {
    "1,400,000 empty cells in a row", "3,000,000 empty cells in a row", "1,400,000 empty rows", "1,000,000 styles",
    "700,000 texts that cells share", "a text of 90 MB", "20,000 rows of 50 cells, as typed", "101 MB unpacked",
    "200 MB unpacked, said to be 1 kB", "1,400,000 cells of an ODS", "an attribute of 50 MB", "9 MB of Mac Roman",
    "5 MB of accents saved twice", "signs that nobody sees, 3,000,000", "20,000 rows of 50 cells",
    "marks over one letter, 50,000 times", "10 MB of line ends",
    "20,000 insertions and deletions", "90,000 runs, bold or in italics", "800,000 paragraphs", "30,000 lists",
    "an attachment of 200 MB", "a text of 9 MB",
}  # fmt: skip
TRIED = [(what, name, make) for what, name, make in hostile_files() if what not in LONG]


@pytest.mark.parametrize(("what", "name", "make"), TRIED, ids=[what for what, _name, _make in TRIED])
def test_a_hostile_file_takes_little_time_and_memory(what, name, make):
    seconds, memory, told = cost(name, make())
    assert seconds < 4, told
    assert memory > 0, told  # it was read, or refused: a process that fails by itself measures nothing
    assert memory < LARGEST, told


def test_one_file_is_read_at_a_time_and_whoever_waits_too_long_is_told(french, monkeypatch):
    monkeypatch.setattr(tables, "_PATIENCE", 0.05)
    findings = Findings()
    with tables._reading, french.app_context():
        assert tables.read_table("a.csv", b"nom\na\n", findings, required=("nom",)) is None
        assert "réessayez dans un instant" in str(findings.errors[0])
    with french.app_context():
        assert tables.read_table("a.csv", b"nom\na\n", Findings(), required=("nom",)) is not None


@pytest.fixture(scope="module")
def french(tmp_path_factory):
    """An application that is never asked for its database."""
    from app.factory import create_app

    return create_app({"TESTING": True, "INSTANCE_PATH": str(tmp_path_factory.mktemp("instance")), "SECRET_KEY": "x"})
