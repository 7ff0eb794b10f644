"""The plenary of every fault: its first item in discussion, a vote on its proposal open, everybody there; and the same
of another congress of the same people.
"""

import pytest

from tests.support.cast import build_congress, find_cast, template_of
from tests.support.plenary import Plenary

ANOTHER = "autre"


@pytest.fixture
def essai_template(database, workspace) -> str:
    def put_to_vote(app) -> None:
        for congress in (build_congress(app), build_congress(app, slug=ANOTHER)):
            plenary = Plenary.of(congress)
            plenary.open()
            plenary.discuss()
            plenary.poll()

    return template_of(database, workspace, "a-vote-in-which-all-goes-wrong", put_to_vote)


@pytest.fixture
def plenary(cast) -> Plenary:
    """The plenary, its first poll open."""
    return Plenary.of(cast)


@pytest.fixture
def elsewhere(app) -> Plenary:
    """The same people in the other congress, where a poll is open too."""
    return Plenary.of(find_cast(app, ANOTHER))
