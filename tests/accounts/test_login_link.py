"""`hemicycle accounts login-link`: the operator hands a sign-in address over when mail does not arrive."""

from datetime import date

from app.commands.service_cli import accounts
from tests.support.cast import build_congress


def test_it_prints_an_address_that_signs_in(door, runner):
    done = runner.invoke(accounts, ["login-link", "Ada@essai.example"])
    assert done.exit_code == 0
    address = done.stdout.strip()
    assert address.startswith("http://congres.example/essai/connexion/")
    assert door.smtp.messages == []
    person = door.visitor()
    assert person.post(address.removeprefix("http://congres.example")).status_code == 303
    assert door.is_signed_in(person)


def test_it_leads_to_the_congress_named_or_to_the_latest_that_knows_the_person(door, runner, app):
    build_congress(app, slug="autre", starts=date(2021, 7, 1), ends=date(2021, 7, 2), without=("bela",))
    told = [
        runner.invoke(accounts, ["login-link", *words]).stdout.split("/")[3]
        for words in (["ada@essai.example"], ["bela@essai.example"], ["ada@essai.example", "--congress", "essai"])
    ]
    assert told == ["autre", "essai", "essai"]


def test_an_address_on_no_roll_and_a_congress_that_is_not_are_one_line_and_exit_2(program, database_url):
    """By the program itself: what is broken is a sentence on standard error, never a traceback."""
    words = ("accounts", "login-link", "zoe@essai.example")
    unknown = program(*words, DATABASE_URL=database_url)
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert unknown.stderr == "aucune personne n’a l’adresse zoe@essai.example\n"
    nowhere = program(*words, "--congress", "rien", DATABASE_URL=database_url)
    assert (nowhere.returncode, nowhere.stderr) == (2, "aucun congrès ne s’appelle «\u00a0rien\u00a0»\n")
