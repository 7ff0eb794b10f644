"""The frame of the tests keeps its promises: nothing leaves the machine, mail arrives, warnings are errors."""

import smtplib
import socket
import urllib.request
import warnings
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.support.network import BeyondLoopback


def test_a_connection_beyond_this_machine_is_refused():
    with socket.socket() as outside, pytest.raises(BeyondLoopback):
        outside.connect(("192.0.2.1", 80))


def test_a_name_of_another_machine_is_not_even_resolved():
    with pytest.raises(BeyondLoopback):
        urllib.request.urlopen("http://example.org/")


FORMER: list[Path] = []


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_folder_of_a_test_is_empty_and_gone_with_it(tmp_path, time):
    assert list(tmp_path.iterdir()) == []
    assert [folder for folder in FORMER if folder.exists()] == []
    (tmp_path / "made").write_text("here", encoding="utf-8")
    FORMER.append(tmp_path)


def test_a_warning_is_an_error():
    with pytest.raises(DeprecationWarning):
        warnings.warn("old ways", DeprecationWarning, stacklevel=1)


def test_mail_sent_to_the_loopback_server_arrives_with_its_accents(smtp):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@exemple.test", "b@exemple.test", "Congrès : séance ouverte"
    message.set_content("Il vous reste 3 points de vue à donner.")
    with smtplib.SMTP(smtp.host, smtp.port) as connection:
        connection.send_message(message)
    (received,) = smtp.messages
    assert received["Subject"] == "Congrès : séance ouverte"
    assert received.get_content().strip() == "Il vous reste 3 points de vue à donner."


def test_a_refused_address_is_refused_as_a_server_does(smtp):
    smtp.refused.add("absent@exemple.test")
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@exemple.test", "absent@exemple.test", "Bonjour"
    with smtplib.SMTP(smtp.host, smtp.port) as connection, pytest.raises(smtplib.SMTPRecipientsRefused):
        connection.send_message(message)
    assert smtp.messages == []
