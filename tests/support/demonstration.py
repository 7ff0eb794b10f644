"""The demonstration congress, played once through the services, copied for whoever needs a congress in full.

Seven stages: `mid` (12 October 2020, 14:34: a poll is open), `furnished` (the same, with a draft of the official's and
an amendment that waits for its number), `crowded` (that, with three times as many amendments), `adopted` (the next
morning: the letter is frozen and signed), `imported` (the folder alone, on 1 July: nothing was said yet), `eve` (on 12
October before the sitting opens: for `make thorough`, that leads it from its first button), `moments`
(`mid`, and beside it the two other congresses of `/demonstration`).
"""

import functools
import hashlib
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.server.played_demonstration import played_file
from tests.support import demonstration_stages
from tests.support.application import NOON
from tests.support.applications import Applications, close
from tests.support.clock import FrozenClock
from tests.support.databases import Databases
from tests.support.session import ROOT

SLUG = "congres-2020"
# Who plays each role, by what tells them apart on the roll; `public` is nobody.
ROLES = ("public", "elector", "aide", "press", "chair", "secretariat")
STAGES = ("mid", "furnished", "crowded", "adopted", "imported", "eve", "moments")
BASES = {"adopted": "mid", "furnished": "mid", "crowded": "furnished", "moments": "mid"}
OPTIONS = {"adopted": ["--adopted"], "moments": ["--all"]}  # of `hemicycle demo load`


@dataclass
class Demonstration:
    """An application on a copy of the demonstration, at a stage."""

    app: Flask
    stage: str
    databases: Databases
    members: dict[str, tuple[int, int]] = field(default_factory=dict)  # who plays a role, once it was asked

    def browse(self, role: str = "public", app: Flask | None = None) -> FlaskClient:
        """A new browser, signed in as this role by a device, as after a link of a mail."""
        client = (app or self.app).test_client()
        with client.session_transaction() as cookie:
            cookie.update(self.cookie(role, app))
        return client

    def cookie(self, role: str, app: Flask | None = None) -> dict[str, object]:
        """What the signed cookie of this role's browser holds."""
        from accounts.services import open_device
        from core.database import db
        from core.unit_of_work import run

        application = app or self.app
        if role == "public":
            return {}
        with application.app_context():
            if role not in self.members:
                self.members[role] = _member(role)
                db.session.remove()
            member, account = self.members[role]
            token = run(lambda: open_device(account, now=application.config["CLOCK"].now()))
        return {"_user_id": token, "_fresh": True, "_permanent": True, "members": {SLUG: member}}

    def restore(self) -> None:
        """Put the database back as it was played."""
        address = str(self.app.config["SQLALCHEMY_DATABASE_URI"])
        if self.databases.put_back(address):
            return
        close(self.app)
        self.databases.restore(address, f"demonstration-{self.stage}")


def _member(role: str) -> tuple[int, int]:
    """(member, account) of who plays a role."""
    from sqlalchemy import select

    from congress.models import Category, Member
    from core.database import session
    from demo import scenario

    column = {
        "elector": Member.email == scenario.OFFICIAL,
        "chair": Member.email == scenario.CHAIR,
        "secretariat": Member.email == scenario.SECRETARY,
        "aide": Member.aide_of.has(Member.email == scenario.OFFICIAL),
        "press": Member.category == Category.PRESS,
    }[role]
    rows = select(Member.id, Member.account_id).where(column, Member.account_id.is_not(None)).order_by(Member.position)
    member, account = session().execute(rows.limit(1)).one()
    assert account is not None
    return member, account


def _play(stage: str, instance: Path) -> Callable[[str], None]:
    """What fills a template: the command itself, at the clock of the tests."""

    def fill(address: str) -> None:
        from app.commands.demo_cli import load
        from app.factory import create_app

        config = {"TESTING": True, "CLOCK": FrozenClock(NOON), "INSTANCE_PATH": str(instance)}
        application = create_app({**config, "SQLALCHEMY_DATABASE_URI": address})
        if stage == "imported":
            demonstration_stages.import_alone(application)
        elif stage == "eve":
            demonstration_stages.wait_for_the_sitting(application)
        elif stage == "furnished":
            demonstration_stages.furnish(application)
        elif stage == "crowded":
            demonstration_stages.crowd(application)
        else:
            played = application.test_cli_runner().invoke(load, OPTIONS.get(stage, []))
            assert played.exit_code == 0, played.output or played.exception
        close(application)

    return fill


def _copy(played: Path, workspace: Path) -> Callable[[str], None]:
    """What fills a template of PostgreSQL: the rows of a stage that was played on SQLite, under the same numbers."""

    def fill(address: str) -> None:
        from sqlalchemy import create_engine, select

        from core.database import Base

        file = workspace / f"copied-{played.name}"
        shutil.copyfile(played, file)
        source, target = create_engine(f"sqlite:///{file}"), create_engine(address)
        with source.connect() as rows, target.begin() as copy:
            copy.exec_driver_sql(
                "SET session_replication_role = replica"
            )  # its keys and guards held when it was played
            for table in Base.metadata.sorted_tables:
                if found := [dict(row) for row in rows.execute(select(table)).mappings()]:
                    copy.execute(table.insert(), found)
                if table.autoincrement_column is not None:
                    name = f"'{table.name}'"
                    last = f"SELECT setval(pg_get_serial_sequence({name}, 'id'), max(id)) FROM \"{table.name}\""
                    copy.exec_driver_sql(last)
        source.dispose()
        target.dispose()

    return fill


MADE_BY = ("demonstration.py", "demonstration_stages.py", "application.py", "databases.py")
# Out of git; a stage of another version is never taken.
KEPT = ROOT / "build" / "tests"


@functools.lru_cache(maxsize=1)
def version() -> str:
    """What a stage is made from, in a word: the program, its libraries, and what makes the stages."""
    ours = Path(__file__).parent
    made_by = b"".join((ours / name).read_bytes() for name in MADE_BY)
    said = f"{played_file().stem} {sys.version}".encode() + made_by
    return hashlib.sha256(said).hexdigest()[:16]


def template(databases: Databases, workspace: Path, stage: str) -> str:
    """The template of a stage: as an earlier run of this version left it, or played at the first need of the run."""
    kept = KEPT / f"{stage}-{version()}.sqlite"
    base = None
    if stage in BASES and not (kept.exists() and databases.kind == "sqlite"):
        base = template(databases, workspace, BASES[stage])
    fill = _play(stage, workspace / "instance")
    if databases.kind == "postgresql" and base is None and kept.exists():
        fill = _copy(kept, workspace)
    return databases.template(f"demonstration-{stage}", fill, base=base, kept=kept)


@pytest.fixture
def demonstration(database: Databases, workspace: Path, make_app) -> Callable[..., Demonstration]:
    """The demonstration at a stage, this test's own copy: `demonstration("mid")`, `("adopted")`, `("imported")`."""

    def make(stage: str, **config: object) -> Demonstration:
        address = database.fresh(template=template(database, workspace, stage))
        return Demonstration(make_app(address, **config), stage, database)

    return make


@pytest.fixture(scope="module")
def read_demonstration(
    database: Databases, workspace: Path, applications: Applications
) -> Iterator[Callable[[str], Demonstration]]:
    """The demonstration at a stage for a whole module that only reads it: one application, one copy."""
    made: dict[str, Demonstration] = {}

    def get(stage: str) -> Demonstration:
        if stage not in made:
            address = database.fresh(template=template(database, workspace, stage))
            application = applications.lend(
                {
                    "TESTING": True,
                    "SQLALCHEMY_DATABASE_URI": address,
                    "INSTANCE_PATH": str(workspace / "instance"),
                    "SECRET_KEY": "of these tests only",
                    "WTF_CSRF_ENABLED": False,
                    "REQUESTS_COUNTED": False,  # a module asks more in a minute than a town hall
                    "CLOCK": FrozenClock(NOON),
                }
            )
            made[stage] = Demonstration(application, stage, database)
        return made[stage]

    yield get
    for one in made.values():
        applications.take_back(one.app)
        database.discard(str(one.app.config["SQLALCHEMY_DATABASE_URI"]))
