"""The server: one process writes to a SQLite database; its own thread sends the mail; Granian answers."""

import http.client
import os
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from app.server.start_checks import writer_lock
from core.errors import RuleBroken
from tests.support.network import free_port
from tests.support.session import ROOT

PROGRAM = [sys.executable, "-c", "from app.cli import main; main()"]


def test_one_process_writes(tmp_path):
    first = writer_lock(tmp_path)
    with pytest.raises(RuleBroken, match="un autre serveur écrit déjà"):
        writer_lock(tmp_path)
    first.close()
    writer_lock(tmp_path).close()


def test_the_commands_beside_a_server_know_the_address_that_answers(tmp_path, monkeypatch):
    from app.server.start_checks import address_in_use

    monkeypatch.setenv("HEMICYCLE_INSTANCE", str(tmp_path))
    assert address_in_use() is None
    lock = writer_lock(tmp_path, "http://127.0.0.1:8123")
    assert address_in_use() == "http://127.0.0.1:8123"
    with pytest.raises(RuleBroken):
        writer_lock(tmp_path, "http://127.0.0.1:9999")
    assert address_in_use() == "http://127.0.0.1:8123", "the one that was refused left it alone"
    lock.close()
    assert address_in_use() is None


@pytest.mark.one_database
def test_it_serves_until_it_is_told_to_stop(database_url, tmp_path):
    port = free_port()
    server = _serve(port, database_url, tmp_path)
    try:
        assert _answer(port) == 200
        assert _send(port, 50_000_000) == (413, True)
    finally:
        server.send_signal(signal.SIGTERM)
        said, complained = server.communicate(timeout=30)
    assert server.returncode == 0
    assert f"Hémicycle : http://127.0.0.1:{port}" in said
    assert complained == ""


@pytest.mark.one_database
def test_an_interruption_before_the_first_page_is_no_failure_and_is_said_in_french(tmp_path):
    """`make` would add a line of its own, in English, to any other status than 0."""
    environment = {**os.environ, "HEMICYCLE_INSTANCE": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    environment.pop("DATABASE_URL", None)
    (tmp_path / "hemicycle.sqlite").touch()  # else what another test played ahead may be copied there
    program = Path(sys.executable).with_name("hemicycle")  # by its own name: it starts itself again to play
    command = [str(program), "serve", "--with-demo", "--port", str(free_port())]
    server = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        start_new_session=True, preexec_fn=_as_at_a_terminal,  # noqa: PLW1509 (it starts no thread, takes no lock)
    )  # fmt: skip
    with server:
        assert server.stdout is not None
        try:
            assert "tables à jour" in server.stdout.readline()
            os.killpg(server.pid, signal.SIGINT)  # as Ctrl-C does: the processes that it started too
            said, _ = server.communicate(timeout=30)
        finally:
            if server.poll() is None:
                os.killpg(server.pid, signal.SIGKILL)
    assert server.returncode == 0
    assert "Arrêté avant la première page." in said


def _as_at_a_terminal() -> None:
    """Whatever starts the tests in the background has their programs deaf to Ctrl-C: not this one."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.one_database
def test_what_cannot_be_served_is_said_once_and_not_tried_again(tmp_path):
    """The process that serves finds it: the one that watches it starts no other, and ends as it did."""
    for address in ("rien", "oracle2://x/y"):
        server = _serve(free_port(), address, tmp_path)
        _said, complained = server.communicate(timeout=30)
        assert server.returncode == 2
        assert complained.splitlines()[0] == "DATABASE_URL\u00a0: ce n’est pas l’adresse d’une base de données"
        assert "Traceback" not in complained


def _serve(port: int, database_url: str, instance: Path) -> "subprocess.Popen[str]":
    environment = {**os.environ, "DATABASE_URL": database_url, "HEMICYCLE_INSTANCE": str(instance)}
    command = [*PROGRAM, "serve", "--port", str(port), "--threads", "4"]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def _send(port: int, size: int) -> tuple[int, bool]:
    """The status of a form far too large, sent whole before the answer is read; whether the page says why."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("POST", "/langue", b"x" * size, headers)
        with connection.getresponse() as answer:
            return answer.status, "Le fichier ou le texte envoyé est trop grand." in answer.read().decode()


def _answer(port: int) -> int:
    """The status of `/healthz`, once the server answers."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                return int(answer.status)
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not answer in a minute")


def test_tick_says_what_it_sent_and_sends_nothing_twice(cast, smtp, runner):
    from app.commands.service_cli import tick

    cast.app.config["SMTP_URL"] = f"smtp://{smtp.host}:{smtp.port}"
    cast.browse().post(cast.path("connexion"), data={"email": "ada@essai.example"})
    said = [runner.invoke(tick).stdout for _ in range(2)]
    assert said == ['{"sent": 1}\n', '{"sent": 0}\n']
    assert len(smtp.messages) == 1


def test_tick_says_why_a_message_still_waits(cast, smtp, runner):
    from app.commands.service_cli import tick

    cast.app.config["SMTP_URL"] = f"smtp://{smtp.host}:{smtp.port}"
    smtp.refused.add("ada@essai.example")
    cast.browse().post(cast.path("connexion"), data={"email": "ada@essai.example"})
    done = runner.invoke(tick)
    assert (done.exit_code, done.stdout) == (0, '{"sent": 0}\n')
    assert done.stderr.splitlines()[-1] == "1 message attend encore\u00a0: SMTPRecipientsRefused"
