"""`hemicycle letter export`: the letter as a file."""

from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from congress.models import Congress
from core.database import session
from core.errors import NotFound
from letters.formats import FORMATS, rendered
from letters.queries import document_of


@click.group()
def letter() -> None:
    """The open letter."""


@letter.command()
@click.argument("slug")
@click.option("--format", "name", type=click.Choice(list(FORMATS)), required=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@with_appcontext
def export(slug: str, name: str, output: Path) -> None:
    """Write SLUG's letter to a file; marked as a draft text before the motion is adopted."""
    congress = session().scalar(select(Congress).where(Congress.slug == slug))
    if congress is None:
        raise NotFound(f"aucun congrès ne s’appelle «\u00a0{slug}\u00a0»")
    content = rendered(name, document_of(congress))
    try:
        output.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{output} ne peut pas être écrit\u00a0: {error.strerror}") from error
