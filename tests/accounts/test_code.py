"""The code of the mail, typed on the sign-in page: forgiving of how, strict about how often."""

from datetime import timedelta

import pytest

CODE = "/essai/connexion/code"


def type_code(door, client, code, address="ada@essai.example"):
    return client.post(CODE, data={"email": address, "code": code})


@pytest.mark.parametrize(
    "written",
    [
        lambda code: code,
        lambda code: code.lower(),
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " ").lower(),
        lambda code: f"  {code.replace('-', '–')} ",
        lambda code: " ".join(code.replace("-", "")),
    ],
    ids=["as written", "lower case", "without its dash", "with a space", "with an en dash", "letter by letter"],
)
def test_the_code_signs_in_however_it_is_typed(door, written):
    person = door.visitor()
    door.ask("ada@essai.example", person, suite="/essai/programme")
    answer = type_code(door, person, written(door.code()), " ADA@essai.example")
    assert (answer.status_code, answer.location) == (303, "/essai/programme")
    assert door.is_signed_in(person)


def test_the_code_is_typed_on_another_device_than_the_one_that_asked(door):
    door.ask("ada@essai.example")
    telephone = door.visitor()
    page = telephone.get(CODE)
    assert 'type="email"' in page.text
    assert "Taper le code reçu" in page.text
    type_code(door, telephone, door.code())
    assert door.is_signed_in(telephone)


def test_a_code_serves_once_and_ends_its_link(door):
    door.ask("ada@essai.example")
    type_code(door, door.visitor(), door.code())
    second = type_code(door, door.visitor(), door.code())
    assert second.status_code == 422
    assert "Ce code n’est pas le bon, ou il a expiré" in second.text
    assert door.visitor().get(door.link()).status_code == 410


def test_a_code_serves_for_an_hour(door, clock):
    door.ask("ada@essai.example")
    clock.advance(timedelta(hours=1))
    person = door.visitor()
    assert type_code(door, person, door.code()).status_code == 422
    assert not door.is_signed_in(person)


def test_a_code_serves_its_own_address_only(door):
    door.ask("bela@essai.example")
    assert type_code(door, door.visitor(), door.code(), "ada@essai.example").status_code == 422
    assert type_code(door, door.visitor(), door.code(), "bela@essai.example").status_code == 303


def test_the_code_of_an_earlier_mail_serves_as_well_as_the_last(door):
    door.ask("ada@essai.example")
    first = door.code()
    door.ask("ada@essai.example")
    assert door.code() != first
    assert type_code(door, door.visitor(), first).status_code == 303
    assert type_code(door, door.visitor(), door.code()).status_code == 303


def wrong(code: str) -> str:
    """Another code, one character away."""
    return ("2" if code[0] != "2" else "3") + code[1:]


def test_after_four_wrong_codes_the_right_one_signs_in(door):
    door.ask("ada@essai.example")
    for _ in range(4):
        assert type_code(door, door.visitor(), wrong(door.code())).status_code == 422
    assert type_code(door, door.visitor(), door.code()).status_code == 303


def test_five_wrong_codes_where_it_was_asked_end_the_code_and_leave_the_link(door):
    person = door.visitor()
    door.ask("ada@essai.example", person)
    for _ in range(5):
        assert type_code(door, person, wrong(door.code())).status_code == 422
    assert type_code(door, person, door.code()).status_code == 422, "the sixth try is the right code, too late"
    assert person.post(door.link()).status_code == 303, "nobody is shut out by another's guesses"


def test_a_new_link_brings_a_code_that_serves(door):
    door.ask("ada@essai.example")
    for _ in range(5):
        type_code(door, door.visitor(), wrong(door.code()))
    door.ask("ada@essai.example")
    assert type_code(door, door.visitor(), door.code()).status_code == 303


def test_a_wrong_code_keeps_the_address_and_says_what_to_do(door):
    person = door.visitor()
    door.ask("ada@essai.example", person)
    page = type_code(door, person, wrong(door.code()))
    assert page.status_code == 422
    assert "La connexion n’est pas encore faite." in page.text
    assert 'name="email" value="ada@essai.example"' in page.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "Tapez le code de huit caractères."), ("1234", "Le code a huit caractères."), ("A" * 21, "huit caractères")],
)
def test_what_is_no_code_is_said_and_counts_for_nothing(door, typed, sentence):
    door.ask("ada@essai.example")
    for _ in range(6):
        page = type_code(door, door.visitor(), typed)
        assert page.status_code == 422
        assert sentence in page.text
    assert type_code(door, door.visitor(), door.code()).status_code == 303


def test_codes_hold_no_sign_that_is_mistaken_for_another(app):
    from core.mail.sealing import code_of, new_nonce

    with app.app_context():
        codes = {code_of(new_nonce()) for _ in range(500)}
    assert len(codes) == 500
    assert not set("".join(codes)) & set("01IO")
    assert all(len(code) == 8 for code in codes)
