"""A device stays signed in thirty days; signing out ends it for good; two people may share an address."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from accounts.models import Account, Device, SignInLink
from core.database import session

pytestmark = pytest.mark.one_database


def signed_in(door, address="ada@essai.example"):
    person = door.visitor()
    door.ask(address)
    person.post(door.link())
    return person


def copy_of(door, client):
    """Another browser with the same cookie: what a thief of cookies has."""
    thief = door.visitor()
    with client.session_transaction() as cookie:
        kept = dict(cookie)
    with thief.session_transaction() as cookie:
        cookie.update(kept)
    return thief


def test_a_device_stays_signed_in_thirty_days(door, clock):
    person = signed_in(door)
    clock.advance(timedelta(days=30) - timedelta(seconds=1))
    assert door.is_signed_in(person)
    clock.advance(timedelta(seconds=1))
    assert not door.is_signed_in(person)


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(door):
    person = door.visitor()
    door.ask("ada@essai.example")
    header = person.post(door.link()).headers["Set-Cookie"]
    assert "HttpOnly" in header
    assert "SameSite=Lax" in header
    assert "Path=/" in header
    assert "Secure" not in header, "the site of this test is not on https"
    cookie = person.get_cookie("session")
    assert cookie is not None
    assert cookie.expires is not None, "it outlives the browser's window"


def test_the_cookie_is_secure_on_https(make_app, database_url, door):
    https = make_app(database_url, SITE_URL="https://congres.example")
    header = https.test_client().get("/essai/").headers["Set-Cookie"]
    assert "Secure" in header
    language = https.test_client().post("/langue", data={"langue": "en", "suite": "/"}).headers["Set-Cookie"]
    assert "Secure" in language
    assert "HttpOnly" in language


def test_signing_out_revokes_the_device(door):
    person = signed_in(door)
    thief = copy_of(door, person)
    assert door.is_signed_in(thief)
    answer = person.post("/essai/deconnexion")
    assert (answer.status_code, answer.location) == (303, "/essai/")
    assert not door.is_signed_in(person)
    assert not door.is_signed_in(thief)
    with person.session_transaction() as cookie:
        assert "members" not in cookie


def test_signing_out_leaves_other_devices(door):
    telephone, computer = signed_in(door), signed_in(door)
    telephone.post("/essai/deconnexion")
    assert not door.is_signed_in(telephone)
    assert door.is_signed_in(computer)


def test_signing_out_twice_is_signing_out(door):
    assert door.visitor().post("/essai/deconnexion").status_code == 303


def test_signing_in_as_another_ends_what_was(door):
    browser = signed_in(door)
    thief = copy_of(door, browser)
    door.ask("bela@essai.example")
    browser.post(door.link())
    assert "M. Béla Kovacs" in browser.get("/essai/connexion").text.replace("\u00a0", " ")
    assert not door.is_signed_in(thief)


def test_a_cookie_kept_from_before_signing_in_is_worth_nothing(door):
    person = door.visitor()
    person.get("/essai/")
    before = copy_of(door, person)
    door.ask("ada@essai.example", person)
    person.post(door.link())
    assert door.is_signed_in(person)
    assert not door.is_signed_in(before)


def test_a_cookie_that_this_site_did_not_sign_is_nobody(door, make_app, database_url):
    person = signed_in(door)
    elsewhere = make_app(database_url, SECRET_KEY="another site's").test_client()
    value = person.get_cookie("session").value
    elsewhere.set_cookie("session", value)
    assert "Vous êtes connecté" not in elsewhere.get("/essai/connexion").text


@pytest.mark.parametrize("suite", ["", "/essai/programme"])
def test_two_people_with_one_address_are_asked_who_they_are(door, suite):
    door.ask("mairie@partage.example", suite=suite)
    person = door.visitor()
    page = person.get(door.link())
    assert "Plusieurs personnes ont cette adresse." in page.text
    assert "Gaspard Noël" in page.text
    assert "Hana Noël" in page.text
    answer = person.post(door.link(), data={"member": door.cast.ids["hana"]})
    assert answer.location == (suite or "/essai/")
    assert "Hana Noël" in person.get("/essai/connexion").text


def test_the_page_asks_again_when_nobody_was_named(door):
    door.ask("mairie@partage.example", suite="/essai/programme")
    person = door.visitor()
    answer = person.post(door.link())
    assert answer.location == "/essai/connexion/qui?suite=/essai/programme"
    home = person.get("/essai/").text
    assert "Gaspard" not in home and "Hana" not in home, "signed in, and nobody yet"
    assert person.get("/essai/connexion").location == "/essai/connexion/qui"
    page = person.get(answer.location)
    assert page.status_code == 200
    chosen = {"member": door.cast.ids["gaspard"], "suite": "/essai/programme"}
    assert person.post("/essai/connexion/qui", data=chosen).location == "/essai/programme"
    assert "Gaspard Noël" in person.get("/essai/connexion").text
    assert "Changer de personne" in person.get("/essai/connexion").text


def test_a_code_for_a_shared_address_asks_who_it_is(door):
    door.ask("mairie@partage.example")
    person = door.visitor()
    answer = person.post("/essai/connexion/code", data={"email": "mairie@partage.example", "code": door.code()})
    assert answer.location == "/essai/connexion/qui"


def test_one_acts_as_a_person_of_the_address_only(door):
    person = signed_in(door, "mairie@partage.example")
    for name in ("ada", "sven"):
        answer = person.post("/essai/connexion/qui", data={"member": door.cast.ids[name]})
        assert answer.status_code == 403
    answer = door.visitor().post("/essai/connexion/qui", data={"member": door.cast.ids["ada"]})
    assert answer.status_code == 403
    assert door.visitor().get("/essai/connexion/qui").location == "/essai/connexion"


def test_naming_another_in_the_link_s_form_names_nobody(door):
    door.ask("mairie@partage.example")
    person = door.visitor()
    answer = person.post(door.link(), data={"member": door.cast.ids["sven"]})
    assert answer.location == "/essai/connexion/qui"


def test_devices_and_old_links_are_forgotten_when_they_serve_no_more(door, clock, runner):
    from app.commands.service_cli import tick

    signed_in(door)
    signed_in(door).post("/essai/deconnexion")

    def kept(model):
        return door.cast.read(lambda: len(session().scalars(select(model)).all()))

    assert runner.invoke(tick).exit_code == 0
    assert (kept(Device), kept(SignInLink)) == (1, 2)
    clock.advance(timedelta(days=30))
    assert runner.invoke(tick).exit_code == 0
    assert (kept(Device), kept(SignInLink)) == (0, 2), "a link of this month still offers a new one"
    clock.advance(timedelta(hours=1))
    assert runner.invoke(tick).exit_code == 0
    assert kept(SignInLink) == 0
    assert kept(Account) > 0
