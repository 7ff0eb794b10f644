"""The people of the tests, in a small congress named `essai`, taken through the services as a folder would be.

ada (maire du Havre), bela, dora, emile and fatou vote; chloe votes and chairs the plenary; gaspard and hana vote and
share an address; iris votes and has none; sven is the secretariat; elodie is ada's aide; vera is of the press.
At the machine's hour of the tests (12 October 2020, 14:00 in Paris) viewpoints and amendments are open, and the
plenary is to be opened: sitting 2, proposals 1 to 3 then the whole motion. Sitting 1 was the preparation.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.application import NOON
from tests.support.applications import close
from tests.support.clock import FrozenClock
from tests.support.databases import Databases
from tests.support.essai import NAMES, PROPOSALS, SLUG, essai


@dataclass(frozen=True)
class Cast:
    """The congress of a test: its people by name, its services run as they are, its pages signed in to."""

    app: Flask
    congress_id: int
    slug: str
    ids: dict[str, int]
    clock: Any

    def read(self, look: Callable[[], Any]) -> Any:
        """What a read gives, in the application, in a session of its own."""
        from core.database import db

        with self.app.app_context():
            try:
                return look()
            finally:
                db.session.remove()

    def run(self, work: Callable[[], Any]) -> Any:
        """What a work gives, done in a unit of work."""
        from core.unit_of_work import run

        with self.app.app_context():
            return run(work)

    def actor(self, name: str | None) -> Any:
        """The actor that somebody is, read by itself: a name of the cast, « system », or None for the public."""
        return self.read(lambda: self.found(name))

    def found(self, name: str | None) -> Any:
        """The same, inside a read or a unit of work: a session more for each act would cost as much as the act."""
        from congress.actors import Actor
        from congress.models import Congress, Member
        from core.database import session

        if name is None:
            return Actor.public(session().get_one(Congress, self.congress_id))
        if name == "system":
            return Actor.system(self.congress_id)
        return Actor.of(session().get_one(Member, self.ids[name]))

    def do(self, service: Callable[..., Any], *args: Any, by: str | None = "sven", **more: Any) -> Any:
        """What a service gives when somebody of the cast does it now, in a unit of work."""
        return self.run(lambda: service(*args, actor=self.found(by), now=self.clock.now(), **more))

    def sign_in(self, client: FlaskClient, name: str) -> FlaskClient:
        """The client, signed in as somebody of the cast by a device, as after a link of a mail."""
        from accounts.services import open_device
        from congress.models import Member
        from core.database import session

        def device() -> str:
            account = session().get_one(Member, self.ids[name]).account_id
            assert account is not None, f"{name} has no address to sign in with"
            return open_device(account, now=self.clock.now())

        token = self.run(device)
        with client.session_transaction() as cookie:
            cookie.clear()
            cookie["_user_id"], cookie["_fresh"] = token, True
            cookie["members"] = {self.slug: self.ids[name]}
        return client

    def browse(self, name: str | None = None) -> FlaskClient:
        """A new browser, signed in as somebody of the cast, or as nobody."""
        client = self.app.test_client()
        return self.sign_in(client, name) if name else client

    def path(self, rest: str = "") -> str:
        """An address of this congress: `path("programme")`."""
        return f"/{self.slug}/{rest}"


def build_congress(
    app: Flask, *, proposals: tuple[str, ...] = PROPOSALS, without: tuple[str, ...] = (), **changes: Any
) -> Cast:
    """The congress `essai` in an application; `changes`: fields of `congress.roll.CongressFields` (slug, calendar,
    rules, visibility); `without`: people who are not on the roll."""
    from app.folder.importing import import_folder_if_sound
    from congress.actors import Actor
    from core.database import db
    from core.files.faults import Findings

    content = essai(proposals=proposals, without=without)
    content = replace(content, congress=replace(content.congress, **changes))
    findings = Findings()
    now = app.config["CLOCK"].now()
    with app.app_context():
        import_folder_if_sound(content, findings, dry_run=False, actor=Actor.system(), now=now)
        assert findings.errors == [], [str(error) for error in findings.errors]
        db.session.remove()
    return find_cast(app, content.congress.slug, without=without)


def find_cast(app: Flask, slug: str = SLUG, *, without: tuple[str, ...] = ()) -> Cast:
    """The cast of a congress that stands in an application's database; `without`: people who are not on the roll."""
    from congress.models import Congress, Member
    from core.database import db, session

    with app.app_context():
        congress_id = session().query(Congress).filter_by(slug=slug).one().id
        by_name = {member.full_name: member.id for member in _members(session().query(Member), congress_id)}
        db.session.remove()
    ids = {name: by_name[f"{given} {family}"] for name, (_, given, family) in NAMES.items() if name not in without}
    return Cast(app, congress_id, slug, ids, app.config["CLOCK"])


@dataclass(frozen=True)
class _Named:
    id: int
    full_name: str


def _members(query: Any, congress_id: int) -> list[_Named]:
    rows = query.filter_by(congress_id=congress_id)
    return [_Named(row.id, f"{row.given_name} {row.family_name}") for row in rows]


def template_of(
    databases: Databases, workspace: Path, name: str, build: Callable[[Flask], object], *, base: str | None = None
) -> str:
    """The template, made once in the run, of a database (empty, or a copy of `base`) in which `build` did its work."""

    def fill(address: str) -> None:
        from app.factory import create_app

        config = {"TESTING": True, "CLOCK": FrozenClock(NOON), "INSTANCE_PATH": str(workspace / "instance")}
        application = create_app({**config, "SQLALCHEMY_DATABASE_URI": address})
        build(application)
        close(application)

    return databases.template(name, fill, base=base)


@pytest.fixture
def essai_template(database: Databases, workspace: Path) -> str:
    """The template that holds the congress `essai`; a package whose tests start from more overrides this fixture."""
    return template_of(database, workspace, SLUG, build_congress)


@pytest.fixture
def cast(app: Flask) -> Cast:
    """The congress `essai` with its people, which `database_url` puts in the database of a test that asks for them."""
    return find_cast(app)


@pytest.fixture
def sign_in(cast: Cast) -> Callable[[FlaskClient, str], FlaskClient]:
    """Sign a client in as somebody of the cast: `sign_in(client, "ada")`."""
    return cast.sign_in
