"""A folder read and checked, whole: every error of every file is noted, nothing is written anywhere."""

from collections.abc import Callable
from pathlib import Path

from flask_babel import gettext as _

from app.folder.content import AmendmentText, CongressNames, Folder, ProgrammeRow, Settings
from app.folder.programme_tables import UNKNOWN_DAY, read_programme, read_rooms, refuse_unclear_hours
from app.folder.settings_model import FILE
from app.folder.settings_reading import read_settings
from app.folder.texts_reading import read_amendments, read_proposals
from congress.roll import People, Person
from congress.roll_reading import read_roll
from congress.roll_table import RollRow, check_aides
from core.files.decoding import decode, read_file
from core.files.faults import Findings
from core.files.tables import OLD_ENDINGS, TABLE_ENDINGS

KnownPeople = Callable[[str], list[Person]]


def nobody(slug: str) -> list[Person]:  # noqa: ARG001 - the shape of a reader
    """The members of a congress that the site does not hold yet."""
    return []


def read_folder(folder: Path, findings: Findings, known_people: KnownPeople = nobody) -> Folder | None:
    """The congress of a folder; None when an error was noted. `known_people`: members already saved, by slug."""
    if not folder.is_dir():
        findings.error(
            str(folder), None, None, _("ce n’est pas un dossier.") if folder.exists() else _("ce dossier n’existe pas.")
        )
        return None
    settings, named = _settings(folder, findings)
    rooms_file, rooms_data = _table(folder, "rooms", findings)
    rooms = read_rooms(rooms_file, rooms_data, findings) if rooms_data is not None else []
    programme_file, programme_data = _table(folder, "programme", findings)
    names = [room.name for room in rooms]
    programme = read_programme(programme_file, programme_data, names, findings) if programme_data is not None else []
    if settings is not None:
        _warn_early(programme, settings, findings)
        refuse_unclear_hours(programme, settings.congress.timezone, findings)
    roll_file, roll_data = _table(folder, "roll", findings)
    roll = read_roll(roll_file, roll_data, findings) if roll_data is not None else []
    known = known_people(named.slug) if named.slug else []
    check_aides(roll, known, findings)
    proposals = read_proposals(folder, named.proposals, findings)
    amendments = read_amendments(folder, {number for number, _file, _provenance in named.proposals}, findings)
    _check_authors(amendments, roll, known, findings)
    if settings is None or findings.errors:
        return None
    return Folder(
        congress=settings.congress,
        motion=settings.motion,
        letter=settings.letter,
        proposals=proposals,
        rooms=tuple(rooms),
        roll=tuple(roll),
        programme=tuple(programme),
        amendments=amendments,
        debate=settings.debate,
    )


def _settings(folder: Path, findings: Findings) -> tuple[Settings | None, CongressNames]:
    data = read_file(folder, FILE, findings)
    text = decode(data, FILE, findings) if data is not None else None
    return read_settings(text, findings) if text is not None else (None, CongressNames("", ()))


def _table(folder: Path, stem: str, findings: Findings) -> tuple[str, bytes | None]:
    """(file name, bytes) of a table, in whichever of its formats it is there."""
    near = sorted(path.name for path in folder.iterdir() if path.name.lower().startswith(f"{stem}."))
    there = [name for name in near if name[len(stem) :].lower() in (*TABLE_ENDINGS, *OLD_ENDINGS)]
    if near and not there:  # roll.zip, roll.csv.txt
        told = _("ce tableau s’appelle %(stem)s.csv, %(stem)s.xlsx ou %(stem)s.ods.", stem=stem)
        findings.error(near[0], None, None, told)
        return near[0], None
    if len(there) > 1:
        told = _("ce tableau est là deux fois, dans %(other)s aussi : en garder un.", other=there[1])
        findings.error(there[0], None, None, told)
        return there[0], None
    name = there[0] if there else f"{stem}.csv"
    return name, read_file(folder, name, findings)


def _warn_early(programme: list[ProgrammeRow], settings: Settings, findings: Findings) -> None:
    """Tell the rendez-vous before the first day of the congress: seldom meant, unlike those after its last one."""
    for row in programme:
        if UNKNOWN_DAY < row.day < settings.congress.starts:
            told = _("ce rendez-vous est avant le premier jour du congrès, le %(day)s.", day=settings.congress.starts)
            findings.warning(row.file, row.line, "date", told)


def _check_authors(
    amendments: tuple[AmendmentText, ...], roll: list[RollRow], known: list[Person], findings: Findings
) -> None:
    """Note each amendment whose author is nobody, several people, or does not vote."""
    keys = {row.fields.key for row in roll}
    rows = [Person(-row.line, row.fields) for row in roll]
    in_file = People(rows)
    everyone = People([*rows, *(person for person in known if person.fields.key not in keys)])
    for amendment in amendments:
        found = in_file.named(amendment.author) or everyone.named(amendment.author)
        if amendment.author and len(found) != 1:
            told = (
                _("« %(value)s » désigne plusieurs personnes de la liste.", value=amendment.author)
                if found
                else _("« %(value)s » ne désigne personne de la liste.", value=amendment.author)
            )
            findings.error(amendment.file, None, "author", told)
        elif found and not found[0].fields.votes:
            told = _("%(name)s ne vote pas : seul un élu qui vote dépose.", name=found[0].fields.full_name)
            findings.error(amendment.file, None, "author", told)
