"""Writing too often, and in two windows at once: what was typed comes back, what was kept stays."""

import datetime as dt
import re

from tests.amendments.pages.test_amendment_pages import flat, main_text
from tests.amendments.pages.test_writing_pages import TYPED, WRITE, alineas, areas, post, rows, sheet


def test_past_the_limit_of_an_hour_what_was_typed_comes_back_and_nothing_is_computed_nor_kept(house, monkeypatch):
    from accounts import limits

    assert limits.BY_WRITER >= 600, "a person who edits by hand never meets it"
    monkeypatch.setattr(limits, "BY_WRITER", 3)
    answers = [post(house, WRITE, **TYPED, geste=action) for action in ("differences", "garder", "differences")]
    assert [answer.status_code for answer in answers] == [200, 303, 200]
    for path in (WRITE, f"amendements/brouillons/{rows(house)[0].id}"):
        for action in ("differences", "garder", "deposer"):
            refused = post(house, path, **(TYPED | {"title": "Autre"}), geste=action)
            assert refused.status_code == 429
            assert "Trop d’envois en une heure." in main_text(flat(refused.text))
            assert areas(refused.text)["title"] == "Autre"
            assert "quinze mille" in areas(refused.text)["text"]
            assert "<ins>" not in refused.text
    assert [(row.title, row.status.value) for row in rows(house)] == [("Quinze mille postes", "draft")]
    assert post(house, WRITE, "bela", **TYPED, geste="differences").status_code == 200
    house.cast.clock.advance(dt.timedelta(hours=1))
    assert post(house, WRITE, **TYPED, geste="differences").status_code == 200


def test_two_windows_on_one_draft_do_not_wipe_each_other_out(house):
    """The official and the aide who prepares for her, or one person's two tabs."""
    assert post(house, WRITE, **TYPED, seen="of no draft", geste="garder").status_code == 303
    path = f"amendements/brouillons/{rows(house)[0].id}"
    seen = {who: areas(house.cast.browse(who).get(house.cast.path(path)).text)["seen"] for who in ("ada", "elodie")}
    house.cast.clock.advance(dt.timedelta(seconds=5))
    first = TYPED | {"title": "De l’aide"}
    for _press in range(2):  # a double click changes nothing
        assert post(house, path, "elodie", **first, seen=seen["elodie"], geste="garder").status_code == 303
    refused = {}
    for action in ("garder", "deposer"):
        refused = post(house, path, **(TYPED | {"title": "De l’élue"}), seen=seen["ada"], geste=action)
        assert refused.status_code == 409
        assert "Ce brouillon a été enregistré entre-temps dans une autre fenêtre." in main_text(flat(refused.text))
        assert areas(refused.text)["title"] == "De l’élue"
        assert [(row.title, row.status.value) for row in rows(house)] == [("De l’aide", "draft")]
    again = areas(refused.text)["seen"]
    assert again != seen["ada"]
    shown = post(house, path, **(TYPED | {"title": "De l’élue"}), seen=again, geste="differences")
    assert areas(shown.text)["seen"] == again
    assert post(house, path, **(TYPED | {"title": "De l’élue"}), seen=again, geste="garder").status_code == 303
    assert [row.title for row in rows(house)] == ["De l’élue"]


def test_submitting_pressed_twice_leads_to_the_receipt(house):
    """A thumb that trembles, a page that the arrow led back to, a second sheet: never « n’est pas déposé »."""
    post(house, WRITE, **TYPED, sheet="one", geste="garder")
    first = rows(house)[0].id
    receipt = house.cast.path(f"amendements/brouillons/{first}")
    draft = f"amendements/brouillons/{first}"
    for path, sheet_name in ((draft, "one"), (draft, "one"), (WRITE, "one"), (WRITE, "another"), (draft, "")):
        answer = post(house, path, **TYPED, sheet=sheet_name, geste="deposer")
        assert (answer.status_code, answer.headers["Location"]) == (303, receipt), (path, sheet_name)
        assert [(row.id, row.status.value) for row in rows(house)] == [(first, "deposited")]


def test_what_one_writes_in_an_amendment_already_submitted_is_not_said_to_be_not_submitted(house):
    post(house, WRITE, **TYPED, geste="deposer")
    other = TYPED | {"reasons": "Dix ne suffisent pas, ni douze."}
    refused = post(house, f"amendements/brouillons/{rows(house)[0].id}", **other, geste="deposer")
    said = main_text(flat(refused.text))
    assert refused.status_code == 409
    assert "n’est pas déposé" not in said
    assert "Rien n’est enregistré. Votre texte est gardé." in said
    assert "Cet amendement est déposé, reçu D-0001" in said
    assert areas(refused.text)["reasons"] == other["reasons"]


def test_the_key_enter_shows_the_differences_and_does_nothing_else(house):
    """It presses the first button of the form that stands in the page, on the page of two versions too."""
    post(house, WRITE, **TYPED, geste="garder")
    path = f"amendements/brouillons/{rows(house)[0].id}"
    changed = TYPED | {"title": "Autre"}
    for page in (
        house.cast.browse("ada").get(house.cast.path(WRITE)),
        post(house, path, **changed, seen="older", geste="garder"),
    ):
        assert re.findall(r'name="geste" value="(\w+)', page.text)[0] == "differences"


def test_until_one_of_the_two_answers_is_pressed_nothing_is_kept_over_the_other_version(house):
    post(house, WRITE, **TYPED, geste="garder")
    path = f"amendements/brouillons/{rows(house)[0].id}"
    own = TYPED | {"title": "La mienne"}
    page = post(house, path, **own, seen="older", geste="garder")
    for action in ("fermer", "differences", "ajouter-3-0", "deposer", "lire-1", "entier"):
        sent = own | {name: areas(page.text)[name] for name in ("seen", "sheet", "autre")}
        page = post(house, path, **sent, geste=action)
        assert page.status_code in {200, 409}
        assert 'value="separer"' in page.text and 'data-draft="' not in page.text, action
        assert "Enregistré à" not in main_text(flat(page.text))
        assert areas(page.text)["title"] == "La mienne"
        assert [row.title for row in rows(house)] == [TYPED["title"]]
    assert post(house, path, **sent, geste="garder").status_code == 303
    assert [row.title for row in rows(house)] == ["La mienne"]


def test_what_was_typed_in_an_alinea_deleted_is_put_back(house):
    fields = ["1. Ma rédaction.", "Ajouté."]
    for rank, left in enumerate((["", "Ajouté."], ["1. Ma rédaction."])):
        gone = post(house, WRITE, **alineas(a3=fields), geste=f"supprimer-3-{rank}").text
        kept = {f"w3_{rank}": areas(gone)[f"w3_{rank}"], "a3": left}
        assert sheet(post(house, WRITE, **alineas(**kept), geste="retablir-3").text)[3] == fields


def test_everything_deleted_is_put_back_one_after_the_other_whatever_was_pressed_between(house):
    """The buttons carry what they put back; « Rétablir » of the alinéa, and of what was added after it, are two."""
    typed = ["1. Ma rédaction.", "Un.", "Deux."]

    def press(page: str | None, action: str, **fields) -> str:
        kept = {name: words for name, words in areas(page).items() if re.match(r"w\d", name)} if page else {}
        return post(house, WRITE, **alineas(a3=sheet(page)[3] if page else typed) | kept | fields, geste=action).text

    page = press(None, "supprimer-3-2")
    page = press(page, "supprimer-3-1")
    page = press(page, "supprimer-3-0")
    assert sheet(page)[3] == [""]
    page = press(press(page, "differences"), "ouvrir-4")
    for action, left in (
        ("retablir-3-1", ["", "Un."]),
        ("retablir-3-0", ["1. Ma rédaction.", "Un."]),
        ("retablir-3-1", typed),
    ):
        assert f'value="{action}"' in page
        page = press(page, action)
        assert sheet(page)[3] == left
    assert 'value="retablir-3' not in page


def test_two_windows_on_other_alineas_are_put_together_and_it_is_said(house):
    post(house, WRITE, **alineas(a3="1. Au départ."), geste="garder")
    path = f"amendements/brouillons/{rows(house)[0].id}"
    shown = areas(house.cast.browse("ada").get(house.cast.path(path)).text)
    proof = {"seen": shown["seen"], "was": shown["was"]}
    post(house, path, "elodie", **alineas(a3="1. Au départ.", a6="De l’aide."), **proof, geste="garder")
    by_itself = house.cast.browse("ada").post(
        house.cast.path(path), data=alineas(a3="1. Mieux.") | proof, headers={"Accept": "application/json"}
    )
    assert by_itself.status_code == 409, "a page that does not show the other's words writes over none of them"
    client = house.cast.browse("ada")
    sent = client.post(house.cast.path(path), data=alineas(a3="1. Mieux.", title="T") | proof | {"geste": "deposer"})
    assert sent.status_code == 303
    page = client.get(sent.location).text
    (row,) = rows(house)
    assert (row.status.value, row.title) == ("draft", "T"), "what nobody read as one is not submitted"
    assert "1. Mieux." in row.text and row.text.endswith("De l’aide.\n")
    assert "les deux sont réunis ici. Relisez-le. De l’autre fenêtre : alinéa 6." in flat(page)
    assert sheet(page) == {3: ["1. Mieux."], 6: ["De l’aide."]}
    clash = post(house, path, **alineas(a3="1. Au départ.", a6="Autre fin."), **proof, geste="garder")
    assert clash.status_code == 409 and "L’autre version" in clash.text
    forged = post(house, path, **alineas(a3="1. Au départ."), seen="of nothing", was=shown["was"], geste="garder")
    assert forged.status_code == 409, "what the page remembers is proved by what it saw"
