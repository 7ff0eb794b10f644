"""A folder taken into the database, in one unit of work: created or updated, never deleted, never half-written."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from app.folder.amendments_import import import_amendments
from app.folder.content import Folder
from app.folder.motion_import import import_motion
from app.folder.programme_import import import_programme
from app.folder.report import Report
from app.folder.settings_model import FILE
from app.folder.sittings_import import import_sittings
from congress.actors import Actor
from congress.models import Congress
from congress.roll import CongressFields
from congress.services.lawful.requiring import refused_rules
from congress.services.roll_import import RollReport, import_roll
from congress.services.roll_services import rules_in_use, rules_of, save_congress, save_room
from core import journal
from core.database import session
from core.errors import RuleBroken
from core.files.faults import Findings
from core.rehearsal.rehearsing import run_and_keep_if
from letters.head_services import LetterFrozen, save_letter_head
from voting.rules.debate.debate_rules import DebateRules
from voting.services.debate.house_rules import save_house_debate

_MOST_NAMED = 50  # people whom a report names


def import_folder_if_sound(
    folder: Folder, findings: Findings, *, dry_run: bool, same: Iterable[int] = (), actor: Actor, now: datetime
) -> Report:
    """What the import does; kept unless `dry_run`, or unless a rule refused something (then noted as an error).

    `same`: lines of the roll that are the person whom they may be, known under another name or address.
    """
    return run_and_keep_if(
        lambda: import_folder(folder, findings, same=same, actor=actor, now=now),
        lambda _report: not dry_run and not findings.errors,
    )


def import_folder(
    folder: Folder, findings: Findings, *, same: Iterable[int] = (), actor: Actor, now: datetime
) -> Report:
    """Save everything that the folder says; inside a unit of work."""
    report = Report(folder.congress.slug, folder.congress.title)
    wanted, told = sound_rules(folder.congress)
    if told:
        findings.error(FILE, None, "rules", told)
    refused = refused_rules(wanted, has_colleges=wanted.college_rule is not None)
    for setting, sentence in refused:
        findings.error(FILE, None, f"rules.{setting}", sentence)
    if refused:
        return report
    congress_id, change = save_congress(wanted, actor=actor, now=now)
    report.note("congrès", folder.congress.slug, change)
    _save_debate(congress_id, folder.debate, findings, report, actor=actor, now=now)
    rooms: dict[str, int] = {}
    for room in folder.rooms:
        rooms[room.name], change = save_room(congress_id, room, actor=actor, now=now)
        report.note("salles", room.name, change, hidden=("url", "phone"))
    answers = dict.fromkeys(same, True)
    roll = import_roll(congress_id, list(folder.roll), findings, answers=answers, actor=actor, now=now)
    _note_roll(report, roll, findings)
    _warn_of_colleges(folder, wanted, findings)
    import_motion(congress_id, folder, findings, report, actor=actor, now=now)
    try:
        change = save_letter_head(congress_id, folder.letter, actor=actor, now=now)
        report.note("lettre", folder.congress.slug, change)
    except LetterFrozen as frozen:
        findings.warning(FILE, None, "letter", frozen.sentence)
    programme_item = import_programme(congress_id, folder, rooms, report, actor=actor, now=now)
    import_sittings(congress_id, folder, programme_item, roll, findings, report, actor=actor, now=now)
    import_amendments(congress_id, folder, findings, report, actor=actor, now=now)
    if report:
        counts = {kind: [tally.created, tally.updated] for kind, tally in report.tallies.items()}
        stream = f"congress:{folder.congress.slug}"
        journal.record(stream, "congress_imported", actor=actor.pseudonym, now=now, counts=counts)
    return report


def _save_debate(
    congress_id: int, debate: DebateRules | None, findings: Findings, report: Report, *, actor: Actor, now: datetime
) -> None:
    if debate is None:
        return
    try:
        report.note("débat", report.slug, save_house_debate(congress_id, debate, actor=actor, now=now))
    except RuleBroken as refused:
        findings.error(FILE, None, "debate", refused.sentence)


def _warn_of_colleges(folder: Folder, wanted: CongressFields, findings: Findings) -> None:
    """A roll that names colleges, under rules that do not count them, says so."""
    if wanted.college_rule is None and any(row.fields.college for row in folder.roll):
        told = _("les collèges sont gardés, et les règles ne les comptent pas dans les votes (college_rule).")
        findings.warning("roll.csv", None, "college", told)


def sound_rules(wanted: CongressFields) -> tuple[CongressFields, str]:
    """The congress as it may be saved, and why not as the folder says it: empty when it may."""
    congress = session().scalar(select(Congress).where(Congress.slug == wanted.slug))
    told = rules_in_use(congress, wanted) if congress else ""
    return (replace(wanted, **rules_of(congress)), told) if congress and told else (wanted, "")


def _note_roll(report: Report, roll: RollReport, findings: Findings) -> None:
    """What the roll changed; who may be somebody already known, as an error."""
    for row in roll.rows:
        report.note("membres", row.name, row.change)
    added = [row.name for row in roll.created]
    if 0 < len(added) < len(roll.rows):  # the roll of a congress that is new is not told again
        more = f" et {len(added) - _MOST_NAMED} autres" if len(added) > _MOST_NAMED else ""
        report.details.append(f"membres ajoutés\u00a0: {', '.join(added[:_MOST_NAMED])}{more}")
    for doubt in roll.doubts:
        if doubt.answer is None:
            findings.error(doubt.file, doubt.line, None, doubt.sentence)
    report.absent = roll.absent
    report.is_reordered = roll.is_reordered
    if roll.is_reordered:
        report.details.append("membres : l’ordre de la liste a changé")
