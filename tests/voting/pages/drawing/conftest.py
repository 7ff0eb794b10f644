"""The plenary, as the pages of its folder's parent begin with it."""

import pytest

from tests.support.plenary import Plenary


@pytest.fixture
def plenary(cast):
    """The plenary of the congress, planned."""
    return Plenary.of(cast)
