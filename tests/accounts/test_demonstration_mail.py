"""Mail of a demonstration says so and goes into files, even where mail is configured."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.accounts.conftest import Door
from tests.support.cast import build_congress

pytestmark = pytest.mark.one_database

BANNER = "DÉMONSTRATION – personnes et texte fictifs"


@pytest.fixture
def door(app, smtp):
    return Door(build_congress(app, demonstration=True), smtp)


def written(door):
    folder = Path(door.cast.app.config["INSTANCE_PATH"]) / "outbox"
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in sorted(folder.glob("*.eml"))]


def test_the_mail_is_a_file_that_says_what_it_is(door):
    door.ask("ada@essai.example")
    assert door.smtp.messages == []
    (mail,) = written(door)
    assert mail["To"] == "ada@essai.example"
    assert mail["Subject"] == "[DÉMONSTRATION] Votre lien de connexion – Congrès d’essai"
    body = mail.get_content()
    assert body.startswith(BANNER)
    assert body.rstrip().endswith(BANNER)
    door.smtp.messages.append(mail)
    assert door.visitor().post(door.link()).status_code == 303


def test_files_of_mails_are_their_owner_s_alone(door):
    door.ask("ada@essai.example")
    folder = Path(door.cast.app.config["INSTANCE_PATH"]) / "outbox"
    assert folder.stat().st_mode & 0o077 == 0


def test_without_a_mail_server_every_mail_is_a_file(make_app, database_url, smtp):
    application = make_app(database_url)
    door = Door(build_congress(application), smtp)
    door.ask("ada@essai.example")
    (mail,) = written(door)
    assert BANNER not in mail.get_content()


def test_asking_the_demonstration_uses_up_no_link_of_a_real_congress(app, smtp):
    build_congress(app, slug="essai-demo", demonstration=True)
    real = Door(build_congress(app), smtp)
    for _ in range(12):
        real.visitor().post("/essai-demo/connexion", data={"email": "ada@essai.example"})
    assert real.ask("ada@essai.example").status_code == 200
    assert len(smtp.messages) == 1


def test_a_real_congress_writes_to_nobody_who_is_on_the_roll_of_the_demonstration_alone(app, smtp):
    build_congress(app, slug="essai-demo", demonstration=True)
    real = Door(build_congress(app, without=("ada", "elodie")), smtp)
    answer = real.ask("ada@essai.example")
    assert answer.status_code == 200
    assert smtp.messages == []
    assert real.ask("bela@essai.example").status_code == 200
    assert len(smtp.messages) == 1
