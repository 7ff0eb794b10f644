"""Presence: intervals, once whatever is clicked, by the member or the secretariat."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from congress.chamber_models import Presence, PresenceMode
from congress.models import Member
from congress.queries import chamber_queries
from congress.services import presence_services, sitting_services
from core import journal
from core.database import session
from core.errors import Forbidden, NotFound, RuleBroken
from tests.support.assembly import assemble


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
