"""The demonstration played ahead: what an empty site takes is what the services played, at the hour of now."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from app.server import played_demonstration
from app.server.site_preparation import prepare_site
from app.server.start_checks import is_ready
from demo.moments import AUGUST


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "instance"
    folder.mkdir()
    monkeypatch.setattr(played_demonstration, "FOLDER", tmp_path / "build")
    monkeypatch.setenv("HEMICYCLE_INSTANCE", str(folder))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return folder


@pytest.fixture
def played(instance: Path) -> Path:
    """A file in the place of the demonstration of this version."""
    played_demonstration.FOLDER.mkdir()
    file = played_demonstration.played_file()
    file.write_bytes(b"played")
    return file


@pytest.mark.one_database
def test_an_empty_site_takes_what_was_played_and_its_clock_starts(
    instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from app.factory import create_app
    from congress.clock import now_in
    from congress.models import Congress
    from core.database import db, session
    from core.journal import JournalHead, first_break
    from motions.models import Viewpoint

    played_demonstration.play_ahead("--moment", AUGUST.name)
    kept = played_demonstration.played_file()
    assert sorted(played_demonstration.FOLDER.iterdir()) == [kept]
    assert "elle se joue d’avance" in capsys.readouterr().out
    prepare_site()
    assert capsys.readouterr().out == "Démonstration\u00a0: en place, telle que «\u00a0make setup\u00a0» l’a jouée.\n"
    assert is_ready()
    app = create_app()
    with app.app_context():
        congress = session().scalars(select(Congress)).one()
        late = now_in(congress) - datetime(2020, 8, 26, 14, 30, tzinfo=UTC)
        assert 0 <= late.total_seconds() < 120
        assert session().query(Viewpoint).count() == 525
        streams = session().scalars(select(JournalHead.stream)).all()
        assert streams
        assert [first_break(stream) for stream in streams] == [None] * len(streams)
        db.session.remove()
        db.engine.dispose()


def test_a_site_that_has_a_database_keeps_it(instance: Path, played: Path) -> None:
    (instance / "hemicycle.sqlite").write_bytes(b"mine")
    assert not played_demonstration.copy_played(instance)
    assert (instance / "hemicycle.sqlite").read_bytes() == b"mine"


def test_another_database_takes_no_file(instance: Path, played: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example/hemicycle")
    assert not played_demonstration.copy_played(instance)
    assert not (instance / "hemicycle.sqlite").exists()


def test_what_another_version_played_is_not_taken(instance: Path, played: Path) -> None:
    played.rename(played.with_name("demonstration-0123456789abcdef.sqlite"))
    assert not played_demonstration.copy_played(instance)
    assert list(instance.iterdir()) == []


def test_what_this_version_played_is_not_played_again(played: Path) -> None:
    played_demonstration.play_ahead()
    assert played.read_bytes() == b"played"
