"""What `make run` does before serving: the newest schema, and a demonstration to look at; it says each step."""

import signal
import subprocess
import sys
from pathlib import Path

import flask_migrate
from sqlalchemy import URL, select

from app.config import ROOT
from app.factory import create_app
from app.server.played_demonstration import copy_played, keep
from congress.models import Congress
from core.database import db, session
from core.errors import RuleBroken

LOOK = 0.2  # seconds between two looks at what is being played
HALF_PLAYED = "le congrès de démonstration {slug} n’a pas été joué jusqu’au bout\u00a0: {mend}, et relancez"


def prepare_site() -> None:
    """A site that can be looked at: tables up to date and, if it holds no congress, the demonstration played into it.

    In this process, since each start of the program costs a third of what a visitor is willing to wait; only the
    demonstration has a process of its own, when it was not played ahead.
    """
    app = create_app()
    with app.app_context():
        if copy_played(Path(app.config["INSTANCE_PATH"])):
            from demo.loading import start_clocks

            start_clocks()
            _say("Démonstration\u00a0: en place, telle que «\u00a0make setup\u00a0» l’a jouée.")
            return
        flask_migrate.upgrade(directory=str(ROOT / "migrations"))
        is_empty = session().scalar(select(Congress.id).limit(1)) is None
        refuse_half_played()
        db.session.remove()
        db.engine.dispose()
    _say("Base de données\u00a0: tables à jour.")
    if is_empty:
        _say(
            "Démonstration\u00a0: trois congrès se jouent, la première fois seulement, "
            "en vingt secondes, ou deux minutes si la machine est prise."
        )
        _play([sys.argv[0], "demo", "load", "--all"])
        if database := app.config["SQLALCHEMY_DATABASE_URI"].partition("sqlite:///")[2]:
            keep(Path(database))


def _play(command: list[str]) -> None:
    """Run a command to its end; whoever interrupts this process, at whatever instant, ends that one too."""
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: pressed.append(number))
    try:
        playing = subprocess.Popen(command)
        while (status := _status(playing)) is None and not pressed:
            pass  # looked at again
        if status is None:
            playing.kill()
            playing.wait()
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt
    if status:
        raise subprocess.CalledProcessError(status, command)


def _status(playing: "subprocess.Popen[bytes]") -> int | None:
    """How a process ended, waited for a moment; None while it goes on."""
    try:
        return playing.wait(LOOK)
    except subprocess.TimeoutExpired:
        return None


def refuse_half_played() -> None:
    """`RuleBroken` where the play of a demonstration was interrupted: its clock, set last, is not set."""
    half_played = select(Congress.slug).where(
        Congress.demonstration, Congress.clock_offset == 0, Congress.rehearses_id.is_(None)
    )
    if slug := session().scalar(half_played.limit(1)):
        raise RuleBroken(HALF_PLAYED.format(slug=slug, mend=_how_to_empty(db.engine.url)))


def _how_to_empty(database: URL) -> str:
    """How this very database is emptied: the file that holds it, else its name and machine, without a password."""
    if database.get_backend_name() == "sqlite":
        return f"supprimez la base ({database.database})"
    return f"videz la base ({database.render_as_string(hide_password=True)})"


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201 (the command's answer)
