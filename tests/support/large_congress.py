"""A congress of thousands who are all there, each signed in on a device of their own, for the loads of `bench.live`.

What people do is done by the services; the rows of accounts, devices and presences, that services make one by one,
are written as they would stand.
"""

import datetime as dt
import secrets
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import insert, select, update

from app.factory import create_app
from tests.support.assembly import Assembly, assemble, in_discussion, opened_poll, published, with_motion

SLUG = "grand"
AMENDED = "# Médiation numérique\n\nNous demandons à l’État de cofinancer vingt mille postes.\n"


@dataclass
class LargeCongress:
    """The assembly, and the cookie of each elector's browser."""

    assembly: Assembly
    cookies: list[str]
    item_id: int
    part_id: int

    @property
    def app(self) -> Flask:
        """The application on its database."""
        return self.assembly.app

    def open_poll(self, words: str = AMENDED) -> int:
        """The id of a poll opened on an amendment."""
        amendment = published(self.assembly, self.part_id, words, by=self.assembly.electors[1])
        return opened_poll(self.assembly, self.item_id, amendment_ids=(amendment,))


def large_congress(instance: Path, members: int) -> LargeCongress:
    """The congress, its sitting open, everybody there, an item in discussion; made in an empty instance."""
    import flask_migrate

    app = create_app({"INSTANCE_PATH": str(instance)})
    with app.app_context():
        flask_migrate.upgrade(directory=str(Path(__file__).resolve().parents[2] / "migrations"))
    began = dt.datetime.now(dt.UTC).replace(microsecond=0) - dt.timedelta(hours=1)
    assembly = assemble(app, electors=members, slug=SLUG)
    _set_clock_open(assembly, began)
    assembly.now = began
    everybody = [*assembly.electors, assembly.secretary]
    tokens = _sign_in(assembly, everybody)
    _arrive(assembly, began)
    from congress.services.sitting_services import open_sitting

    assembly.do(open_sitting, assembly.sitting_id, by=assembly.chair)
    part = with_motion(assembly)[1][0]
    item = in_discussion(assembly)
    return LargeCongress(assembly, [_cookie(app, token) for token in tokens], item, part)


def _set_clock_open(assembly: Assembly, began: dt.datetime) -> None:
    """The days of the congress are those of the machine: its pages are asked for now."""
    from congress.chamber_models import Sitting
    from congress.models import Congress
    from core.database import session

    day = dt.timedelta(days=1)
    windows = {
        f"{name}_{end}": began + shift
        for name in ("viewpoints", "amendments", "signatures")
        for end, shift in (("open", -day), ("close", day))
    }

    def work() -> None:
        congress = session().get_one(Congress, assembly.congress_id)
        for name, value in {**windows, "starts": began.date(), "ends": (began + day).date()}.items():
            setattr(congress, name, value)
        sitting = session().get_one(Sitting, assembly.sitting_id)
        sitting.starts_at, sitting.ends_at = began, began + 5 * dt.timedelta(hours=1)

    assembly.run(work)


def _sign_in(assembly: Assembly, people: list[int]) -> list[str]:
    """The token of each one's device, under an address of their own."""
    from accounts.models import Account, Device
    from congress.models import Member
    from core.database import db
    from core.digest import sha256_text

    tokens = [secrets.token_urlsafe(24) for _ in people]
    until = dt.datetime.now(dt.UTC) + dt.timedelta(days=2)
    with assembly.app.app_context(), db.engine.execution_options(write=True).begin() as connection:
        connection.execute(insert(Account), [{"email": f"membre{one}@commune.example"} for one in people])
        ids = dict(connection.execute(select(Account.email, Account.id)).all())
        accounts = [ids[f"membre{one}@commune.example"] for one in people]
        for one, account in zip(people, accounts, strict=True):
            connection.execute(update(Member).where(Member.id == one).values(account_id=account))
        devices = [
            {"account_id": account, "token_sha256": sha256_text(token), "expires_at": until}
            for account, token in zip(accounts, tokens, strict=True)
        ]
        connection.execute(insert(Device), devices)
    return tokens


def _arrive(assembly: Assembly, at: dt.datetime) -> None:
    from congress.chamber_models import Presence, PresenceMode
    from core.database import session

    def work() -> None:
        session().add_all(
            Presence(sitting_id=assembly.sitting_id, member_id=one, mode=PresenceMode.ROOM, arrived_at=at)
            for one in assembly.electors
        )

    assembly.run(work)


def _cookie(app: Flask, token: str) -> str:
    """What a browser sends: signed as the site signs it."""
    from flask.sessions import SecureCookieSessionInterface

    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    csrf = secrets.token_hex(20)
    assert signer is not None
    return str(signer.dumps({"_user_id": token, "_fresh": True, "_permanent": True, "csrf_token": csrf}))
