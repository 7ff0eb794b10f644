"""A site as people meet it: an address, a clock, a mailbox, and the commands of whoever runs it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

from click.testing import Result
from flask.cli import ScriptInfo

from tests.support.browser import LiveServer
from tests.support.network import Mailbox

PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True)
class Site:
    """The server under test, with what surrounds it."""

    live: LiveServer
    mailbox: Mailbox
    clock: Any
    slug: str

    def path(self, rest: str = "") -> str:
        """The whole address of a page of the congress: `path("propositions/5")`."""
        return f"{self.live.url}/{self.slug}/{rest}"

    def at(self, words: str) -> None:
        """Move the clock to a local time: `at("2020-10-12T14:00")`; it never goes back."""
        instant = datetime.fromisoformat(words).replace(tzinfo=PARIS)
        assert instant >= self.clock.now()
        self.clock.advance(instant - self.clock.now())

    def later(self, seconds: int = 20) -> None:
        """A little later."""
        self.clock.advance(timedelta(seconds=seconds))

    def command(self, *words: object) -> Result:
        """What `hemicycle …` answers on this site; it must succeed."""
        from app.commands.program import cli

        info = ScriptInfo(create_app=lambda: self.live.app)
        result = self.live.app.test_cli_runner().invoke(cli, [str(word) for word in words], obj=info)
        assert result.exit_code == 0, result.output
        return result

    def mail_for(self, address: str) -> EmailMessage:
        """The last mail that somebody received, once what is due has left."""
        self.command("tick")
        received = [
            message for message in self.mailbox.messages if message["To"].rpartition("<")[2].strip(">") == address
        ]
        assert received, f"nothing came for {address}"
        return received[-1]

    def read(self, look: Callable[[], Any]) -> Any:
        """What a read of the database gives."""
        from core.database import db

        with self.live.app.app_context():
            try:
                return look()
            finally:
                db.session.remove()

    def do(self, service: Callable[..., Any], *given: Any, by: int, **more: Any) -> Any:
        """What a service gives when a member (an id) does it now."""
        from congress.actors import Actor
        from congress.models import Member
        from core.database import session
        from core.unit_of_work import run

        actor = self.read(lambda: Actor.of(session().get_one(Member, by)))
        with self.live.app.app_context():
            return run(lambda: service(*given, actor=actor, now=self.clock.now(), **more))
