"""From a reservation to an amendment; and what the chair and the bureau, nobody else, read of it."""

import pytest

from tests.amendments.pages.test_amendment_pages import get, main_text
from tests.amendments.services.test_decision_services import CINQ, QUINZE

pytestmark = pytest.mark.one_database
SAID = "« cofinancer dix mille postes » ne suffira pas."
INSIDE = "“cofinancer dix mille postes” ne suffira pas."
TOLD = "répondrait à 1 réserve"


def reserve(house, by: str, said: str = SAID, *, named: bool = True) -> None:
    """A member gives a reservation, while points of view are open."""
    from datetime import timedelta

    from congress.models import Congress
    from core.digest import sha256_text
    from motions.models import Position
    from motions.services.viewpoint_services import give_viewpoint

    now = house.cast.clock.now()
    house.change_row(Congress, house.cast.congress_id, viewpoints_open=now - timedelta(days=1),
                     viewpoints_close=now + timedelta(days=1))  # fmt: skip
    house.do(
        give_viewpoint, house.part_id, Position.RESERVED, reservation=said, named=named,
        seen_sha256=sha256_text(house.text()), by=by,
    )  # fmt: skip
    house.change_row(Congress, house.cast.congress_id, viewpoints_open=now - timedelta(days=2),
                     viewpoints_close=now - timedelta(days=1))  # fmt: skip


def test_an_amendment_is_begun_from_ones_own_reservation(house):
    reserve(house, "ada")
    link = "propositions/1/amender?reserve=1"
    assert link in get(house, "propositions/1/point-de-vue", "ada")
    assert link in get(house, "propositions/1", "ada")
    page = get(house, link, "ada")
    assert f">{SAID}</textarea>" in page.replace("> «", ">«")
    opened = page.count('name="a')
    assert opened == 1 and "cofinancer dix mille postes" in page
    assert SAID not in get(house, link, "dora")  # who has none begins an amendment as always
    assert SAID not in get(house, link, "elodie")
    reserve(house, "dora", "Tout cela est trop long.")
    assert "Tout cela est trop long." in get(house, link, "dora")


def test_the_bureau_alone_sees_how_many_reservations_an_amendment_would_answer(house):
    house.published(QUINZE)
    house.published(CINQ)
    reserve(house, "dora", named=False)
    for who, is_told in {None: False, "ada": False, "bela": False, "vera": False, "chloe": True, "sven": True}.items():
        page = main_text(get(house, "amendements/1", who))
        assert (TOLD in page, INSIDE in page) == (is_told, is_told), who
        assert "Lefèvre" not in page
        assert (TOLD in get(house, "propositions/1/amendements", who)) is is_told, who
    other = main_text(get(house, "amendements/2", "sven"))
    assert "Aucune réserve ne cite le passage qu’il touche." in other and TOLD not in other


def test_nobody_sees_it_before_points_of_view_are_closed_to_them(house):
    from datetime import timedelta

    from congress.models import Congress

    house.published(QUINZE)
    reserve(house, "dora")
    later = house.cast.clock.now() + timedelta(days=3)
    house.change_row(Congress, house.cast.congress_id, viewpoints_close=later)
    assert TOLD not in get(house, "amendements/1", "sven")
