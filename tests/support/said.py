"""What is said of a count, read back: the catalogues, the numbers of a sentence in their language, words to expect."""

import io
import re
from fractions import Fraction
from functools import cache

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from core.text.bound_counts import bind_counts
from tests.support.session import ROOT

DECIDED = {
    "fr": {True: "est adoptée.", False: "est rejetée.", None: "n’est ni adoptée ni rejetée."},
    "en": {True: "is adopted.", False: "is rejected.", None: "is neither adopted nor rejected."},
}
FRENCH = re.compile(r"[éèêàç]|\b(?:voix|votants?|pour|contre|qui|moitié|soit|aucune?|sur|et|Motion)\b")


@cache
def translations(language: str) -> Translations:
    """The catalogue of a language, as pages have it."""
    source = ROOT / "translations" / language / "LC_MESSAGES" / "messages.po"
    compiled = io.BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    read = Translations(compiled)
    bind_counts(read)
    return read


def numbers(words: str, language: str) -> list[Fraction]:
    """The numbers of a sentence in their order, read in its language."""
    thousands, point = ("\u202f", ",") if language == "fr" else (",", ".")
    found = re.findall(rf"\d+(?:{thousands}\d{{3}})*(?:\{point}\d+)?", words)
    return [Fraction(one.replace(thousands, "").replace(point, ".")) for one in found]
