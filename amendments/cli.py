"""`hemicycle amendments export | booklet | reopen`: amendments as files, and the draft that a file carries."""

import json
from pathlib import Path

import click
from flask.cli import with_appcontext

from amendments.pages.documents.amendment_files import AMENDMENT_FORMATS
from amendments.pages.out.booklet_files import BOOKLET_FORMATS, booklet_file
from amendments.queries.amendment_queries import by_public_number
from amendments.rules.amendment_record import AmendmentRecord, record_of
from congress.queries.congress_queries import congress_by_slug
from papers.reading.documents import read_document
from papers.reading.what_was_read import Unreadable
from papers.renderers.pdf_record import record_in_pdf


@click.group()
def amendments() -> None:
    """Amendments."""


@amendments.command()
@click.argument("slug")
@click.argument("number")
@click.option("--format", "name", type=click.Choice(list(AMENDMENT_FORMATS)), required=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@with_appcontext
def export(slug: str, number: str, name: str, output: Path) -> None:
    """Write the published amendment NUMBER (12, 12-A) to a file; a PDF and a DOCX carry its record."""
    congress = congress_by_slug(slug)
    _write(output, AMENDMENT_FORMATS[name](congress, by_public_number(congress.id, number.upper())))


@amendments.command()
@click.argument("slug")
@click.option("--proposal", type=click.IntRange(min=1), help="of this proposal alone")
@click.option("--format", "name", type=click.Choice(list(BOOKLET_FORMATS)), required=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@with_appcontext
def booklet(slug: str, proposal: int | None, name: str, output: Path) -> None:
    """Write all the published amendments to a file, in the order of the votes."""
    _write(output, booklet_file(congress_by_slug(slug), name, proposal))


def _write(output: Path, content: bytes) -> None:
    try:
        output.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{output} ne peut pas être écrit\u00a0: {error.strerror}") from error


@amendments.command()
@click.argument("file", type=click.Path(path_type=Path))
def reopen(file: Path) -> None:
    """Print the draft that FILE (PDF or DOCX) carries, as JSON."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise click.ClickException(f"{file}\u00a0: {error.strerror}") from error
    record = carried_record(data)
    if record is None:
        raise click.ClickException(f"{file}\u00a0: ce fichier ne porte le dossier d’aucun amendement")
    click.echo(json.dumps(record.reopened(), ensure_ascii=False))


def carried_record(data: bytes) -> AmendmentRecord | None:
    """The record that a file carries, None where there is none, or it was altered."""
    if data.startswith(b"%PDF-"):
        return record_of(record_in_pdf(data))
    try:
        return record_of(read_document(data).carried.record)
    except Unreadable:
        return None
