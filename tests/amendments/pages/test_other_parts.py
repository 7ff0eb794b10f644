"""The preamble and the closing are amended from the page of the motion; a proposal is added after another."""

import pytest

from tests.amendments.pages.test_amendment_pages import flat, main_text
from tests.amendments.pages.test_writing_pages import post, rows, sheet

pytestmark = pytest.mark.one_database
WHY = {"base_number": "1", "title": "Un droit", "reasons": "Parce que."}


def get(house, path: str, *, who: str, status: int = 200):
    answer = house.cast.browse(who).get(house.cast.path(path))
    assert answer.status_code == status, main_text(flat(answer.text))
    return answer


def test_the_preamble_is_amended_from_the_page_of_the_motion(house):
    page = get(house, "motion", who="ada")
    assert "Amender le préambule" in page.text and "motion/preambule/amender?alinea=1" in page.text
    assert "Amender le préambule" not in get(house, "motion", who="sven").text
    written = sheet(get(house, "motion/preambule/amender", who="ada").text)
    changed = {f"a{place}": words for place, words in written.items()}
    changed[f"a{max(written)}"] = ["Nous, élus, avons débattu et voté."]
    told = post(house, "motion/apercu/1", **WHY, **changed).text
    assert "bracket" in told
    answer = post(house, "motion/preambule/amender", **WHY, **changed, geste="deposer")
    assert answer.status_code == 303
    (amendment,) = rows(house)
    assert amendment.part_id == 1 and amendment.receipt == "D-0001"
    assert "au préambule" in main_text(flat(get(house, answer.location.split("/essai/")[1], who="ada").text))
    get(house, "motion/annexe/amender", who="ada", status=404)


def test_a_proposal_is_added_after_another(house):
    assert "Ajouter une proposition après celle-ci" in get(house, "propositions/1", who="ada").text
    page = get(house, "propositions/1/ajouter", who="ada").text
    assert sheet(page) == {0: [""], 1: [""]} and "Après la proposition n°" in page
    assert "Titre de la proposition" in page and "Supprimer cet alinéa" not in page.split('id="a1-0"')[0]
    told = post(house, "propositions/1/ajouter", **WHY, a0="", a1="Un.", geste="deposer")
    assert told.status_code == 422 and "Le titre manque" in told.text and sheet(told.text)[1] == ["Un."]
    typed = {"a0": "Pour un guichet", "a1": ["Un.\n- deux ;\n- trois.", "Quatre."]}
    answer = post(house, "propositions/1/ajouter", **WHY, **typed, geste="garder")
    draft = rows(house)[-1]
    assert draft.text == "# Pour un guichet\n\nUn.\n\n- deux ;\n\n- trois.\n\nQuatre.\n" or "- trois." in draft.text
    again = get(house, answer.location.split("/essai/")[1], who="ada").text
    assert sheet(again)[0] == ["Pour un guichet"] and sheet(again)[1][0] == "Un."
    assert "Alinéa 2" in again and "ajouté après" not in again, "what is new has no alinéa to be added after"
    told = post(house, f"motion/apercu/{draft.part_id}", **WHY, **typed).text
    assert "insérer une proposition intitulée" in told
    answer = post(house, f"amendements/brouillons/{draft.id}", **WHY, **typed, geste="deposer")
    assert answer.status_code == 303, main_text(flat(answer.text))
    receipt = main_text(flat(get(house, f"amendements/brouillons/{draft.id}", who="ada").text))
    assert "après la proposition n° 1, proposition nouvelle" in receipt and "de la version" not in receipt
    house.cast.do(_publish(), draft.id, by="sven")
    listed = main_text(flat(get(house, "amendements", who="ada").text))
    assert "Après la proposition n° 1" in listed and "Proposition nouvelle" in listed
    assert "Après la proposition" in get(house, "amendements.csv", who="ada").text
    assert get(house, "amendements/1.docx", who="ada").status_code == 200
    assert get(house, "amendements/1.pdf", who="ada").status_code == 200
    assert "Pour un guichet" in get(house, "amendements/1?vue=adopte", who="ada").text


def _publish():
    from amendments.services.amendment_services import publish

    return publish
