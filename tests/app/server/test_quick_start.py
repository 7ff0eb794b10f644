"""A start compiles nothing that was compiled before, and looks through no memory while it imports."""

import gc
import os

import pytest

from app.server import quick_start
from app.server.quick_start import FOLDER, sorting_memory_later, with_bytecode


@pytest.mark.parametrize(
    ("given", "is_beside", "kept"),
    [
        ({}, True, None),
        ({"PYTHONDONTWRITEBYTECODE": "1"}, True, None),
        ({"PYTHONDONTWRITEBYTECODE": "1"}, False, FOLDER),
        ({"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": "elsewhere"}, False, "elsewhere"),
    ],
)
def test_sources_are_compiled_once(given, is_beside, kept, tmp_path, monkeypatch):
    monkeypatch.setattr(quick_start, "_is_kept_beside", lambda: is_beside)
    found = with_bytecode({"PATH": "/bin", **given}, tmp_path)
    assert found["PATH"] == "/bin"
    assert "PYTHONDONTWRITEBYTECODE" not in found
    prefix = found.get("PYTHONPYCACHEPREFIX")
    assert prefix == (str(tmp_path / FOLDER) if kept == FOLDER else kept)


def test_a_program_that_may_not_be_written_in_is_compiled_in_the_instance(tmp_path, monkeypatch):
    monkeypatch.setattr(quick_start, "_is_kept_beside", lambda: False)
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    assert with_bytecode({}, tmp_path) == {"PYTHONPYCACHEPREFIX": str(tmp_path / FOLDER)}


def test_memory_is_sorted_out_after_the_imports():
    frozen = gc.get_freeze_count()
    try:
        with sorting_memory_later():
            assert not gc.isenabled()
        assert gc.isenabled()
        assert gc.get_freeze_count() > frozen
    finally:
        gc.unfreeze()
