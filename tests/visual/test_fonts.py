"""The typefaces: small, licensed, and with the two no-break spaces of French."""

import re

import pytest
from fontTools.ttLib import TTFont

from bin.build_css import CSS, stylesheet

FONTS = CSS.parent / "fonts"
PDF = sorted((FONTS / "pdf").glob("*.ttf"))


def font(name):
    return TTFont(FONTS / name)


def test_the_fine_space_is_215_thousandths_of_an_em():
    fine = font("fine.woff2")

    assert set(fine.getBestCmap()) == {0x202F}
    assert fine["hmtx"][fine.getBestCmap()[0x202F]][0] / fine["head"].unitsPerEm == 0.215
    assert (FONTS / "fine.woff2").stat().st_size <= 320


def test_the_digits_are_ten_of_one_width_in_all_weights():
    digits = font("digits.woff2")
    widths = {digits["hmtx"][glyph][0] for glyph in digits.getBestCmap().values()}

    assert set(digits.getBestCmap()) == set(range(0x30, 0x3A))
    assert len(widths) == 1
    assert [axis.axisTag for axis in digits["fvar"].axes] == ["wght"]
    assert (FONTS / "digits.woff2").stat().st_size < 4096


def test_u202f_is_declared_last_for_each_family_and_style():
    faces = re.findall(r"@font-face\{([^}]*)\}", stylesheet())
    last = {}
    for face in faces:
        family = re.search(r'font-family:"([^"]+)"', face).group(1)
        last[family, "italic" if "font-style:italic" in face else "normal"] = face

    for key in (("Atkinson Hyperlegible Next", "normal"), ("Source Serif 4", "normal"), ("Source Serif 4", "italic")):
        assert "fine.woff2" in last[key]
        assert "unicode-range:U+202F" in last[key]


def test_what_a_page_loads_is_about_90_kb():
    usual = ("atkinson-latin.woff2", "source-serif-latin.woff2", "digits.woff2", "fine.woff2")

    assert sum((FONTS / name).stat().st_size for name in usual) < 92_000


@pytest.mark.parametrize("path", PDF, ids=lambda path: path.stem)
def test_the_fonts_of_the_pdf_hold_french_and_its_spaces(path):
    face = TTFont(path)
    characters = face.getBestCmap()

    for character in "\u00a0\u202f«»’–—œŒæÿŸçÉÀŁźČń€°1":
        assert ord(character) in characters, hex(ord(character))
    space, no_break, fine = (face["hmtx"][characters[code]][0] for code in (0x20, 0xA0, 0x202F))
    assert no_break == space
    assert fine == round(0.215 * face["head"].unitsPerEm)
    assert face["name"].getDebugName(16) == "Hemicycle Serif"


def test_there_are_a_regular_a_semibold_and_an_italic():
    assert [(TTFont(path)["OS/2"].usWeightClass, path.stem.split("-")[1]) for path in PDF] == [
        (400, "Italic"),
        (400, "Regular"),
        (600, "SemiBold"),
    ]


def test_licences_and_versions_stand_beside_the_files():
    versions = (FONTS / "VERSIONS").read_text()

    for name in ("atkinson-hyperlegible-next", "source-serif-4", "source-sans-3"):
        assert "SIL OPEN FONT LICENSE" in (FONTS / f"LICENSE-{name}.txt").read_text().upper()
        assert re.search(rf"{name} \d+\.\d+\.\d+", versions)
    assert "ISC License" in (FONTS.parent / "icons" / "LICENSE-lucide.txt").read_text()
