"""A folder taken into the database, in one unit of work: created or updated, never deleted, never half-written."""

from datetime import datetime

from app.folder.amendments_import import import_amendments
from app.folder.content import Folder
from app.folder.motion_import import import_motion
from app.folder.programme_import import import_programme
from app.folder.report import Report
from app.folder.sittings_import import import_sittings
from congress.actors import Actor
from congress.services.roll_import import RollReport, import_roll
from congress.services.roll_services import save_congress, save_room
from core import journal
from core.files.faults import Findings
from core.rehearsal import run_and_keep_if
from letters.head_services import LetterFrozen, save_letter_head


def import_folder_if_sound(folder: Folder, findings: Findings, *, dry_run: bool, actor: Actor, now: datetime) -> Report:
    """What the import does; kept unless `dry_run`, or unless a rule refused something (then noted as an error)."""
    return run_and_keep_if(
        lambda: import_folder(folder, findings, actor=actor, now=now),
        lambda _report: not dry_run and not findings.errors,
    )


def import_folder(folder: Folder, findings: Findings, *, actor: Actor, now: datetime) -> Report:
    """Save everything that the folder says; inside a unit of work."""
    report = Report(folder.congress.slug, folder.congress.title)
    congress_id, change = save_congress(folder.congress, actor=actor, now=now)
    report.note("congrès", folder.congress.slug, change)
    rooms: dict[str, int] = {}
    for room in folder.rooms:
        rooms[room.name], change = save_room(congress_id, room, actor=actor, now=now)
        report.note("salles", room.name, change, hidden=("url", "phone"))
    roll = import_roll(congress_id, list(folder.roll), findings, actor=actor, now=now)
    _note_roll(report, roll)
    import_motion(congress_id, folder, findings, report, actor=actor, now=now)
    try:
        change = save_letter_head(congress_id, folder.letter, actor=actor, now=now)
        report.note("lettre", folder.congress.slug, change)
    except LetterFrozen as frozen:
        findings.warning("congress.toml", None, "letter", frozen.sentence)
    programme_item = import_programme(congress_id, folder, rooms, report, actor=actor, now=now)
    import_sittings(congress_id, folder, programme_item, roll, findings, report, actor=actor, now=now)
    import_amendments(congress_id, folder, findings, report, actor=actor, now=now)
    if report:
        counts = {kind: [tally.created, tally.updated] for kind, tally in report.tallies.items()}
        stream = f"congress:{folder.congress.slug}"
        journal.record(stream, "congress_imported", actor=actor.pseudonym, now=now, counts=counts)
    return report


def _note_roll(report: Report, roll: RollReport) -> None:
    for row in roll.rows:
        report.note("membres", row.name, row.change)
    report.is_reordered = roll.is_reordered
    if roll.is_reordered:
        report.details.append("membres : l’ordre de la liste a changé")
