"""An open poll with a member who signed in, their own right and one that they carry; another congress beside."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import text

from accounts.services import open_device, revoke_device
from congress.services.proxy_services import give_proxy
from core.database import session
from core.digest import sha256_text
from tests.support.assembly import Assembly, assemble, in_discussion, opened_poll, rights, with_motion
from voting.models import Poll

TOKEN, REVOKED = "a-token-of-nobody-else", "a-token-that-was-revoked"


@dataclass
class World:
    """What a state is made of: the assembly, its open poll, who votes, the right of their own, the one they carry."""

    made: Assembly
    poll: int
    one: int
    own: int
    carried: int
    another: int
    seen: str

    @classmethod
    def of(cls, made: Assembly) -> "World":
        """What a test knows of the assembly that `gathered` makes."""
        own, carried = rights(made, made.poll, made.electors[2])
        (another,) = rights(made, made.poll, made.electors[3])
        seen = made.read(lambda: session().get_one(Poll, made.poll).text_sha256)
        return cls(made, made.poll, made.electors[2], own, carried, another, seen)

    def sql(self, statement: str, **values: object) -> None:
        """Change a row as no service would."""
        session().execute(text(statement), values)

    def do(self, service: Callable[..., Any], *args: Any, by: int, **more: Any) -> Any:
        """What a service does, in the transaction of the state."""
        return service(*args, actor=self.made.actor(by), now=self.made.then(), **more)


def gathered(app: Flask) -> Assembly:
    """Six electors, the last of whom gave a proxy to the third; a poll is open; another congress beside."""
    assemble(app, electors=3, slug="autre")
    made = assemble(app, electors=6, opened=True)
    _, (part,) = with_motion(made)
    made.present(*made.electors[:5])
    made.proxy = made.do(give_proxy, made.sitting_id, made.electors[5], made.electors[2], by=made.electors[5])
    made.poll = opened_poll(made, in_discussion(made), part_id=part)

    def sign_in() -> None:
        session().execute(text("INSERT INTO account (email) VALUES ('a@exemple.test'), ('b@exemple.test')"))
        account = session().scalar(text("SELECT id FROM account WHERE email = 'a@exemple.test'"))
        other = session().scalar(text("SELECT id FROM account WHERE email = 'b@exemple.test'"))
        for member, its in ((made.electors[2], account), (made.electors[3], other)):
            session().execute(text("UPDATE member SET account_id = :its WHERE id = :id"), {"its": its, "id": member})
        for token in (TOKEN, REVOKED):
            device = open_device(account, now=app.config["CLOCK"].now())
            session().flush()
            session().execute(
                text("UPDATE device SET token_sha256 = :its WHERE token_sha256 = :made"),
                {"its": sha256_text(token), "made": sha256_text(device)},
            )
        revoke_device(REVOKED, now=app.config["CLOCK"].now())

    made.run(sign_in)
    return made
