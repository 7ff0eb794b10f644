"""Mail of a demonstration says so and goes into files, even where mail is configured."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.accounts.conftest import Door
from tests.support.cast import build_congress

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


def test_without_a_mail_server_every_mail_is_a_file(make_app, database_url, smtp):
    application = make_app(database_url)
    door = Door(build_congress(application), smtp)
    door.ask("ada@essai.example")
    (mail,) = written(door)
    assert BANNER not in mail.get_content()
