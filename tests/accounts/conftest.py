"""The door of the congress `essai`: links asked for, mails read, codes typed, as a browser without JavaScript does."""

import re
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.cast import Cast
from tests.support.network import Mailbox

SITE = "http://congres.example"
GATE = "/essai/connexion"


@pytest.fixture
def app_config(smtp: Mailbox) -> dict[str, object]:
    return {"SMTP_URL": f"smtp://{smtp.host}:{smtp.port}", "SITE_URL": SITE, "MAIL_FROM": "congres@essai.example"}


@dataclass
class Door:
    """One congress's sign-in pages, and the mailbox they write to."""

    cast: Cast
    smtp: Mailbox

    def visitor(self, **environ: str) -> FlaskClient:
        """A browser that nobody signed in yet."""
        client = self.cast.app.test_client()
        client.environ_base.update(environ)
        return client

    def ask(self, address: str, client: FlaskClient | None = None, **fields: str) -> TestResponse:
        """The page that follows the question of a link."""
        answer = (client or self.visitor()).post(GATE, data={"email": address, **fields}, follow_redirects=True)
        self.send()
        return answer

    def send(self) -> int:
        """How many mails leave now."""
        from core.mail.sending import send_due

        return self.cast.read(lambda: send_due(self.cast.clock.now()))

    def last_mail(self) -> str:
        """The words of the last mail received."""
        return self.smtp.messages[-1].get_content()

    def link(self) -> str:
        """The path of the last link received."""
        address = re.search(re.escape(SITE) + r"(/\S+)", self.last_mail())
        assert address is not None
        return address[1]

    def code(self) -> str:
        """The last code received, as written."""
        found = re.search(r"\b([2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4})\b", self.last_mail())
        assert found is not None
        return found[1]

    def is_signed_in(self, client: FlaskClient) -> bool:
        """Whether the browser is signed in, as the sign-in page tells it."""
        return "Vous êtes connecté" in client.get(GATE, follow_redirects=True).text


@pytest.fixture
def door(cast: Cast, smtp: Mailbox) -> Door:
    """The sign-in pages of the congress `essai`."""
    return Door(cast, smtp)
