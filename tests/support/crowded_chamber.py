"""A chamber of any size with an open poll, each of its members signed in: rows through the services where it is short.

The voters' requests are whole, as a browser sends them: cookie, form, token against forgery.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import create_engine, insert, select, text

from accounts.models import Account, Device
from accounts.services import DEVICE_LIFE
from app.signed_cookies import token_serializer
from congress.chamber_models import Presence, PresenceMode
from congress.models import Member
from core.clock import MachineClock
from core.database import session
from core.digest import sha256_text
from tests.support.assembly import NOW, Assembly, assemble, in_discussion, opened_poll, with_motion
from tests.support.clock import FrozenClock
from tests.support.postgresql_server import stop_server
from voting.models import Poll, RightToVote

ROOT = Path(__file__).parents[2]
HEMICYCLE = Path(sys.executable).parent / "hemicycle"
RAW_TOKEN = "0123456789" * 4  # what a session's token against forgery is made from
SLUG = "grand"


@dataclass(frozen=True)
class VotingDevice:
    """What one member's browser holds, and the right that it votes with."""

    cookie: str
    token: str
    right_id: int
    text_sha256: str

    def request(self, choice: str) -> bytes:
        """The form of a vote, as it goes over the wire."""
        fields = {"csrf_token": self.token, "right": self.right_id, "seen": self.text_sha256, "choice": choice}
        body = urlencode(fields).encode()
        head = (
            f"POST /{SLUG}/scrutins/1/votes HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: session={self.cookie}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


@dataclass(frozen=True)
class CrowdedChamber:
    """A database with an open poll, and who votes in it."""

    environment: dict[str, str]
    address: str
    voters: list[VotingDevice]
    poll_id: int

    def rows(self, statement: str) -> list[tuple[object, ...]]:
        """What the database answers, by a connection of its own."""
        engine = create_engine(self.address)
        try:
            with engine.connect() as connection:
                return [tuple(row) for row in connection.execute(text(statement))]
        finally:
            engine.dispose()


@contextmanager
def chamber(folder: Path, electors: int, *, on_postgresql: bool = False) -> Iterator[CrowdedChamber]:
    """A chamber on a database of its own, gone afterwards."""
    from app.factory import create_app
    from bench.long_roll import new_database

    instance = folder / "instance"
    instance.mkdir(parents=True)
    environment = {**os.environ, "HEMICYCLE_INSTANCE": str(instance)}
    environment.pop("DATABASE_URL", None)
    try:
        if on_postgresql:
            environment["DATABASE_URL"] = new_database(folder)
        subprocess.run([HEMICYCLE, "db", "upgrade"], env=environment, check=True, capture_output=True, cwd=ROOT)
        given = environment.get("DATABASE_URL", f"sqlite:///{instance / 'hemicycle.sqlite'}")
        app = create_app({"INSTANCE_PATH": str(instance), "SQLALCHEMY_DATABASE_URI": given, "CLOCK": FrozenClock(NOW)})
        yield filled(app, environment, electors)
    finally:
        if on_postgresql:
            stop_server(folder)


def application_of(made: CrowdedChamber) -> Flask:
    """An application on the database of a chamber, in this process."""
    from app.factory import create_app

    settings = {"INSTANCE_PATH": made.environment["HEMICYCLE_INSTANCE"], "SQLALCHEMY_DATABASE_URI": made.address}
    return create_app({**settings, "REQUESTS_COUNTED": False})


def filled(app: Flask, environment: dict[str, str], electors: int) -> CrowdedChamber:
    """The chamber in an application's database; `environment`: of a process that serves it."""
    made = assemble(app, electors=electors, opened=True, slug=SLUG)
    _, (part,) = with_motion(made)
    tokens = {member: f"token-{member}" for member in made.electors}
    made.run(there_and_signed_in(made, tokens))
    poll_id = opened_poll(made, in_discussion(made), part_id=part)
    with app.app_context():
        poll = session().get_one(Poll, poll_id)
        own = select(RightToVote.holder_id, RightToVote.id).where(RightToVote.poll_id == poll_id)
        rights = {row.holder_id: row.id for row in session().execute(own)}
        cookies, forms = app.session_interface.get_signing_serializer(app), _against_forgery(app)  # type: ignore[attr-defined]
        as_signed_in = {"_permanent": True, "_fresh": True, "csrf_token": RAW_TOKEN}
        voters = [
            VotingDevice(
                cookies.dumps({**as_signed_in, "_user_id": token, "members": {SLUG: member}}),
                forms.dumps(RAW_TOKEN),
                rights[member],
                poll.text_sha256 or "",
            )
            for member, token in tokens.items()
        ]
        let_go(app)
    return CrowdedChamber(environment, str(app.config["SQLALCHEMY_DATABASE_URI"]), voters, poll_id)


def there_and_signed_in(made: Assembly, tokens: dict[int, str]) -> Callable[[], None]:
    """Everybody is in the room, has an account and a device."""

    def write() -> None:
        emails = {member: f"m{member}@exemple.test" for member in tokens}
        session().execute(insert(Account), [{"email": email} for email in emails.values()])
        accounts = {row.email: row.id for row in session().execute(select(Account.email, Account.id))}
        for member in session().scalars(select(Member).where(Member.id.in_(tokens))):
            member.email = emails[member.id]
            member.account_id = accounts[member.email]
        devices = [
            {
                "account_id": accounts[emails[member]],
                "token_sha256": sha256_text(token),
                "expires_at": MachineClock().now() + DEVICE_LIFE,
            }
            for member, token in tokens.items()
        ]
        session().execute(insert(Device), devices)
        session().add_all(
            Presence(sitting_id=made.sitting_id, member_id=member, mode=PresenceMode.ROOM, arrived_at=made.now)
            for member in tokens
        )

    return write


def _against_forgery(app: Flask) -> URLSafeTimedSerializer:
    return token_serializer(str(app.secret_key), salt="wtf-csrf-token")


def let_go(app: Flask) -> None:
    """End what the application started: another process serves from here on."""
    from core.database import db

    for name in ("writer", "collector"):
        started = app.extensions.pop(name, None)
        if started is not None:
            started.stop()
    db.session.remove()
    db.engine.dispose()


def in_rounds(voters: list[VotingDevice], choices: tuple[str, ...] = ("for", "against")) -> Iterator[bytes]:
    """A request of each voter, then another choice of each, without an end: every one changes a ballot."""
    while True:
        for choice in choices:
            for voter in voters:
                yield voter.request(choice)
