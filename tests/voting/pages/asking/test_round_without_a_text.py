"""The next round of an election, on an item that has no text of its own."""

import pytest

from congress.chamber_models import AgendaItemKind
from congress.services.sitting_services import add_item
from tests.support.plenary import CONSOLE
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
