"""How an adoption makes another fall, and what of a text that no longer applies can still be put on the new one."""

import pytest

from amendments.rules.after.adapting import adapted
from amendments.rules.after.collisions import Meeting, collision

BASE = """# Titre

Nous demandons\u00a0:

1. cofinancer dix mille postes, sur trois ans\u00a0;
2. former les agents d’accueil.

La mairie reste souvent le premier lieu.
"""
FIFTEEN = BASE.replace("dix", "quinze")
TWELVE = BASE.replace("dix", "douze")
WITHOUT = BASE.replace("1. cofinancer dix mille postes, sur trois ans\u00a0;\n2.", "1.")
ELSEWHERE = BASE.replace("souvent", "toujours")


@pytest.mark.parametrize(
    ("adopted", "fallen", "meeting", "words"),
    [
        (FIFTEEN, TWELVE, Meeting.REPLACED, ("dix",)),
        (WITHOUT, TWELVE, Meeting.DELETED, None),
        (FIFTEEN, WITHOUT, Meeting.KEPT, None),
    ],
)
def test_the_meeting_is_named_with_its_words_and_its_alinea(adopted, fallen, meeting, words) -> None:
    found = collision(BASE, adopted, fallen)

    assert (found.meeting, found.alineas) == (meeting, (2,))
    assert words is None or found.words == words


def test_two_that_do_not_meet_have_no_collision() -> None:
    assert collision(BASE, FIFTEEN, ELSEWHERE) is None


def test_what_still_applies_is_made_and_the_rest_is_said() -> None:
    both = TWELVE.replace("souvent", "toujours")

    found = adapted(BASE, FIFTEEN, both)

    assert "quinze mille" in found.text
    assert "toujours" in found.text
    assert [(one.base, one.adopted, one.proposed, one.alinea) for one in found.in_dispute] == [
        ("dix", "quinze", "douze", 2)
    ]


def test_one_whose_alinea_is_gone_keeps_the_text_in_force() -> None:
    found = adapted(BASE, WITHOUT, TWELVE)

    assert found.text == WITHOUT
    assert found.in_dispute[0].adopted == ""
