"""Applications lent to tests: what one test does in an application is nothing to the next that has it."""

import gc
import http.client
import socket
import struct
import threading
import urllib.request

import pytest
from sqlalchemy import text

from core.database import db
from tests.support.applications import Applications
from tests.support.browser import serving


@pytest.fixture
def lender(tmp_path) -> Applications:
    return Applications(tmp_path / "templates")


@pytest.fixture
def config(tmp_path):
    """What an application is asked for: `config("one")` on a database of its own."""
    return lambda name, **more: {
        "SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path / name}.sqlite",
        "INSTANCE_PATH": str(tmp_path / name),
        "SECRET_KEY": "of these tests only",
        **more,
    }


def tables(app) -> list[str]:
    with app.app_context():
        return db.inspect(db.engine).get_table_names()


def test_it_is_lent_again_on_another_database(lender, config):
    first = lender.lend(config("one"))
    with first.app_context(), db.engine.begin() as connection:
        connection.execute(text("CREATE TABLE only_here (id INTEGER)"))
    assert tables(first) == ["only_here"]
    lender.take_back(first)
    second = lender.lend(config("two"))
    assert second is first
    assert tables(second) == []
    assert str(db_url(second)).endswith("two.sqlite")
    assert second.instance_path == second.config["INSTANCE_PATH"]
    assert second.config["INSTANCE_PATH"].endswith("two")


def test_a_connection_of_who_was_late_is_not_the_next_ones(lender, config):
    first = lender.lend(config("one"))
    lender.take_back(first)
    with first.app_context(), db.engine.begin() as late:
        late.execute(text("CREATE TABLE only_here (id INTEGER)"))
    assert tables(lender.lend(config("two"))) == []


def db_url(app):
    with app.app_context():
        return db.engine.url


def test_its_settings_are_put_back(lender, config):
    first = lender.lend(config("one", SMTP_URL="smtp://127.0.0.1:1", WTF_CSRF_ENABLED=False))
    first.config["SITE_URL"] = "https://changed.example"
    first.config["OF_A_TEST"] = True
    lender.take_back(first)
    second = lender.lend(config("two"))
    assert second is first
    assert second.config["SITE_URL"].startswith("http://127.0.0.1:")
    assert second.config["SMTP_URL"] == ""
    assert second.config.get("WTF_CSRF_ENABLED", True)
    assert "OF_A_TEST" not in second.config


def test_what_it_was_asked_is_forgotten(lender, config):
    app = lender.lend(config("one", REQUESTS_BY_MACHINE=2))
    asked = [app.test_client().get("/healthz").status_code for _ in range(3)]
    lender.take_back(app)
    assert lender.lend(config("two", REQUESTS_BY_MACHINE=2)) is app
    assert [app.test_client().get("/healthz").status_code for _ in range(3)] == asked
    assert len(set(asked)) == 2, "the third question in a minute is one too many"


def test_what_one_was_asked_counts_for_no_other(lender, config):
    first = lender.lend(config("one", REQUESTS_BY_MACHINE=2))
    second = lender.lend(config("two", REQUESTS_BY_MACHINE=2))
    assert [first.test_client().get("/healthz").status_code for _ in range(3)][-1] == 429
    assert second.test_client().get("/healthz").status_code != 429


def test_two_tests_never_have_the_same_at_once(lender, config):
    assert lender.lend(config("one")) is not lender.lend(config("two"))


def test_what_is_read_while_it_is_made_asks_for_another(lender, config):
    first = lender.lend(config("one"))
    lender.take_back(first)
    assert lender.lend(config("two", TRUSTED_PROXIES=1)) is not first


@pytest.mark.parametrize(
    "change",
    [
        lambda app: app.before_request_funcs.setdefault(None, []).append(lambda: None),
        lambda app: app.jinja_env.filters.update(loud=str.upper),
        lambda app: app.view_functions.update({"site.health": lambda: ""}),
        lambda app: app.extensions.update(of_a_test=True),
    ],
    ids=["function", "filter", "view", "extension"],
)
def test_one_that_was_given_something_is_not_lent_again(lender, config, change):
    first = lender.lend(config("one"))
    change(first)
    lender.take_back(first)
    assert lender.lend(config("two")) is not first


def test_one_that_a_server_answered_by_is_free_once_the_server_is_closed(lender, config):
    """Whatever was asked has been answered by then: no thread of the server is left to use it, no connection is open."""
    first = lender.lend(config("one"))
    asked, answered = threading.Event(), []
    idle = socket.socket()
    idle.settimeout(60)

    def answer_once_the_server_closes() -> None:
        asked.set()
        assert idle.recv(1) == b"", "a connection on which nothing was asked ends as soon as the server closes"

    first.before_request_funcs[None].append(answer_once_the_server_closes)
    first.after_request_funcs.setdefault(None, []).append(lambda answer: answered.append(answer) or answer)
    with idle:
        with serving(first) as server:
            port = int(server.url.rpartition(":")[2])
            idle.connect(("127.0.0.1", port))
            question = http.client.HTTPConnection("127.0.0.1", port)
            question.request("GET", "/static/css/absent.css")
            assert asked.wait(60)
            threads = threading.active_count()
            assert answered == []
        assert len(answered) == 1
        assert threading.active_count() < threads
        assert question.getresponse().status == 404
        question.close()


def test_one_that_a_server_answered_by_is_lent_again(lender, config):
    first = lender.lend(config("one"))
    with serving(first) as server:
        urllib.request.urlopen(server.url + "/static/css/hall.css").close()
    lender.take_back(first)
    assert lender.lend(config("two")) is first


def test_a_visitor_who_leaves_in_the_middle_of_a_file_leaves_none_open(lender, config):
    with serving(lender.lend(config("left"))) as server:
        host, port = server.url.removeprefix("http://").split(":")
        for _ in range(40):
            with socket.create_connection((host, int(port))) as visitor:
                visitor.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                visitor.sendall(b"GET /static/css/hall.css HTTP/1.1\r\nHost: here\r\n\r\n")
    gc.collect()
