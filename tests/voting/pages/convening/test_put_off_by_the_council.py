"""What a council puts off, admitting the emergency (CGCT L2121-11): neither discussed nor voted, and said so."""

import pytest

from congress.services.convening.urgency import decide_urgency
from core.errors import RuleBroken
from tests.support.convening import at, council, send
from tests.support.plenary import CONSOLE, Plenary, words
from voting.services.discussion_services import put_in_discussion
from voting.services.ordering.going_on import proclaim_and_follow
from voting.services.poll_services import close_poll

pytestmark = pytest.mark.one_database
PUT_OFF = "renvoyé à une séance ultérieure"


@pytest.fixture
def plenary(cast) -> Plenary:
    """Open, the council having put off the second item."""
    found = Plenary.of(cast)
    council(found)
    at(found, 10)
    send(found, because="Le dossier expire.")
    at(found, 12, 14)
    found.open()
    return found


def test_the_sitting_passes_over_it_and_its_agenda_and_minutes_name_it(plenary):
    plenary.do(decide_urgency, plenary.sitting_id, is_admitted=True, put_off=[plenary.item(2)])
    for name, rest in (("chloe", CONSOLE), ("ada", "seances/2")):
        assert words(plenary.get(name, rest)).count(PUT_OFF) == 1
    with pytest.raises(RuleBroken, match="a renvoyé ce point à une séance ultérieure"):
        plenary.do(put_in_discussion, plenary.item(2))

    plenary.discuss(1)
    poll_id = plenary.poll()
    plenary.vote(poll_id, "for", "ada", "bela", "chloe")
    plenary.do(close_poll, poll_id)
    coming = "Puis le point 3 est mis en discussion."
    assert coming in words(plenary.get("chloe", CONSOLE))
    plenary.do(proclaim_and_follow, poll_id, shown=str(plenary.row_of_poll(poll_id).number), confirmed=())

    minutes = words(plenary.get("sven", "seances/2/proces-verbal"))
    assert "le conseil admet l’urgence. Il renvoie à une séance ultérieure le point n°\u00a02." in minutes
    course = minutes.split("Déroulement")[1].split("Délibérations")[0]
    assert "Point 3" in course and "Point 2" not in course


def test_where_the_first_item_is_put_off_the_console_offers_the_next(plenary):
    plenary.do(decide_urgency, plenary.sitting_id, is_admitted=True, put_off=[plenary.item(1), plenary.item(2)])
    answer = plenary.press("chloe", "points/3", geste="ouvrir")
    assert answer.status_code == 303
    minutes = words(plenary.get("sven", "seances/2/proces-verbal")).replace("\u00a0", " ")
    assert "Il renvoie à une séance ultérieure les points n° 1 et 2." in minutes
