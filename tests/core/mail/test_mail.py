"""The outbox is sent once, whatever fails on the way: a server that is down, one address, one message."""

import smtplib
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from sqlalchemy import String, cast, func, literal, select, union_all, update

from core import unit_of_work
from core.database import session
from core.mail.outbox import OutboxMessage, OutboxText, forget_texts, queue_mail, queue_mails
from core.mail.sending import MOST_ATTEMPTS, send_due, still_refused, subject_header
from tests.support.network import free_port


@pytest.fixture
def app_config(smtp):
    return {"SMTP_URL": f"smtp://{smtp.host}:{smtp.port}", "SITE_URL": "https://congres.example"}


@pytest.fixture
def queue(app, clock):
    def put(key, recipient="ada@essai.example", subject="Objet", body="Bonjour,\n\nà bientôt.", **more):
        with app.app_context():
            unit_of_work.run(lambda: queue_mail(key, recipient, subject, body, now=clock.now(), **more))

    return put


@pytest.fixture
def send(app, clock):
    def go():
        with app.app_context():
            return send_due(clock.now())

    return go


def stored(app):
    with app.app_context():
        return session().scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()


def test_a_mail_arrives_word_for_word(queue, send, smtp):
    body = "Bonjour,\n\n« L’État », 3 500 €, n° 12 : à bientôt !\n" + "Une longue ligne. " * 80
    queue("un", body=body, subject="Amendement n° 12 : publié")
    assert send() == 1
    (mail,) = smtp.messages
    assert mail["Subject"] == "Amendement n° 12 : publié"
    assert mail.get_content().replace("\r\n", "\n").rstrip("\n") == body
    assert mail["Message-ID"].endswith("@congres.example>")
    assert mail["Date"].datetime.isoformat() == "2020-10-12T12:00:00+00:00"


def test_a_key_is_one_mail_and_a_second_round_sends_nothing(queue, send, smtp):
    queue("un")
    queue("un", subject="Une autre fois")
    queue("deux")
    assert (send(), send()) == (2, 0)
    assert [mail["Subject"] for mail in smtp.messages] == ["Objet", "Objet"]


def test_once_sent_its_words_are_dropped(app, queue, send):
    queue("un", body="Secret de famille")
    send()
    (message,) = stored(app)
    assert (message.body, message.recipient, message.attempts) == ("", "ada@essai.example", 1)
    assert message.sent_at is not None


def test_words_that_many_share_are_kept_once_until_the_last_mail_has_left(app, send, clock, smtp):
    people = union_all(*(
        select(literal(f"tous:{rank}"), literal(f"membre{rank}@essai.example")) for rank in range(3)
    )).subquery()  # fmt: skip

    def kept(work):
        with app.app_context():
            return unit_of_work.run(work)

    for _ in range(2):  # the same words again, while some wait
        kept(lambda: queue_mails(select(people), "Convocation", "Vous êtes convoqués.", now=clock.now()))
        kept(
            lambda: session().execute(
                update(OutboxMessage).values(key=OutboxMessage.key + cast(OutboxMessage.id, String))
            )
        )
    assert kept(lambda: session().scalar(select(func.count()).select_from(OutboxText))) == 1
    kept(forget_texts)
    assert send() == 6
    assert {mail.get_content().strip() for mail in smtp.messages} == {"Vous êtes convoqués."}
    assert {(mail.body, mail.text_sha256) for mail in stored(app)} == {("", None)}
    kept(forget_texts)
    assert kept(lambda: session().scalar(select(func.count()).select_from(OutboxText))) == 0


def test_a_mail_of_a_unit_of_work_that_fails_is_not_sent(app, send, clock):
    def work():
        queue_mail("un", "ada@essai.example", "Objet", "Bonjour", now=clock.now())
        raise LookupError("after the mail")

    with app.app_context(), pytest.raises(LookupError, match="after"):
        unit_of_work.run(work)
    assert send() == 0


def test_a_server_that_is_down_gets_the_mail_later_and_once(app, queue, send, smtp, clock):
    for key in ("un", "deux", "trois"):
        queue(key)
    right = app.config["SMTP_URL"]
    app.config["SMTP_URL"] = f"smtp://127.0.0.1:{free_port()}"
    assert send() == 0
    assert [message.attempts for message in stored(app)] == [1, 0, 0], "one try shows that the server is down"
    assert stored(app)[0].last_error == "ConnectionRefusedError"
    app.config["SMTP_URL"] = right
    assert send() == 2
    clock.advance(timedelta(seconds=59))
    assert send() == 0
    clock.advance(timedelta(seconds=1))
    assert send() == 1
    assert len({mail["Message-ID"] for mail in smtp.messages}) == len(smtp.messages) == 3
    assert all(message.last_error is None for message in stored(app))


def test_a_refused_address_holds_back_no_other(app, queue, send, smtp):
    smtp.refused.add("pleine@essai.example")
    queue("un", recipient="pleine@essai.example")
    queue("deux")
    assert send() == 1
    assert stored(app)[0].last_error == "SMTPRecipientsRefused"
    with app.app_context():
        assert still_refused() == {"SMTPRecipientsRefused": 1}


def test_a_message_that_cannot_be_written_holds_back_no_other(app, queue, send, smtp):
    queue("un", recipient="ada@essai.example\nBcc: eve@essai.example")
    queue("deux")
    assert send() == 1
    assert [mail["To"] for mail in smtp.messages] == ["ada@essai.example"]
    assert stored(app)[0].last_error == "ValueError"


def test_a_subject_is_one_line(queue, send, smtp):
    queue("un", subject="Congrès\r\nBcc: eve@essai.example " + "é" * 400)
    assert send() == 1
    assert smtp.messages[0]["Subject"].startswith("Congrès Bcc: eve@essai.example é")
    assert smtp.messages[0]["Bcc"] is None


@pytest.mark.parametrize("words", range(1, 24))
def test_a_subject_is_read_as_it_was_written_wherever_its_lines_are_folded(words):
    told = "[DÉMONSTRATION] Sous-amendement déposé à l’amendement n°\u00a030 rect., reçu D-0031 : été, où, ça, là, ô"
    said = told.split(" ")
    for subject in (" ".join(said[:words]), " ".join(said[1 : words + 1]), " ".join(said[-words:])):
        written = f"Subject: {subject_header(subject)}\r\n\r\n".encode("ascii")
        assert message_from_bytes(written, policy=default)["Subject"] == subject
        assert max(len(line) for line in written.split(b"\r\n")) <= 78


def test_tries_are_spaced_then_given_up(app, queue, send, smtp, clock):
    smtp.refused.add("ada@essai.example")
    queue("un")
    waits = []
    for _ in range(MOST_ATTEMPTS):
        send()
        waits.append(stored(app)[0].claimed_until - clock.now())
        clock.advance(waits[-1])
    assert waits == [timedelta(minutes=2**rank) for rank in range(MOST_ATTEMPTS)]
    smtp.refused.clear()
    clock.advance(timedelta(days=1))
    assert send() == 0


def test_a_sender_that_stopped_half_way_is_followed_by_another(app, queue, send, smtp, clock, monkeypatch):
    queue("un")

    class Stopped(BaseException):
        """The machine is switched off."""

    def stop(*args, **kwargs):
        raise Stopped

    monkeypatch.setattr(smtplib.SMTP, "send_message", stop)
    with pytest.raises(Stopped):
        send()
    monkeypatch.undo()
    assert send() == 0, "somebody may still be sending it"
    clock.advance(timedelta(minutes=5))
    assert send() == 1
    assert len(smtp.messages) == 1


def test_no_address_and_no_word_of_a_mail_is_logged(queue, send, smtp, caplog):
    smtp.refused.add("ada@essai.example")
    queue("un", body="Secret de famille", subject="Sujet privé")
    caplog.set_level("DEBUG")
    send()
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name != "mail.log")
    assert "was not sent" in ours
    for word in ("ada@", "Secret", "privé"):
        assert word not in ours


def test_a_domain_with_accents_is_written_as_servers_carry_it(queue, send, smtp):
    queue("un", recipient="ada.o'neill@mairie-évry.example")
    assert send() == 1
    assert smtp.messages[0]["To"] == "ada.o'neill@xn--mairie-vry-h7a.example"


def test_a_name_with_accents_before_the_sign_stays_as_it_is(app, queue, send, smtp, tmp_path):
    queue("un", recipient="hélène@mairie-évry.example", subject="Séance")
    assert send() == 1
    assert smtp.messages[0]["To"] == "hélène@xn--mairie-vry-h7a.example"
    assert smtp.messages[0]["Subject"] == "Séance"


def test_a_domain_that_cannot_be_one_holds_back_nobody(queue, send, smtp):
    queue("un", recipient="ada@mairie..example")
    queue("deux")
    send()
    assert "ada@essai.example" in [mail["To"] for mail in smtp.messages]
