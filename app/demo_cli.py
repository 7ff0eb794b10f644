"""`hemicycle demo load`: play the demonstration congress."""

import click
from flask.cli import with_appcontext

from demo.play import load as play


@click.group()
def demo() -> None:
    """The demonstration congress."""


@demo.command()
@click.option("--adopted", is_flag=True, help="play it to the end: everything decided, the letter frozen")
@with_appcontext
def load(adopted: bool) -> None:
    """Play the demonstration congress up to mid-sitting, through the services."""
    from app.folder.importing import import_folder_quietly

    played = play(import_folder_quietly, adopted=adopted)
    click.echo("La démonstration est en place." if played else "La démonstration était déjà en place.")
