"""Writing, keeping and depositing from the pages. Whatever is refused gives back what was typed."""

import datetime as dt
import re

import pytest

from amendments.rules.written_alineas import rebuilt
from tests.amendments.conftest import PROPOSAL
from tests.amendments.pages.test_amendment_pages import flat, get, main_text
from tests.amendments.services.test_decision_services import CINQ, QUINZE

pytestmark = pytest.mark.one_database

WRITE = "propositions/1/amender"
TYPED = {
    "base_number": "1",
    "text": PROPOSAL.replace("dix mille", "quinze mille"),
    "title": "Quinze mille postes",
    "reasons": "Dix ne suffisent pas.",
}


def post(house, path: str, who: str = "ada", **data):
    return house.cast.browse(who).post(house.cast.path(path), data=data)


def rows(house):
    from amendments.models import Amendment
    from core.database import session

    return house.read(lambda: list(session().query(Amendment).order_by(Amendment.id)))


def areas(page: str) -> dict[str, str]:
    """What the fields of a form hold."""
    import html

    found = dict(re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>\r?\n?(.*?)</textarea>', page, re.DOTALL))
    found |= dict(re.findall(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"', page))
    return {name: html.unescape(value) for name, value in found.items()}


def sheet(page: str) -> dict[int, list[str]]:
    """What the fields of the alinéas hold, by place."""
    import html

    found: dict[int, list[str]] = {}
    for emptied, place, words in re.findall(
        r'<input type="hidden" name="a(\d+)"|<textarea[^>]* name="a(\d+)"[^>]*>\r?\n?(.*?)</textarea>', page, re.DOTALL
    ):
        found.setdefault(int(emptied or place), []).append(html.unescape(words))
    return found


def alineas(**places: str | list[str]) -> dict[str, object]:
    """What is sent of a sheet: `a3="…"`, beside the version."""
    return {"base_number": "1", "title": "", "reasons": "", **places}


def test_the_form_holds_the_text_in_force(house):
    page = house.cast.browse("ada").get(house.cast.path(WRITE)).text
    written = sheet(page)
    assert written[0] == ["Pour une médiation numérique financée dans la durée"], "the title, without any mark"
    assert rebuilt(PROPOSAL, written) == PROPOSAL and len(written) == 7
    assert areas(page)["base_number"] == "1"
    assert "est ouvert jusqu’au" in page
    assert "Non encore examinée Version 1 du lundi 12 octobre 2020" in main_text(flat(page))


def test_one_alinea_is_shown_between_its_neighbours(house):
    page = house.cast.browse("ada").get(house.cast.path(WRITE + "?alinea=3")).text
    assert list(sheet(page)) == [3] and sheet(page)[3][0].startswith("1. cofinancer dix mille postes")
    read = main_text(flat(page))
    assert "Amender l’alinéa 3" in read and "Nous demandons à l’État de :" in read and "2. former" in read
    get(house, WRITE + "?alinea=12", status=404)


def test_who_may_not_write_is_told(house):
    for who in ("sven", "vera"):
        get(house, WRITE, who, status=403)
        assert post(house, WRITE, who, **TYPED, geste="garder").status_code == 403
    answer = house.cast.browse(None).get(house.cast.path(WRITE))
    assert answer.status_code == 303 and "/connexion" in answer.location
    assert rows(house) == []


def test_the_differences_are_shown_before_anything_is_kept(house):
    answer = post(house, WRITE, **TYPED, geste="differences")
    assert answer.status_code == 200 and rows(house) == []
    read = main_text(flat(answer.text))
    assert "À l’alinéa 3, ligne 4, remplacer le mot « dix » par le mot « quinze »." in read
    assert areas(answer.text)["title"] == "Quinze mille postes"
    assert areas(answer.text)["reasons"] == "Dix ne suffisent pas."


def test_the_differences_of_one_alinea_bear_on_the_whole_text(house):
    answer = post(house, WRITE, **alineas(a3=""), geste="differences")
    assert "Supprimer l’alinéa 3." in main_text(flat(answer.text))
    assert sheet(answer.text) == {3: [""]}


def test_who_proposes_nearly_the_same_is_named(house):
    house.published(QUINZE, CINQ)
    same = post(house, WRITE, **TYPED | {"text": house.change(QUINZE, CINQ)}, geste="differences")
    nearly = post(house, WRITE, **TYPED, geste="differences")
    far = post(house, WRITE, **TYPED | {"text": house.change(("souvent", "toujours"))}, geste="differences")
    assert "propose la même rédaction." in same.text and "M.\u00a0Béla Kovacs" in same.text
    assert "propose presque la même rédaction." in nearly.text
    assert "la même rédaction" not in far.text


def test_a_draft_is_kept_then_gone_on_with_then_deposited(house):
    kept = post(house, WRITE, **TYPED | {"reasons": ""}, geste="garder")
    (row,) = rows(house)
    assert kept.status_code == 303 and kept.location.endswith(f"/amendements/brouillons/{row.id}")
    assert (row.status.value, row.title, row.reasons) == ("draft", "Quinze mille postes", "")
    page = get(house, f"amendements/brouillons/{row.id}")
    assert "Brouillon enregistré" not in page and "Enregistré à" in page
    sent = post(house, f"amendements/brouillons/{row.id}", **TYPED, geste="deposer")
    assert sent.status_code == 303
    (row,) = rows(house)
    assert (row.status.value, row.receipt) == ("deposited", "D-0001")
    shown = main_text(get(house, f"amendements/brouillons/{row.id}"))
    assert "Reçu D-0001" in shown.replace("  ", " ") and "Publication par le secrétariat" in shown
    mine = main_text(get(house, "amendements/miens"))
    assert "Quinze mille postes" in mine and "Déposé" in mine


def test_a_draft_of_one_alinea_is_gone_on_with_there(house):
    kept = post(house, WRITE, **alineas(a3="1. cofinancer vingt mille postes\u00a0;"), geste="garder")
    assert kept.location.endswith("?alinea=3")
    for address in (kept.location, kept.location.partition("?")[0]):
        page = house.cast.browse("ada").get(address).text
        assert sheet(page) == {3: ["1. cofinancer vingt mille postes\u00a0;"]}
    (row,) = rows(house)
    assert row.text == re.sub(r"(?m)^1\. .*$", "1. cofinancer vingt mille postes\u00a0;", PROPOSAL)


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ({"title": ""}, "Il manque «\u00a0En quelques mots\u00a0»."),
        ({"title": "x" * 61}, "«\u00a0En quelques mots\u00a0» a 61\u00a0signes\u00a0: 60 au plus."),
        ({"reasons": ""}, "Il manque l’exposé sommaire."),
        ({"text": PROPOSAL}, "Votre texte est le même que le texte actuel\u00a0: il n’y a rien à voter."),
        ({"text": ""}, "Le texte est vide."),
        ({"text": PROPOSAL.replace("’", "‘")}, "Seule la typographie change"),
    ],
)
def test_a_refused_deposit_gives_back_everything_and_keeps_the_draft(house, lacking, said):
    typed = TYPED | lacking
    answer = post(house, WRITE, **typed, geste="deposer")
    assert answer.status_code == 422
    assert said in answer.text and "L’amendement n’est pas déposé. Votre texte est gardé." in answer.text
    given_back = areas(answer.text)
    assert given_back["text"].replace("\r\n", "\n") == typed["text"]
    assert (given_back.get("title", ""), given_back["reasons"]) == (typed["title"], typed["reasons"])
    (row,) = rows(house)
    assert row.status.value == "draft"
    assert f"/amendements/brouillons/{row.id}" in answer.text
    again = post(house, f"amendements/brouillons/{row.id}", **TYPED, geste="deposer")
    assert again.status_code == 303 and [found.receipt for found in rows(house)] == ["D-0001"]


def test_all_that_lacks_is_told_at_once(house):
    answer = post(house, WRITE, **TYPED | {"title": "", "reasons": ""}, geste="deposer")
    assert "Il manque «\u00a0En quelques mots\u00a0»." in answer.text and "Il manque l’exposé sommaire." in answer.text
    assert 'href="#title"' in answer.text and 'href="#reasons"' in answer.text


def test_a_second_late_the_page_names_the_closing_and_gives_the_text_back(house):
    house.cast.clock.at = dt.datetime(2020, 10, 12, 16, 0, 1, tzinfo=dt.UTC)
    answer = post(house, WRITE, **TYPED, geste="deposer")
    assert answer.status_code == 409
    assert "est clos depuis le lundi 12\u00a0octobre\u00a02020 à\u00a018\u00a0h." in answer.text
    assert areas(answer.text)["reasons"] == TYPED["reasons"]
    assert [row.status.value for row in rows(house)] == ["draft"]
    page = main_text(get(house, WRITE))
    assert "Déposer : le dépôt n’est pas ouvert" in page and "Vous pouvez garder un brouillon." in page


def test_a_text_that_cannot_be_kept_is_given_back_all_the_same(house):
    answer = post(house, WRITE, **TYPED | {"text": "x" * 100_001}, geste="garder")
    assert (
        answer.status_code == 422 and "Le texte est trop long\u00a0: 100\u202f000\u00a0signes au plus." in answer.text
    )
    assert areas(answer.text)["text"] == "x" * 100_001 and rows(house) == []


def test_a_draft_is_a_secret(house):
    draft_id = house.draft(house.change(QUINZE), by=0, title="Secret")
    for who in ("bela", "sven", "vera"):
        answer = house.cast.browse(who).get(house.cast.path(f"amendements/brouillons/{draft_id}"))
        assert answer.status_code in (403, 404) and "Secret" not in answer.text
    for path in ("", "/suppression", "/retrait"):
        answer = post(house, f"amendements/brouillons/{draft_id}{path}", "bela", **TYPED, geste="garder")
        assert answer.status_code == 404
    assert house.amendment(draft_id).title == "Secret"


def test_the_aide_writes_for_the_official_who_alone_deposits(house):
    kept = post(house, WRITE, "elodie", **TYPED, geste="garder")
    (row,) = rows(house)
    assert kept.status_code == 303 and row.author_id == house.id("ada")
    page = get(house, f"amendements/brouillons/{row.id}", "elodie")
    assert "Déposer : la personne qui signe" in page
    refused = post(house, f"amendements/brouillons/{row.id}", "elodie", **TYPED, geste="deposer")
    assert refused.status_code == 403 and "Seule la personne qui signe peut déposer" in refused.text
    assert "Quinze mille postes" in get(house, "amendements/miens", "ada")
    assert post(house, f"amendements/brouillons/{row.id}", "ada", **TYPED, geste="deposer").status_code == 303


def test_a_draft_is_deleted_from_the_list(house):
    draft_id = house.draft(PROPOSAL, by=0)
    answer = post(house, f"amendements/brouillons/{draft_id}/suppression")
    assert answer.status_code == 303 and rows(house) == []
    assert "Vous n’avez pas encore amendé." in get(house, "amendements/miens")


def test_a_deposited_amendment_is_withdrawn_before_its_publication(house):
    amendment_id = house.deposited(QUINZE, by=0)
    assert post(house, f"amendements/brouillons/{amendment_id}/retrait").status_code == 303
    assert house.statuses(amendment_id) == ["withdrawn"]
    assert "Retiré" in main_text(get(house, f"amendements/brouillons/{amendment_id}"))


def test_once_published_the_draft_leads_to_the_amendment(house):
    amendment_id = house.published(QUINZE, by=0)
    answer = house.cast.browse("ada").get(house.cast.path(f"amendements/brouillons/{amendment_id}"))
    assert answer.status_code == 303 and answer.location.endswith("/amendements/1")


def test_a_draft_on_an_older_version_says_so_and_is_carried_over(house):
    draft_id = house.draft(house.change(("souvent", "toujours")), by=0)
    house.adopt(house.published(QUINZE))
    page = get(house, f"amendements/brouillons/{draft_id}")
    assert "Vous amendez la version 1. Le texte en est à la version 2" in page
    typed = TYPED | {"text": house.change(("souvent", "toujours"))}
    assert post(house, f"amendements/brouillons/{draft_id}", **typed, geste="deposer").status_code == 303
    assert house.statuses(draft_id) == ["deposited"]


def test_differences_of_a_text_that_is_too_long_are_not_computed(house):
    answer = post(house, "propositions/1/amender", "ada", geste="differences", text="a\n\n" * 100_000)
    assert answer.status_code == 422
    assert "Le texte est trop long" in answer.text
    assert "a\n\na" in answer.text


@pytest.mark.parametrize("action", ["differences", "garder", "deposer"])
@pytest.mark.parametrize("field", ["text", "title", "reasons"])
def test_a_desert_of_spaces_is_refused_before_any_of_them_is_weighed(house, action, field):
    desert = "# Titre\n\nun" + "\t \u00a0" * 100 + "mot"
    answer = post(house, "propositions/1/amender", **TYPED | {field: desert}, geste=action)
    if action == "differences" and field != "text":
        assert answer.status_code == 200
        return
    assert answer.status_code == 422
    assert "Il y a là plus de 200\u00a0espaces de suite." in answer.text
    assert rows(house) == []
