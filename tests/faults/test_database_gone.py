"""The database goes away while people vote, and comes back: told, nothing lost, nothing half done, nothing to restart."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.engine import make_url

from core.database import db, only_open
from tests.support.plenary import CONSOLE, shown_on, words
from tests.support.postgresql_server import libpq
from tests.support.untouched import changed, everything

GONE = "La base de données du site ne répond pas\u202f; ce que vous venez d’envoyer n’est peut-être pas enregistré."
BUSY = "Le site enregistre autre chose en ce moment\u202f; rien n’est enregistré. Réessayez dans un instant."
UNABLE = "Le site ne peut rien écrire en ce moment\u202f; rien n’est enregistré. Réessayez dans un instant."
TYPED = "Une phrase qui a coûté une heure."


@contextmanager
def refusing(address: str) -> Iterator[None]:
    """While this database lets nobody in, whoever was there thrown out: what a server that stops does."""
    url = make_url(address)
    with closing(psycopg.connect(libpq(url.set(database="postgres")), autocommit=True)) as server:
        server.execute(f'ALTER DATABASE "{url.database}" WITH ALLOW_CONNECTIONS false')
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [url.database])
        try:
            yield
        finally:
            server.execute(f'ALTER DATABASE "{url.database}" WITH ALLOW_CONNECTIONS true')


@contextmanager
def held(address: str) -> Iterator[None]:
    """While another program holds the file, alone, and takes no turns."""
    with closing(sqlite3.connect(address.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def soon_told(plenary) -> Iterator[None]:
    """While nobody is kept waiting for five seconds for a file that another program holds."""

    def wait_little(connection, _record) -> None:
        connection.execute("PRAGMA busy_timeout=20")

    with plenary.cast.app.app_context():
        engine = db.engine
    engine.dispose()
    event.listen(engine, "connect", wait_little)
    try:
        yield
    finally:
        event.remove(engine, "connect", wait_little)
        engine.dispose()


@pytest.fixture
def address(plenary) -> str:
    return plenary.cast.app.config["SQLALCHEMY_DATABASE_URI"]


@pytest.fixture
def asked(plenary):
    """A vote, a draft and a step of the chair, each by somebody signed in."""
    draft = {"title": "En quelques mots", "a1": TYPED, "base": "1"}
    ballot = {"right": plenary.rights(1, "ada")[0], "choice": "for", "seen": plenary.seen(1)}
    closing_ = {**shown_on(plenary.get("chloe", CONSOLE).text), "geste": "clore", "sans_attendre": "1"}
    sent = [
        ("ada", "scrutins/1/votes", ballot), ("bela", "propositions/2/amender", draft),
        ("chloe", f"{CONSOLE}/scrutins/1", closing_),
    ]  # fmt: skip
    browsers = [(plenary.cast.browse(name), plenary.cast.path(rest), fields) for name, rest, fields in sent]
    return lambda: [browser.post(path, data=fields) for browser, path, fields in browsers]


@pytest.mark.strictest_database
def test_postgresql_stops_and_comes_back(plenary, asked, address):
    if not address.startswith("postgresql"):
        pytest.skip("a file stops for nobody")
    before = everything(plenary.cast)
    reader = plenary.cast.browse("ada")
    with refusing(address):
        refused = asked()
        page, healthy = reader.get(plenary.cast.path("seances/2")), reader.get("/healthz")
    assert [(answer.status_code, GONE in words(answer)) for answer in refused] == [(503, True)] * 3
    assert TYPED in words(refused[1])
    assert (page.status_code, healthy.status_code) == (503, 503)
    assert "La base de données du site ne répond pas. Réessayez dans un instant." in words(page)
    assert changed(before, everything(plenary.cast)) == set()
    assert [answer.status_code for answer in asked()] == [303] * 3


@pytest.mark.one_database
def test_another_program_holds_the_file(plenary, asked, address):
    if not address.startswith("sqlite"):
        pytest.skip("PostgreSQL has no file to hold")
    before = everything(plenary.cast)
    reader = plenary.cast.browse("ada")
    with soon_told(plenary), held(address):
        refused = asked()
        assert reader.get(plenary.cast.path("seances/2")).status_code == 200, "who reads still does"
    assert [(answer.status_code, BUSY in words(answer)) for answer in refused] == [(503, True)] * 3
    assert TYPED in words(refused[1])
    assert changed(before, everything(plenary.cast)) == set()
    assert [answer.status_code for answer in asked()] == [303] * 3


@contextmanager
def moved_away(address: str) -> Iterator[Path]:
    """While the file is not where it was, as under a mount that vanished: where it is meanwhile."""
    file = Path(address.removeprefix("sqlite:///"))
    away = file.rename(file.with_name("elsewhere.sqlite"))
    try:
        yield file
    finally:
        away.rename(file)


@contextmanager
def read_only(plenary) -> Iterator[None]:
    """While each connection is refused what it writes, in SQLite’s words for a file that may only be read."""

    def only_read(connection, _record) -> None:
        connection.execute("PRAGMA query_only=ON")

    with plenary.cast.app.app_context():
        engine = db.engine
    engine.dispose()
    event.listen(engine, "connect", only_read)
    try:
        yield
    finally:
        event.remove(engine, "connect", only_read)
        engine.dispose()


@pytest.mark.one_database
def test_the_file_is_moved_away_and_put_back(plenary, asked, address):
    """Who has it open could write on: what they were told is kept would be gone at the next start."""
    if not address.startswith("sqlite"):
        pytest.skip("PostgreSQL looks after its files")
    before = everything(plenary.cast)
    reader = plenary.cast.browse("ada")
    with moved_away(address) as file:
        refused = asked()
        page, healthy = reader.get(plenary.cast.path("seances/2")), reader.get("/healthz")
        with plenary.cast.app.app_context():
            db.engine.dispose()
            only_open(db.engine)  # as a process that begins to serve meanwhile
        assert reader.get("/healthz").status_code == 503
        assert not file.exists(), "an empty one in its place would be taken for the site's"
    assert [(answer.status_code, GONE in words(answer)) for answer in refused] == [(503, True)] * 3
    assert TYPED in words(refused[1])
    assert (page.status_code, healthy.status_code) == (503, 503)
    assert "La base de données du site ne répond pas. Réessayez dans un instant." in words(page)
    assert "Traceback" not in page.text
    assert changed(before, everything(plenary.cast)) == set()
    assert [answer.status_code for answer in asked()] == [303] * 3


@pytest.mark.one_database
def test_another_file_in_its_place_is_not_taken_for_it(plenary, asked, address):
    """A backup put back under a site that serves: it is served from the next start on."""
    if not address.startswith("sqlite"):
        pytest.skip("PostgreSQL looks after its files")
    with moved_away(address) as file:
        shutil.copy(file.with_name("elsewhere.sqlite"), file)
        assert [answer.status_code for answer in asked()] == [503] * 3
    assert [answer.status_code for answer in asked()] == [303] * 3


@pytest.mark.one_database
def test_the_file_may_only_be_read(plenary, asked, address):
    if not address.startswith("sqlite"):
        pytest.skip("PostgreSQL looks after its files")
    before = everything(plenary.cast)
    reader = plenary.cast.browse("ada")
    with read_only(plenary):
        refused = asked()
        assert reader.get(plenary.cast.path("seances/2")).status_code == 200, "who reads still does"
    assert [(answer.status_code, UNABLE in words(answer)) for answer in refused] == [(503, True)] * 3
    assert TYPED in words(refused[1])
    assert changed(before, everything(plenary.cast)) == set()
    assert [answer.status_code for answer in asked()] == [303] * 3
