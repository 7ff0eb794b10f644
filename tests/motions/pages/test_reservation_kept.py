"""Words typed for a reservation are never dropped without a word, when the position chosen is another."""

import re

import pytest

from motions.models import Position
from tests.motions.pages.test_viewpoint_pages import NB, ONE, ROW, words

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize("place", ["", "rangee"])
def test_a_reservation_typed_never_goes_without_a_word_when_the_position_is_another(answers, place):
    """Typed now or kept before: the page gives the words back, and drops them only where its button says so."""

    def send(position: str, **more: str):
        fields = {"position": position, "reservation": "Pas sans moyens.", "place": place, **more}
        sent = {f"p1-{name}": value for name, value in (fields | {"seen": answers.fingerprint(1)}).items()}
        return answers.cast.browse("ada").post(answers.cast.path(ONE), data=sent)

    asked = send("unfavourable")
    assert asked.status_code == 422 and answers.of("ada") is None
    assert f"Ces mots ne vont qu’avec «{NB}Favorable avec réserve{NB}»" in words(asked)
    assert f"Enregistrer «{NB}Défavorable{NB}», sans ces mots" in words(asked)
    assert re.search(r">\s*Pas sans moyens.</textarea>", asked.text)
    assert send("reserved").status_code == 303
    assert send("unfavourable").status_code == 422
    assert answers.of("ada").reservation == "Pas sans moyens."
    assert send("unfavourable", without="1").status_code == 303
    assert (answers.of("ada").position, answers.of("ada").reservation) == (Position.UNFAVOURABLE, "")
    read = answers.cast.browse("ada").get(answers.cast.path(ROW if place else ONE)).text
    assert "sans ces mots" not in read
