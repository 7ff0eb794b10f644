"""What is proposed so far is told while one writes: sentences, the amendment that says the same, what stands apart."""

import re

import pytest

from tests.amendments.conftest import PROPOSAL
from tests.amendments.pages.test_amendment_pages import flat
from tests.amendments.pages.test_writing_pages import post, rows
from tests.amendments.services.test_decision_services import CINQ, QUINZE

pytestmark = pytest.mark.one_database
PATH = "propositions/1/amender/apercu"


def told(house, text: str, who: str = "ada") -> str:
    answer = post(house, PATH, who, base_number="1", text=text)
    assert answer.status_code == 200
    return flat(answer.text)


def test_each_change_has_its_sentence_and_nothing_is_kept(house):
    said = told(house, PROPOSAL.replace("dix mille", "**quinze** mille"))
    assert "remplacer" in said and "<strong>quinze</strong>" in said and "**" not in said
    assert told(house, PROPOSAL).strip() == ""
    assert told(house, "x" * 300_000).strip() == "", "what could not even be kept is not compared"
    assert told(house, PROPOSAL.replace("'", "’").replace(" ;", "\u00a0;")).strip() == "", (
        "typography alone is no change"
    )
    assert rows(house) == []


def test_who_says_the_same_and_what_stands_apart_are_told(house):
    house.published(QUINZE, CINQ)
    assert "propose la même rédaction" in told(house, house.change(QUINZE, CINQ))
    assert "sans lien" not in told(house, house.change(QUINZE, CINQ))
    apart = told(house, house.change(QUINZE, ("souvent", "toujours")))
    assert "fait 2 choses sans lien entre elles" in apart


def test_the_one_who_says_it_already_is_cosigned_in_one_press_and_the_draft_kept(house):
    from amendments.models import Amendment, Cosigner
    from core.database import session

    house.published(QUINZE)
    written = {"base_number": "1", "title": "", "reasons": "", "text": house.change(QUINZE)}
    told = post(house, "propositions/1/amender/apercu", who="dora", **written)
    seen = re.search(r'name="vu_1" value="(\w+)"', told.text)[1]
    assert 'value="cosigner-1"' in told.text
    answer = post(house, "propositions/1/amender", who="dora", **written, geste="cosigner-1", vu_1=seen)
    assert answer.status_code == 303 and answer.location.endswith("/amendements/1")
    signed = house.read(lambda: [row.member_id for row in session().query(Cosigner)])
    drafts = house.read(lambda: [row.text for row in session().query(Amendment) if row.receipt_number is None])
    assert signed == [house.cast.ids["dora"]] and drafts == [house.change(QUINZE)]
    assert 'value="cosigner-1"' not in post(house, "propositions/1/amender/apercu", who="dora", **written).text
    assert 'value="cosigner-1"' not in post(house, "propositions/1/amender/apercu", who="elodie", **written).text
    answer = post(house, "propositions/1/amender", who="emile", **written, geste="cosigner-1", vu_1="0" * 64)
    assert "/brouillons/" in answer.location, "what was read is not what the amendment says: the draft again"
