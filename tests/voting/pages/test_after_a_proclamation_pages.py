"""The pages after a proclamation: the way of an amendment and its answer, the remarks, where a text comes from."""

import pytest

from tests.support.after_a_proclamation import DELETED, FIFTEEN, TWELVE, TWELVE_AND_FIVE, adopt, after_template
from tests.support.essai import NAMES
from tests.support.plenary import Plenary, words


@pytest.fixture
def essai_template(database, workspace) -> str:
    return after_template(database, workspace)


@pytest.fixture
def plenary(cast) -> Plenary:
    found = Plenary.of(cast)
    found.open()
    found.discuss()
    return found


def test_the_way_of_a_fallen_amendment_answers_its_author_and_everybody(plenary) -> None:
    fifteen, twelve = plenary.amend(FIFTEEN, by="ada"), plenary.amend(TWELVE, by="bela")
    adopt(plenary, fifteen, confirmed=(twelve,))

    own, public = plenary.get("bela", "amendements/2/parcours"), plenary.get(None, "amendements/2/parcours")

    assert "Qu’est devenu mon amendement\u202f?" in words(own)
    assert "Votre amendement n°\xa02 est tombé le" in words(own)
    assert "L’amendement n°\xa02 est tombé le" in words(public)
    assert NAMES["bela"][2] in words(public)
    told = words(public)
    assert told.index("Texte d’alors") < told.index("n°\xa02, tombé") < told.index("Adopté n°\xa01")
    assert told.index("Adopté n°\xa01") < told.index("Texte à présent version 2")
    assert "Alinéa 1, ligne" not in told
    answer = plenary.get(None, "amendements/2/reponse.pdf")
    assert answer.data.startswith(b"%PDF")
    found = plenary.get(None, "amendements/parcours", q="D-0002")
    assert found.location.endswith("/amendements/recus/D-0002")
    assert plenary.get(None, "amendements/recus/d-2").location.endswith("/amendements/2/parcours")
    assert plenary.get(None, "amendements/parcours", q=" n° 2 ").location.endswith("/amendements/2/parcours")
    by_name = words(plenary.get(None, "amendements/parcours", q=NAMES["bela"][2].lower()))
    assert "est tombé le" in by_name
    assert "Aucun amendement publié" in words(plenary.get(None, "amendements/parcours", q="<b>personne"))
    assert plenary.get(None, "amendements/recus/chose").status_code == 404
    for typed in ("amendement 2", "Amendement n° 2", "n o 2", "reçu D 2", "2 rect"):
        assert plenary.get(None, "amendements/parcours", q=typed).status_code == 303, typed
    for typed in ("99", "n° 99", "D-0099", "2-B", "2 B"):
        unknown = plenary.get(None, "amendements/parcours", q=typed)
        assert unknown.status_code == 404 and f'value="{typed}"' in unknown.text, "what was typed is given back"
        assert "ne porte ce numéro ni ce reçu" in words(unknown)


def test_one_before_its_publication_is_read_by_its_writers_and_the_secretariat_alone(plenary) -> None:
    from amendments.services.amendment_services import save_draft, submit

    draft = plenary.do(save_draft, None, plenary.part(), base_number=1, text=TWELVE, title="T", reasons="R", by="bela")
    plenary.do(submit, draft, by="bela")

    seen = {name: plenary.get(name, "amendements/recus/D-0001").status_code for name in (None, "ada", "bela", "sven")}

    assert seen == {None: 404, "ada": 404, "bela": 200, "sven": 200}
    assert "Votre amendement, reçu D-0001, a été déposé le" in words(plenary.get("bela", "amendements/recus/D-0001"))


def test_one_that_clashes_is_adapted_with_a_press(plenary) -> None:
    fifteen = plenary.amend(FIFTEEN, by="ada")
    plenary.amend(TWELVE_AND_FIVE, by="bela")
    adopt(plenary, fifteen)

    page = plenary.get("bela", "amendements/2/parcours")
    assert "Redéposer adapté" in page.text
    assert "Redéposer adapté" not in plenary.get("ada", "amendements/2/parcours").text
    pressed = plenary.post("bela", "amendements/recus/D-0002/adapter")

    assert pressed.status_code == 303
    draft = plenary.cast.browse("bela").get(pressed.location)
    assert "quinze mille postes" in words(draft)
    assert "Ce que vous adaptez" in words(draft)
    assert "il se dépose jusqu’au vote du texte" in words(draft)
    assert "«\xa0douze\xa0»" in words(draft)
    assert "Continuer le texte adapté" in words(plenary.get("bela", "amendements/2/parcours"))
    assert "Continuer le texte adapté" not in words(plenary.get("ada", "amendements/2/parcours"))


def test_a_remark_shows_its_differences_and_says_why_it_is_set_aside(plenary) -> None:
    adopt(plenary, plenary.amend(FIFTEEN, by="ada"))
    page = plenary.get("sven", "coherence")
    assert "«\xa0dix mille\xa0» est devenu «\xa0quinze mille\xa0»" in words(page)
    remark = page.text.split("/coherence/")[1].split("/")[0]

    refused = plenary.post("sven", f"coherence/{remark}/ecarter", because=" ")
    assert refused.status_code == 422
    assert "Dites pourquoi le texte reste ainsi" in words(refused)
    assert plenary.post("sven", f"coherence/{remark}/accepter", version="7").status_code == 409
    assert plenary.post("sven", f"coherence/{remark}/accepter", version="1").status_code == 303
    assert plenary.post("sven", f"coherence/{remark}/accepter", version="2").status_code == 409  # pressed twice
    assert "accordé, version 2" in words(plenary.get("sven", "coherence"))
    assert "Quinze mille postes ne suffiront pas." in words(plenary.get(None, "propositions/2"))


def test_each_line_says_which_amendment_brought_it_and_its_vote(plenary) -> None:
    adopt(plenary, plenary.amend(FIFTEEN, by="ada"))

    told = words(plenary.get(None, "propositions/1/origine"))

    assert "«\xa0quinze\xa0»\xa0: amendement n°\xa01 de" in told
    assert "scrutin n°\xa01 , adopté par 3 voix pour" in told or "scrutin n°\xa01, adopté par 3 voix pour" in told
    assert "Titre Pour une médiation numérique financée dans la durée texte d’origine (version 1)" in told
    assert plenary.get(None, "motion/preambule/origine").status_code == 200
    assert plenary.get(None, "motion/ailleurs/origine").status_code == 404


def test_an_amendment_that_deletes_and_one_that_inserts_have_their_texts(plenary) -> None:
    plenary.amend(DELETED, by="ada")
    plenary.amend(FIFTEEN.replace("dix mille", "quinze mille") + "\nUne phrase de plus.\n", by="bela")

    for number in (1, 2):
        assert plenary.get(None, f"amendements/{number}/parcours").status_code == 200


def test_a_sub_amendment_is_beside_its_amendment(plenary) -> None:
    from amendments.services.amendment_services import publish
    from amendments.services.life.sub_amending import submit_sub

    parent = plenary.amend(FIFTEEN, by="ada")
    text = FIFTEEN.replace("quinze mille", "seize mille")
    plenary.do(submit_sub, parent, text=text, title="Plus", reasons="Pour cela.", seen_version=1, by="bela")

    told = words(plenary.get("bela", "amendements/recus/D-0002"))
    plenary.do(publish, plenary.cast.read(lambda: by_receipt(plenary, 2)), by="sven")
    for typed in ("1 a", "1-A", "sous-amendement 1 A"):
        assert plenary.get(None, "amendements/parcours", q=typed).location.endswith("/1-A/parcours"), typed
    assert "1-A" in words(plenary.get(None, "amendements/parcours", q=NAMES["bela"][2]))

    assert "L’amendement qu’il change n°\xa01" in told
    assert "quinze mille" in told
    assert "seize" in told
    assert "Redéposer adapté" not in told


def by_receipt(plenary, number: int) -> int:
    from amendments.queries.amendment_queries import amendment_of_receipt

    return amendment_of_receipt(plenary.cast.congress_id, number)
