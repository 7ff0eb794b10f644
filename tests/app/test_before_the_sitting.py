"""Before the sitting: points of view, amendments, publication, each form sent twice and a folder imported after each.

The short form of what `make thorough` plays on the whole demonstration (`tests/journeys/test_pressed_twice.py`,
`test_imported_meanwhile.py`).
"""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from amendments.models import Amendment, AmendmentStatus
from app.folder.exporting import folder_files, write_folder
from app.folder.folder_reading import read_folder
from app.folder.importing import import_folder_if_sound
from congress.actors import Actor
from congress.models import Congress
from core.database import session
from core.files.faults import Findings
from motions.models import Viewpoint
from motions.queries.motion_queries import current_revision
from tests.support.plenary import FIFTEEN, Plenary

pytestmark = pytest.mark.one_database


@pytest.fixture
def imported_between(cast, tmp_path: Path):
    """Imports the congress's own folder with its first proposal written otherwise; what it says."""
    cast.read(lambda: write_folder(tmp_path / "folder", folder_files(session().get_one(Congress, cast.congress_id))))
    first = tmp_path / "folder/proposals/1.md"
    first.write_text(first.read_text(encoding="utf-8").replace("dix mille", "cent"), encoding="utf-8")

    def bring() -> str:
        findings = Findings()
        with cast.app.app_context():
            folder = read_folder(tmp_path / "folder", findings)
            now = cast.clock.now()
            import_folder_if_sound(folder, findings, dry_run=False, actor=Actor.system(), now=now)
        return " ".join(str(fault.sentence) for fault in (*findings.errors, *findings.warnings))

    return bring


def test_each_form_sent_twice_counts_once_and_no_import_changes_what_was_amended(cast, imported_between):
    plenary = Plenary.of(cast)
    seen = cast.read(lambda: current_revision(plenary.part()).sha256)
    given = {"p1-seen": seen, "p1-position": "favourable", "p1-named": "y"}
    written = {"base_number": "1", "title": "Quinze mille", "reasons": "Parce que.", "text": FIFTEEN, "sheet": "one"}
    acts = (
        ("bela", "propositions/1/point-de-vue", given, Viewpoint),
        ("ada", "propositions/1/amender", {**written, "geste": "deposer"}, Amendment),
        ("sven", "amendements/depots/1/publication", {}, None),
    )
    for name, rest, fields, table in acts:
        for pause in (120, 600):
            answer = plenary.post(name, rest, **fields)
            assert answer.status_code in (303, 409, 422), (rest, re.sub("<[^>]+>", " ", answer.text)[-600:])
            cast.clock.advance(timedelta(milliseconds=pause))
        if table is not None:
            assert cast.read(lambda table=table: session().scalar(select(func.count()).select_from(table))) == 1, rest
        if table is not Viewpoint:
            assert "ce texte a déjà un amendement\u00a0: il n’est pas changé." in imported_between()
    amendment = cast.read(lambda: session().scalars(select(Amendment)).one())
    assert (amendment.status, amendment.public_number) == (AmendmentStatus.PUBLISHED, 1)
    assert cast.read(lambda: current_revision(plenary.part()).sha256) == seen
