"""« Remplacer partout »: places shown with their words, ticked one by one; a draft for each text, or why there is none."""

import re

import pytest

from tests.amendments.pages.test_amendment_pages import flat, main_text
from tests.amendments.pages.test_writing_pages import post, rows

pytestmark = pytest.mark.one_database
PATH = "propositions/1/remplacer"
ASKED = {"terme": "mairie", "par": "guichet", "genre": "m"}


def look(house, path: str = PATH, who: str = "ada", status: int = 200, **asked):
    answer = house.cast.browse(who).get(house.cast.path(path), query_string=asked)
    assert answer.status_code == status
    return answer.text


def ticks(page: str) -> list[str]:
    return re.findall(r'name="place" value="([\d.]+)"', page)


def test_each_place_is_shown_and_what_is_ticked_becomes_a_draft(house):
    page = look(house, **ASKED)
    read = main_text(flat(page))
    assert "2 places où le remplacer." in read and "des mairies" in read.replace("des mairies guichets", "des mairies")
    assert "checked" not in page.split('name="place"')[1].split(">")[0], "nothing is ticked for anybody"
    assert page.count('name="accord"') == page.count('name="accord"') and "La mairie" in read
    places = ticks(page)
    accords = re.findall(r'name="accord" value="([\d.]+)"', page)
    version = re.search(r'name="version" value="([\d.]+)"', page)[1]
    sent = {**ASKED, "version": version, "place": places[-1:], "accord": accords, "sheet": "s1"}
    answer = post(house, PATH, **sent)
    assert answer.status_code == 303 and "/brouillons/" in answer.location
    assert post(house, PATH, **sent).location == answer.location, "pressed twice: one draft"
    (draft,) = rows(house)
    assert "Le guichet reste souvent le premier lieu" in draft.text and "des mairies" in draft.text
    assert draft.title == "Remplacer «\u00a0mairie\u00a0» par «\u00a0guichet\u00a0»"
    told = post(house, PATH, **{**sent, "place": [], "sheet": "s2"})
    assert told.status_code == 422 and "Cochez au moins une place" in told.text and len(ticks(told.text)) == 2


def test_in_the_whole_motion_there_is_one_draft_a_text(house):
    page = look(house, "motion/remplacer", terme="nous", par="les élus", tout="1")
    places = ticks(page)
    parts = {place.split(".")[0] for place in places}
    assert len(parts) > 1 and page.count("checked") >= len(places)
    versions = re.findall(r'name="version" value="([\d.]+)"', page)
    answer = post(
        house, "motion/remplacer", terme="nous", par="les élus", version=versions, place=places, accord=[], sheet="s3"
    )
    assert answer.status_code == 303 and answer.location.endswith("/amendements/miens")
    assert {str(row.part_id) for row in rows(house)} == parts


def test_what_cannot_be_sought_is_said(house):
    for asked, told in (
        ({"terme": "", "par": "x"}, "Écrivez le terme"),
        ({"terme": "mairie", "par": " "}, "Écrivez ce qui le remplace"),
        ({"terme": "mairie", "par": "mairie"}, "Ce sont les mêmes mots"),
        ({"terme": "x" * 300, "par": "y"}, "100 signes au plus"),
    ):
        assert told in flat(look(house, status=422, **asked))
    assert "n’y est pas" in look(house, terme="girafe", par="zèbre")
    look(house, who="sven", status=403)


def test_a_text_already_voted_says_why_it_has_no_draft(house):
    from motions.models import PartState
    from motions.services.motion_services import set_part_state

    house.cast.do(set_part_state, house.part_id, PartState.ADOPTED, by="sven")
    page = look(house, **ASKED)
    assert ticks(page) == [] and "Ce texte est déjà voté" in page and "à 2 places" in flat(page)
