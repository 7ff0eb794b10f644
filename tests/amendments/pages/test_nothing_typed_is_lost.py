"""Writing pages lose nothing: a draft keeps itself, every way out keeps it, an Enter glues no words."""

import re

import pytest

from tests.amendments.conftest import PROPOSAL
from tests.amendments.pages.test_amendment_pages import flat, main_text
from tests.amendments.pages.test_writing_pages import TYPED, WRITE, alineas, areas, post, rows, sheet
from tests.amendments.services.test_decision_services import QUINZE

pytestmark = pytest.mark.one_database
BY_ITSELF = {"Accept": "application/json"}
THREE = "1. cofinancer vingt mille postes\u00a0;"


def keep(house, path: str, who: str | None = "ada", **fields):
    """What a page answers to the draft that keeps itself."""
    return house.cast.browse(who).post(house.cast.path(path), data=fields, headers=BY_ITSELF)


def test_a_draft_keeps_itself_says_when_and_is_begun_once(house):
    first = keep(house, WRITE, sheet="one", **alineas(a3=THREE))
    (row,) = rows(house)
    assert first.status_code == 200 and re.fullmatch(r"Enregistré à\s\d\d?\sh(\s\d\d)?", first.json["said"])
    assert first.json["action"].endswith(f"/amendements/brouillons/{row.id}")
    assert THREE in row.text and "dix mille" not in row.text
    again = keep(house, WRITE, sheet="one", **alineas(a3=THREE, title="Vingt mille"))  # the first answer was lost
    assert again.status_code == 200 and [found.title for found in rows(house)] == ["Vingt mille"]
    pressed = post(
        house, WRITE, sheet="one", seen=again.json["seen"], **alineas(a3=THREE, title="Vingt"), geste="garder"
    )
    assert pressed.status_code == 303 and [found.title for found in rows(house)] == ["Vingt"]
    other = keep(house, WRITE, sheet="two", **alineas(a3=THREE))
    assert other.status_code == 200 and len(rows(house)) == 2


def test_what_cannot_be_kept_by_itself_is_said_in_a_sentence_with_a_token_for_the_next_try(house, monkeypatch):
    from accounts import limits

    kept = keep(house, WRITE, sheet="one", **alineas(a3=THREE))
    path = f"amendements/brouillons/{rows(house)[0].id}"
    long = keep(house, path, **alineas(a3="x" * 100_001))
    assert (long.status_code, long.json["said"][:26]) == (422, "Le texte est trop long\u00a0: 1")
    out = keep(house, path, None, **alineas(a3="Autre."))
    assert out.status_code == 403 and "Connectez-vous dans un autre onglet" in out.json["said"] and out.json["token"]
    assert keep(house, path, "bela", **alineas(a3="Autre.")).status_code == 404
    assert keep(house, path, seen=kept.json["seen"], sheet="two", **alineas(a3="Autre.")).status_code == 200
    assert keep(house, path, seen=kept.json["seen"], sheet="two", **alineas(a3="Une autre.")).status_code == 200
    stale = keep(house, path, seen=kept.json["seen"], sheet="one", **alineas(a3="Encore une autre."))
    assert stale.status_code == 409 and "dans une autre fenêtre" in stale.json["said"]
    monkeypatch.setattr(limits, "BY_KEEPER", 1)
    assert keep(house, path, **alineas(a3="Trop.")).status_code == 429
    assert post(house, path, **alineas(a3="Par la main."), geste="garder").status_code == 303, "counted apart"


def test_a_typist_meets_no_limit(house):
    from accounts import limits

    assert limits.BY_KEEPER >= 4 * 360, "a page keeps one every ten seconds: four pages, an hour without a pause"


@pytest.mark.parametrize("action", ["fermer", "lire-1"])
def test_every_way_out_keeps_the_draft(house, action):
    house.published(QUINZE)
    left = post(house, WRITE, **alineas(a3=THREE, reasons="Car."), geste=action)
    (row,) = [found for found in rows(house) if found.author_id == house.id("ada")]
    assert left.status_code == 303 and row.reasons == "Car." and "vingt mille" in row.text
    read = house.cast.browse("ada").get(left.location)
    assert read.status_code == 200


def test_closing_what_nobody_touched_keeps_nothing_and_says_nothing(house):
    left = post(house, WRITE, **alineas(a3=sheet(post(house, WRITE, geste="ouvrir-3").text)[3][0]), geste="fermer")
    assert left.status_code == 303 and left.location.endswith("/propositions/1") and rows(house) == []


def test_the_buttons_of_the_sheet_carry_what_was_typed(house):
    typed = alineas(a3=THREE, title="Vingt mille", reasons="Car.")

    def press(action: str, **fields):
        page = post(house, WRITE, **(typed | fields), geste=action).text
        assert (areas(page)["title"], areas(page)["reasons"]) == ("Vingt mille", "Car.")
        return page

    whole = sheet(press("entier"))
    assert len(whole) == 7 and whole[3] == [THREE]
    assert list(sheet(press("ouvrir-4"))) == [3, 4]
    page = press("ajouter-3-0")
    assert sheet(page)[3] == [THREE, ""] and page.count(" autofocus") == 1
    assert sheet(press("supprimer-3-1", a3=[THREE, "Un de trop."]))[3] == [THREE]
    page = press("supprimer-3-0")
    assert sheet(page)[3] == [""] and re.search("<del>.*supprimé\u00a0:.*1. cofinancer dix mille", page, re.DOTALL)
    assert 'aria-describedby="supprime-3" autofocus' in page
    assert sheet(press("retablir-3", a3=""))[3][0].startswith("1. cofinancer dix mille")
    assert rows(house) == []


def test_each_button_names_the_alinea_it_acts_on(house):
    page = post(house, WRITE, **alineas(a3=[THREE, "Un.", "Deux."]), geste="differences").text
    names = [
        " ".join(re.sub("<.*?>", "", name).split()) for name in re.findall(r"<button.*?</button>", page, re.DOTALL)
    ]
    acts = [name for name in names if name.startswith(("Supprimer cet", "Ajouter un"))]
    assert len(acts) == len(set(acts)) == 6
    assert acts[4:] == [
        "Ajouter un alinéa, après l’alinéa ajouté après l’alinéa 3 (2 sur 2)",
        "Supprimer cet alinéa : l’alinéa ajouté après l’alinéa 3 (2 sur 2)",
    ]
    page = post(house, WRITE, **alineas(a3=[THREE, "Un."]), geste="supprimer-3-1").text
    assert re.search(r'aria-describedby="fait text-hint"\s+autofocus', page) and "L’alinéa ajouté est supprimé." in page


def test_one_enter_begins_an_alinea_and_the_title_has_no_mark(house):
    post(house, WRITE, **alineas(a0="Un autre titre", a6="La mairie reste\nle premier lieu."), geste="garder")
    (row,) = rows(house)
    assert row.text.startswith("# Un autre titre\n\n") and row.text.endswith(
        "\n\nLa mairie reste\n\nle premier lieu.\n"
    )
    whole = TYPED | {"text": PROPOSAL.replace("souvent le", "souvent\nle")}
    assert post(house, WRITE, **whole, geste="garder").status_code == 303
    assert "\n\nLa mairie reste souvent\n\nle premier lieu" in rows(house)[1].text


def test_a_stale_window_keeps_both_texts(house):
    post(house, WRITE, **TYPED, geste="garder")
    path = f"amendements/brouillons/{rows(house)[0].id}"
    seen = areas(house.cast.browse("ada").get(house.cast.path(path)).text)["seen"]
    post(house, path, "elodie", **alineas(a3=THREE, title="De l’aide", reasons="Car."), seen=seen, geste="garder")
    mine = alineas(a3="1. Le mien.", title="Le mien", reasons="Mes raisons.") | {"seen": seen}
    refused = post(house, path, **mine, geste="garder")
    read = main_text(flat(refused.text))
    assert refused.status_code == 409 and "Ce brouillon a été enregistré entre-temps dans une autre fenêtre." in read
    assert "L’autre version, enregistrée à" in read and "De l’aide" in read and "vingt" in read
    assert sheet(refused.text)[3] == ["1. Le mien."] and areas(refused.text)["reasons"] == "Mes raisons."
    assert "data-draft" not in refused.text, "nothing keeps itself over the other before a choice is made"
    apart = post(house, path, **(mine | {"seen": areas(refused.text)["seen"]}), geste="separer")
    assert apart.status_code == 303
    assert sorted(row.title for row in rows(house)) == ["De l’aide", "Le mien"]


def test_thousands_of_alineas_are_one_field_and_what_is_too_long_is_given_back_whole(house):
    many = post(house, WRITE, **alineas(a3=["Un alinéa.\n"] * 400), geste="garder")
    page = house.cast.browse("ada").get(many.location.partition("?")[0]).text
    assert sheet(page) == {} and areas(page)["text"].count("Un alinéa.") == 400
    for fields in (alineas(a3="mot " * 30_000, a4="La fin."), TYPED | {"text": "mot " * 30_000 + "La fin."}):
        long = post(house, WRITE, **fields, geste="entier")
        assert "La fin." in areas(long.text)["text"]
        assert post(house, WRITE, **fields, geste="garder").status_code == 422


def test_the_way_in_is_said_on_the_page_of_the_proposal(house):
    page = house.cast.browse("ada").get(house.cast.path("propositions/1")).text
    read = main_text(flat(page))
    assert "Pour amender, pressez le numéro d’un alinéa, puis « Amender ici »" in read
    assert "Pour amender" not in house.cast.browse(None).get(house.cast.path("propositions/1")).text
