"""From an empty site to an open letter, as three people: an official on a phone, the chair, the secretariat.

The rest of the 131 members come and vote by HTTP. Everything is done in pages, in French; the clock alone is ours. On
a second database the three have no browser: they send the same forms.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys import preparing, sending, sitting
from tests.journeys.journey import Journey
from tests.journeys.person import Person
from tests.journeys.site import Site


@pytest.fixture
def journey(site: Site, folder: Path, somebody: Callable[..., Person]) -> Journey:
    official = somebody(site, width=360, height=740)
    official.holds_time()
    return Journey(site, folder, official, somebody(site), somebody(site))


@pytest.mark.long
@pytest.mark.browser
@pytest.mark.libreoffice
@pytest.mark.poppler
def test_officials_write_a_motion_and_send_it(journey: Journey, somebody, pdftotext, soffice, tmp_path):
    preparing.the_secretariat_starts_from_an_empty_site(journey)
    preparing.the_official_gives_eight_points_of_view(journey)
    preparing.she_amends_the_fifth_proposal(journey)
    preparing.the_secretariat_publishes(journey)
    sitting.the_quorum_is_refused_at_65_then_met_at_66(journey)
    sitting.the_chair_has_a_text_adopted(journey, "La proposition n°\u00a01 est adoptée.")
    sitting.others_are_adopted(journey, 2, 3, 4)
    sitting.the_chair_goes_on_with(journey, 5)
    sitting.the_amendment_is_voted(journey, somebody)
    sitting.its_adoption_is_proclaimed_and_another_falls(journey)
    sitting.the_rest_is_voted(journey)
    sending.the_secretariat_freezes_the_letter(journey)
    sending.the_official_signs(journey)
    sending.the_files_hold_the_adopted_text(journey, pdftotext, soffice, tmp_path)
    assert '"whole": true' in journey.site.command("journal", "verify", journey.site.slug).output
