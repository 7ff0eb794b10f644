"""`hemicycle redline order`: the shape that interfaces.md promises, and the rules of docs/rules/amendments-order.md."""

import json

import pytest
from click.testing import CliRunner

from app.cli import cli

BASE = "# Titre\n\nAlinéa un.\n\nLes communes rurales ont trois ans.\n\n1. premier ;\n2. second.\n"
VARIANTS = {
    "five.md": BASE.replace("trois ans", "cinq ans"),
    "five_again.md": BASE.replace("trois ans", "cinq\u00a0ans"),
    "six.md": BASE.replace("trois ans", "six ans"),
    "peaks.md": BASE.replace("rurales", "montagnardes"),
    "without.md": BASE.replace("Les communes rurales ont trois ans.\n\n", ""),
    "one_more.md": BASE.replace("1. premier ;\n2. second", "1. premier ;\n2. nouveau ;\n3. second"),
    "another.md": BASE.replace("1. premier ;\n2. second", "1. premier ;\n2. tout autre ;\n3. second"),
}


@pytest.fixture
def ordered(tmp_path, monkeypatch):
    """Writes the texts and runs the command on them; answers the exit code, what it printed and what it said."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"base.md": BASE, **VARIANTS}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    def run(*names):
        done = CliRunner().invoke(cli, ["redline", "order", "base.md", *names])
        return done.exit_code, done.stdout, done.stderr

    return run


def test_the_order_has_the_promised_shape(ordered):
    code, printed, _ = ordered(*VARIANTS)
    found = json.loads(printed)
    assert code == 0
    assert found["order"] == [
        {"items": ["without.md"], "kind": "single", "lines": [2, 2], "group": 1},
        {"items": ["peaks.md"], "kind": "single", "lines": [2, 2], "group": 1},
        {"items": ["five.md", "five_again.md"], "kind": "identical", "lines": [2, 2], "group": 1},
        {"items": ["six.md"], "kind": "single", "lines": [2, 2], "group": 1},
        {"items": ["one_more.md"], "kind": "single", "lines": [], "group": 2},
        {"items": ["another.md"], "kind": "single", "lines": [], "group": 2},
    ]
    assert found["groups"] == {
        "1": ["without.md", "peaks.md", "five.md", "five_again.md", "six.md"],
        "2": ["one_more.md", "another.md"],
    }


def test_what_falls_is_named_both_ways_and_inserted_alineas_all_stand(ordered):
    _, printed, _ = ordered(*VARIANTS)
    assert json.loads(printed)["falls_if_adopted"] == {
        "five.md": ["six.md", "without.md"],
        "five_again.md": ["six.md", "without.md"],
        "six.md": ["five.md", "five_again.md", "without.md"],
        "peaks.md": ["without.md"],
        "without.md": ["five.md", "five_again.md", "six.md", "peaks.md"],
    }


def test_no_amendment_is_no_order(ordered):
    assert json.loads(ordered()[1]) == {"order": [], "groups": {}, "falls_if_adopted": {}}


def test_a_missing_file_is_one_line_that_names_it(ordered):
    code, printed, said = ordered("absent.md")
    assert (code, printed) == (2, "")
    assert "absent.md" in said
    assert said.count("\n") == 1
