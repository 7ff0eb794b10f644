"""Sub-amending and rectifying on the page of writing: drafts kept, two windows, an amendment that changed meanwhile."""

import pytest

from tests.amendments.life.test_life_services import adopt_sub, sub_of
from tests.amendments.pages.test_amendment_pages import flat, get, main_text
from tests.amendments.pages.test_writing_pages import areas, post, sheet
from tests.amendments.services.test_decision_services import QUINZE

pytestmark = pytest.mark.one_database
ITEM = "1. cofinancer {} postes de médiatrices et de médiateurs numériques, sur {} au moins\u00a0;"
WORDS = {"base_number": "1", "on": "1", "title": "Vingt mille", "reasons": "Il en faut plus."}
SUB, RECT = "amendements/1/sous-amendement", "amendements/1/rectification"
BY = {SUB: "dora", RECT: "bela"}


def drafts(house):
    from amendments.models import Amendment
    from core.database import session

    return house.read(lambda: session().query(Amendment).filter(Amendment.status == "draft").all())


def kept_by_script(house, path, who, **data):
    browser = house.cast.browse(who)
    return browser.post(house.cast.path(path), data=data, headers={"Accept": "application/json"})


@pytest.mark.parametrize("path", [SUB, RECT])
def test_what_is_typed_is_kept_and_found_again(house, path):
    who = BY[path]
    house.published(QUINZE)
    typed = WORDS | {"a3": ITEM.format("vingt mille", "trois ans"), "sheet": "une-page"}
    answer = kept_by_script(house, path, who, **typed)
    assert answer.status_code == 200 and answer.json["said"].startswith("Enregistré à")
    again = kept_by_script(house, path, who, **(typed | {"reasons": "Bien plus."}))  # the answer was lost
    assert again.status_code == 200 and len(drafts(house)) == 1 and drafts(house)[0].reasons == "Bien plus."
    address = f"amendements/brouillons/{drafts(house)[0].id}"
    page = get(house, address, who)
    assert "vingt mille" in page and "Vingt mille" in page and "data-draft" in page and "js/editor.js" in page
    assert "Vous avez déjà un brouillon ici" in main_text(get(house, path, who))
    assert "l’amendement n° 1" in main_text(get(house, "amendements/miens", who))
    assert "Vingt mille" not in get(house, "propositions/1/amender", who)  # no draft on the proposal
    closed = post(house, address, who, **(typed | {"seen": areas(page)["seen"], "reasons": "Mieux."}), geste="fermer")
    assert closed.status_code == 303 and closed.location.endswith("/amendements/1")
    assert drafts(house)[0].reasons == "Mieux."
    get(house, address, "emile", status=404)
    seen = post(house, address, who, **typed, geste="differences")
    assert seen.status_code == 200 and "par le mot « vingt »" in main_text(flat(seen.text))
    done = post(house, address, who, **typed, seen=areas(get(house, address, who))["seen"], geste="deposer")
    assert done.status_code == 303 and not drafts(house)


@pytest.mark.parametrize("path", [SUB, RECT])
def test_a_second_window_never_wipes_the_first_out(house, path):
    who = BY[path]
    house.published(QUINZE)
    typed = WORDS | {"a3": ITEM.format("vingt mille", "trois ans")}
    post(house, path, who, **typed, geste="garder")
    address = f"amendements/brouillons/{drafts(house)[0].id}"
    seen = areas(get(house, address, who))["seen"]
    assert post(house, address, who, **(typed | {"title": "Une"}), seen=seen, geste="garder").status_code == 303
    other = typed | {"title": "Deux", "a3": ITEM.format("trente mille", "trois ans")}
    refused = post(house, address, who, **other, seen=seen, geste="garder")
    page = main_text(flat(refused.text))
    assert refused.status_code == 409 and "dans une autre fenêtre" in page and "trente mille" in refused.text
    assert "L’autre version, enregistrée à" in page and "par le mot « vingt »" in page
    answer = post(house, address, who, **other, seen=areas(refused.text)["seen"], autre="1", geste="separer")
    assert answer.status_code == 303 and sorted(row.title for row in drafts(house)) == ["Deux", "Une"]
    assert len({(row.parent_id, row.rectifies_id) for row in drafts(house)}) == 1


def test_an_amendment_that_changed_meanwhile_takes_the_draft_with_it(house):
    """Another sub-amendment was adopted: what still applies is carried over, read again, and handed in."""
    amendment = house.published(QUINZE)
    post(house, SUB, "dora", **WORDS, a3=ITEM.format("quinze mille", "cinq ans"), geste="garder")
    post(house, RECT, "bela", **WORDS, a3=ITEM.format("quinze mille", "six ans"), geste="garder")
    adopt_sub(house, sub_of(house, amendment, ("quinze mille", "vingt mille"), by=3))
    for row, who in zip(sorted(drafts(house), key=lambda row: row.id), ("dora", "bela"), strict=True):
        address = f"amendements/brouillons/{row.id}"
        page = get(house, address, who)
        assert "ce que vous écrivez y sera reporté" in flat(page)
        own = areas(page)
        typed = {
            **WORDS,
            "a3": ITEM.format("quinze mille", "cinq ans" if who == "dora" else "six ans"),
            "seen": own["seen"],
        }
        refused = post(house, address, who, **typed, geste="deposer")
        assert refused.status_code == 409 and "a changé pendant que vous écriviez" in flat(refused.text)
        again = areas(refused.text)
        assert again["base_number"] == "2"
        both = ITEM.format("vingt mille", "cinq ans" if who == "dora" else "six ans")
        assert "Il est reporté sur ce que l’amendement dit maintenant." in flat(refused.text)
        assert sheet(refused.text)[3] == [both]  # what was adopted stays, whoever writes on
        fresh = WORDS | {"base_number": "2", "seen": again["seen"], "a3": both}
        assert post(house, address, who, **fresh, geste="deposer").status_code == 303
    row = house.amendment(amendment)
    assert row.label == "1\u00a0rect." and "six ans" in row.text


def test_where_both_changed_the_same_words_the_draft_stays_and_says_so(house):
    amendment = house.published(QUINZE)
    post(house, SUB, "dora", **WORDS, a3=ITEM.format("trente mille", "trois ans"), geste="garder")
    adopt_sub(house, sub_of(house, amendment, ("quinze mille", "vingt mille"), by=3))
    address = f"amendements/brouillons/{drafts(house)[0].id}"
    typed = WORDS | {"a3": ITEM.format("trente mille", "trois ans"), "seen": areas(get(house, address, "dora"))["seen"]}
    refused = post(house, address, "dora", **typed, geste="deposer")
    assert refused.status_code == 409 and "Les deux changent les mêmes mots" in flat(refused.text)
    assert "trente mille" in refused.text and "trente mille" in drafts(house)[0].text


@pytest.mark.parametrize(("path", "told"), [(SUB, "n’est plus à voter"), (RECT, "n’est plus à voter")])
def test_once_it_is_decided_the_page_says_why_not_and_the_draft_is_still_read(house, path, told):
    who = BY[path]
    amendment = house.published(QUINZE)
    typed = WORDS | {"a3": ITEM.format("vingt mille", "trois ans")}
    post(house, path, who, **typed, geste="garder")
    house.adopt(amendment)
    assert told in flat(get(house, path, who, status=409))
    address = f"amendements/brouillons/{drafts(house)[0].id}"
    page = get(house, address, who)
    assert told in flat(page) and "vingt mille" in page and 'value="deposer"' not in page
    refused = post(house, address, who, **typed, seen=areas(page)["seen"], geste="deposer")
    assert refused.status_code == 409 and "vingt mille" in refused.text and len(drafts(house)) == 1


def test_sentences_are_told_beside_what_is_written_over_the_amendment(house):
    house.published(QUINZE)
    written = {"base_number": "1", "a3": ITEM.format("vingt mille", "trois ans")}
    assert "le mot « quinze » par le mot « vingt »" in flat(post(house, f"{SUB}/apercu", "dora", **written).text)
    rewritten = post(house, f"{RECT}/apercu?version=1", "bela", **written)
    assert "le mot « dix » par le mot « vingt »" in flat(rewritten.text)
    assert post(house, f"{SUB}/apercu", "dora", base_number="7").status_code == 404


def test_an_aide_prepares_and_does_not_sign(house):
    house.published(QUINZE)
    page = get(house, SUB, "elodie")
    assert "Déposer : la personne qui signe" in flat(page)
    typed = WORDS | {"a3": ITEM.format("vingt mille", "trois ans")}
    assert post(house, SUB, "elodie", **typed, geste="garder").status_code == 303
    assert drafts(house)[0].author_id == house.id("ada")
    address = f"amendements/brouillons/{drafts(house)[0].id}"
    assert post(house, address, "elodie", **typed, geste="deposer").status_code in (403, 409)
    assert len(drafts(house)) == 1


@pytest.mark.parametrize("path", [SUB, RECT])
def test_pressed_once_more_it_is_done_once_and_shown(house, path):
    who = BY[path]
    amendment = house.published(QUINZE)
    typed = WORDS | {"a3": ITEM.format("vingt mille", "trois ans"), "sheet": "une-page"}
    post(house, path, who, **typed, geste="garder")
    address = f"amendements/brouillons/{drafts(house)[0].id}"
    typed |= {"seen": areas(get(house, address, who))["seen"], "amendement": "1"}
    for at in (address, address, path):
        done = post(house, at, who, **typed, geste="deposer")
        assert done.status_code == 303, (at, main_text(flat(done.text)))
        assert done.location.endswith("/amendements/1") or path == SUB
    assert not drafts(house) and house.amendment(amendment).version == (1 if path == SUB else 2)
