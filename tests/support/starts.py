"""Assemblies that many tests begin with, made once in a run: each test has its own copy, with the same numbers.

A test asks for `ready_assembly`: five electors present, the proposal in discussion. A module whose tests begin further
on, or elsewhere, overrides `ready_template` with a template of its own.
"""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.support.cast import template_of
from tests.support.databases import Databases


def assembly_template(databases: Databases, workspace: Path, name: str, build: Callable[[Flask], object]) -> str:
    """The template of an assembly, made once in the run; what tests know of it, its numbers and its hour, is beside."""

    def make(app: Flask) -> None:
        known = {key: value for key, value in vars(build(app)).items() if key != "app"}
        _beside(databases, workspace, name).write_text(json.dumps(known, default=dt.datetime.isoformat))

    return template_of(databases, workspace, name, make)


def _beside(databases: Databases, workspace: Path, name: str) -> Path:
    return workspace / f"{name}-{databases.kind}.json"


@pytest.fixture
def ready_template(database: Databases, workspace: Path) -> str:
    """Five electors present at an open sitting, a motion of one proposal (`part`), its item (`item`) in discussion."""
    from tests.support.polls import ready

    return assembly_template(database, workspace, "ready", ready)


@pytest.fixture
def ready_assembly(app: Flask, ready_template: str, database: Databases, workspace: Path) -> object:
    """This test's own `Assembly`, a copy, at the hour that it was when it was made."""
    from tests.support.assembly import Assembly

    known = json.loads(_beside(database, workspace, ready_template).read_text())
    made = Assembly.__new__(Assembly)
    vars(made).update(known, app=app, now=dt.datetime.fromisoformat(known["now"]))
    return made
