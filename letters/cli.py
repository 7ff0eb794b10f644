"""`hemicycle letter export`: the letter as a file."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from congress.queries.congress_queries import congress_by_slug
from letters.letter_formats import ALL_FORMATS, letter_file
from letters.queries import letter_record_of


@click.group()
def letter() -> None:
    """The open letter."""


@letter.command()
@click.argument("slug")
@click.option("--format", "name", type=click.Choice(list(ALL_FORMATS)), required=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@with_appcontext
def export(slug: str, name: str, output: Path) -> None:
    """Write SLUG's letter to a file; marked as a draft text before the motion is adopted."""
    congress = congress_by_slug(slug)
    content = letter_file(name, congress, letter_record_of(congress))
    try:
        output.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{output} ne peut pas être écrit\u00a0: {error.strerror}") from error
