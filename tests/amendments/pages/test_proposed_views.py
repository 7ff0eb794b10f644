"""What is proposed so far is told while one writes: sentences, the amendment that says the same, what stands apart."""

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
