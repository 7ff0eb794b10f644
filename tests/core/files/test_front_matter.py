"""The front matter of an amendment: YAML as others write it, with the line of what is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.files.faults import Findings
from core.files.front_matter import read_front_matter, written_front_matter

WORDS = st.text(st.sampled_from("aé’«»\u00a0\u202f :#-|>'\"\\{}[]&*!%@`,?0123\n"), min_size=1)


def read(front: str) -> dict[str, str | None]:
    return read_front_matter("amendments/1.md", f"---\n{front}---\n# Pour\n", Findings()).values


@given(st.dictionaries(st.sampled_from(["author", "title", "reasons"]), WORDS, min_size=1))
def test_what_is_written_is_read(values):
    found = read_front_matter("amendments/1.md", f"{written_front_matter(values)}# Pour\n\nOui.\n", Findings())
    wanted = {key: f"{value}\n" if "\n" in value else value for key, value in values.items()}
    assert (found.values, found.body) == (wanted, "# Pour\n\nOui.\n")


@pytest.mark.parametrize(
    ("front", "values"),
    [
        ("title: Un mot\n", {"title": "Un mot"}),
        ("title: 'L''eau'\nproposal: 05\n", {"title": "L'eau", "proposal": "05"}),
        ('title: "Un \\"mot\\""\n', {"title": 'Un "mot"'}),
        ("# une note\ntitle: oui # une autre\n", {"title": "oui"}),
        ("reasons: |\n  un\n\n  deux\n", {"reasons": "un\n\ndeux\n"}),
        ("reasons: >-\n  un\n  deux\n\n  trois\n", {"reasons": "un deux\ntrois"}),
        ("reasons: un\n  deux\n", {"reasons": "un deux"}),
        ("title:\nauthor: ~\n", {"title": "", "author": "~"}),
        ("title: [a, b]\n", {"title": None}),
    ],
)
def test_the_ways_of_yaml_are_read(front, values):
    assert read(front) == values


@pytest.mark.parametrize(
    ("front", "line", "words"),
    [
        ("proposal: 5\ntitle: Pour : contre: deux\n", 3, "guillemets"),
        ("proposal: 5\ntitle: 'ouvert\n", 3, "guillemets"),
        ("proposal: 5\nun mot\n", 3, "YAML"),
        ("- proposal\n", 2, "nom: valeur"),
        ("", 2, "nom: valeur"),
        ("[" * 3000 + "\n", None, "YAML"),
        ("title: \x9f\n", 1, "YAML"),
        ('title: "\\UFFFFFFFF"\n', None, "YAML"),
        ('title: "\\U00110000"\n', None, "YAML"),
    ],
)
def test_what_is_no_yaml_is_told_with_its_line(app, front, line, words):
    findings = Findings()
    with app.app_context():
        assert read_front_matter("amendments/1.md", f"---\n{front}---\n# Pour\n", findings).values == {}
    (error,) = findings.errors
    assert words in error.sentence
    assert line in {None, error.line}


def test_a_key_written_twice_is_refused_at_its_second_line(app):
    findings = Findings()
    with app.app_context():
        read_front_matter("amendments/1.md", "---\ntitle: un\nauthor: a\ntitle: deux\n---\n", findings)
    (error,) = findings.errors
    assert (error.line, error.field) == (4, "title")


def test_values_are_known_with_their_lines():
    found = read_front_matter("amendments/1.md", "---\ntitle: a\n# b\nreasons: |\n  c\n---\n\n# Pour\n", Findings())
    assert (found.lines, found.first_line) == ({"title": 2, "reasons": 4}, 7)
    assert read_front_matter("amendments/1.md", "# Pour\n", Findings()) is None
