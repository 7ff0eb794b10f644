"""The code at the door: for a member signed in, inside the window of the sitting, a limited number of tries."""

from datetime import timedelta

import pytest

from accounts.limits import BY_DOOR
from congress.chamber_models import PresenceMode, Sitting
from congress.queries.chamber_queries import presence_of
from congress.rules.presence.door_code import code_at
from congress.services import presence_services
from congress.services.presence.door_services import door_shown, enter_by_code
from core.database import session
from core.errors import Forbidden, RuleBroken, TooMany
from tests.support.assembly import assemble

pytestmark = pytest.mark.one_database


@pytest.fixture
def here(app):
    return assemble(app, opened=True, presence_in_room="code")


def code(here, *, seconds: int = 1) -> str:
    """What the door shows when the next act comes, or so many seconds from now."""
    secret = here.read(lambda: session().get_one(Sitting, here.sitting_id).door_secret)
    return code_at(secret, here.now + timedelta(seconds=seconds))


def enter(here, typed: str, member: int) -> int | None:
    return here.do(enter_by_code, here.sitting_id, typed, by=member)


def test_the_code_of_the_door_brings_in_who_types_it_and_joining_without_it_is_refused(here):
    member = here.electors[1]
    with pytest.raises(RuleBroken, match="code affiché à la porte"):
        here.do(presence_services.arrive, here.sitting_id, member, by=member)
    assert enter(here, code(here), member) is not None
    presence = here.read(lambda: presence_of(here.sitting_id, member))
    assert presence.mode == PresenceMode.ROOM
    assert enter(here, code(here), member) == presence.id, "typed twice, one presence"


def test_who_was_at_a_distance_and_comes_is_in_the_room_from_then_on(here):
    member = here.electors[1]
    here.do(presence_services.arrive, here.sitting_id, member, PresenceMode.REMOTE, by=member)
    enter(here, code(here), member)
    assert here.read(lambda: presence_of(here.sitting_id, member)).mode == PresenceMode.ROOM


def test_an_old_code_is_refused_and_too_many_wrong_ones_are_looked_at_no_more(here):
    member, other = here.electors[1:3]
    old = code(here, seconds=-120)
    for _ in range(BY_DOOR):
        assert enter(here, old, member) is None
    with pytest.raises(TooMany):
        enter(here, code(here), member)
    assert enter(here, code(here), other) is not None, "nobody uses up the tries of another"


def test_it_opens_only_inside_the_window_and_to_those_who_vote(app):
    assembly = assemble(app, presence_opens_before=0)
    assembly.now -= timedelta(minutes=10)
    with pytest.raises(RuleBroken, match="s’ouvrent"):
        enter(assembly, code(assembly), assembly.electors[1])
    with pytest.raises(RuleBroken, match="appelés à voter"):
        enter(assembly, code(assembly), assembly.staff)


def test_where_the_bureau_alone_says_it_no_code_does(app):
    assembly = assemble(app, opened=True, presence_in_room="bureau")
    with pytest.raises(RuleBroken, match="le bureau constate"):
        enter(assembly, code(assembly), assembly.electors[1])


def test_the_chair_and_the_desk_alone_show_the_code(here):
    def shown(member: int):
        actor, now = here.actor(member), here.now
        return here.read(lambda: door_shown(session().get_one(Sitting, here.sitting_id), actor=actor, now=now))

    assert shown(here.chair) == shown(here.secretary)
    with pytest.raises(Forbidden):
        shown(here.electors[1])
