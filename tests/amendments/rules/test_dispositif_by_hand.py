"""Sentences keyed from a sheet, that say no line: read where one reading alone is possible, refused elsewhere."""

import pytest

from amendments.rules.dispositif.statements import NotReadable
from amendments.rules.dispositif.without_lines import amended_by_hand
from tests.amendments.conftest import PROPOSAL


@pytest.mark.parametrize(
    ("sentence", "before", "after"),
    [
        ("À l’alinéa 3, remplacer les mots « dix mille » par les mots « quinze mille ».", "dix mille", "quinze mille"),
        ("A l'alinéa 5, remplacer les mots « l’agent » par les mots « l’agent ou l’élu ».", "l’agent qui", "l’agent ou l’élu qui"),
        ("À l’alinéa 3, après le mot « mille », insérer le mot « nouveaux ».", "dix mille", "dix mille nouveaux"),
        ("À l’alinéa 3, ligne 6, remplacer le mot « dix » par le mot « quinze ».", None, None),
        ("Supprimer l’alinéa 6.", "\n\nLa mairie reste souvent le premier lieu où l’on vient demander de l’aide.", ""),
    ],
)  # fmt: skip
def test_a_sentence_without_lines_makes_the_text_that_it_says(sentence, before, after):
    try:
        found = amended_by_hand(PROPOSAL, [sentence], 80, "fr")
    except NotReadable:
        assert before is None  # with a line, it is held to that line
        return
    assert before is None or found == PROPOSAL.replace(before, after, 1)


@pytest.mark.parametrize(
    "sentence",
    [
        "À l’alinéa 3, remplacer le mot « absent » par le mot « présent ».",
        "À l’alinéa 9, remplacer le mot « dix » par le mot « quinze ».",
        "À l’alinéa 3, remplacer le mot « de » par le mot « du ».",  # it stands there twice
        "Changer tout.",
    ],
)
def test_what_is_not_said_exactly_is_refused(sentence):
    with pytest.raises(NotReadable):
        amended_by_hand(PROPOSAL, [sentence], 80, "fr")


def test_in_english_too():
    text = "# Title\n\nWe ask for ten thousand jobs.\n"
    sentence = "In paragraph 1, replace the word “ten” with the word “twenty”."
    assert amended_by_hand(text, [sentence], 80, "en") == text.replace("ten", "twenty")
