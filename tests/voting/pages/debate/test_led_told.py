"""What a press of whoever leads the debate did is said at the head of the list: the focus goes there, and it is heard."""

import re
from datetime import timedelta

import pytest

pytestmark = pytest.mark.one_database
LIST = "seances/2/parole"
PAUSE = timedelta(seconds=5)


def led(plenary, **fields: str) -> str:
    """What is said aloud on the list once the chair pressed there."""
    page = plenary.get("chloe", LIST).text
    plenary.cast.clock.advance(PAUSE)
    seen = re.search(r'name="vu" value="([^"]*)"', page)[1]
    client = plenary.cast.browse("chloe")
    answer = client.post(plenary.cast.path(f"{LIST}/conduite"), data={"vu": seen, **fields})
    assert answer.status_code == 303
    found = re.findall(r'<div[^>]*role="status"[^>]*>(.*?)</div>', client.get(answer.location).text, re.DOTALL)
    return " ".join(found)


def test_each_press_that_leads_the_list_says_what_it_did(discussing):
    discussing.post("ada", LIST, liste="debate", sens="for")
    page = discussing.get("chloe", LIST).text
    first = re.search(r'name="demande" value="(\d+)"', page)[1]
    assert "La parole est à Mme\u00a0Ada" in led(discussing, geste="donner", demande=first)
    assert "Le temps est arrêté." in led(discussing, geste="arreter")
    assert "Personne n’a la parole." in led(discussing, geste="finir")
    assert "La liste de parole est close." in led(discussing, geste="clore")
