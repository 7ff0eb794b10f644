"""No expression that reads people's texts takes more than its length: twice the text, about twice the steps."""

import random
import re

import pytest

from app.folder import texts_reading
from bench.attacks.expressions import ONCE, SHORT_TEXTS, expressions, hostile_texts
from redline.model import tokens
from tests.support.steps import Steps

LENGTH = 48  # signs
DRAWN = 60  # texts of each expression
AT_MOST = 2.7  # times the steps for twice the text: 4 where each sign reads again what follows it
FEW = 400  # steps
READ = {
    name: found for name, found in expressions().items() if isinstance(found, re.Pattern) and name not in SHORT_TEXTS
}


def growth(expression, before, unit, after, *, once=False):
    """How many times more steps a text twice as long takes."""
    steps = Steps(expression, once=once)
    short, long = (steps.of(before + unit * (length // len(unit)) + after) for length in (LENGTH, 2 * LENGTH))
    return long / short if long > FEW else 1


@pytest.mark.parametrize("name", sorted(READ))
def test_twice_the_text_takes_about_twice_the_steps(name):
    texts = [text[:3] for text in hostile_texts(READ[name].pattern, LENGTH)]
    blank = [text for text in texts if text[1].isspace() and len(text[1]) == 1]  # what expressions most often repeat
    others = [text for text in texts if text not in blank]
    chosen = blank + random.Random(name).sample(others, min(max(DRAWN - len(blank), DRAWN // 2), len(others)))
    slow = [text for text in chosen if growth(READ[name], *text, once=name in ONCE) > AT_MOST]
    assert slow == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("redline.model.tokens._PLAIN", ("", "x.", "")),
        ("redline.model.tokens._PLAIN", ("", "ab-", "@")),
        ("redline.compare.passages._LAST_WORD", ("", "1", " ")),
        ("redline.compare.passages._LAST_WORD", ("", "a'", ".")),
        ("redline.compare.marks._LAST", ("", "_", ")")),
        ("redline.compare.marks._LAST", ("", "*", "a")),
        ("papers.runs._LINE_END", ("", " ", "")),
        ("app.folder.texts_reading._HTML", ("<", " ", "")),
        ("core.text.typography._RULES", ("", "](", "")),
    ],
)
def test_texts_that_froze_do_no_more(name, text):
    assert growth(READ[name], *text) <= AT_MOST


def test_steps_tell_what_reads_again():
    assert growth(re.compile(r"\w+@"), "", "a", "") > AT_MOST
    assert growth(re.compile(r"(?:a|a)*b"), "", "ab", "") <= AT_MOST
    assert growth(re.compile(r"(?<!\w)\w++@"), "", "a", "") <= AT_MOST


def test_an_address_is_one_token_still():
    words = tokens.tokenise("Écrire à l’accueil : jean-luc.o-mer+x@mairie.saint-x.fr, merci.", tokens.Alphabet())
    assert "jean-luc.o-mer+x@mairie.saint-x.fr" in words.keys


def test_html_in_a_text_is_still_seen():
    seen = texts_reading._HTML.search
    assert all(seen(text) for text in ("< / b>", "<!doctype html>", "< p class=x>", "</ p>", "<script"))
    assert not seen("a < 3 et b > 2")


def test_marks_without_end_on_one_letter_are_not_set_in_order():
    marks = "a" + "\u0301\u0327" * 10_000
    assert tokens.tokenise(marks, tokens.Alphabet()).keys == [marks]
    assert tokens.tokenise("e\u0301te\u0301", tokens.Alphabet()).keys == ["été"]
