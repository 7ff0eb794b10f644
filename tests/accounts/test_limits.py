"""Limits on signing in, over a sliding hour: none that somebody else can use up."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from accounts import limits
from accounts.models import Attempt
from core.database import session

pytestmark = pytest.mark.one_database

SENTENCE = (
    "Trop de codes ont été essayés pour cette adresse. Ouvrez le lien du courriel, ou demandez-en un nouveau sur cet "
    "appareil\u00a0: son code y servira."
)
GATE, CODE = "/essai/connexion", "/essai/connexion/code"
ADA, WRONG = "ada@essai.example", "2222-2222"


def attempts(door) -> int:
    return door.cast.read(lambda: session().scalar(select(func.count()).select_from(Attempt)))


def try_code(client, code: str, email: str = ADA):
    return client.post(CODE, data={"email": email, "code": code})


@pytest.mark.parametrize("address", [ADA, "zoe@essai.example"])
def test_links_past_the_tenth_are_spaced_and_never_refused(door, clock, address):
    """Whoever asked them: the last mail, three minutes old at most, signs its reader in."""
    for _ in range(40):
        assert door.ask(address.upper()).status_code == 200
    known = address == ADA
    assert len(door.smtp.messages) == (10 if known else 0)
    clock.advance(timedelta(minutes=3))
    for _ in range(2):
        assert door.ask(address).status_code == 200
    assert len(door.smtp.messages) == (11 if known else 0)
    if known:
        assert door.visitor().post(door.link()).status_code == 303


def test_a_mayor_is_not_shut_out_by_a_stranger_who_asks_and_guesses(door):
    stranger, mayor = door.visitor(), door.visitor()
    for _ in range(30):
        door.ask(ADA, stranger)
        try_code(stranger, WRONG)
    door.ask(ADA, mayor)
    person = door.visitor()
    assert person.post(door.link()).status_code == 303
    assert door.is_signed_in(person)


def test_a_stranger_who_guesses_uses_up_no_code_of_another_browser(door):
    mayor = door.visitor()
    door.ask(ADA, mayor)
    code = door.code()
    statuses = [try_code(door.visitor(), WRONG).status_code for _ in range(22)]
    assert statuses == [422] * 20 + [429] * 2
    assert try_code(mayor, code).status_code == 303


@pytest.mark.parametrize("address", [ADA, "zoe@essai.example"])
def test_codes_are_refused_alike_whether_the_address_is_known_or_not(door, address):
    browser = door.visitor()
    door.ask(address, browser)
    answers = [try_code(browser, WRONG, address) for _ in range(22)]
    assert [answer.status_code for answer in answers] == [422] * 20 + [429] * 2
    assert SENTENCE in answers[-1].text


def test_fresh_cookies_write_no_more_rows_than_their_machine_may(door, monkeypatch):
    """Each of these browsers holds a cookie of its own, and tries a code for an address that it invents."""
    monkeypatch.setattr(limits, "BY_MACHINE", 6)
    for rank in range(12):
        browser = door.visitor()
        door.ask(f"nobody{rank}@essai.example", browser)
        assert try_code(browser, WRONG, f"nobody{rank}@essai.example").status_code == 422
    assert attempts(door) <= 3 * 6


def test_a_fresh_cookie_has_no_tries_of_its_own_for_the_address_of_another(door):
    """Of a mayor's address: only a browser to whose demand a mail left has any, and mails are spaced."""
    for _ in range(limits.BY_MAILBOX):
        door.ask(ADA)
    before = attempts(door)
    for _ in range(30):
        browser = door.visitor()
        door.ask(ADA, browser)
        try_code(browser, WRONG)
    assert attempts(door) - before == limits.BY_STRANGERS


def test_the_time_of_an_answer_tells_no_address_from_another(door, monkeypatch):
    """Whatever is written, or not, for an address, the answer comes after a whole number of steps."""
    waited = []
    monkeypatch.setattr("congress.pages.signing_in_views.time.sleep", waited.append)
    monkeypatch.setitem(door.cast.app.config, "SIGN_IN_STEP", 30.0)
    for address in (ADA, "zoe@essai.example"):
        assert door.visitor().post(GATE, data={"email": address}).status_code == 303
        assert try_code(door.visitor(), WRONG, address).status_code == 422
    assert len(waited) == 4
    assert all(10 < seconds <= 30 for seconds in waited)


def test_a_thousand_invented_addresses_close_nothing_to_anybody(door, monkeypatch):
    """Behind the same machine, people of the roll sign in; strangers are told what they always are."""
    monkeypatch.setattr(limits, "BY_MACHINE", 20)
    machine = door.visitor(REMOTE_ADDR="127.0.0.9")
    answers = [machine.post(GATE, data={"email": f"p{n}@ailleurs.example"}).status_code for n in range(60)]
    assert answers == [303] * 60
    assert attempts(door) == 20, "past the limit they cost no writing"
    assert door.ask(ADA, machine).status_code == 200
    assert machine.post(door.link()).status_code == 303


def test_a_flood_of_requests_leaves_the_sign_in_and_the_signed_in_alone(door, make_app, database_url):
    flooded = make_app(database_url, REQUESTS_BY_MACHINE=8, REQUESTS_COUNTED=True)
    member, visitor = flooded.test_client(), flooded.test_client()
    door.ask(ADA)
    assert [visitor.get("/healthz").status_code for _ in range(10)] == [200] * 8 + [429] * 2
    assert visitor.get(GATE).status_code == 200
    assert member.post(door.link()).status_code == 303
    assert [member.get("/essai/").status_code for _ in range(3)] == [200] * 3
    assert (visitor.get("/healthz").status_code, member.get("/healthz").status_code) == (429, 200)


def test_a_member_does_not_fill_the_journal_by_a_script(door, make_app, database_url):
    """Come and go, sign and take back: each is kept for ever. The pace alone stands in the cookie, that no script keeps."""
    site = make_app(database_url, ACTS_BY_DEVICE=4, REQUESTS_COUNTED=True)
    member, other = site.test_client(), site.test_client()
    for browser in (member, other):
        door.ask(ADA)
        assert browser.post(door.link()).status_code == 303
    choice = {"langue": "fr", "suite": "/"}
    assert [member.post("/langue", data=choice).status_code for _ in range(6)] == [303] * 4 + [429] * 2
    assert member.get("/essai/").status_code == 200
    assert other.post("/langue", data=choice).status_code == 303
    assert [site.test_client().post("/langue", data=choice).status_code for _ in range(6)] == [303] * 6


def test_who_is_signed_in_asks_for_their_own_link_as_often_as_they_wish(door):
    person = door.visitor()
    door.ask(ADA)
    person.post(door.link())
    for _ in range(14):
        door.ask(ADA, person)
    assert len(door.smtp.messages) == 15


def test_who_is_refused_does_not_wait_for_whoever_writes(door):
    from core.sqlite.write_turns import WriteTurns

    wrong = {"email": "ada@essai.example", "code": "2222-2222"}
    for _ in range(20):
        door.ask("ada@essai.example")
        door.visitor().post(CODE, data=wrong)
    turns = WriteTurns(door.cast.app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))
    turns.take()  # another program writes, for a long time
    try:
        assert door.visitor().post("/essai/connexion", data={"email": "ada@essai.example"}).status_code == 303
        assert door.visitor().post(CODE, data=wrong).status_code == 429
    finally:
        turns.close()


def test_a_room_of_130_people_behind_one_machine_signs_in(door):
    machine = door.visitor(REMOTE_ADDR="127.0.0.9")
    for number in range(130):
        answer = machine.post(GATE, data={"email": f"p{number}@essai.example"})
        assert answer.status_code == 303


def test_what_a_proxy_says_of_the_machine_is_trusted_only_when_configured(
    make_app, database_url, door, monkeypatch, caplog
):
    monkeypatch.setattr(limits, "BY_MACHINE", 1)

    def ask(application, told: str) -> int:
        client = application.test_client()
        client.post(GATE, data={"email": "a@b.example"}, headers={"X-Forwarded-For": told})
        return attempts(door)

    alone = make_app(database_url, new=True)
    assert [ask(alone, "192.0.2.1"), ask(alone, "192.0.2.2")] == [1, 1]
    told = [record.getMessage() for record in caplog.records if record.name == "app.proxies"]
    assert len(told) == 1, "said once"
    assert told[0].startswith("X-Forwarded-For est envoyé par un mandataire, mais TRUSTED_PROXIES vaut 0\u00a0:")
    assert "192.0.2" not in told[0]
    caplog.clear()
    behind = make_app(database_url, TRUSTED_PROXIES=1)
    assert [ask(behind, "192.0.2.1"), ask(behind, "192.0.2.2")] == [2, 3]
    assert not [record for record in caplog.records if record.name == "app.proxies"]


def test_attempts_are_forgotten_after_their_hour(door, clock, runner):
    from app.commands.service_cli import tick

    door.ask("zoe@essai.example")
    assert attempts(door) == 1
    assert "zoe" not in door.cast.read(lambda: "".join(session().scalars(select(Attempt.key))))
    clock.advance(timedelta(hours=1))
    assert runner.invoke(tick).exit_code == 0
    assert attempts(door) == 0


def test_attempts_made_at_once_are_counted_one_after_the_other(cast):
    together = threading.Barrier(16)

    def attempt(_rank: int) -> bool:
        together.wait()
        return cast.run(lambda: limits.count_mail("link", ADA, now=cast.clock.now(), is_own=False))

    with ThreadPoolExecutor(16) as pool:
        let_in = [*pool.map(attempt, range(16)), *pool.map(attempt, range(16))]
    assert sum(let_in) == limits.BY_MAILBOX
