"""What tests of the server share."""

import os

import pytest

from app.factory import create_app
from tests.support.assembly import NOW
from tests.support.clock import FrozenClock
from tests.support.crowded_chamber import CrowdedChamber, filled
from tests.support.served_chamber import VOTERS


@pytest.fixture
def made(database_url, tmp_path) -> CrowdedChamber:
    """A chamber with an open poll, to be served."""
    environment = {**os.environ, "DATABASE_URL": database_url, "HEMICYCLE_INSTANCE": str(tmp_path)}
    settings = {"INSTANCE_PATH": str(tmp_path), "SQLALCHEMY_DATABASE_URI": database_url, "CLOCK": FrozenClock(NOW)}
    return filled(create_app(settings), environment, VOTERS)
