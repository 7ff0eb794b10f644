"""Which sitting pages follow: one that nobody opened in its hours hides no other, and is forgotten after a while."""

from datetime import datetime, timedelta

import pytest

from congress.chamber_models import SittingKind
from congress.queries.chamber_queries import sitting_to_follow
from congress.services.sitting_services import close_sitting, open_sitting, plan_sitting
from tests.support.assembly import NOW, Assembly, assemble

HOUR = timedelta(hours=1)


@pytest.fixture
def chamber(app) -> Assembly:
    """Its sitting is planned from two to five."""
    return assemble(app)


def planned(chamber: Assembly, starts: datetime, ends: datetime) -> int:
    told = {"kind": SittingKind.PLENARY, "title": "Autre séance", "room_id": None, "starts_at": starts, "ends_at": ends}
    return chamber.do(plan_sitting, chamber.congress_id, **told, by=chamber.secretary)


def followed(chamber: Assembly, now: datetime, over_since: datetime | None = None) -> int | None:
    def look() -> int | None:
        found = sitting_to_follow(chamber.congress_id, now, over_since=over_since)
        return found.id if found else None

    return chamber.read(look)


def test_a_sitting_that_nobody_opened_does_not_hide_the_one_that_opens(chamber):
    morning = planned(chamber, NOW - 5 * HOUR, NOW - HOUR / 2)
    assert followed(chamber, NOW - HOUR) == morning, "its hours are not over"
    assert followed(chamber, NOW - HOUR / 4) == chamber.sitting_id


def test_a_sitting_opened_late_is_awaited_meanwhile(chamber):
    assert followed(chamber, NOW + 4 * HOUR) == chamber.sitting_id


def test_a_sitting_of_another_month_is_not_announced_when_this_one_is_closed(chamber):
    planned(chamber, NOW - timedelta(days=47), NOW - timedelta(days=47) + HOUR)
    chamber.do(open_sitting, chamber.sitting_id, by=chamber.chair)
    chamber.do(close_sitting, chamber.sitting_id, by=chamber.chair)
    assert followed(chamber, chamber.now) is None
    assert followed(chamber, chamber.now, over_since=chamber.now - HOUR) == chamber.sitting_id
