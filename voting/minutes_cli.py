"""`hemicycle minutes export`: the minutes of a sitting as a file."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from congress.queries.chamber_queries import sitting_by_number
from congress.queries.congress_queries import congress_by_slug
from voting.pages.minutes.minutes_files import MINUTES_FORMATS, minutes_file


@click.group()
def minutes() -> None:
    """Minutes of the sittings."""


@minutes.command()
@click.argument("slug")
@click.argument("sitting", type=click.IntRange(min=1))
@click.option("--format", "name", type=click.Choice(list(MINUTES_FORMATS)), required=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@with_appcontext
def export(slug: str, sitting: int, name: str, output: Path) -> None:
    """Write the minutes of a sitting of SLUG to a file; marked as a draft until they are adopted."""
    content = minutes_file(sitting_by_number(congress_by_slug(slug).id, sitting), name)
    try:
        output.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{output} ne peut pas être écrit\u00a0: {error.strerror}") from error
