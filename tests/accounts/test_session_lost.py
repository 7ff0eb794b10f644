"""A session lost while one writes: signed in again, the first press sends it, and never in another person's name."""

import html
import re

import pytest

from tests.accounts.conftest import GATE

pytestmark = pytest.mark.one_database
WRITE = "/essai/propositions/1/amender"
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
TYPED = {"base_number": "1", "a1": "Écrit avant que la session ne se perde.", "title": "Perdue", "reasons": ""}


@pytest.fixture
def app_config(app_config: dict[str, object]) -> dict[str, object]:
    return {**app_config, "WTF_CSRF_ENABLED": True}


def token(page: str) -> str:
    """The token of the last form of a page."""
    return html.unescape(re.findall(r'name="csrf_token"[^>]* value="([^"]+)"', page)[-1])


def enter(door, client, name: str) -> None:
    """Sign in by the link of a mail; as one of those who share the address, where several do."""
    address = {"hana": "mairie@partage.example", "gaspard": "mairie@partage.example"}.get(name, f"{name}@essai.example")
    client.post(GATE, data={"email": address, "csrf_token": token(client.get(GATE).text)}, headers=FROM_HERE)
    door.send()
    link = door.link()
    fields = {"member": str(door.cast.ids[name]), "csrf_token": token(client.get(link).text)}
    assert client.post(link, data=fields, headers=FROM_HERE).status_code == 303


def lose(client) -> None:
    with client.session_transaction() as cookie:
        cookie.clear()


def press(client, page_token: str, headers=FROM_HERE, **more):
    return client.post(WRITE, data=TYPED | {"geste": "garder", "csrf_token": page_token, **more}, headers=headers)


def kept(door) -> list[str]:
    from sqlalchemy import select

    from amendments.models import Amendment
    from core.database import session

    return door.cast.read(lambda: [row.author.given_name for row in session().scalars(select(Amendment))])


def test_signed_in_again_the_first_press_sends_every_word_and_a_page_of_another_site_never_does(door):
    client = door.visitor()
    enter(door, client, "ada")
    shown = token(client.get(WRITE).text)
    lose(client)
    refused = press(client, shown)
    assert refused.status_code == 403 and TYPED["a1"] in refused.text and "Vous n’êtes plus connecté" in refused.text
    assert "/essai/connexion?suite=/essai/propositions/1/amender" in refused.text.replace("%2F", "/")
    by_itself = press(client, shown, FROM_HERE | {"Accept": "application/json"})
    assert by_itself.json["token"] == shown, "the page keeps the token that knows who wrote"
    enter(door, client, "ada")
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://ailleurs.example"},
        {},
    ):
        assert press(client, shown, headers).status_code == 403, headers
    again = token(refused.text[: refused.text.index("Envoyer de nouveau")])
    assert press(client, again).status_code == 303 and kept(door) == ["Ada"]
    assert press(client, shown, FROM_HERE, title="Encore").status_code == 303, "the page that stayed open as well"


@pytest.mark.parametrize(("writer", "other"), [("ada", "bela"), ("hana", "gaspard")])
def test_words_never_go_in_the_name_of_somebody_else_who_signed_in_on_the_same_machine(door, writer, other):
    client = door.visitor()
    enter(door, client, writer)
    shown = token(client.get(WRITE).text)
    lose(client)
    refused = press(client, shown)
    enter(door, client, other)
    for sent in (shown, token(refused.text[: refused.text.index("Envoyer de nouveau")])):
        answer = press(client, sent)
        assert answer.status_code == 403 and "Une autre personne est connectée dans ce navigateur" in answer.text
    assert kept(door) == []
    assert press(client, shown[:-4] + "AAAA").status_code == 403, "a token that the site did not sign says nothing"


def test_two_who_share_an_address_change_places_and_no_open_page_changes_hands(door):
    client = door.visitor()
    enter(door, client, "hana")
    shown = token(client.get(WRITE).text)
    choice = {"member": str(door.cast.ids["gaspard"]), "csrf_token": token(client.get("/essai/connexion/qui").text)}
    assert client.post("/essai/connexion/qui", data=choice, headers=FROM_HERE).status_code == 303
    assert press(client, shown).status_code == 403 and kept(door) == []
