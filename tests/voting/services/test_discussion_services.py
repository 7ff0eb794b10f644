"""Put in discussion: in number, the item opens; not in number, the check is an event and the item stays closed."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from congress.chamber_models import AgendaItem, AgendaItemKind, QuorumCheck, Sitting, SittingKind, SittingState
from congress.services import presence_services, sitting_services
from congress.services.sitting_services import add_item
from core import journal
from core.database import session
from core.errors import Forbidden, RuleBroken
from motions.models import Part, PartState
from tests.support.assembly import assemble, in_discussion, opened_poll, with_motion
from tests.support.polls import decide
from voting.models import Poll, PollState
from voting.queries.subjects import SubjectKeys
from voting.services.discussion_services import (
    check_on_request,
    end_item,
    end_sitting,
    open_sitting_in_number,
    put_in_discussion,
)
from voting.services.poll_services import announce_poll, cancel_poll, open_poll
from voting.services.quorum_services import check_sentence


def row(assembly, model, row_id):
    return assembly.read(lambda: session().get_one(model, row_id))


def sitting_to_change(assembly) -> Sitting:
    """The sitting's row, inside a unit of work: to stand where a test begins."""
    return session().get_one(Sitting, assembly.sitting_id)


def item_on(assembly, number: int = 1) -> int:
    return assembly.do(add_item, assembly.sitting_id, AgendaItemKind.PROPOSAL, "Point", number, by=assembly.secretary)


def checks(assembly) -> list[QuorumCheck]:
    return assembly.read(lambda: session().scalars(select(QuorumCheck).order_by(QuorumCheck.id)).all())


@pytest.mark.parametrize(("present", "is_met"), [(65, False), (66, True)])
def test_of_131_members_66_must_be_present_proxies_do_not_count(app, present, is_met):
    from congress.services.proxy_services import give_proxy

    assembly = assemble(app, electors=131, opened=True)
    with_motion(assembly)
    assembly.present(*assembly.electors[:present])
    assembly.do(give_proxy, assembly.sitting_id, assembly.electors[130], assembly.chair, by=assembly.electors[130])
    item = item_on(assembly)
    check = assembly.do(put_in_discussion, item, by=assembly.chair)
    assert (check.is_met, check.present, check.represented, check.needed, check.members) == (
        is_met,
        present,
        1,
        66,
        131,
    )
    assert (row(assembly, AgendaItem, item).opened_at is not None) is is_met
    assert len(checks(assembly)) == 1
    if not is_met:
        with app.test_request_context():
            said = check_sentence(check)
        assert said == (
            "Le quorum n’est pas atteint\u00a0: 65\u00a0membres présents sur 131 en exercice, il en faut au moins 66. "
            "Les pouvoirs ne comptent pas. Vérifié à 14\u00a0h."
        )


def test_an_unmet_check_is_in_the_journal_with_its_numbers(app):
    assembly = assemble(app, electors=5, opened=True)
    with_motion(assembly)
    assembly.do(put_in_discussion, item_on(assembly), by=assembly.chair)
    last = assembly.read(lambda: list(journal.entries(f"congress:{assembly.slug}"))[-1])
    assert last.kind == "quorum_checked"
    assert (last.payload["present"], last.payload["needed"], last.payload["met"]) == (0, 3, False)


def test_a_second_convocation_waives_the_quorum_for_items_of_the_first_agenda_only(app):
    assembly = assemble(app, electors=5)
    with_motion(assembly, proposals=2)
    assembly.sitting_id = assembly.do(
        sitting_services.plan_sitting,
        assembly.congress_id,
        kind=SittingKind.PLENARY,
        title="Seconde",
        room_id=None,
        starts_at=assembly.now,
        ends_at=assembly.now + timedelta(hours=1),
        convocation=2,
        by=assembly.secretary,
    )
    assembly.do(
        sitting_services.give_office,
        assembly.sitting_id,
        assembly.chair,
        sitting_services.Office.CHAIR,
        by=assembly.secretary,
    )
    assembly.do(sitting_services.open_sitting, assembly.sitting_id, by=assembly.chair)
    first = assembly.do(
        add_item, assembly.sitting_id, AgendaItemKind.PROPOSAL, "Point", 1, on_first_agenda=True, by=assembly.secretary
    )
    check = assembly.do(put_in_discussion, first, by=assembly.chair)
    assert (check.is_met, check.needed) == (True, 0)
    with app.test_request_context():
        assert "Seconde convocation" in check_sentence(check)
    assert not assembly.do(put_in_discussion, item_on(assembly, 2), by=assembly.chair).is_met


def test_the_proposal_is_in_discussion_and_the_former_item_closed(app):
    assembly = assemble(app, opened=True)
    _, (first, second) = with_motion(assembly, proposals=2)
    assembly.present(*assembly.electors)
    former = in_discussion(assembly, 1)
    in_discussion(assembly, 2)
    assert row(assembly, AgendaItem, former).closed_at is not None
    assert [row(assembly, Part, part).state for part in (first, second)] == [PartState.IN_DISCUSSION] * 2


def test_an_item_left_for_another_is_discussed_again_in_number_as_long_as_its_text_is_not_decided(app):
    assembly = assemble(app, opened=True)
    _, (part, _) = with_motion(assembly, proposals=2)
    assembly.present(*assembly.electors[:3])
    item = in_discussion(assembly, 1)
    in_discussion(assembly, 2)
    assembly.do(presence_services.leave, assembly.sitting_id, assembly.electors[2], by=assembly.electors[2])
    assert not assembly.do(put_in_discussion, item, by=assembly.chair).is_met
    assert row(assembly, AgendaItem, item).closed_at is not None
    assembly.present(assembly.electors[2])
    assert assembly.do(put_in_discussion, item, by=assembly.chair).is_met
    decide(assembly, opened_poll(assembly, item, part_id=part), "for")
    assembly.do(end_item, item, by=assembly.chair)
    with pytest.raises(RuleBroken, match="La discussion de ce point est close"):
        assembly.do(put_in_discussion, item, by=assembly.chair)


def test_neither_the_item_nor_the_sitting_ends_while_a_poll_is_announced(app):
    assembly = assemble(app, opened=True)
    _, (part,) = with_motion(assembly)
    assembly.present(*assembly.electors)
    item = in_discussion(assembly)
    poll = assembly.do(announce_poll, item, SubjectKeys(part_id=part), by=assembly.chair)
    for verb, target in ((end_item, item), (end_sitting, assembly.sitting_id)):
        with pytest.raises(RuleBroken, match="Un scrutin est en cours"):
            assembly.do(verb, target, by=assembly.chair)
        with pytest.raises(Forbidden):
            assembly.do(verb, target, by=assembly.electors[1])
    assembly.do(cancel_poll, poll, "Annoncé par erreur", by=assembly.chair)
    assembly.do(end_item, item, by=assembly.chair)
    assembly.do(end_sitting, assembly.sitting_id, by=assembly.chair)


def test_a_double_click_opens_the_item_once(app):
    assembly = assemble(app, opened=True)
    with_motion(assembly)
    assembly.present(*assembly.electors)
    item = item_on(assembly)
    first, second = (assembly.do(put_in_discussion, item, by=assembly.chair) for _ in range(2))
    assert first.id == second.id
    assert len(checks(assembly)) == 1


def test_nobody_but_the_chair_puts_in_discussion(app):
    assembly = assemble(app, opened=True)
    with_motion(assembly)
    for someone in (assembly.secretary, assembly.electors[1]):
        with pytest.raises(Forbidden, match="présidence"):
            assembly.do(put_in_discussion, item_on(assembly, someone), by=someone)


def test_another_item_waits_while_a_poll_does(app):
    assembly = assemble(app, opened=True)
    _, (part, _) = with_motion(assembly, proposals=2)
    assembly.present(*assembly.electors)
    opened_poll(assembly, in_discussion(assembly), part_id=part)
    with pytest.raises(RuleBroken, match="Un scrutin est en cours"):
        assembly.do(put_in_discussion, item_on(assembly, 2), by=assembly.chair)


def test_later_departures_do_not_spoil_an_item_already_open(app):
    assembly = assemble(app, opened=True)
    _, (part,) = with_motion(assembly)
    assembly.present(*assembly.electors[:3])
    item = in_discussion(assembly)
    assembly.do(presence_services.leave, assembly.sitting_id, assembly.electors[2], by=assembly.electors[2])
    poll = opened_poll(assembly, item, part_id=part)
    opened = row(assembly, Poll, poll)
    assert (opened.state, opened.present, opened.entitled) == (PollState.OPEN, 2, 2)
    assert len(checks(assembly)) == 1


def test_after_a_suspension_the_quorum_is_checked_anew_before_the_vote(app):
    assembly = assemble(app, opened=True)
    _, (part,) = with_motion(assembly)
    assembly.present(*assembly.electors[:3])
    item = in_discussion(assembly)
    assembly.do(sitting_services.suspend_sitting, assembly.sitting_id, by=assembly.chair)
    assembly.do(presence_services.leave, assembly.sitting_id, assembly.electors[2], by=assembly.electors[2])
    assembly.do(sitting_services.resume_sitting, assembly.sitting_id, by=assembly.chair)
    poll = assembly.do(announce_poll, item, SubjectKeys(part_id=part), by=assembly.chair)
    assert not assembly.do(open_poll, poll, by=assembly.chair).is_met
    assert row(assembly, Poll, poll).state == PollState.ANNOUNCED
    assembly.present(assembly.electors[2])
    assert assembly.do(open_poll, poll, by=assembly.chair).is_met
    assert row(assembly, Poll, poll).state == PollState.OPEN
    assert [check.is_met for check in checks(assembly)] == [True, False, True]


@pytest.mark.parametrize(("later", "is_checked_anew"), [(0, True), (1, False)], ids=["same instant", "a second later"])
def test_a_check_at_the_very_instant_of_resuming_does_not_hold_after_it(app, later, is_checked_anew):
    """Nobody can tell which came first: the quorum is checked anew, as after any suspension."""
    assembly = assemble(app, opened=True, quorum_checked="on_request")
    _, (part,) = with_motion(assembly)
    assembly.present(*assembly.electors[:3])
    item = in_discussion(assembly)
    assembly.do(check_on_request, assembly.sitting_id, by=assembly.chair)
    (check,) = checks(assembly)
    assembly.run(lambda: setattr(sitting_to_change(assembly), "resumed_at", check.at - timedelta(seconds=later)))
    poll = assembly.do(announce_poll, item, SubjectKeys(part_id=part), by=assembly.chair)
    assert assembly.do(open_poll, poll, by=assembly.chair).is_met
    assert (row(assembly, Poll, poll).quorum_check_id == check.id) is not is_checked_anew
    assert len(checks(assembly)) == (2 if is_checked_anew else 1)


def test_where_it_is_checked_at_each_vote_the_item_opens_without_and_the_poll_with(app):
    assembly = assemble(app, opened=True, quorum_checked="vote")
    _, (part,) = with_motion(assembly)
    assembly.present(*assembly.electors[:2])
    item = in_discussion(assembly)
    assert checks(assembly) == []
    poll = assembly.do(announce_poll, item, SubjectKeys(part_id=part), by=assembly.chair)
    assert not assembly.do(open_poll, poll, by=assembly.chair).is_met
    assembly.present(assembly.electors[2])
    assert assembly.do(open_poll, poll, by=assembly.chair).is_met


def test_where_it_is_checked_at_the_opening_the_sitting_opens_in_number_only(app):
    assembly = assemble(app, quorum_checked="sitting")
    assembly.present(*assembly.electors[:2])
    assert not assembly.do(open_sitting_in_number, assembly.sitting_id, by=assembly.chair).is_met
    assert row(assembly, Sitting, assembly.sitting_id).state == SittingState.PLANNED
    assembly.present(assembly.electors[2])
    assert assembly.do(open_sitting_in_number, assembly.sitting_id, by=assembly.chair).is_met
    assert row(assembly, Sitting, assembly.sitting_id).state == SittingState.OPEN


def test_where_it_is_checked_on_request_nobody_asks_nothing_is_needed(app):
    assembly = assemble(app, opened=True, quorum_checked="on_request")
    _, (part,) = with_motion(assembly)
    assembly.present(assembly.electors[0])
    poll = opened_poll(assembly, in_discussion(assembly), part_id=part)
    assert row(assembly, Poll, poll).quorum_check_id is None


def test_where_it_is_checked_on_request_an_unmet_check_stops_the_polls(app):
    assembly = assemble(app, opened=True, quorum_checked="on_request")
    _, (part,) = with_motion(assembly)
    assembly.present(assembly.electors[0])
    item = in_discussion(assembly)
    assert not assembly.do(check_on_request, assembly.sitting_id, by=assembly.chair).is_met
    with pytest.raises(RuleBroken, match="Rien n’est mis aux voix"):
        assembly.do(announce_poll, item, SubjectKeys(part_id=part), by=assembly.chair)
    assembly.present(*assembly.electors[1:3])
    poll = assembly.do(announce_poll, item, SubjectKeys(part_id=part), by=assembly.chair)
    assert assembly.do(open_poll, poll, by=assembly.chair).is_met


def test_a_rule_judged_at_closing_checks_nothing_before(app):
    assembly = assemble(app, opened=True, quorum="half_voted_ceil")
    _, (part,) = with_motion(assembly)
    assembly.present(assembly.electors[0])
    opened_poll(assembly, in_discussion(assembly), part_id=part)
    assert assembly.read(lambda: session().scalar(select(func.count()).select_from(QuorumCheck))) == 0
