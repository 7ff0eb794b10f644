"""Rebuilds `static/fonts/` from the npm packages of the typefaces; run by hand, never at start.

    npm install --prefix DIR @fontsource-variable/atkinson-hyperlegible-next \
        @fontsource-variable/source-serif-4 @fontsource-variable/source-sans-3
    .venv/bin/python bin/vendor_fonts.py DIR/node_modules

What it makes beside plain copies: the ten digits of Source Sans 3, a font that holds only the narrow
no-break space (U+202F has no glyph in the web subsets), and the static TTF files that Typst reads.
The same packages give the same bytes: no date of the day enters a file.
"""

import io
import json
import shutil
import sys
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.merge import Merger
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = Path(__file__).resolve().parent.parent / "static" / "fonts"
SANS, SERIF, DIGITS = (
    f"@fontsource-variable/{name}" for name in ("atkinson-hyperlegible-next", "source-serif-4", "source-sans-3")
)
COPIES = {
    f"{SANS}/files/atkinson-hyperlegible-next-latin-wght-normal.woff2": "atkinson-latin.woff2",
    f"{SANS}/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2": "atkinson-latin-ext.woff2",
    f"{SERIF}/files/source-serif-4-latin-wght-normal.woff2": "source-serif-latin.woff2",
    f"{SERIF}/files/source-serif-4-latin-ext-wght-normal.woff2": "source-serif-latin-ext.woff2",
    f"{SERIF}/files/source-serif-4-latin-wght-italic.woff2": "source-serif-latin-italic.woff2",
    f"{SANS}/LICENSE": "LICENSE-atkinson-hyperlegible-next.txt",
    f"{SERIF}/LICENSE": "LICENSE-source-serif-4.txt",
    f"{DIGITS}/LICENSE": "LICENSE-source-sans-3.txt",
}
PDF_STYLES = (
    ("normal", 400, "Regular"),
    ("normal", 600, "SemiBold"),
    ("italic", 400, "Italic"),
)
FAMILY = "Hemicycle Serif"  # the licence reserves the name Source to unmodified versions
NO_BREAK, FINE = 0x00A0, 0x202F
FINE_WIDTH = 215  # thousandths of an em: the fine space of French composition


def save(font: TTFont, path: Path, flavor: str | None = None) -> None:
    """Write the font with the dates it came with, so that two runs give the same file."""
    font.recalcTimestamp = False
    font.flavor = flavor
    font.save(path)


def digits(source: Path, target: Path) -> None:
    """The ten digits of Source Sans 3, all weights, without slashed zero or layout features."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    options.layout_features, options.hinting, options.name_IDs = ["tnum"], False, []
    options.notdef_outline, options.drop_tables = False, [*options.drop_tables, "STAT"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=range(0x30, 0x3A))
    subsetter.subset(font)
    save(font, target, "woff2")


def _box() -> Glyph:
    """A small box: browsers refuse a font without any outline."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((0, 100))
    pen.lineTo((100, 100))
    pen.closePath()
    return pen.glyph()


def fine_space(target: Path) -> None:
    """A font that holds only U+202F, 215/1000 em wide."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "fine"])
    builder.setupCharacterMap({FINE: "fine"})
    builder.setupGlyf({".notdef": _box(), "fine": Glyph()})
    builder.setupHorizontalMetrics({".notdef": (FINE_WIDTH, 0), "fine": (FINE_WIDTH, 0)})
    builder.setupHorizontalHeader(ascent=950, descent=-250)
    builder.setupOS2()
    builder.setupPost(keepGlyphNames=False)
    builder.setupNameTable({})
    builder.updateHead(created=0, modified=0)
    save(builder.font, target, "woff2")


def static_instance(source: Path, weight: int) -> TTFont:
    """One weight of a variable font."""
    font = TTFont(source, recalcTimestamp=False)
    font = instantiateVariableFont(font, {"wght": weight}, inplace=True)
    font["OS/2"].usWeightClass = weight
    return font


def name_style(font: TTFont, style: str) -> None:
    """Give the modified font a name of its own, as the licence asks; the copyright record stays."""
    table = font["name"]
    table.names = [record for record in table.names if record.nameID not in {1, 2, 3, 4, 6, 10, 16, 17, 25}]
    linked = style if style in {"Regular", "Italic"} else "Regular"
    family = FAMILY if linked == style else f"{FAMILY} {style}"
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    texts = {1: family, 2: linked, 3: postscript, 4: f"{FAMILY} {style}", 6: postscript}
    texts |= {10: "Made from Source Serif 4: Latin subsets merged, U+202F added", 16: FAMILY, 17: style}
    for number, text in texts.items():
        table.setName(text, number, 3, 1, 0x409)


def add_fine_space(font: TTFont) -> None:
    """Give the font a glyph for U+202F, and for U+00A0 the width of its ordinary space."""
    space = font.getBestCmap()[0x20]
    width = round(font["head"].unitsPerEm * FINE_WIDTH / 1000)
    font.setGlyphOrder([*font.getGlyphOrder(), "fine"])
    font["glyf"].glyphs["fine"] = Glyph()
    font["glyf"].glyphOrder = font.getGlyphOrder()
    font["hmtx"].metrics["fine"] = (width, 0)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[FINE] = "fine"
            table.cmap.setdefault(NO_BREAK, space)


def pdf_font(files: Path, style: str, weight: int, name: str) -> None:
    """A static TTF of Source Serif 4 with Latin, extended Latin and both no-break spaces."""
    parts = []
    for subset in ("latin", "latin-ext"):
        part = static_instance(files / f"source-serif-4-{subset}-wght-{style}.woff2", weight)
        stream = io.BytesIO()
        save(part, stream)  # type: ignore[arg-type]  # fontTools takes any stream
        stream.seek(0)
        parts.append(stream)
    merged = Merger().merge(parts)
    add_fine_space(merged)
    name_style(merged, name)
    first = TTFont(parts[0])
    merged["head"].created, merged["head"].modified = first["head"].created, first["head"].modified
    save(merged, FONTS / "pdf" / f"HemicycleSerif-{name}.ttf")


def main(modules: Path) -> None:
    """Fill `static/fonts/` and record the versions."""
    (FONTS / "pdf").mkdir(parents=True, exist_ok=True)
    for source, name in COPIES.items():
        shutil.copyfile(modules / source, FONTS / name)
    digits(modules / DIGITS / "files/source-sans-3-latin-wght-normal.woff2", FONTS / "digits.woff2")
    fine_space(FONTS / "fine.woff2")
    for style, weight, name in PDF_STYLES:
        pdf_font(modules / SERIF / "files", style, weight, name)
    versions = [
        f"{package} {json.loads((modules / package / 'package.json').read_text())['version']}"
        for package in (SANS, SERIF, DIGITS)
    ]
    (FONTS / "VERSIONS").write_text("\n".join(versions) + "\n")
    for path in sorted(FONTS.rglob("*.*")):
        sys.stdout.write(f"{path.relative_to(FONTS)} {path.stat().st_size}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
