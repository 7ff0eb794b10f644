"""What the console offers to put to the vote: names of the ways, the next round of an election on an item without a text."""

from datetime import timedelta

import pytest
from lxml.html import document_fromstring

from congress.chamber_models import AgendaItemKind, Office
from congress.services.sitting_services import add_item, give_office
from tests.support.plenary import CONSOLE, words
from voting.services.discussion_services import put_in_discussion

pytestmark = pytest.mark.one_database


def test_the_next_round_is_under_the_title_of_the_item_and_is_what_is_left_of_it(discussing):
    other = discussing.do(add_item, discussing.sitting_id, AgendaItemKind.OTHER, "La présidence", by="sven")
    discussing.do(put_in_discussion, other)
    asked = {"objet": "election", "poste": "Présidence", "candidatures": "Mme Ada Durand\nM. Béla Roux"}
    discussing.press("chloe", "points/5/scrutins", **asked, renonce="oui", methode="roll_call")
    discussing.press("chloe", "scrutins/1", geste="clore", sans_attendre="oui")
    discussing.press("chloe", "scrutins/1", geste="proclamer", montre="1")
    page = discussing.get("chloe", CONSOLE).text
    assert page.index('id="etape"') < page.index('id="tour-suivant"') < page.index("Mettre aux voix autre chose")
    assert "Plus rien n’est à voter" not in page


def test_the_next_round_is_the_heading_of_an_item_that_has_a_text_too(discussing):
    asked = {"objet": "election", "poste": "Présidence", "candidatures": "Mme Ada Durand\nM. Béla Roux"}
    discussing.press("chloe", "points/1/scrutins", **asked, renonce="oui", methode="roll_call")
    discussing.press("chloe", "scrutins/1", geste="clore", sans_attendre="oui")
    discussing.press("chloe", "scrutins/1", geste="proclamer", montre="1")
    page = document_fromstring(discussing.get("chloe", CONSOLE).text)
    headings = page.xpath("//*[@id='point']//*[self::h1 or self::h2 or self::h3]")
    assert [one.tag for one in headings].count("h1") == 1 and headings[0].tag == "h1"
    assert "deuxième tour" in headings[0].text_content() and headings[0].get("id") == "etape"
    assert len(page.xpath("//*[@id='etape']")) == len(page.xpath("//*[@id='tour-titre']")) == 1


def test_no_two_ways_to_put_something_to_the_vote_have_one_name(discussing):
    page = document_fromstring(discussing.get("chloe", CONSOLE).text)
    ways = page.xpath("//button[@name='methode']")
    names = [" ".join(button.text_content().split()) for button in ways]
    assert len(names) > 9 and len(set(names)) == len(names), names


def test_one_candidate_stands_alone_and_papers_counted_are_not_said_to_be_sealed(discussing):
    alone = {"objet": "election", "poste": "Présidence", "candidatures": "Mme Ada Durand"}
    discussing.press("chloe", "points/1/scrutins", **alone, methode="paper")
    assert "Se présente\u00a0: Mme\u00a0Ada Durand." in words(discussing.get("chloe", CONSOLE))
    discussing.do(give_office, discussing.sitting_id, discussing.cast.ids["bela"], Office.TELLER, by="sven")
    for teller in ("bela", "sven"):
        papers = {"bulletins-o1": "7", "bulletins-blank": "1", "bulletins-null": "0"}
        assert discussing.post(teller, "scrutins/1/depouillement", **papers).status_code == 303
    discussing.cast.clock.advance(timedelta(seconds=30))
    assert discussing.press("chloe", "scrutins/1", geste="clore").status_code == 303
    closed = words(discussing.get("chloe", CONSOLE))
    assert "Ce résultat ne sera pas proclamé" in closed and "restent scellés" not in closed
