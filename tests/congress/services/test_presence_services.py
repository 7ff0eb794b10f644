"""Presence: intervals, once whatever is clicked, by the member or the secretariat."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from congress.chamber_models import Presence, PresenceMode, SittingKind
from congress.models import Member, PresenceInRoom
from congress.queries import chamber_queries
from congress.services import presence_services, sitting_services
from core import journal
from core.database import session
from core.errors import Forbidden, NotFound, RuleBroken
from tests.support.assembly import NOW, assemble


def intervals(assembly) -> list[Presence]:
    return assembly.read(lambda: session().scalars(select(Presence).order_by(Presence.id)).all())


def test_a_member_arrives_at_a_distance_leaves_and_comes_back_in_the_room(app):
    assembly = assemble(app)
    one = assembly.electors[1]
    assembly.do(presence_services.arrive, assembly.sitting_id, one, PresenceMode.REMOTE, by=one)
    assembly.do(presence_services.leave, assembly.sitting_id, one, by=one)
    assembly.do(presence_services.arrive, assembly.sitting_id, one, PresenceMode.ROOM, by=one)
    rows = intervals(assembly)
    assert [(row.mode, row.left_at is None) for row in rows] == [
        (PresenceMode.REMOTE, False),
        (PresenceMode.ROOM, True),
    ]
    assert rows[0].arrived_at < rows[0].left_at < rows[1].arrived_at


def test_a_double_click_is_one_arrival_even_at_the_same_instant(app):
    assembly = assemble(app)
    one = assembly.electors[1]
    actor, now = assembly.actor(one), assembly.then()

    def arrive(_: int) -> int:
        return assembly.run(lambda: presence_services.arrive(assembly.sitting_id, one, actor=actor, now=now))

    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(arrive, range(8)))
    assert len(ids) == 1
    assert len(intervals(assembly)) == 1


def test_leaving_twice_is_leaving_once(app):
    assembly = assemble(app)
    one = assembly.electors[1]
    assembly.present(one)
    assembly.do(presence_services.leave, assembly.sitting_id, one, by=one)
    first = intervals(assembly)[0].left_at
    assembly.do(presence_services.leave, assembly.sitting_id, one, by=one)
    assert [row.left_at for row in intervals(assembly)] == [first]


def test_the_secretariat_keys_a_presence_and_it_is_said(app):
    assembly = assemble(app)
    assembly.do(presence_services.arrive, assembly.sitting_id, assembly.electors[1], by=assembly.secretary)
    (row,) = intervals(assembly)
    assert row.mode == PresenceMode.SECRETARIAT
    entry = assembly.read(lambda: list(journal.entries(f"congress:{assembly.slug}"))[-1])
    keyed_by = assembly.read(lambda: session().get_one(Member, assembly.secretary).pseudonym)
    assert (entry.kind, entry.actor, entry.payload["mode"]) == ("member_arrived", keyed_by, "secretariat")


def test_nobody_says_another_member_present(app):
    assembly = assemble(app)
    with pytest.raises(Forbidden, match="elle-même ou par le secrétariat"):
        assembly.do(presence_services.arrive, assembly.sitting_id, assembly.electors[1], by=assembly.electors[2])
    assert intervals(assembly) == []


def test_those_who_do_not_vote_are_not_counted_present(app):
    assembly = assemble(app)
    with pytest.raises(RuleBroken, match="appelés à voter"):
        assembly.do(presence_services.arrive, assembly.sitting_id, assembly.staff, by=assembly.staff)


def test_a_stranger_is_not_found(app):
    assembly, other = assemble(app), assemble(app, slug="autre")
    with pytest.raises(NotFound):
        assembly.do(presence_services.arrive, assembly.sitting_id, other.electors[0], by=assembly.secretary)


def test_a_closed_sitting_admits_nobody(app):
    assembly = assemble(app, opened=True)
    assembly.do(sitting_services.close_sitting, assembly.sitting_id, by=assembly.chair)
    with pytest.raises(RuleBroken, match="close"):
        assembly.present(assembly.electors[1])


def test_the_chamber_counts_those_present(app):
    assembly = assemble(app, electors=9)
    assembly.present(*assembly.electors[:4])
    numbers = assembly.read(lambda: chamber_queries.chamber(assembly.sitting_id))
    assert (numbers.members, numbers.present, numbers.represented, numbers.barred, numbers.entitled) == (9, 4, 0, 0, 4)


def another_sitting(assembly) -> int:
    return assembly.do(
        sitting_services.plan_sitting,
        assembly.congress_id,
        kind=SittingKind.PLENARY,
        title="Une autre séance",
        room_id=None,
        starts_at=NOW + timedelta(minutes=30),
        ends_at=NOW + timedelta(hours=1),
        by=assembly.secretary,
    )


@pytest.mark.parametrize(("before", "minutes"), [(60, 61), (0, 1), (15, 16)])
def test_a_member_says_present_from_a_while_before_the_sitting_on(app, before, minutes):
    assembly = assemble(app, presence_opens_before=before)
    one, early = assembly.electors[1], NOW - timedelta(minutes=minutes)
    actor = assembly.actor(one)

    def say(at):
        return assembly.run(lambda: presence_services.arrive(assembly.sitting_id, one, actor=actor, now=at))

    with pytest.raises(RuleBroken, match="Les présences de cette séance s’ouvrent lundi 12\u00a0octobre"):
        say(early)
    assert say(early + timedelta(minutes=1)) == intervals(assembly)[0].id


def test_the_secretariat_keys_it_before_and_an_open_sitting_admits_whatever_the_hour(app):
    assembly = assemble(app)
    assembly.now = NOW - timedelta(hours=3)
    assembly.do(presence_services.arrive, assembly.sitting_id, assembly.electors[1], by=assembly.secretary)
    assembly.do(sitting_services.open_sitting, assembly.sitting_id, by=assembly.chair)
    assembly.present(assembly.electors[2])
    assert len(intervals(assembly)) == 2


def test_nobody_is_at_two_sittings(app):
    assembly = assemble(app, opened=True)
    other, one = another_sitting(assembly), assembly.electors[1]
    assembly.present(one)
    with pytest.raises(RuleBroken, match="à la séance n°\u00a01"):
        assembly.do(presence_services.arrive, other, one, by=one)
    with pytest.raises(RuleBroken, match="à la séance n°\u00a01"):
        assembly.do(presence_services.arrive, other, one, by=assembly.secretary)
    assembly.do(presence_services.leave, assembly.sitting_id, one, by=one)
    assembly.do(presence_services.arrive, other, one, by=one)
    assert [row.left_at is None for row in intervals(assembly)] == [False, True]


def test_two_sittings_joined_at_once_are_one(app):
    assembly = assemble(app, opened=True)
    sittings, one = [assembly.sitting_id, another_sitting(assembly)], assembly.electors[1]
    actor, now, start = assembly.actor(one), assembly.then(), threading.Barrier(8)

    def join(number: int) -> bool:
        start.wait()
        try:
            assembly.run(lambda: presence_services.arrive(sittings[number % 2], one, actor=actor, now=now))
        except RuleBroken:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(join, range(8))) == 4
    assert len({row.sitting_id for row in intervals(assembly)}) == 1


def test_where_the_bureau_says_who_is_in_the_room_a_member_says_only_a_distance(app):
    assembly = assemble(app, presence_in_room=PresenceInRoom.BUREAU)
    one, two = assembly.electors[1:3]
    with pytest.raises(RuleBroken, match="le bureau constate les présences"):
        assembly.present(one)
    assembly.do(presence_services.arrive, assembly.sitting_id, one, PresenceMode.REMOTE, by=one)
    assembly.do(presence_services.arrive, assembly.sitting_id, two, by=assembly.secretary)
    assert [row.mode for row in intervals(assembly)] == [PresenceMode.REMOTE, PresenceMode.SECRETARIAT]
