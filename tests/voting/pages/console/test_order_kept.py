"""The order of the sitting stays in the tab of the console, and is read when the network is gone."""

import pytest
from playwright.sync_api import expect

from tests.support.cast import Cast, find_cast
from tests.support.plenary import CONSOLE, FIFTEEN

pytestmark = [pytest.mark.browser, pytest.mark.one_database]
KEPT = "L’ordre de la séance, gardé sur cet appareil"


@pytest.fixture
def cast(live_server) -> Cast:
    return find_cast(live_server.app)


def test_without_network_the_chair_reads_what_comes_and_what_to_say(hall, look):
    hall.amend(FIFTEEN, by="ada")
    hall.open()
    hall.discuss()
    page = look("chloe", CONSOLE)
    page.clock.fast_forward(4_000)
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.reload()  # at once there again, from what was kept
    page.context.set_offline(True)
    page.get_by_text(KEPT).click()
    expect(page.locator("[data-order]")).to_contain_text(
        "Je mets aux voix l’amendement n°\u00a01 de Mme\u00a0Ada Martin."
    )
    expect(page.locator("[data-order]")).to_contain_text("Je mets aux voix la proposition n°\u00a02.")
