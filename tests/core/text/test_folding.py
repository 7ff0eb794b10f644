"""Words are found whatever their accents, capitals and spaces."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from core.text.folding import folded, holds


def test_accents_capitals_and_apostrophes_do_not_matter():
    assert folded("L’Haÿ-les-Roses, ÉLECTEUR\u00a0n°\u202f3") == folded("l'hay-les-roses, electeur n° 3")
    assert folded("L’Œuvre") == folded("l'oeuvre")


def test_words_are_found_in_any_order_and_with_or_without_hyphens():
    name = folded("M. Jean-Noël Le Cœur, Saint-Étienne")
    for searched in ("coeur", "noel jean", "jean noel", "Le Cœur Jean-Noël", "saint etienne", "", "-"):
        assert holds(name, searched), searched
    assert not holds(name, "jean martin")


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_one_form_of_a_text_is_found_by_the_other(text):
    assert folded(unicodedata.normalize("NFD", text)) == folded(unicodedata.normalize("NFC", text))
