"""Two secretaries save the same form at one instant: one is kept, the other is told what stands, and nothing is lost.

What each had seen is held against what is in force under the lock, not before it: both had seen the same.
"""

import re

import pytest

from congress.models import WEIGHT_SCALE, Congress, Member
from congress.services.colleges.placing import PlacedMeanwhile, place_member, place_seen
from congress.services.known_roll import fields_of
from core.database import session
from tests.faults.test_opposite_acts import Press, at_once, kinds
from tests.support.cast import build_congress, template_of
from tests.support.colleges import settle
from tests.support.essai import SLUG
from tests.support.plenary import Plenary, words
from voting.rules.minutes.sections import USUAL, MinutesRules
from voting.services.minutes.choosing import SectionsChanged, choose_sections, sections_seen

ROUNDS = 3
SECTIONS = "regles/proces-verbal"


@pytest.fixture
def essai_template(database, workspace) -> str:
    """The congress before its sitting opens, when its rules may change."""
    return template_of(database, workspace, SLUG, build_congress)


@pytest.fixture
def plenary(cast) -> Plenary:
    return Plenary.of(cast)


def chosen(plenary: Plenary) -> str:
    return plenary.cast.read(
        lambda: sections_seen(MinutesRules.of(session().get_one(Congress, plenary.cast.congress_id).minutes_rules))
    )


def placed(plenary: Plenary) -> tuple[str, int]:
    def read() -> tuple[str, int]:
        member = session().get_one(Member, plenary.cast.ids["ada"])
        return member.college, member.weight

    return plenary.cast.read(read)


def fields(page: str) -> dict[str, str]:
    """The form of the sections, as the page shows it."""
    ranks = dict(re.findall(r'name="(rang-\w+)" value="([^"]*)"', page))
    ticks = re.findall(r'name="(garder-\w+)" value="oui" checked', page)
    return {**ranks, **dict.fromkeys(ticks, "oui"), **dict(re.findall(r'name="(vu)" value="([^"]*)"', page))}


def test_of_two_choices_of_sections_one_is_kept_and_the_other_is_told(plenary):
    for turn in range(ROUNDS):
        form = fields(plenary.get("sven", SECTIONS).text)
        typed = [form | {"rang-course": str(20 + turn)}, form | {"rang-presences": str(20 + turn)}]
        before = kinds(plenary.cast)
        answers = at_once(plenary.cast, *(Press("sven", SECTIONS, one, "congress_changed") for one in typed))
        assert sorted(answer.status_code for answer in answers) == [303, 409]
        late = next(place for place, answer in enumerate(answers) if answer.status_code == 409)
        assert kinds(plenary.cast)[len(before) :] == ["congress_changed"]
        assert "Les sections ont changé depuis que vous avez ouvert cette page" in words(answers[late])
        given_back = fields(answers[late].text)
        assert given_back == typed[late] | {"vu": chosen(plenary)}
        assert plenary.post("sven", SECTIONS, **given_back).status_code == 303
        plenary.do(choose_sections, plenary.cast.congress_id, USUAL, by="sven")


def test_of_two_places_of_one_member_one_is_kept_and_the_other_is_told(plenary):
    settle(plenary)
    address = f"membres/{plenary.cast.ids['ada']}/college"
    for turn in range(ROUNDS):
        seen = re.search(r'name="vu" value="([^"]*)"', plenary.get("sven", address).text)[1]
        typed = [
            {"college": "Usagers", "poids": f"{turn + 2}", "vu": seen},
            {"college": "Élus", "poids": f"{turn + 12}", "vu": seen},
        ]
        answers = at_once(plenary.cast, *(Press("sven", address, one, "member_changed") for one in typed))
        assert sorted(answer.status_code for answer in answers) == [303, 409]
        late = next(place for place, answer in enumerate(answers) if answer.status_code == 409)
        kept = typed[1 - late]
        assert placed(plenary) == (kept["college"], int(kept["poids"]) * WEIGHT_SCALE)
        now = f"collège «\u00a0{kept['college']}\u00a0», poids {kept['poids']}."
        assert now in words(answers[late])
        assert f'value="{typed[late]["poids"]}"' in answers[late].text
        assert re.search(r'name="vu" value="([^"]*)"', answers[late].text)[1] == f"{kept['poids']} {kept['college']}"


@pytest.mark.parametrize("which", ["sections", "place"])
def test_what_was_seen_is_compared_inside_the_transaction_that_keeps_it(plenary, which):
    """Both had read before either wrote: the second still holds what it saw against what the first has kept."""
    settle(plenary)
    cast, sven, now = plenary.cast, plenary.cast.actor("sven"), plenary.cast.clock.now()
    usual, other = chosen(plenary), USUAL[:-1]
    here = cast.read(lambda: place_seen(fields_of(session().get_one(Member, cast.ids["ada"]))))

    def first() -> None:
        if which == "sections":
            choose_sections(cast.congress_id, other, seen=usual, actor=sven, now=now)
        else:
            place_member(cast.ids["ada"], "Usagers", WEIGHT_SCALE, congress_id=cast.congress_id, seen=here,
                         actor=sven, now=now)  # fmt: skip

    def second() -> None:
        if which == "sections":
            choose_sections(cast.congress_id, USUAL, seen=usual, actor=sven, now=now)
        else:
            place_member(cast.ids["ada"], "Élus", 3 * WEIGHT_SCALE, congress_id=cast.congress_id, seen=here,
                         actor=sven, now=now)  # fmt: skip

    cast.run(first)
    with pytest.raises(SectionsChanged if which == "sections" else PlacedMeanwhile):
        cast.run(second)
    assert (chosen(plenary) if which == "sections" else placed(plenary)) == (
        " ".join(other) if which == "sections" else ("Usagers", WEIGHT_SCALE)
    )
