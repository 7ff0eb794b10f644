"""`hemicycle papers read | track`: a DOCX or an ODT as our text, two of our texts as tracked changes."""

from datetime import UTC, datetime
from pathlib import Path

import click
from flask.cli import with_appcontext
from flask_babel import force_locale

import redline
from core.clock import machine_now
from core.digest import sha256_text
from motions.pages.document_words import doubt_words, refusal_words
from papers.reading.documents import read_document
from papers.reading.what_was_read import Unreadable
from papers.tracking.docx_tracked import docx_with_changes
from papers.tracking.odt_tracked import odt_with_changes
from papers.tracking.tracked_text import TrackedText
from redline.cli import read_text, write

_WRITERS = {".docx": docx_with_changes, ".odt": odt_with_changes}


@click.group()
def papers() -> None:
    """Documents of Word and LibreOffice."""


@papers.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--changes", type=click.Choice(["accepted", "rejected"]), default="accepted", show_default=True)
@click.option("--base", metavar="BASE.md", help="the text that the document was made from")
@with_appcontext
def read(file: Path, changes: str, base: str | None) -> None:
    """Print the text of FILE (DOCX or ODT); what was not understood is told on standard error."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise click.ClickException(f"{file}\u00a0: {error.strerror}") from error
    known = None if base is None else read_text(base)
    with force_locale("fr"):
        try:
            found = read_document(data)
        except Unreadable as refused:
            raise click.ClickException(f"{file}\u00a0: {refusal_words(refused.refusal)}") from refused
        for doubt in found.doubts:
            click.echo(doubt_words(doubt), err=True)
    write(found.text("rejected" if changes == "rejected" else "accepted", known))


@papers.command()
@click.argument("base")
@click.argument("amended")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--author", default="Hémicycle", show_default=True, help="in whose name the changes stand")
@click.option("--at", "moment", default="", metavar="2020-10-11T18:00:00Z", help="when (now if it is not said)")
@with_appcontext
def track(base: str, amended: str, output: Path, author: str, moment: str) -> None:
    """Write a DOCX or an ODT where accepting all changes gives AMENDED, rejecting them BASE."""
    render = _WRITERS.get(output.suffix.lower())
    if render is None:
        raise click.ClickException(f"{output}\u00a0: il faut un nom en .docx ou en .odt")
    old, new = redline.normalise(read_text(base)), redline.normalise(read_text(amended))
    fingerprint = sha256_text(old)
    end = f"Fin du texte – empreinte {fingerprint}."
    text = TrackedText(old, new, author, _moment(moment), end, facts={"base_sha256": fingerprint})
    try:
        output.write_bytes(render(text))
    except OSError as error:
        raise click.ClickException(f"{output} ne peut pas être écrit\u00a0: {error.strerror}") from error


def _moment(said: str) -> datetime:
    if not said:
        return machine_now()
    try:
        found = datetime.fromisoformat(said)
    except ValueError as error:
        raise click.ClickException(f"--at {said}\u00a0: il faut une date comme 2020-10-11T18:00:00Z") from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)
