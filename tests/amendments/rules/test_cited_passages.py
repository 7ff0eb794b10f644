"""What a reservation cites, where it stands, and which amendments touch it."""

import pytest

from amendments.rules.carry_over import KnownText
from amendments.rules.cited_passages import answers, cited_in, followed, touched
from amendments.rules.locations import compared

TEXT = """# Une médiation financée

L’État finance dix mille postes, sur trois ans au moins.

Les mairies accueillent, l’État compense la charge.

Un bilan est publié chaque année par l’État.
"""
NEWER = TEXT.replace("# Une", "# Pour une").replace("Les mairies", "Un comité est créé.\n\nLes mairies")


def words_at(text: str, cited) -> str:
    import redline

    block, start, end = cited
    return redline.parse(text).blocks[block].source[start:end]


@pytest.mark.parametrize(
    ("said", "cites"),
    [
        ("« dix mille postes » ne suffiront pas.", ["dix mille postes"]),
        ("Préciser « sur trois ans au moins » et “chaque année”.", ["sur trois ans au moins", "chaque année"]),
        ("Que devient l'\"Un bilan […] chaque année\" ?", ["Un bilan", "chaque année"]),
        ("« l'État » devrait payer.", []),  # twice in the text: nobody knows which
        ("À l’alinéa 2, « l’État » devrait tout payer.", ["l’État"]),
        ("L’alinéa 3 est trop court.", ["Un bilan est publié chaque année par l’État."]),
        ("Aux alinéas 1 et 3.", [
            "L’État finance dix mille postes, sur trois ans au moins.", "Un bilan est publié chaque année par l’État."]),
        ("« trente mille postes », voilà ce qu’il faut.", []),
        ("Trop tôt. L’alinéa 12 non plus.", []),
    ],
)  # fmt: skip
def test_a_passage_is_found_where_nobody_could_take_another(said, cites):
    assert [words_at(TEXT, place) for place in cited_in(said, TEXT)] == cites


def test_a_passage_is_followed_into_a_newer_text_word_for_word():
    (place,) = cited_in("« compense la charge »", TEXT)
    assert words_at(NEWER, followed(place, TEXT, NEWER)) == "compense la charge"
    assert followed(place, TEXT, TEXT.replace("la charge", "les charges")) is None


@pytest.mark.parametrize(
    ("old", "new", "is_answered"),
    [
        ("dix mille", "quinze mille", True),
        ("dix mille postes, ", "", True),
        ("mille postes", "mille beaux postes", True),  # inserted inside the passage
        ("postes, sur", "postes ruraux, sur", True),  # at its edge
        ("trois ans", "cinq ans", False),
        ("l’État compense", "l’État paie", False),
        ("L’État finance dix mille postes, sur trois ans au moins.\n\n", "", True),
        ("Un bilan", "Une phrase.\n\nUn bilan", False),
    ],
)
def test_an_amendment_answers_a_passage_that_its_spans_overlap(old, new, is_answered):
    (place,) = cited_in("« dix mille postes »", TEXT)
    assert old in TEXT
    difference = compared(KnownText("a" + old, TEXT), KnownText("b" + new + old, TEXT.replace(old, new)), 80)
    assert answers(place, touched(difference)) is is_answered
