"""What many people do in the demonstration is played as a busy site does it: others have their turn to write."""

from collections import Counter

import pytest

from core.database import session
from demo.people import DemonstrationPeople

pytestmark = pytest.mark.one_database


def test_a_few_people_to_a_commit(cast):
    """Sixteen who gave eight viewpoints each held every ballot for half a second on a quiet machine."""
    sessions = []
    with cast.app.app_context():
        DemonstrationPeople(cast.slug).act_together([lambda: sessions.append(session())] * 9)
    assert len(sessions) == 9
    assert max(Counter(map(id, sessions)).values()) <= 4
