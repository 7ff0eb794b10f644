"""The secretariat chooses the sections of the minutes: kept for the house, journalled, the same by its folder."""

import pytest

from congress.models import Congress
from core.database import session
from core.errors import Forbidden, Invalid
from core.journal import entries
from tests.support.plenary import Plenary
from voting.rules.minutes.sections import USUAL
from voting.services.minutes.choosing import choose_sections

OTHERS = ("opening", "presences", "deliberations", "course")


@pytest.fixture
def plenary(cast) -> Plenary:
    made = Plenary.of(cast)

    def settle() -> None:
        session().get_one(Congress, cast.congress_id).minutes_rules = {"siret": "21860194600013"}

    cast.run(settle)
    return made


def kept(plenary: Plenary):
    return plenary.cast.read(lambda: dict(session().get_one(Congress, plenary.cast.congress_id).minutes_rules))


def test_the_sections_are_kept_beside_the_rest_and_the_usual_ones_are_nothing(plenary):
    house = plenary.cast.congress_id
    assert plenary.do(choose_sections, house, OTHERS, by="sven")
    assert kept(plenary) == {"siret": "21860194600013", "sections": list(OTHERS)}
    assert not plenary.do(choose_sections, house, OTHERS, by="sven")
    told = plenary.cast.read(lambda: list(entries(f"congress:{plenary.cast.slug}", "congress_changed")))
    assert [entry.payload["rules"] for entry in told] == [{"minutes.sections": ["", " ".join(OTHERS)]}]
    assert plenary.do(choose_sections, house, USUAL, by="sven")
    assert kept(plenary) == {"siret": "21860194600013"}


@pytest.mark.parametrize("chosen", [(), ("opening", "songs"), (*OTHERS, "opening"), OTHERS[:3]])
def test_what_makes_no_minutes_is_refused(plenary, chosen):
    with pytest.raises(Invalid):
        plenary.do(choose_sections, plenary.cast.congress_id, chosen, by="sven")
    assert "sections" not in kept(plenary)


def test_the_secretariat_alone_chooses(plenary):
    for name in ("ada", "chloe"):
        with pytest.raises(Forbidden):
            plenary.do(choose_sections, plenary.cast.congress_id, OTHERS, by=name)
