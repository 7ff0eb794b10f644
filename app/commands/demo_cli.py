"""`hemicycle demo load`: play the demonstration congresses."""

import time
from dataclasses import replace
from pathlib import Path

import click
from flask.cli import with_appcontext

from app.folder.folder_reading import read_folder
from app.folder.importing import import_folder_if_sound
from congress.actors import Actor
from core.errors import Invalid
from core.files.faults import Findings
from demo.dates import local_time
from demo.loading import load as play
from demo.moments import MOMENTS, SITTING, moment_named

IMPORTED_AT = "2020-07-01T00:00"


@click.group()
def demo() -> None:
    """The demonstration congresses."""


@demo.command()
@click.option("--adopted", is_flag=True, help="play it to the end: everything decided, the letter frozen")
@click.option("--moment", "name", type=click.Choice([moment.name for moment in MOMENTS]), help="another of the moments")
@click.option("--all", "is_all", is_flag=True, help="the three moments, each a congress of its own")
@with_appcontext
def load(*, adopted: bool, name: str | None, is_all: bool) -> None:
    """Play the demonstration congress up to mid-sitting, through the services."""
    if adopted + (name is not None) + is_all > 1:
        raise click.UsageError("--adopted, --moment, --all", click.get_current_context())
    if is_all:
        played = [_play_timed(number) for number in range(len(MOMENTS))]
    else:
        played = [play(_import, moment_named(name) if name else SITTING, adopted=adopted)]
    click.echo("La démonstration est en place." if any(played) else "La démonstration était déjà en place.")


def _play_timed(number: int) -> bool:
    """Whether one of the three moments was played, said while it lasts."""
    moment, started = MOMENTS[number], time.monotonic()
    click.echo(f"  {number + 1}/{len(MOMENTS)} {moment.told}… ", nl=False)
    played = play(_import, moment)
    click.echo(f"{time.monotonic() - started:.0f}\u00a0s" if played else "déjà en place")
    return played


def _import(path: Path, slug: str) -> None:
    """Import the project's own folder under a name of its own, at the congress's own beginning."""
    findings = Findings()
    folder = read_folder(path, findings)
    if folder is not None and not findings.errors:
        folder = replace(folder, congress=replace(folder.congress, slug=slug))
        import_folder_if_sound(folder, findings, dry_run=False, actor=Actor.system(), now=local_time(IMPORTED_AT))
    if findings.errors:
        raise Invalid("\n".join(str(error) for error in findings.errors))
