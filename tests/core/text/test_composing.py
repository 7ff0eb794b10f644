"""Texts in one form of Unicode, at a cost that grows as they do."""

import time
import unicodedata

import pytest

from core.text.composing import LONGEST_RUN, composed
from core.text.folding import folded
from core.text.typography import normalise_typography


@pytest.mark.parametrize(
    "text", ["", "é", "e\u0301t\u0327e\u0301 " * 200, "\u1100\u1161\u11a8" * 500, "a\u0301\u0327" * 300]
)
@pytest.mark.parametrize("form", ["NFC", "NFKD"])
def test_what_people_write_is_normalised(text, form):
    assert composed(text, form) == unicodedata.normalize(form, text)


@pytest.mark.parametrize("read", [composed, folded, normalise_typography])
def test_sixty_thousand_marks_on_one_letter_hold_nobody(read):
    started = time.process_time()
    read("a" + "\u0301\u0327" * 30_000)
    assert time.process_time() - started < 0.5  # three seconds where they are sorted


def test_a_run_of_marks_that_no_writing_has_stays_as_it_is():
    text = "mot " * 100 + "e" + "\u0301" * (LONGEST_RUN + 1)
    assert composed(text) == text
