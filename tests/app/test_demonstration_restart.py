"""A moment of the demonstration starts again, alone: what was done is said, then gone, and its journal is whole."""

import shutil
import sqlite3
from datetime import timedelta

import pytest

from demo.moments import AUGUST, MOMENTS, SIGNING, SITTING
from demo.restarting import alone
from tests.support.reading import plain


@pytest.fixture
def site(demonstration, keep):
    """The three moments, on a site that kept them as they were played."""
    return keep(demonstration("moments"))


@pytest.fixture
def sitting_site(demonstration, keep):
    """The one in sitting alone."""
    return keep(demonstration("mid"))


@pytest.fixture
def keep(tmp_path, monkeypatch):
    """Keep what a site holds as `make setup` would have, and let five minutes pass there."""
    return lambda scene: _kept(scene, tmp_path, monkeypatch)


def _kept(scene, tmp_path, monkeypatch):
    from app.server import played_demonstration

    monkeypatch.setattr(played_demonstration, "FOLDER", tmp_path / "build")
    (tmp_path / "build").mkdir()
    kept = played_demonstration.played_file()
    if scene.databases.kind == "sqlite":
        shutil.copyfile(str(scene.app.config["SQLALCHEMY_DATABASE_URI"]).removeprefix("sqlite:///"), kept)
    else:
        _copy_to_sqlite(scene.app, kept)
    scene.app.config["CLOCK"].advance(timedelta(minutes=5))
    return scene.app


def _copy_to_sqlite(app, kept) -> None:
    """The same rows in a file, as `make setup` would have played them there."""
    from sqlalchemy import create_engine, select

    from core.database import Base, db

    engine = create_engine(f"sqlite:///{kept}")
    Base.metadata.create_all(engine)
    with app.app_context(), db.engine.connect() as source, engine.begin() as target:
        target.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for table in Base.metadata.sorted_tables:
            if rows := [dict(row) for row in source.execute(select(table)).mappings()]:
                target.execute(table.insert(), rows)
    engine.dispose()


def rows_of(app, slug: str):
    """Every row that leads to a congress, as the file of a demonstration would hold them."""
    from sqlalchemy import select

    from core.database import db
    from demo.restarting import _leads_to, _tables

    with app.app_context(), db.engine.connect() as connection:
        return {
            table.name: sorted(
                repr(
                    [value for column, value in row.items() if column not in {"clock_offset"} | unnumbered(table.name)]
                )
                for row in connection.execute(select(table).where(_leads_to(table, slug))).mappings()
            )
            for table in _tables()
        }


def unnumbered(table: str) -> set[str]:
    return {"id"} if table == "journal_entry" else set()


def restart(browser, moment):
    return browser.post("/demonstration/recommencer", data={"moment": moment.name}, follow_redirects=True)


def give_a_viewpoint_and_sign(app):
    """What a visitor does in August and on the thirteenth."""
    browser = app.test_client()
    browser.post("/demonstration", data={"role": "elue", "moment": AUGUST.name})
    page = browser.get(f"/{AUGUST.slug}/propositions/8/point-de-vue").text
    seen = page.partition('name="p8-seen"')[2].partition('value="')[2][:64]
    saved = browser.post(
        f"/{AUGUST.slug}/propositions/8/point-de-vue", data={"p8-position": "favourable", "p8-seen": seen}
    )
    assert saved.status_code == 303
    browser.post("/demonstration", data={"role": "elue", "moment": SIGNING.name})
    text = browser.get(f"/{SIGNING.slug}/lettre").text.partition('name="texte" value="')[2][:64]
    assert browser.post(f"/{SIGNING.slug}/lettre/signature", data={"texte": text}).status_code == 303
    return browser


@pytest.mark.one_database
def test_what_was_done_is_said_then_gone_in_that_congress_alone(site):
    from core.journal import first_break

    before = {moment: rows_of(site, moment.slug) for moment in MOMENTS}
    browser = give_a_viewpoint_and_sign(site)
    page = plain(browser.get("/demonstration").text)
    assert page.count("Une action a été faite ici depuis le début") == 2
    assert "Donne ses 2 derniers points de vue" in page
    assert "A signé la lettre ouverte, la relit." in page
    done = {moment: rows_of(site, moment.slug) for moment in MOMENTS}
    assert done[AUGUST] != before[AUGUST]
    page = plain(restart(browser, AUGUST).text)
    assert "tout y est comme au début" in page
    assert page.count("Une action a été faite ici depuis le début") == 1
    assert "Donne ses 3 derniers points de vue" in page
    assert "Nous y sommes le mercredi 26 août 2020, il est 16 h 30." in page
    after = {moment: rows_of(site, moment.slug) for moment in MOMENTS}
    assert after == {**done, AUGUST: before[AUGUST]}
    with site.app_context():
        assert [first_break(f"congress:{moment.slug}") for moment in MOMENTS] == [None] * 3


def test_the_sitting_starts_again_guarded_and_recorded_as_it_was(sitting_site):
    from sqlalchemy import text
    from sqlalchemy.exc import IntegrityError

    from core.database import db
    from core.journal import first_break

    site, before = sitting_site, rows_of(sitting_site, SITTING.slug)
    browser = site.test_client()
    vote(browser)
    assert "Une action a été faite ici depuis le début" in plain(browser.get("/demonstration").text)
    assert rows_of(site, SITTING.slug) != before
    restart(browser, SITTING)
    assert rows_of(site, SITTING.slug) == before
    with site.app_context(), db.engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(text("DELETE FROM journal_entry WHERE stream = 'congress:congres-2020'"))
    vote(browser)
    with site.app_context():
        assert first_break(f"congress:{SITTING.slug}") is None


def vote(browser) -> None:
    """The official's own vote, in the poll that is open."""
    browser.post("/demonstration", data={"role": "elue", "moment": SITTING.name})
    page = browser.get(f"/{SITTING.slug}/scrutins/en-cours", follow_redirects=True)
    form = page.text.partition('<form class="vote"')[2].partition("</form>")[0]
    fields = {name: form.partition(f'name="{name}" value="')[2].partition('"')[0] for name in ("right", "seen")}
    address = form.partition('action="')[2].partition('"')[0]
    assert browser.post(address, data={**fields, "choice": "for"}).status_code == 303


@pytest.mark.one_database
def test_it_is_put_back_once_a_minute_by_the_whole_site(site, monkeypatch):
    browser = site.test_client()
    assert "tout y est comme au début" in restart(browser, SITTING).text
    with monkeypatch.context() as unread:  # the file costs a second: whoever is refused has it read for nothing
        unread.setattr("app.pages.demonstration_views.read_kept", lambda *_: pytest.fail("read for nothing"))
        assert "attendez une minute" in plain(restart(site.test_client(), SITTING).text)
        with alone() as is_free:
            assert is_free
            assert "attendez une minute" in plain(restart(site.test_client(), SIGNING).text)
    site.config["CLOCK"].advance(timedelta(minutes=1))
    assert "tout y est comme au début" in restart(browser, SITTING).text


@pytest.mark.one_database
def test_who_was_inside_is_still_who_they_were(site):
    browser = site.test_client()
    browser.post("/demonstration", data={"role": "elue", "moment": SITTING.name})
    restart(browser, SITTING)
    assert "Mme\u00a0Karine Prigent" in browser.get(f"/{SITTING.slug}/").text


@pytest.mark.one_database
def test_rows_whose_place_is_taken_leave_the_congress_as_it_is(site):
    from app.server.played_demonstration import played_file

    with sqlite3.connect(played_file()) as kept:
        kept.execute("PRAGMA foreign_keys = OFF")
        taken = kept.execute(
            "SELECT room.id FROM room JOIN congress ON congress.id = congress_id WHERE slug = ?", (SITTING.slug,)
        ).fetchone()[0]
        kept.execute(
            "UPDATE room SET name = 'Autre', congress_id = (SELECT id FROM congress WHERE slug = ?) WHERE id = ?",
            (AUGUST.slug, taken),
        )
    before = rows_of(site, AUGUST.slug)
    assert "ont pris la place" in plain(restart(site.test_client(), AUGUST).text)
    assert rows_of(site, AUGUST.slug) == before


@pytest.mark.one_database
def test_what_was_not_kept_does_not_start_again(site):
    from app.server.played_demonstration import played_file

    browser = site.test_client()
    assert browser.get("/demonstration").text.count("/demonstration/recommencer") == 3
    assert browser.post("/demonstration/recommencer", data={"moment": "june"}).status_code == 422
    played_file().unlink()
    assert "/demonstration/recommencer" not in browser.get("/demonstration").text
    assert browser.post("/demonstration/recommencer", data={"moment": AUGUST.name}).status_code == 422


def test_rows_come_after_all_those_they_refer_to():
    """An amendment may refer to three others of its table; only one of them was put before it."""
    from amendments.models import Amendment
    from demo.restarting import _parents_first

    none = {key.parent.name: None for key in Amendment.__table__.foreign_keys}
    rows = [{"id": 1, **none, "cause_amendment_id": 3, "parent_id": 2}, {"id": 2, **none}, {"id": 3, **none}]
    assert [row["id"] for row in _parents_first(Amendment.__table__, rows)][-1] == 1


@pytest.mark.one_database
def test_nothing_else_lifts_the_guards():
    from tests.support.session import ROOT

    sources = [path for path in ROOT.glob("*/**/*.py") if path.relative_to(ROOT).parts[0] not in {"tests", ".venv"}]
    lifting = [str(path.relative_to(ROOT)) for path in sources if "lifted(" in path.read_text(encoding="utf-8")]
    assert sorted(lifting) == ["core/immutability.py", "demo/restarting.py"]
