"""What `make run` does before serving: the newest schema, and a first congress to look at."""

import subprocess
import sys
from pathlib import Path

import flask_migrate
from sqlalchemy import select

from app.config import ROOT
from app.factory import create_app
from app.server.played_demonstration import copy_played
from congress.models import Congress
from core.database import db, session


def prepare_site() -> None:
    """A site that can be looked at: tables up to date and, if it holds no congress, the demonstration played into it.

    In this process, since each start of the program costs a third of what a visitor is willing to wait; only the
    demonstration has a process of its own, when it was not played ahead.
    """
    app = create_app()
    with app.app_context():
        if copy_played(Path(app.config["INSTANCE_PATH"])):
            from demo.play import start_clock

            start_clock()
            return
        flask_migrate.upgrade(directory=str(ROOT / "migrations"))
        is_empty = session().scalar(select(Congress.id).limit(1)) is None
        db.session.remove()
        db.engine.dispose()
    if is_empty:
        print("La base est vide\u00a0: le congrès de démonstration s’y joue…", flush=True)  # noqa: T201 (the command's answer)
        subprocess.run([sys.argv[0], "demo", "load"], check=True)
