"""The plenary as most tests of these pages begin with it: not open yet, or open on its first item."""

import pytest

from tests.support.plenary import Plenary


@pytest.fixture
def plenary(cast):
    """The plenary of the congress, planned; a file that begins further on says so."""
    return Plenary.of(cast)


@pytest.fixture
def discussing(plenary):
    """The plenary open, everybody there, its first item in discussion."""
    plenary.open()
    plenary.discuss()
    return plenary
