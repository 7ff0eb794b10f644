"""Limits by address and by machine, over a sliding hour, with a ceiling for a room of 130 people."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from accounts import limits
from accounts.models import Attempt
from core.database import session
from core.errors import TooMany

pytestmark = pytest.mark.one_database

SENTENCE = "Trop d’essais en une heure. Attendez un peu, ou appelez le secrétariat du congrès."
CODE = "/essai/connexion/code"


@pytest.mark.parametrize("address", ["ada@essai.example", "zoe@essai.example"])
def test_ten_links_an_hour_for_an_address_known_or_not(door, clock, address):
    for _ in range(10):
        assert door.ask(address).status_code == 200
    refused = door.ask(address.upper())
    assert refused.status_code == 429
    assert SENTENCE in refused.text
    assert f'value="{address.upper()}"' in refused.text
    assert len(door.smtp.messages) == (10 if address.startswith("ada") else 0)
    assert door.ask("bela@essai.example").status_code == 200
    clock.advance(timedelta(hours=1))
    assert door.ask(address).status_code == 200


def test_ten_codes_an_hour_for_an_address(door, clock):
    for _ in range(10):
        answer = door.visitor().post(CODE, data={"email": "ada@essai.example", "code": "2222-2222"})
        assert answer.status_code == 422
    door.ask("ada@essai.example")
    right = {"email": "ada@essai.example", "code": door.code()}
    refused = door.visitor().post(CODE, data=right)
    assert refused.status_code == 429
    assert SENTENCE in refused.text
    assert door.visitor().post(door.link()).status_code == 303, "the link stays"


def test_who_is_refused_does_not_wait_for_whoever_writes(door):
    from core.sqlite.write_turns import WriteTurns

    wrong = {"email": "ada@essai.example", "code": "2222-2222"}
    for _ in range(10):
        door.ask("ada@essai.example")
        door.visitor().post(CODE, data=wrong)
    turns = WriteTurns(door.cast.app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))
    turns.take()  # another program writes, for a long time
    try:
        assert door.visitor().post("/essai/connexion", data={"email": "ada@essai.example"}).status_code == 429
        assert door.visitor().post(CODE, data=wrong).status_code == 429
    finally:
        turns.close()


def test_a_room_of_130_people_behind_one_machine_signs_in(door):
    machine = door.visitor(REMOTE_ADDR="127.0.0.9")
    for number in range(130):
        answer = machine.post("/essai/connexion", data={"email": f"p{number}@essai.example"})
        assert answer.status_code == 303


def test_a_machine_that_tries_every_address_is_stopped(door, monkeypatch):
    monkeypatch.setattr(limits, "BY_MACHINE", 20)
    machine = door.visitor(REMOTE_ADDR="127.0.0.9")
    answers = [machine.post("/essai/connexion", data={"email": f"p{n}@essai.example"}).status_code for n in range(22)]
    assert answers == [303] * 20 + [429] * 2
    assert (
        door.visitor(REMOTE_ADDR="127.0.0.8").post("/essai/connexion", data={"email": "a@b.example"}).status_code == 303
    )


def test_what_a_proxy_says_of_the_machine_is_trusted_only_when_configured(make_app, database_url, door, monkeypatch):
    monkeypatch.setattr(limits, "BY_MACHINE", 1)

    def ask(application, told: str, email: str) -> int:
        headers = {"X-Forwarded-For": told}
        return application.test_client().post("/essai/connexion", data={"email": email}, headers=headers).status_code

    alone = make_app(database_url)
    assert [ask(alone, "192.0.2.1", "a@b.example"), ask(alone, "192.0.2.2", "c@d.example")] == [303, 429]
    behind = make_app(database_url, TRUSTED_PROXIES=1)
    assert [ask(behind, "192.0.2.1", "e@f.example"), ask(behind, "192.0.2.2", "g@h.example")] == [303, 303]


def test_attempts_are_forgotten_after_their_hour(door, clock, runner):
    from app.commands.service_cli import tick

    door.ask("zoe@essai.example")
    count = select(func.count()).select_from(Attempt)
    assert door.cast.read(lambda: session().scalar(count)) == 2
    assert "zoe" not in door.cast.read(lambda: "".join(session().scalars(select(Attempt.key))))
    clock.advance(timedelta(hours=1))
    assert runner.invoke(tick).exit_code == 0
    assert door.cast.read(lambda: session().scalar(count)) == 0


def test_attempts_made_at_once_are_counted_one_after_the_other(cast):
    together = threading.Barrier(16)

    def attempt(rank: int) -> bool:
        together.wait()
        try:
            cast.run(lambda: limits.count_attempt("link", "ada@essai.example", f"192.0.2.{rank}", now=cast.clock.now()))
        except TooMany:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        let_in = [*pool.map(attempt, range(16)), *pool.map(attempt, range(16))]
    assert sum(let_in) == limits.BY_ADDRESS
