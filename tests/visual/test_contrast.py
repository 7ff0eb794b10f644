"""The two inks can be read: the contrasts of the visual direction, computed from the tokens (WCAG 2.2, 1.4.3)."""

import re

import pytest

from bin.build_css import SOURCES

TOKENS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", (SOURCES / "hemicycle" / "20-tokens.css").read_text()))

AAA, AA, NOT_TEXT = 7.0, 4.5, 3.0


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("sheet", ["paper", "tint", "wash"])
@pytest.mark.parametrize(
    ("ink", "least"),
    [("ink", AAA), ("ink-2", AAA), ("ink-3", AA), ("accent", AAA), ("deep", AAA), ("edge", NOT_TEXT)],
)
def test_each_ink_is_read_on_each_sheet(ink, least, sheet):
    assert contrast(TOKENS[ink], TOKENS[sheet]) >= least


@pytest.mark.parametrize("sheet", ["paper", "alert-wash"])
def test_the_red_of_errors_is_read(sheet):
    assert contrast(TOKENS["alert"], TOKENS[sheet]) >= AAA


def test_white_is_read_on_the_primary_button_and_on_ink():
    assert contrast("#fff", TOKENS["accent"]) >= AAA
    assert contrast("#fff", TOKENS["ink"]) >= AAA


def test_the_formula_agrees_with_the_known_extremes():
    assert contrast("#fff", "#000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
