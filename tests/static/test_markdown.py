"""The editor's grammar is the pages': what it writes is read the same in Python, what it reads is what Python reads."""

import json
import random

import pytest

import redline
from core.text.inline_markdown import inline_runs
from tests.support.session import ROOT

pytestmark = pytest.mark.browser
PIECES = (
    "a", "bc", ". d", "e, f", " g", "h ", "*", "_", "[", "]", "\\", "i_j", "k * l", " ", "n\u00a0: ", "(", "2*3", "[m](",
    "](http://x.fr)", "«\u00a0mot\u00a0»", "1. ", "\U0001f600",
)  # fmt: skip
STYLES = (("", ""), ("strong", ""), ("em", ""), ("strong em", ""), ("link", "https://x.fr/a"))
MARKS = ("*", "**", "***", "_", "a", " ", "[", "]", "(", "](https://x.fr)", "\\", ". ")


@pytest.fixture
def run(scene, page):
    """`run("read", lines)`: what a function of the module gives for each of many values."""
    page.goto(scene.url + "/page")
    script = "async ([name, values]) => values.map((await import('/static/js/src/editor/markdown.js'))[name])"
    return lambda name, values: page.evaluate(script, [name, values])


def as_python_reads(line: str) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    for piece in inline_runs(line):
        style = "link" if piece.tags == ("a",) else " ".join(name for name in ("strong", "em") if name in piece.tags)
        assert set(style.replace("link", "a").split()) == set(piece.tags), "the editor gives no link in bold"
        if found and found[-1][1:] == (style, piece.href):
            found.append((found.pop()[0] + piece.text, style, piece.href))
        else:
            found.append((piece.text, style, piece.href))
    return found


def told(words: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    return [(word["text"], word["style"], word["href"]) for word in words]


def test_what_is_typed_is_read_the_same_in_python(run):
    chance = random.Random(5)
    typed = [
        [
            {"text": "".join(chance.choices(PIECES, k=chance.randint(1, 2))), "style": style, "href": href}
            for style, href in chance.choices(STYLES, k=chance.randint(1, 6))
        ]
        for _ in range(600)
    ]
    lines = run("write", typed)
    for words, line, again in zip(typed, lines, run("read", lines), strict=True):
        read = as_python_reads(line)
        assert "".join(text for text, _, _ in read) == "".join(word["text"] for word in words), line
        assert told(again) == read, line


def test_what_is_shown_is_what_python_reads_and_what_is_not_read_is_left(run):
    chance = random.Random(7)
    lines = ["".join(chance.choices(MARKS, k=chance.randint(1, 9))) for _ in range(4000)]
    shown = [(line, words) for line, words in zip(lines, run("read", lines), strict=True) if words is not None]
    assert len(shown) > 500
    for line, words in shown:
        assert told(words) == as_python_reads(line), line


def test_the_bills_of_parliament_are_all_written_in_the_editor(run):
    known = json.loads((ROOT / "tests/data/redline/amendments.json").read_text("utf-8"))
    texts = [text for text in _texts(known) if text.count(" ") > 8 and "_" not in text]
    lines = sorted({block.source.replace("\n", " ") for text in texts for block in redline.parse(text).blocks})
    read = run("read", lines)
    assert len(lines) > 300
    assert [line for line, words in zip(lines, read, strict=True) if words is None] == []


def _texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def test_bold_and_italic_words_are_written_and_read_again(run):
    """Such a field stayed a plain text field."""
    lines = (
        "***b***",
        "**Le *maire* décide**",
        "*Le **maire** décide*",
        "**a** ***b*** *c*",
        "***a* b** c",
        "- **a *b***",
    )
    assert [words is not None for words in run("read", lines)] == [True] * len(lines)
    assert run("write", run("read", lines)) == list(lines)
