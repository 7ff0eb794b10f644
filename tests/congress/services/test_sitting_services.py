"""A sitting: planned, opened with its serving members fixed, suspended, closed; its offices and its agenda."""

import pytest
from sqlalchemy import select

from congress.chamber_models import AgendaItem, AgendaItemKind, Office, Presence, Sitting, SittingOffice, SittingState
from congress.models import Accreditation, Member
from congress.queries import chamber_queries
from congress.services import sitting_services
from core import journal
from core.database import session
from core.errors import Forbidden, Invalid, RuleBroken
from tests.support.assembly import assemble


def sitting(assembly) -> Sitting:
    return assembly.read(lambda: session().get_one(Sitting, assembly.sitting_id))


def test_serving_members_are_the_accredited_electors_at_the_opening_and_stay_so(app):
    assembly = assemble(app, electors=131)
    assembly.do(sitting_services.open_sitting, assembly.sitting_id, by=assembly.chair)

    def withdraw() -> None:
        session().get_one(Member, assembly.electors[7]).accreditation = Accreditation.WITHDRAWN

    assembly.run(withdraw)
    assert sitting(assembly).serving_members == 131
    assert assembly.read(lambda: chamber_queries.chamber(assembly.sitting_id)).members == 131


def test_before_the_opening_members_are_those_of_the_roll(app):
    assembly = assemble(app, electors=7)
    assert assembly.read(lambda: chamber_queries.chamber(assembly.sitting_id)).members == 7


def test_a_sitting_is_numbered_after_the_last_one(app):
    from datetime import timedelta

    from congress.chamber_models import SittingKind

    assembly = assemble(app)
    again = assembly.do(
        sitting_services.plan_sitting,
        assembly.congress_id,
        kind=SittingKind.PREPARATION,
        title="Préparation",
        room_id=None,
        starts_at=assembly.now,
        ends_at=assembly.now + timedelta(hours=1),
        by=assembly.secretary,
    )
    assert assembly.read(lambda: session().get_one(Sitting, again).number) == 2


def test_only_the_secretariat_plans_gives_offices_and_writes_the_agenda(app):
    assembly = assemble(app)
    someone = assembly.electors[2]
    with pytest.raises(Forbidden):
        assembly.do(sitting_services.give_office, assembly.sitting_id, someone, Office.CHAIR, by=someone)
    with pytest.raises(Forbidden):
        assembly.do(sitting_services.add_item, assembly.sitting_id, AgendaItemKind.OTHER, "Divers", by=someone)
    assert assembly.read(lambda: session().scalars(select(AgendaItem)).all()) == []


def test_a_new_chair_ends_the_office_of_the_former_one(app):
    assembly = assemble(app)
    successor = assembly.electors[1]
    assembly.do(sitting_services.give_office, assembly.sitting_id, successor, Office.CHAIR, by=assembly.secretary)
    assert assembly.read(lambda: chamber_queries.chair_of(assembly.sitting_id).id) == successor
    rows = assembly.read(lambda: session().scalars(select(SittingOffice).order_by(SittingOffice.id)).all())
    assert [row.until is None for row in rows] == [False, True]


def test_the_same_office_given_twice_is_one(app):
    assembly = assemble(app)
    first, second = (
        assembly.do(
            sitting_services.give_office,
            assembly.sitting_id,
            assembly.electors[3],
            Office.SECRETARY,
            by=assembly.secretary,
        )
        for _ in range(2)
    )
    assert first == second


def test_an_office_ends(app):
    assembly = assemble(app)
    office = assembly.read(lambda: chamber_queries.offices_of(assembly.sitting_id)[0].id)
    assembly.do(sitting_services.end_office, office, by=assembly.secretary)
    assert assembly.read(lambda: chamber_queries.chair_of(assembly.sitting_id)) is None


def test_the_chair_or_the_secretariat_opens_a_sitting_nobody_else(app):
    assembly = assemble(app)
    with pytest.raises(Forbidden, match="présidence"):
        assembly.do(sitting_services.open_sitting, assembly.sitting_id, by=assembly.electors[1])
    assembly.do(sitting_services.open_sitting, assembly.sitting_id, by=assembly.secretary)
    with pytest.raises(RuleBroken, match="déjà ouverte"):
        assembly.do(sitting_services.open_sitting, assembly.sitting_id, by=assembly.chair)


def test_suspended_then_resumed_then_closed_everybody_leaves(app):
    assembly = assemble(app, opened=True)
    assembly.present(*assembly.electors[:3])
    assembly.do(sitting_services.suspend_sitting, assembly.sitting_id, by=assembly.chair)
    assert sitting(assembly).state == SittingState.SUSPENDED
    assembly.do(sitting_services.resume_sitting, assembly.sitting_id, by=assembly.chair)
    assert sitting(assembly).resumed_at == assembly.now
    assembly.do(sitting_services.close_sitting, assembly.sitting_id, by=assembly.chair)
    rows = assembly.read(lambda: session().scalars(select(Presence)).all())
    assert [row.left_at for row in rows] == [assembly.now] * 3
    with pytest.raises(RuleBroken, match="close"):
        assembly.do(sitting_services.suspend_sitting, assembly.sitting_id, by=assembly.chair)


def test_an_open_poll_holds_the_sitting_and_its_item(app):
    assembly = assemble(app, opened=True)
    item = assembly.do(
        sitting_services.add_item, assembly.sitting_id, AgendaItemKind.MOTION, "Motion", by=assembly.secretary
    )
    assembly.do(sitting_services.open_item, item, by=assembly.chair)

    def begin_vote() -> None:
        session().get_one(Sitting, assembly.sitting_id).under_vote = True

    assembly.run(begin_vote)
    for verb, target in (
        ("suspend_sitting", assembly.sitting_id),
        ("close_sitting", assembly.sitting_id),
        ("close_item", item),
    ):
        with pytest.raises(RuleBroken, match="Un scrutin est en cours"):
            assembly.do(getattr(sitting_services, verb), target, by=assembly.chair)


def test_items_are_numbered_and_one_at_a_time_is_in_discussion(app):
    assembly = assemble(app, opened=True)
    first, second = (
        assembly.do(
            sitting_services.add_item,
            assembly.sitting_id,
            AgendaItemKind.PROPOSAL,
            f"Proposition {n}",
            n,
            by=assembly.secretary,
        )
        for n in (1, 2)
    )
    assembly.do(sitting_services.open_item, first, by=assembly.chair)
    with pytest.raises(RuleBroken, match="n° 1 est en discussion"):
        assembly.do(sitting_services.open_item, second, by=assembly.chair)
    assembly.do(sitting_services.close_item, first, by=assembly.chair)
    assembly.do(sitting_services.open_item, second, by=assembly.chair)
    assert assembly.read(lambda: chamber_queries.open_item_of(assembly.sitting_id).position) == 2
    with pytest.raises(RuleBroken, match="est close"):
        assembly.do(sitting_services.open_item, first, by=assembly.chair)


def test_an_item_on_a_proposal_names_it_once(app):
    assembly = assemble(app)
    add = sitting_services.add_item
    with pytest.raises(Invalid):
        assembly.do(add, assembly.sitting_id, AgendaItemKind.PROPOSAL, "Proposition", by=assembly.secretary)
    with pytest.raises(Invalid):
        assembly.do(add, assembly.sitting_id, AgendaItemKind.MOTION, "Motion", 3, by=assembly.secretary)
    with pytest.raises(Invalid):
        assembly.do(add, assembly.sitting_id, AgendaItemKind.OTHER, "  ", by=assembly.secretary)
    assembly.do(add, assembly.sitting_id, AgendaItemKind.PROPOSAL, "Proposition", 5, by=assembly.secretary)
    with pytest.raises(RuleBroken, match="n° 5 est déjà"):
        assembly.do(add, assembly.sitting_id, AgendaItemKind.PROPOSAL, "Encore", 5, by=assembly.secretary)


def test_nothing_is_discussed_before_the_opening(app):
    assembly = assemble(app)
    item = assembly.do(
        sitting_services.add_item, assembly.sitting_id, AgendaItemKind.MOTION, "Motion", by=assembly.secretary
    )
    with pytest.raises(RuleBroken, match="pas encore ouverte"):
        assembly.do(sitting_services.open_item, item, by=assembly.chair)


def test_the_life_of_a_sitting_is_in_the_journal_without_a_name(app):
    assembly = assemble(app, opened=True)
    assembly.present(assembly.electors[1])
    rows = assembly.read(lambda: list(journal.entries(f"congress:{assembly.slug}")))
    assert rows.pop(0).kind == journal.UNTOLD  # the congress and its members, that the test wrote by itself
    assert [row.kind for row in rows] == ["sitting_planned", "office_given", "sitting_opened", "member_arrived"]
    told = repr([row.payload for row in rows])
    assert [name for name in ("Arnaud", "Martin", "Kovacs", "Keller", "Électeur") if name in told] == []
    assert assembly.read(lambda: journal.first_break(f"congress:{assembly.slug}")) is None
