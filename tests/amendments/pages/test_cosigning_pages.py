"""Pages of cosignatures: picking members of the roll, answering yes or no, and what nobody else may read of it."""

import re

import pytest

from tests.amendments.pages.test_amendment_pages import flat, get, main_text
from tests.amendments.services.test_cosign_requests import answers, ask, cosign, mails
from tests.amendments.services.test_decision_services import CINQ, QUINZE

pytestmark = pytest.mark.one_database


def post(house, path: str, who: str | None, **data):
    return house.cast.browse(who).post(house.cast.path(path), data=data)


def test_members_are_picked_in_french_order_and_kept_while_one_searches(house):
    amendment_id = house.deposited(QUINZE)
    here = f"cosignatures/{amendment_id}/demander"
    page = get(house, here, "bela")
    named = re.findall(r'for="qui-(\d+)"', page)
    assert str(house.id("bela")) not in named and str(house.id("vera")) not in named
    names = house.read(lambda: _family_names(house, named))
    assert names == sorted(names) and len(names) > 5
    dora, emile = house.id("dora"), house.id("emile")
    page = get(house, f"{here}?qui={dora}&q=zzz", "bela")
    assert f'value="{dora}" checked' in page and "Personne d’autre ne correspond" in page
    page = get(house, f"{here}?qui={dora}&q=emile", "bela")
    assert f'value="{dora}" checked' in page and f'value="{emile}">' in page
    assert "Envoyer la demande" in page


def _family_names(house, ids: list[str]) -> list:
    from congress.models import Member
    from core.database import session

    return [session().get_one(Member, int(found)).alphabetic for found in ids]


def test_the_roll_tells_no_address_nor_is_it_searched_by_one(house):
    from congress.models import Member
    from core.database import session

    amendment_id = house.deposited(QUINZE)
    here = f"cosignatures/{amendment_id}/demander"
    address = house.read(lambda: session().get_one(Member, house.id("dora")).email)
    house.change_row(Member, house.id("dora"), email="bien.cachee@example.org")
    assert "@" not in main_text(get(house, here, "bela"))
    for searched in (address, "cachee", "example.org"):
        searched_for = get(house, f"{here}?q={searched}", "bela")
        assert "Personne ne correspond" in searched_for and "data-begin-here" in searched_for


def test_a_commune_stands_beside_homonyms(house):
    from congress.models import Member

    amendment_id = house.deposited(QUINZE)
    same = {"honorific": "Mme", "given_name": "Camille", "family_name": "Allain", "office": "", "body": ""}
    house.change_row(Member, house.id("dora"), **same, commune="Falaise")
    house.change_row(Member, house.id("fatou"), **same, commune="Vire")
    page = main_text(get(house, f"cosignatures/{amendment_id}/demander?q=allain", "bela"))
    assert "Mme Camille Allain (Falaise)" in page and "Mme Camille Allain (Vire)" in page


def test_a_member_answers_yes_or_no_by_two_buttons_and_a_second_press_is_harmless(house):
    amendment_id = house.deposited(QUINZE)
    here = f"cosignatures/{amendment_id}"
    answer = post(house, f"{here}/demander", "bela", qui=[house.id("dora"), house.id("emile")])
    assert answer.status_code == 303 and len(mails(house)) == 2
    assert "Répondre à une demande de cosignature" in get(house, "", "dora")
    assert "Une cosignature vous est demandée" in get(house, "amendements/miens", "dora")
    page = get(house, here, "dora")
    assert "Oui, je cosigne" in page and "remplacer le mot « dix » par le mot « quinze »" in main_text(page)
    seen = re.search(r'name="texte" value="(\w+)"', page)[1]
    for _twice in range(2):
        assert post(house, here, "dora", reponse="oui", texte=seen).status_code == 303
        assert post(house, here, "emile", reponse="non", texte=seen).status_code == 303
    assert answers(house, amendment_id) == {house.id("dora"): "accepted", house.id("emile"): "declined"}
    assert len(house.amendment(amendment_id).cosigners) == 1
    told = main_text(get(house, f"{here}/demander", "bela"))
    assert "Cosigné" in told and "Déclinée" in told
    assert "Répondre à une demande" not in get(house, "", "dora")
    stale = post(house, here, "emile", reponse="oui", texte="0" * 64)
    assert stale.status_code == 409 and "Relisez-le, puis cosignez." in stale.text
    nothing = post(house, here, "emile", texte=seen)
    assert nothing.status_code == 422 and "Choisissez l’une des deux réponses." in nothing.text


def test_a_link_of_a_mail_asks_to_sign_in_and_comes_back(house):
    amendment_id = house.deposited(QUINZE)
    ask(house, amendment_id, "dora")
    answer = house.cast.browse(None).get(house.cast.path(f"cosignatures/{amendment_id}"))
    assert answer.status_code == 303
    assert "connexion" in answer.location and f"cosignatures%2F{amendment_id}" in answer.location.replace("/", "%2F")


SECRETS = ("", "propositions/1", "propositions/1/amendements", "amendements", "amendements.csv", "amendements.atom",
           "amendements/depots", "amendements/miens", "motion")  # fmt: skip


def test_what_was_asked_is_read_by_the_author_alone(house):
    """Every role, every page and file: who was asked, who has not answered, who declined."""
    from amendments.services.cosigning_services import decline

    published, deposited = house.published(QUINZE), house.deposited(CINQ)
    pages = [*SECRETS, "amendements/1", "amendements/1.json"]
    readers = [None, "ada", "elodie", "chloe", "sven"]
    clients = {who: house.cast.browse(who) for who in readers}

    def read() -> dict:
        found = {}
        for who, client in clients.items():
            for page in pages:
                answer = client.get(house.cast.path(page))
                found[who, page] = re.sub(r'value="[^"]{20,}"|nonce="[^"]+"', "", answer.text)
        return found

    before, versions, files = read(), _journal(house), exported(house)
    for amendment_id in (published, deposited):
        ask(house, amendment_id, "dora", "emile", "fatou")
        house.do(decline, amendment_id, by="emile")
    after = read()
    assert {key for key, page in after.items() if page != before[key]} == set()
    assert _journal(house) == versions  # what pages follow (…/etat) is made of it
    assert exported(house) == files
    for who in readers:
        for amendment_id, page in ((published, "/demander"), (deposited, "/demander"), (deposited, "")):
            status = clients[who].get(house.cast.path(f"cosignatures/{amendment_id}{page}")).status_code
            assert status == (303 if who is None else 403 if who in ("elodie", "sven") else 404), (who, page)
    assert "Déclinée" in get(house, f"cosignatures/{deposited}/demander", "bela")


def exported(house) -> dict[str, bytes]:
    """The files of the congress as a folder."""
    from app.folder.exporting import folder_files
    from congress.models import Congress
    from core.database import session

    return house.read(lambda: folder_files(session().get_one(Congress, house.cast.congress_id)))


def _journal(house) -> int:
    from core.database import session
    from core.journal import JournalEntry

    return house.read(lambda: session().query(JournalEntry).count())


def test_an_author_cancels_a_request_and_a_cosigner_confirms_another_text(house):
    from amendments.models import Cosigner

    amendment_id = house.published(QUINZE)
    ask(house, amendment_id, "dora", "emile")
    assert post(house, f"cosignatures/{amendment_id}/annuler", "bela", qui=house.id("emile")).status_code == 303
    assert answers(house, amendment_id)[house.id("emile")] == "cancelled"
    cosign(house, amendment_id, "dora")
    (row,) = house.amendment(amendment_id).cosigners
    house.change_row(Cosigner, row.id, version=0)
    here = f"cosignatures/{amendment_id}"
    assert "À confirmer" in get(house, f"{here}/demander", "bela")
    assert "Relire et confirmer" in get(house, "amendements/1", "dora")
    assert "Lefèvre" not in main_text(get(house, "amendements/1", "ada"))
    page = get(house, here, "dora")
    assert "Le texte a changé depuis votre cosignature." in page
    seen = re.search(r'name="texte" value="(\w+)"', page)[1]
    assert post(house, here, "dora", reponse="oui", texte=seen).status_code == 303
    assert "Lefèvre" in main_text(flat(house.cast.browse("ada").get(house.cast.path("amendements/1")).text))
