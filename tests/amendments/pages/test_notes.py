"""Private notes: read by whoever writes them, by nobody else, on no page, in no file, in no entry of the journal."""

import re

import pytest

from tests.amendments.pages.test_amendment_pages import get
from tests.amendments.pages.test_cosigning_pages import SECRETS, _journal, exported, post
from tests.amendments.services.test_decision_services import QUINZE

pytestmark = pytest.mark.one_database
NOTE = "Appeler le maire de Falaise avant la séance."


def test_a_note_is_kept_beside_its_amendment_and_its_proposal_and_taken_away(house):
    house.published(QUINZE)
    answer = post(house, "notes/amendements/1", "elodie", note=f"{NOTE}\r\nEt après.", retour="1")
    assert (answer.status_code, answer.location) == (303, house.cast.path("amendements/1"))
    assert post(house, "notes/propositions/1", "elodie", note="Lire la loi.").status_code == 303
    assert NOTE in get(house, "amendements/1", "elodie")
    listed = get(house, "notes", "elodie")
    assert listed.index("Lire la loi.") < listed.index(NOTE)
    file = house.cast.browse("elodie").get(house.cast.path("notes/mes-notes.txt"))
    assert f"{NOTE}\nEt après." in file.text and "attachment" in file.headers["Content-Disposition"]


def test_two_windows_lose_nothing_and_an_emptied_note_is_gone(house):
    first = post(house, "notes/propositions/1", "ada", note="Une.", vu="")
    assert first.status_code == 303
    second = post(house, "notes/propositions/1", "ada", note="Deux.", vu="")
    assert second.status_code == 409 and "Une." in second.text and "Deux." in second.text
    seen = re.search(r'name="vu" value="(\w+)"', second.text)[1]
    assert post(house, "notes/propositions/1", "ada", note="Une. Deux.", vu=seen).status_code == 303
    page = get(house, "notes/propositions/1", "ada")
    assert "Une. Deux.</textarea>" in page
    seen = re.search(r'name="vu" value="(\w+)"', page)[1]
    too_long = post(house, "notes/propositions/1", "ada", note="a" * 10_001, vu=seen)
    assert too_long.status_code == 422 and "abrégez-la" in too_long.text and "a" * 10_001 in too_long.text
    assert post(house, "notes/propositions/1", "ada", note=" ", vu=seen).status_code == 303
    assert "Vous n’avez encore rien noté." in get(house, "notes", "ada")


def test_what_was_noted_while_signed_out_is_given_back(house):
    answer = post(house, "notes/propositions/1", None, note=NOTE)
    assert answer.status_code == 403 and NOTE in answer.text


def test_nobody_else_reads_a_note_on_any_page_in_any_file(house):
    """The author's aide, the author's official, the secretariat, the public: every page stays as it was."""
    house.published(QUINZE)
    pages = [*SECRETS, "amendements/1", "amendements/1.json", "notes", "notes/mes-notes.txt", "notes/amendements/1"]
    readers = [None, "bela", "elodie", "sven"]
    clients = {who: house.cast.browse(who) for who in readers}

    def read() -> dict:
        return {
            (who, page): re.sub(r'value="[^"]{20,}"', "", client.get(house.cast.path(page)).text)
            for who, client in clients.items()
            for page in pages
        }

    before, entries, files = read(), _journal(house), exported(house)
    assert post(house, "notes/amendements/1", "ada", note=NOTE).status_code == 303
    assert post(house, "notes/propositions/1", "ada", note=NOTE).status_code == 303
    assert read() == before
    assert (_journal(house), exported(house)) == (entries, files)
