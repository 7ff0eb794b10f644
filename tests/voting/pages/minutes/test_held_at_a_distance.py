"""The minutes of an EPCI's council say that it sat at a distance, and whether the public had a link to follow it."""

import pytest

from congress.chamber_models import PresenceMode
from congress.rules.presets.house_rules import PRESETS
from congress.rules.rule_names import PresetName
from congress.services.lawful.changing import save_rules
from congress.services.presence_services import arrive, leave
from tests.support.plenary import Plenary
from tests.voting.pages.minutes.test_minutes_pages import PV, plain

pytestmark = pytest.mark.one_database


@pytest.fixture
def epci(cast) -> Plenary:
    plenary = Plenary.of(cast)
    plenary.do(save_rules, cast.congress_id, PRESETS[PresetName.EPCI], by="sven")
    return plenary


def test_the_minutes_say_that_members_were_far_and_that_no_link_was_given(epci):
    epci.open("ada", "bela", "dora", "emile", "chloe")
    told = "La séance s’est tenue, en tout ou en partie, à distance (CGCT, art. L5211-11-1). Aucun lien"
    assert told not in plain(epci.get("sven", PV))
    epci.do(arrive, epci.sitting_id, epci.cast.ids["fatou"], PresenceMode.REMOTE, by="fatou")
    epci.do(leave, epci.sitting_id, epci.cast.ids["fatou"], by="fatou")
    assert told in plain(epci.get("sven", PV))
