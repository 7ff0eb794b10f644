"""An ordinary vote takes three presses, a show of hands two, and the next item none: each press is read on the page."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from congress.chamber_models import AgendaItem
from congress.services.presence_services import leave
from core.database import session
from tests.support.plenary import CONSOLE, words
from voting.models import Poll, PollState

pytestmark = pytest.mark.one_database
BIG = re.compile(r'id="action".*?<form method="post" action="[^"]*?/presidence/([^"]+)".*?'
                 r'<button class="btn primary big"(.*?)>\s*(.*?)\s*</button>', re.DOTALL)  # fmt: skip
ATTRIBUTE = re.compile(r'(name|value)="([^"]*)"')
HIDDEN = re.compile(r'<input type="hidden" name="(geste|vote)"\s+value="([^"]*)"')


def press_the_button(plenary, label: str):
    """Press the one large button of the console, that says so."""
    page = plenary.get("chloe", CONSOLE).text
    rest, attributes, said = BIG.search(page).groups()
    assert said == label
    form = page[page.index(f"/presidence/{rest}", page.index('id="action"')) :].partition("</form>")[0]
    named = dict(ATTRIBUTE.findall(attributes))
    fields = {**dict(HIDDEN.findall(form)), **({named["name"]: named["value"]} if named else {})}
    plenary.cast.clock.advance(timedelta(seconds=2))
    return plenary.press("chloe", rest, **fields)


def in_discussion(plenary) -> list[int]:
    on = select(AgendaItem.position).where(AgendaItem.opened_at.is_not(None), AgendaItem.closed_at.is_(None))
    return plenary.cast.read(lambda: session().scalars(on).all())


def state(plenary) -> PollState:
    return plenary.cast.read(lambda: session().scalars(select(Poll).order_by(Poll.id.desc())).first().state)


def test_three_presses_hold_a_vote_and_the_next_item_is_before_the_chair(discussing):
    assert press_the_button(discussing, "Ouvrir le scrutin").status_code == 303
    assert state(discussing) is PollState.OPEN
    discussing.vote(1, "for", "ada", "bela", "chloe", "dora", "emile", "fatou", "gaspard")
    assert press_the_button(discussing, "Clore le scrutin").status_code == 303
    assert "Puis le point 2 est mis en discussion." in words(discussing.get("chloe", CONSOLE))
    assert press_the_button(discussing, "Proclamer et suivre").status_code == 303
    assert (state(discussing), in_discussion(discussing)) == (PollState.PROCLAIMED, [2])
    read = words(discussing.get("chloe", CONSOLE))
    assert "Scrutin n°\u00a01 proclamé." in read and "Je mets aux voix la proposition n°\u00a02." in read
    assert "La proposition n°\u00a01 est adoptée" in words(discussing.get("ada", "seances/2/ecran"))
    discussing.cast.clock.advance(timedelta(minutes=3))
    assert "La proposition n°\u00a01 est adoptée" not in words(discussing.get("ada", "seances/2/ecran"))


def test_two_presses_hold_a_show_of_hands_and_the_next_item_follows(discussing):
    discussing.press("chloe", "points/1/scrutins", vote=f"part-{discussing.part()}", methode="show_of_hands")
    discussing.cast.clock.advance(timedelta(seconds=2))
    said = discussing.press("chloe", "scrutins/1", geste="declarer", decide="rejete")
    assert (said.status_code, in_discussion(discussing)) == (303, [2])


def test_a_result_is_proclaimed_though_the_next_item_is_not_in_number(discussing):
    for label in ("Ouvrir le scrutin", "Clore le scrutin"):
        if label == "Clore le scrutin":
            discussing.vote(1, "for", "ada", "bela", "chloe", "dora", "emile", "fatou", "gaspard")
        assert press_the_button(discussing, label).status_code == 303
    for name in ("ada", "bela", "dora", "emile", "fatou", "gaspard"):
        discussing.do(leave, discussing.sitting_id, discussing.cast.ids[name], by=name)
    answer = press_the_button(discussing, "Proclamer et suivre")
    assert answer.status_code == 409 and "Le quorum n’est pas atteint" in words(answer)
    assert (state(discussing), in_discussion(discussing)) == (PollState.PROCLAIMED, [1])
    assert "Scrutin n°\u00a01 proclamé." in words(answer)


def test_the_vote_may_still_be_announced_before_it_is_opened(discussing):
    page = discussing.get("chloe", CONSOLE)
    assert "Annoncer le scrutin, sans l’ouvrir encore" in words(page)
    discussing.press("chloe", "points/1/scrutins", vote=f"part-{discussing.part()}")
    assert state(discussing) is PollState.ANNOUNCED
