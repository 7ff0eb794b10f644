"""A server that starts again finds its templates compiled, and has made its first pages; nothing stops it from serving."""

import stat

import pytest

from app.server.warm_start import FOLDER, CompiledTemplates, keep_compiled, warm, warm_after_first_answer
from tests.house.test_queries import counted

pytestmark = pytest.mark.one_database


def test_templates_are_compiled_once_for_every_start(cast, new_app):
    instance = new_app.config["INSTANCE_PATH"]
    keep_compiled(new_app)
    with counted() as asked:
        warm(new_app)
    assert not [one for one in asked if one.startswith(("INSERT", "UPDATE", "DELETE"))]
    folder = CompiledTemplates(folder_of(instance))
    assert stat.S_IMODE(folder_of(instance).stat().st_mode) == 0o700
    made = {path: path.stat().st_mtime_ns for path in folder_of(instance).iterdir()}
    assert made
    new_app.jinja_env.cache.clear()
    warm(new_app)
    assert {path: path.stat().st_mtime_ns for path in folder_of(instance).iterdir()} == made
    folder._lightened_by += "another way"
    assert folder.get_source_checksum("x") != CompiledTemplates(folder_of(instance)).get_source_checksum("x")


def test_a_full_disk_or_an_empty_site_stop_nothing(new_app):
    folder = folder_of(new_app.config["INSTANCE_PATH"])
    folder.write_text("a file in its place")
    keep_compiled(new_app)
    warm(new_app)
    assert new_app.test_client().get("/healthz").status_code == 200


def test_somebody_is_answered_before_pages_are_made_for_nobody(cast, new_app, monkeypatch):
    monkeypatch.setattr("app.server.warm_start.NOBODY_CAME", 60.0)
    made = warm_after_first_answer(new_app)
    made.join(0.05)
    assert made.is_alive()
    assert not list(folder_of(new_app.config["INSTANCE_PATH"]).iterdir())
    assert new_app.test_client().get("/healthz").status_code == 200
    made.join(30)
    assert not made.is_alive()
    assert list(folder_of(new_app.config["INSTANCE_PATH"]).iterdir())


def test_where_nobody_comes_pages_are_made_all_the_same(cast, new_app, monkeypatch):
    monkeypatch.setattr("app.server.warm_start.NOBODY_CAME", 0.0)
    warm_after_first_answer(new_app).join(30)
    assert list(folder_of(new_app.config["INSTANCE_PATH"]).iterdir())


def folder_of(instance: str):
    from pathlib import Path

    return Path(instance) / FOLDER
