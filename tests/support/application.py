"""The application under test: a real one, on a database of each test's own."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner

from tests.support.applications import Applications, close
from tests.support.databases import Databases, PostgresqlDatabases, SqliteDatabases
from tests.support.postgresql_server import Unavailable
from tests.support.session import ROOT

# The sitting of the demonstration: a Monday afternoon in Paris.
NOON = datetime(2020, 10, 12, 12, 0, tzinfo=UTC)
# What a test asks for, and the template that has it: the congress of its cast, the folder already taken, an assembly.
STARTS = {"cast": "essai_template", "imported": "imported_template", "ready_assembly": "ready_template"}


def migrate(address: str, instance: Path) -> None:
    """Bring a database to the newest schema, as `hemicycle db upgrade` does."""
    import flask_migrate

    from app.factory import create_app

    application = create_app({"SQLALCHEMY_DATABASE_URI": address, "TESTING": True, "INSTANCE_PATH": str(instance)})
    with application.app_context():
        flask_migrate.upgrade(directory=str(ROOT / "migrations"))
    close(application)


def application_in(folder: Path) -> Flask:
    """An application outside any test, on a fresh SQLite database in a folder, at the hour of the tests."""
    from app.factory import create_app
    from tests.support.clock import FrozenClock

    address = f"sqlite:///{folder / 'hemicycle.sqlite'}"
    migrate(address, folder)
    config = {"TESTING": True, "CLOCK": FrozenClock(NOON), "INSTANCE_PATH": str(folder), "REQUESTS_COUNTED": False}
    return create_app({**config, "SQLALCHEMY_DATABASE_URI": address})


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest, workspace: Path, worker_id: str) -> Iterator[Databases]:
    """A maker of fresh databases, SQLite or PostgreSQL: whatever asks for it runs on each (`--database`)."""
    maker = {"sqlite": SqliteDatabases, "postgresql": PostgresqlDatabases}[request.param]
    try:
        databases = maker(workspace, worker_id, lambda address: migrate(address, workspace / "instance"))
    except Unavailable as reason:
        pytest.skip(str(reason))
    yield databases
    if isinstance(databases, PostgresqlDatabases):
        databases.close()


@pytest.fixture
def database_url(request: pytest.FixtureRequest, database: Databases) -> Iterator[str]:
    """The address of a migrated database, this test's own: without a row, or with what it starts from (`STARTS`)."""
    starts = [template for asked, template in STARTS.items() if asked in request.fixturenames]
    address = database.fresh(template=request.getfixturevalue(starts[0]) if starts else None)
    yield address
    database.discard(address)


@pytest.fixture
def empty_database_url(database: Databases) -> Iterator[str]:
    """The address of a database without a table, this test's own."""
    address = database.fresh(empty=True)
    yield address
    database.discard(address)


@pytest.fixture
def clock():
    """The machine's clock, still at 12 October 2020, 14:00 in Paris, until `clock.advance(…)`."""
    from tests.support.clock import FrozenClock

    return FrozenClock(NOON)


@pytest.fixture
def app_config() -> dict[str, object]:
    """What a module changes of the application's configuration, by overriding this fixture."""
    return {}


@pytest.fixture(scope="session")
def applications(workspace: Path) -> Applications:
    """The applications of this process, lent to its tests."""
    return Applications(workspace / "templates")


@pytest.fixture
def make_app(clock, tmp_path: Path, applications: Applications) -> Iterator[Callable[..., Flask]]:
    """Have an application on a given database until the end of the test."""
    lent: list[Flask] = []

    def make(address: str, *, new: bool = False, **config: object) -> Flask:
        lent.append(
            applications.lend(
                {
                    "TESTING": True,
                    "SQLALCHEMY_DATABASE_URI": address,
                    "INSTANCE_PATH": str(tmp_path / "instance"),
                    "SECRET_KEY": "of these tests only",
                    "WTF_CSRF_ENABLED": False,  # a test of forgery, or a browser, turns it on
                    "SIGN_IN_STEP": 0,
                    "CLOCK": clock,
                    **config,
                },
                new=new,
            )
        )
        return lent[-1]

    yield make
    for application in lent:
        applications.take_back(application)


@pytest.fixture
def app(make_app, database_url: str, app_config: dict[str, object]) -> Flask:
    """The application, on a fresh database."""
    return make_app(database_url, **app_config)


@pytest.fixture
def new_app(make_app, database_url: str, app_config: dict[str, object]) -> Flask:
    """The same, made for this test: it may be given pages and functions of the test's own."""
    return make_app(database_url, new=True, **app_config)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor's browser without JavaScript."""
    return app.test_client()


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    """Commands of `hemicycle`, run in this process."""
    return app.test_cli_runner()
