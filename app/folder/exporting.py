"""A congress written as a folder: the same congress gives the same bytes, and importing them changes nothing."""

import os
import tempfile
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from amendments.models import Amendment
from app.folder.amendments_import import published_of, text_in_folder
from app.folder.content import ProgrammeRow
from app.folder.motion_import import first_revision
from app.folder.programme_tables import write_programme, write_rooms
from app.folder.settings_model import FILE
from app.folder.settings_writing import write_settings
from congress.models import Congress, Room
from congress.pages.downloads import rehearsal_notice
from congress.roll import People, Person
from congress.roll_table import write_roll
from congress.services.electorate_services import waiting_changes, with_waiting
from congress.services.known_roll import attached_id
from congress.services.roll_import import merged_rows, people_of
from congress.services.roll_services import fields_of
from core.database import session
from core.errors import Invalid
from core.files.faults import Findings
from core.files.front_matter import written_front_matter
from core.files.tables import TABLE_ENDINGS
from core.files.toml_source import parse_toml
from letters.models import LetterHead
from motions.models import Motion, Part, PartKind
from motions.queries.motion_queries import motion_of, parts_of
from programme.models import ProgrammeItem
from voting.debate_models import HouseDebate

WRITTEN = "export.sha256"  # what the export wrote, as `sha256sum -c` reads it: what somebody wrote since is not lost


def folder_files(congress: Congress) -> dict[str, bytes]:
    """The bytes of each file of the folder, by its path."""
    motion = motion_of(congress.id)
    if motion is None:
        raise Invalid(_("Le congrès « %(slug)s » n’a pas encore de motion : il ne s’exporte pas.", slug=congress.slug))
    parts = parts_of(motion.id)
    waiting = waiting_changes(congress.id)  # what the roll says already, though a sitting holds it back
    people = [
        Person(member.id, with_waiting(fields_of(member), waiting.get(member.id))) for member in people_of(congress.id)
    ]
    everyone = People(people)
    files = {
        FILE: _settings(congress, motion, parts),
        "roll.csv": _roll(congress, people, everyone),
        "rooms.csv": _rooms(congress),
        "programme.csv": _programme(congress),
    }
    for part in parts:
        if part.kind == PartKind.PROPOSAL:
            files[f"proposals/{part.number}.md"] = first_revision(part).text.encode("utf-8")
    by_id = {person.id: person for person in people}
    for merged_id, kept_id in merged_rows(congress.id).items():
        by_id[merged_id] = by_id[kept_id]
    for amendment in published_of(congress.id):
        if (text := text_in_folder(amendment)) is not None:
            author = everyone.call(by_id[amendment.author_id])
            told = rehearsal_notice(congress)
            files[f"amendments/{amendment.address}.md"] = _amendment(amendment, author, text, told)
    return files


def write_folder(folder: Path, files: dict[str, bytes]) -> None:
    """Put the files in the folder, each one whole.

    `Invalid` when it holds something that is not their congress, or cannot be written.
    """
    _require_ours(folder, files)
    written = "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
    for name, data in {**files, WRITTEN: written.encode()}.items():
        try:
            _write_whole(folder / name, data)
        except OSError as error:
            raise Invalid(f"{folder / name} ne peut pas être écrit\u00a0: {error.strerror}") from error


def _write_whole(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, made = tempfile.mkstemp(dir=path.parent, prefix=".export-")
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    Path(made).chmod(0o644)
    Path(made).replace(path)


def _require_ours(folder: Path, files: dict[str, bytes]) -> None:
    """The folder is absent, empty, or an earlier export of the same congress to which nobody put a hand since."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise Invalid(_("%(folder)s n’est pas un dossier.", folder=folder))
    there = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    if not there:
        return
    settings = folder / FILE
    known = parse_toml(FILE, settings.read_text(encoding="utf-8-sig"), Findings()) if settings.is_file() else None
    written = parse_toml(FILE, files[FILE].decode("utf-8"), Findings()) or {}
    if (known or {}).get("slug") != written["slug"]:
        raise Invalid(_("Le dossier %(folder)s n’est pas vide et n’est pas celui de ce congrès.", folder=folder))
    tables = {f"{stem}{ending}" for stem in ("roll", "rooms", "programme") for ending in TABLE_ENDINGS}
    read = [name for name in there if name in {FILE, *tables} or name.startswith(("amendments/", "proposals/"))]
    if strays := [name for name in read if name not in files]:
        told = _(
            "Le dossier %(folder)s contient %(file)s, que cet export n’écrit pas : l’ôter d’abord.",
            folder=folder,
            file=strays[0],
        )
        raise Invalid(told)
    if changed := next((name for name in read if not _is_as_written(folder, name, files)), ""):
        told = _(
            "Le dossier %(folder)s contient %(file)s, écrit à la main ou changé depuis son export\u00a0: choisir un"
            " autre dossier, ou l’ôter d’abord.",
            folder=folder,
            file=changed,
        )
        raise Invalid(told)


def _is_as_written(folder: Path, name: str, files: dict[str, bytes]) -> bool:
    """Whether a file is what an export wrote there, or what this one would: nobody's work is lost."""
    there = (folder / name).read_bytes()
    written = folder / WRITTEN
    lines = written.read_text(encoding="utf-8").splitlines() if written.is_file() else []
    return there == files[name] or f"{sha256(there).hexdigest()}  {name}" in lines


def _settings(congress: Congress, motion: Motion, parts: list[Part]) -> bytes:
    texts = {
        part.kind.value: first_revision(part).text
        for part in parts
        if part.kind in (PartKind.PREAMBLE, PartKind.CLOSING)
    }
    proposals = [
        (part.number, f"proposals/{part.number}.md", part.provenance) for part in parts if part.number is not None
    ]
    return write_settings(congress, motion, texts, proposals, session().get(LetterHead, congress.id),
                          session().get(HouseDebate, congress.id))  # fmt: skip


def _roll(congress: Congress, people: list[Person], everyone: People) -> bytes:
    officials = {member.id: attached_id(member) for member in people_of(congress.id)}
    listed = [(person.fields, officials[person.id]) for person in people]
    return write_roll(listed, everyone, {person.id: person for person in people})


def _rooms(congress: Congress) -> bytes:
    rooms = session().scalars(select(Room).where(Room.congress_id == congress.id).order_by(Room.position, Room.id))
    return write_rooms(rooms)


def _programme(congress: Congress) -> bytes:
    zone = ZoneInfo(congress.timezone)
    rows = (
        select(ProgrammeItem)
        .where(ProgrammeItem.congress_id == congress.id)
        .order_by(ProgrammeItem.starts_at, ProgrammeItem.ends_at, ProgrammeItem.title)
        .options(joinedload(ProgrammeItem.room))
    )
    return write_programme(_row(item, zone) for item in session().scalars(rows))


def _row(item: ProgrammeItem, zone: ZoneInfo) -> ProgrammeRow:
    starts_at, ends_at = item.starts_at.astimezone(zone), item.ends_at.astimezone(zone)
    return ProgrammeRow(
        file="programme.csv", line=0, day=starts_at.date(), start=starts_at.time(), end=ends_at.time(), kind=item.kind,
        title=item.title, room=item.room.name if item.room else "", access=item.access,
        registration=item.registration, capacity=item.capacity, theme=item.theme, speakers=item.speakers,
        summary=item.summary,
    )  # fmt: skip


def _amendment(amendment: Amendment, author: str, text: str, notice: str) -> bytes:
    """The file; `notice`: what whoever opens it reads first, and no import."""
    front = {
        "proposal": amendment.part.key,
        "author": author,
        "title": amendment.title,
        "reasons": amendment.reasons,
    }
    return (written_front_matter(front, notice) + text).encode()
