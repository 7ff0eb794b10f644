"""Each test has its own open poll, and a member who signed in."""

import pytest

from tests.support.box_world import World, gathered
from tests.support.starts import assembly_template


@pytest.fixture
def ready_template(database, workspace):
    return assembly_template(database, workspace, "a-box-of-ballots", gathered)


@pytest.fixture
def world(ready_assembly) -> World:
    return World.of(ready_assembly)
