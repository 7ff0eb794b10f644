"""Whoever comes back finds their draft: on the proposal, where another would be begun, and in the list, by its name."""

import pytest

from tests.amendments.pages.test_amendment_pages import flat, main_text
from tests.amendments.pages.test_writing_pages import WRITE, alineas, post, rows

pytestmark = pytest.mark.one_database
PLACES = ("propositions/1", WRITE)
FIFTEEN = "1. cofinancer quinze mille postes ;"


def read(house, who: str | None, path: str) -> str:
    return main_text(flat(house.cast.browse(who).get(house.cast.path(path)).text))


def test_a_draft_is_led_back_to_by_its_name_for_its_writers_alone(house):
    assert all("brouillon sur cette" not in read(house, "ada", path) for path in PLACES)
    post(house, WRITE, **alineas(a3=FIFTEEN), geste="garder")
    (row,) = rows(house)
    address = house.cast.path(f"amendements/brouillons/{row.id}")
    for who, path in [(who, path) for who in ("ada", "elodie") for path in PLACES]:
        said = read(house, who, path)
        assert "Vous avez un brouillon sur cette proposition :" in said, (who, path)
        assert "Alinéa 3 : « quinze mille postes ; », le reprendre" in said
        assert f'href="{address}"' in house.cast.browse(who).get(house.cast.path(path)).text
    for who in ("bela", "sven", None):
        assert "brouillon" not in read(house, who, "propositions/1"), who
    assert "sur cette proposition" not in read(house, "ada", f"amendements/brouillons/{row.id}"), "it is this one"
    post(house, WRITE, **alineas(a6="Deux."), geste="garder")
    assert "Vous avez 2 brouillons sur cette proposition :" in read(house, "ada", WRITE)


def test_no_two_drafts_are_called_without_a_title(house):
    for fields in (
        {"a3": FIFTEEN},
        {"a6": ""},
        {"a0": "Un autre titre"},
        {"a6": ["Fin.", "Et après."]},
        {"title": "Dit"},
    ):
        post(house, WRITE, **alineas(**fields), geste="garder")
    post(house, WRITE, **alineas(reasons="Parce que."), geste="garder")
    said = read(house, "ada", "amendements/miens")
    assert "Sans titre" not in said
    for name in (
        "Alinéa 3 : « quinze mille postes ; »",
        "Alinéa 6 supprimé : « La mairie reste souvent",
        "Titre : « Un autre titre »",
        "Alinéa 6 : « Fin. »",
        "Exposé sommaire : « Parce que. »",
        "Dit",
    ):
        assert name in said, name
