"""The plenary of every fault: its first item in discussion, a vote on its proposal open, everybody there."""

import pytest

from tests.support.cast import build_congress, template_of
from tests.support.plenary import Plenary


@pytest.fixture
def essai_template(database, workspace) -> str:
    def put_to_vote(app) -> None:
        plenary = Plenary.of(build_congress(app))
        plenary.open()
        plenary.discuss()
        plenary.poll()

    return template_of(database, workspace, "a-vote-in-which-all-goes-wrong", put_to_vote)


@pytest.fixture
def plenary(cast) -> Plenary:
    """The plenary, its first poll open."""
    return Plenary.of(cast)
