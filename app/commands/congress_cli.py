"""`hemicycle congress import | export | list`: a congress as a folder (docs/congress-folder.md)."""

import json
import sys
from pathlib import Path

import click
import flask_migrate
from flask.cli import with_appcontext
from flask_babel import ngettext
from sqlalchemy import inspect, select

from app.config import ROOT
from app.folder.amendments_import import published_of
from app.folder.exporting import folder_files, write_folder
from app.folder.folder_reading import read_folder
from app.folder.importing import import_folder_if_sound
from app.folder.report import Report
from congress.actors import Actor
from congress.clock import now_in, today_in
from congress.models import Congress
from congress.queries.congress_queries import congress_by_slug
from congress.roll import Person
from congress.services.roll_import import people_of
from congress.services.roll_services import fields_of
from core.clock import machine_now
from core.database import db, session
from core.files.faults import Findings
from core.text.reader import enumeration_of_numbers
from motions.models import Motion, MotionState


@click.group()
def congress() -> None:
    """Congresses of the site, as folders."""


@congress.command("import")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="check and say what would change, write nothing")
@click.option(
    "--same", type=int, multiple=True, metavar="LINE", help="this line of the roll is the person whom it may be"
)
@with_appcontext
def import_command(folder: Path, dry_run: bool, same: tuple[int, ...]) -> None:
    """Create or update a congress from FOLDER; nothing is deleted, and nothing is written if there is an error."""
    _make_tables()
    findings = Findings()
    content = read_folder(folder, findings, _known_people)
    report = None
    if content is not None:
        known = session().scalar(select(Congress).where(Congress.slug == content.congress.slug))
        now = now_in(known) if known else machine_now()
        report = import_folder_if_sound(content, findings, dry_run=dry_run, same=same, actor=Actor.system(), now=now)
    for told in findings.told:
        click.echo(f"Remarque\u00a0: {told}", err=True)
    if findings.errors or report is None:
        for error in findings.errors:
            click.echo(str(error), err=True)
        sys.exit(2)
    _tell(report, dry_run=dry_run)


@congress.command("export")
@click.argument("slug")
@click.argument("folder", type=click.Path(path_type=Path))
@with_appcontext
def export_command(slug: str, folder: Path) -> None:
    """Write the congress SLUG to FOLDER: absent, empty, or an earlier export of the same congress."""
    _make_tables()
    found = congress_by_slug(slug)
    files = folder_files(found)
    write_folder(folder, files)
    if left := [row.address for row in published_of(found.id) if f"amendments/{row.address}.md" not in files]:
        click.echo(f"Remarque\u00a0: {_not_written(left)}", err=True)
    click.echo(f"{slug} : {len(files)} fichiers écrits dans {folder}.")


def _not_written(left: list[str]) -> str:
    return ngettext(
        "L’amendement n°\u00a0%(numbers)s n’est pas écrit\u00a0: il a été retiré, ou ne change plus le premier texte.",
        "Les amendements n°\u00a0%(numbers)s ne sont pas écrits\u00a0: ils ont été retirés, ou ne changent plus le"
        " premier texte.",
        len(left),
        numbers=enumeration_of_numbers(left),
    )


@congress.command("list")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@with_appcontext
def list_command(form: str) -> None:
    """Print the congresses of the site, the oldest first."""
    _make_tables()
    congresses = sorted(session().scalars(select(Congress)), key=lambda found: (found.starts, found.slug))
    found = [{"slug": known.slug, "title": known.title, "state": state_of(known)} for known in congresses]
    if form == "json":
        click.echo(json.dumps({"congresses": found}, ensure_ascii=False))
        return
    for known in found:
        click.echo(f"{known['slug']}\t{known['state']}\t{known['title']}")
    if not found:
        click.echo("Aucun congrès sur ce site.")


def state_of(known: Congress) -> str:
    """`adopted` once its motion is; else, by its clock: `preparation`, `open` from its first day, `closed`."""
    decided = session().scalar(select(Motion.state).where(Motion.congress_id == known.id))
    if decided == MotionState.ADOPTED:
        return "adopted"
    today = today_in(known)
    if today < known.starts:
        return "preparation"
    return "open" if today <= known.ends else "closed"


def _make_tables() -> None:
    """An empty database gets its tables: taking a congress is often the first thing done to a site."""
    if not inspect(db.engine).get_table_names():
        flask_migrate.upgrade(directory=str(ROOT / "migrations"))


def _known_people(slug: str) -> list[Person]:
    known = session().scalar(select(Congress).where(Congress.slug == slug))
    return [Person(member.id, fields_of(member)) for member in people_of(known.id)] if known else []


def _tell(report: Report, *, dry_run: bool) -> None:
    click.echo(f"{report.title} ({report.slug})")
    if report.absent:
        told = ngettext(
            "Le fichier ne nomme pas %(num)s membre, qui le reste : %(names)s.",
            "Le fichier ne nomme pas %(num)s membres, qui le restent : %(names)s.",
            len(report.absent),
            names=", ".join(report.absent),
        )
        click.echo(told)
    if not report:
        click.echo("Rien n’a changé.")
        return
    for kind, tally in report.tallies.items():
        click.echo(f"  {kind} : {tally.total}, dont nouveaux {tally.created}, changés {tally.updated}")
    for detail in report.details:
        click.echo(f"  {detail}")
    click.echo("Essai : rien n’est enregistré." if dry_run else "C’est enregistré.")
