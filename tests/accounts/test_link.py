"""A link by mail: opening it changes nothing, a button signs in, once, for an hour."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from accounts.models import Device, SignInLink
from core.database import session
from core.digest import sha256_text


def rows(door, model):
    return door.cast.read(lambda: session().scalars(select(model)).all())


def test_a_link_arrives_by_mail_with_what_it_is_for(door):
    page = door.ask("ada@essai.example")
    assert page.status_code == 200
    assert "Si ada@essai.example est sur la liste du congrès" in page.text
    (mail,) = door.smtp.messages
    assert (mail["To"], mail["From"]) == ("ada@essai.example", "congres@essai.example")
    assert mail["Subject"] == "Votre lien de connexion – Congrès d’essai"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "appuyez sur « Se connecter »" in door.last_mail()
    assert door.link().startswith("/essai/connexion/")


@pytest.mark.parametrize("typed", ["ADA@Essai.Example", "  ada@essai.example ", "ada@essai.example"])
def test_the_address_is_known_however_it_is_typed(door, typed):
    door.ask(typed)
    assert [mail["To"] for mail in door.smtp.messages] == ["ada@essai.example"]


def test_opening_the_link_uses_nothing_up_and_names_the_person(door):
    door.ask("ada@essai.example")
    scanner, person = door.visitor(), door.visitor()
    for _ in range(3):
        assert scanner.get(door.link()).status_code == 200
        assert scanner.head(door.link()).status_code == 200
    page = person.get(door.link())
    assert "Mme\u00a0Ada Martin, maire du Havre (76)" in page.text
    assert rows(door, Device) == []
    assert [link.used_at for link in rows(door, SignInLink)] == [None]
    assert not door.is_signed_in(scanner)


def test_the_button_signs_in(door):
    door.ask("ada@essai.example")
    person = door.visitor()
    answer = person.post(door.link())
    assert (answer.status_code, answer.location) == (303, "/essai/")
    assert door.is_signed_in(person)
    assert "Mme\u00a0Ada Martin" in person.get("/essai/").text


def test_a_link_serves_once_and_offers_a_new_one_to_the_same_address(door):
    door.ask("ada@essai.example", suite="/essai/propositions")
    used = door.link()
    door.visitor().post(used)
    for second in (door.visitor().post(used), door.visitor().get(used)):
        assert second.status_code == 410
        assert "Il a déjà servi" in second.text
        assert 'value="ada@essai.example"' in second.text
        assert 'value="/essai/propositions"' in second.text
    assert len(rows(door, Device)) == 1


def test_an_expired_link_offers_a_new_one_that_goes_where_the_person_was_going(door, clock):
    door.ask("ada@essai.example", suite="/essai/propositions")
    old = door.link()
    clock.advance(timedelta(minutes=59, seconds=59))
    assert door.visitor().get(old).status_code == 200
    clock.advance(timedelta(seconds=1))
    for page in (door.visitor().get(old), door.visitor().post(old)):
        assert page.status_code == 410
        assert "Un lien sert pendant une heure" in page.text
        assert 'value="ada@essai.example"' in page.text
    assert rows(door, Device) == []
    door.ask("ada@essai.example", suite="/essai/propositions")
    assert door.link() != old
    assert door.visitor().post(door.link()).location == "/essai/propositions"


@pytest.mark.parametrize("token", ["x", "A" * 43, "é", "fin"])
def test_a_link_that_never_was_says_so(door, token):
    person = door.visitor()
    assert person.get(f"/essai/connexion/{token}").status_code == 404
    assert person.post(f"/essai/connexion/{token}").status_code == 404
    assert "Ce lien ne sert plus" in person.get(f"/essai/connexion/{token}").text


def test_the_answer_is_the_same_whether_the_address_is_known_or_not(door):
    known, unknown = door.visitor(), door.visitor()
    first = known.post("/essai/connexion", data={"email": "ada@essai.example"})
    second = unknown.post("/essai/connexion", data={"email": "zoe@essai.example"})
    assert (first.status_code, first.location) == (second.status_code, second.location)
    assert _headers(first) == _headers(second)
    pages = [without_token(client.get("/essai/connexion/code").text) for client in (known, unknown)]
    assert pages[0] == pages[1].replace("zoe@essai.example", "ada@essai.example")
    assert door.send() == 1
    assert [mail["To"] for mail in door.smtp.messages] == ["ada@essai.example"]


def without_token(page: str) -> str:
    """The page without what protects its forms, that changes each time."""
    return re.sub(r'name="csrf_token" value="[^"]*"', "", page)


def _headers(answer):
    """Every header but the cookie, whose words are signed."""
    return [(name, value) for name, value in answer.headers if name != "Set-Cookie"]


def test_a_wrong_code_answers_the_same_whether_the_address_is_known_or_not(door):
    door.ask("ada@essai.example")
    answers = [
        door.visitor().post("/essai/connexion/code", data={"email": address, "code": "2222-2222"})
        for address in ("ada@essai.example", "zoe@essai.example")
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert without_token(answers[0].text).replace("ada@", "zoe@") == without_token(answers[1].text)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Tapez votre adresse électronique."),
        ("ada", "Cette adresse n’est pas complète"),
        ("ada@essai", "Cette adresse n’est pas complète"),
        ("ada@essai.example\r\nBcc: eve@essai.example", "Cette adresse n’est pas complète"),
        ("a" * 320 + "@essai.example", "Cette adresse est trop longue."),
    ],
)
def test_what_is_no_address_is_said_beside_what_was_typed(door, typed, sentence):
    page = door.visitor().post("/essai/connexion", data={"email": typed})
    assert page.status_code == 422
    assert sentence in page.text
    assert door.send() == 0


def test_a_nul_is_refused(door):
    page = door.visitor().post("/essai/connexion", data={"email": "ada\x00@essai.example"})
    assert page.status_code == 422
    assert "caractère nul" in page.text


def test_the_page_that_follows_can_be_loaded_again_without_another_mail(door):
    person = door.visitor()
    door.ask("ada@essai.example", person)
    for _ in range(2):
        assert "Si ada@essai.example est sur la liste" in person.get("/essai/connexion/code").text
    assert door.send() == 0


def test_no_secret_is_in_the_database_nor_in_the_outbox(door):
    from sqlalchemy import inspect, text

    from core.database import db

    door.visitor().post("/essai/connexion", data={"email": "ada@essai.example"})

    def everything() -> str:
        names = inspect(db.engine).get_table_names()
        return "\n".join(
            repr(row) for name in names for row in session().execute(text(f'SELECT * FROM "{name}"')).all()
        )

    waiting = door.cast.read(everything)
    assert "ada@essai.example" in waiting
    assert door.send() == 1
    token, code = door.link().rpartition("/")[2], door.code()
    client = door.visitor()
    client.post(door.link())
    device = _device_token(client)
    sent = door.cast.read(everything)
    for secret in (token, code, code.replace("-", ""), device):
        assert secret not in waiting
        assert secret not in sent
    assert sha256_text(code.replace("-", "")) not in waiting, "eight characters are guessed from a plain fingerprint"
    assert sha256_text(token) in sent


def _device_token(client) -> str:
    with client.session_transaction() as cookie:
        return cookie["_user_id"]


def test_no_secret_is_in_the_logs_even_when_every_statement_is(make_app, database_url, app_config, door, caplog):
    door.cast = replace(door.cast, app=make_app(database_url, SQLALCHEMY_ECHO=True, **app_config))
    caplog.set_level("INFO")
    door.ask("ada@essai.example")
    person = door.visitor()
    person.get(door.link())
    person.post(door.link())
    person.post(door.link())
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name != "mail.log")
    assert "INSERT INTO outbox_message" in ours
    for secret in (door.link().rpartition("/")[2], door.code(), _device_token(person)):
        assert secret not in ours


def test_the_pages_of_a_link_are_kept_by_no_cache_and_told_to_nobody(door):
    door.ask("ada@essai.example")
    page = door.visitor().get(door.link())
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "strict-origin"


def test_a_person_withdrawn_from_the_roll_no_longer_signs_in(door):
    from congress.models import Accreditation, Member

    door.ask("bela@essai.example")

    def withdraw():
        session().get_one(Member, door.cast.ids["bela"]).accreditation = Accreditation.WITHDRAWN

    door.cast.run(withdraw)
    person = door.visitor()
    page = person.get(door.link())
    assert "bela@essai.example n’est sur la liste d’aucune personne accréditée" in page.text
    person.post(door.link())
    assert not door.is_signed_in(person)


def test_a_page_reserved_to_members_leads_through_the_door_and_back(door):
    person = door.visitor()
    turned = person.get("/essai/membres?q=a")
    assert turned.status_code == 303
    assert turned.location == "/essai/connexion?suite=/essai/membres?q%3Da"
    page = person.get(turned.location)
    assert 'value="/essai/membres?q=a"' in page.text
    door.ask("sven@essai.example", person, suite="/essai/membres?q=a")
    back = person.post(door.link())
    assert back.location == "/essai/membres?q=a"
    assert person.get(back.location).status_code == 200


OUTSIDE = [
    "https://ailleurs.example/",
    "//ailleurs.example/",
    "/\\ailleurs.example/",
    "\\\\ailleurs.example",
    "/\t/ailleurs.example/",
    "/\n/ailleurs.example/",
    "javascript:alert(1)",
    "ailleurs",
    "/" + "a" * 600,
]


@pytest.mark.parametrize("suite", OUTSIDE)
def test_the_way_back_never_leaves_the_site(door, suite):
    person = door.visitor()
    door.ask("ada@essai.example", person, suite=suite)
    assert person.post(door.link()).location == "/essai/"
    page = door.visitor().get("/essai/connexion", query_string={"suite": suite})
    assert 'name="suite" type="hidden" value=""' in page.text


@pytest.mark.parametrize("suite", OUTSIDE)
def test_nor_does_the_choice_of_a_person_or_of_a_language(door, suite):
    person = door.visitor()
    door.ask("mairie@partage.example", person)
    person.post(door.link())
    chosen = person.post("/essai/connexion/qui", data={"member": door.cast.ids["hana"], "suite": suite})
    assert chosen.location == "/essai/"
    assert person.post("/langue", data={"langue": "en", "suite": suite}).location == "/"


def test_a_forged_form_is_refused(make_app, database_url, door):
    forged = make_app(database_url, WTF_CSRF_ENABLED=True).test_client()
    door.ask("ada@essai.example")
    for path in (door.link(), "/essai/connexion", "/essai/connexion/code", "/essai/deconnexion", "/langue"):
        assert forged.post(path, data={"email": "ada@essai.example"}).status_code == 403
    assert rows(door, Device) == []


def test_the_forms_say_of_their_fields_only_what_is(door):
    door.ask("ada@essai.example")
    visitor = door.visitor()
    for path in ("/essai/connexion", "/essai/connexion/code", "/essai/connexion/inconnu"):
        assert "None" not in visitor.get(path).text
