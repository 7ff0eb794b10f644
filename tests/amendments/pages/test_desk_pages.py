"""The secretariat's desk: what waits for its number, what is refused, and what was typed there given back."""

import pytest

from tests.amendments.pages.test_amendment_pages import flat, get, main_text
from tests.amendments.pages.test_writing_pages import post
from tests.amendments.services.test_decision_services import CINQ, QUINZE

pytestmark = pytest.mark.one_database


def test_the_desk_shows_what_waits_and_publishes_it(house):
    first = house.deposited(QUINZE, title="Quinze mille")
    second = house.deposited(CINQ, by=2, title="Cinq ans")
    page = main_text(get(house, "amendements/depots", "sven"))
    assert page.index("Quinze mille") < page.index("Cinq ans")
    assert "2 amendements attendent leur numéro." in page and "remplacer le mot « dix »" in page
    desk = house.cast.browse("sven")
    answer = desk.post(house.cast.path("amendements/depots/2/publication"))
    assert answer.status_code == 303
    assert [house.amendment(found).public_number for found in (first, second)] == [None, 1]
    assert "Amendement publié sous le n° 1." in flat(desk.get(answer.location).text)
    twice = post(house, "amendements/depots/2/publication", "sven")
    assert twice.status_code == 409 and "D-0002\u00a0: Cet amendement est déjà publié, sous le n°\u00a01" in twice.text
    assert "Publier D-0001" in main_text(twice.text)  # two who number at once go on from where they are
    assert post(house, "amendements/depots/9/publication", "sven").status_code == 404


def test_the_desk_refuses_with_a_reason_only(house):
    amendment_id = house.deposited(QUINZE)
    address = "amendements/depots/1/irrecevabilite"
    refused = post(house, address, "sven", because=" ")
    assert refused.status_code == 422 and "Dites pourquoi l’amendement est irrecevable" in refused.text
    long = "a" * 501
    kept = post(house, address, "sven", because=long)
    assert kept.status_code == 422 and long in kept.text
    assert house.statuses(amendment_id) == ["deposited"]
    assert post(house, address, "sven", because="Sans lien.").status_code == 303
    assert "Aucun amendement n’attend son numéro." in get(house, "amendements/depots", "sven")
    shown = main_text(get(house, f"amendements/brouillons/{amendment_id}", "bela"))
    assert "Irrecevable" in shown and "Sans lien." in shown


def test_an_inadmissibility_is_taken_back_at_the_desk(house):
    amendment_id = house.deposited(QUINZE, title="Quinze mille")
    post(house, "amendements/depots/1/irrecevabilite", "sven", because="Au mauvais endroit.")
    page = main_text(get(house, "amendements/depots", "sven"))
    assert "Déclarés irrecevables" in page and "« Au mauvais endroit. »" in page
    late = post(house, "amendements/depots/1/irrecevabilite", "sven", because="Un autre motif.")
    assert late.status_code == 409 and "« Un autre motif. »" in main_text(late.text)
    assert post(house, "amendements/depots/1/recevabilite", "sven").status_code == 303
    assert house.statuses(amendment_id) == ["deposited"]
    page = main_text(get(house, "amendements/depots", "sven"))
    assert "Publier D-0001" in page and "Déclarés irrecevables" not in page
    assert post(house, "amendements/depots/1/recevabilite", "sven").status_code == 409
    assert post(house, "amendements/depots/1/recevabilite", "chloe").status_code == 403


def test_a_long_queue_is_shown_by_its_oldest_or_whole(house, monkeypatch):
    from amendments.pages.desk import desk_views

    monkeypatch.setattr(desk_views, "AT_ONCE", 1)
    house.deposited(QUINZE, title="Quinze mille")
    house.deposited(CINQ, by=2, title="Cinq ans")
    page = main_text(get(house, "amendements/depots", "sven"))
    assert "2 amendements attendent leur numéro." in page
    assert "Quinze mille" in page and "Cinq ans" not in page and "Les voir tous" in page
    assert "Cinq ans" in main_text(get(house, "amendements/depots?tous=1", "sven"))


def test_the_desk_is_the_secretariats(house):
    house.deposited(QUINZE, title="Pas encore publié")
    for who in ("ada", "vera", "chloe"):
        assert "Pas encore publié" not in get(house, "amendements/depots", who, status=403)
        assert post(house, "amendements/depots/1/publication", who).status_code == 403
    for path in ("amendements", "propositions/1"):
        assert "Pas encore publié" not in get(house, path, None)


def test_the_desk_says_when_a_text_has_changed_meanwhile(house):
    house.deposited(("dix mille", "douze mille"), by=2)
    house.deposited(QUINZE, by=3)
    house.adopt(house.published(QUINZE))
    page = main_text(get(house, "amendements/depots", "sven"))
    assert "Il ne s’applique plus tel quel au texte en vigueur : publié, il sera à vérifier." in page
    assert "publié, il sera aussitôt satisfait." in page
    desk = house.cast.browse("sven")
    answer = desk.post(house.cast.path("amendements/depots/2/publication"))
    assert "Satisfait : Le texte en vigueur dit déjà ce qu’il propose." in flat(desk.get(answer.location).text)
