"""A congress.toml that no hand wrote: whatever it holds, a sentence."""

import pytest

from core.files.faults import Findings
from core.files.toml_source import parse_toml


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a = " + "[" * 40_000, "niveaux"),
        ("a = " + "[" * 150 + "]" * 150, "niveaux"),
        ("a" + ".a" * 900 + " = 1", "niveaux"),
        ("[a" + ".a" * 2000 + "]\n", "niveaux"),
        ("a = " + "{a = " * 90 + "1" + "}" * 90, "niveaux"),
        ("a = " + "9" * 5000, "chiffres"),
        ("a = 1\na = 2\n", "ligne 2"),
        ("a = 0000-01-01\n", "ligne 1"),
    ],
)
def test_what_nobody_would_write_is_refused_in_a_sentence(app, text, words):
    findings = Findings()
    with app.app_context():
        assert parse_toml("congress.toml", text, findings) is None
        (told,) = map(str, findings.errors)
    assert words in told
