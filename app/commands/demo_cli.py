"""`hemicycle demo load`: play the demonstration congress."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from app.folder.importing import import_folder_if_sound
from app.folder.reading import read_folder
from congress.actors import Actor
from core.errors import Invalid
from core.files.faults import Findings
from demo.play import load as play
from demo.stage import local_time

IMPORTED_AT = "2020-07-01T00:00"


@click.group()
def demo() -> None:
    """The demonstration congress."""


@demo.command()
@click.option("--adopted", is_flag=True, help="play it to the end: everything decided, the letter frozen")
@with_appcontext
def load(adopted: bool) -> None:
    """Play the demonstration congress up to mid-sitting, through the services."""
    played = load_demonstration(adopted=adopted)
    click.echo("La démonstration est en place." if played else "La démonstration était déjà en place.")


def load_demonstration(*, adopted: bool) -> bool:
    """Whether the demonstration was played, wholly or further; in an application context."""
    return play(_import, adopted=adopted)


def _import(path: Path) -> None:
    """Import the project's own folder, at the congress's own beginning."""
    findings = Findings()
    folder = read_folder(path, findings)
    if folder is not None and not findings.errors:
        import_folder_if_sound(folder, findings, dry_run=False, actor=Actor.system(), now=local_time(IMPORTED_AT))
    if findings.errors:
        raise Invalid("\n".join(str(error) for error in findings.errors))
