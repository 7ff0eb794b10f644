"""Withdrawals: who takes no part in an item is not counted there, votes not, gives and uses no proxy (L2131-11)."""

from functools import partial

import pytest

from congress.chamber.presence_models import WithdrawalGround
from congress.chamber_models import AgendaItemKind, Office
from congress.models import Congress
from congress.queries import chamber_queries
from congress.rules.rule_names import Body
from congress.services import presence_services, proxy_services, sitting_services
from congress.services.presence.withdrawal_services import take_back, withdraw
from core.database import session
from core.errors import Forbidden, Invalid, RuleBroken
from tests.support.assembly import assemble, in_discussion, opened_poll, rights, with_motion
from voting.models import Poll
from voting.services.discussion_services import put_in_discussion
from voting.services.poll_services import cancel_poll

INTEREST, APPOINTED = WithdrawalGround.INTEREST, WithdrawalGround.APPOINTED


@pytest.fixture
def here(app):
    """Seven electors, six of them there, and an item on each of two proposals."""
    assembly = assemble(app, electors=7, opened=True)
    assembly.parts = with_motion(assembly, proposals=2)[1]
    assembly.present(*assembly.electors[:6])
    return assembly


def add_item(here, number: int) -> int:
    of_proposal = AgendaItemKind.PROPOSAL, "Point", number
    return here.do(sitting_services.add_item, here.sitting_id, *of_proposal, by=here.secretary)


def counts(here, item: int | None) -> tuple[int, ...]:
    numbers = here.read(lambda: chamber_queries.chamber(here.sitting_id, item))
    return (numbers.members, numbers.present, numbers.represented, numbers.barred, numbers.entitled)


def test_who_withdraws_is_counted_apart_on_that_item_alone(here):
    item, other = add_item(here, 1), add_item(here, 2)
    here.do(withdraw, item, here.electors[1], INTEREST, "Mon frère dirige l’association.", by=here.electors[1])
    assert counts(here, item) == (7, 6, 0, 1, 5)
    assert counts(here, other) == (7, 6, 0, 0, 6)
    assert counts(here, None) == (7, 6, 0, 0, 6)


def test_the_law_leaves_some_out_of_those_in_exercise_too_for_that_item(here):
    item = add_item(here, 1)
    with pytest.raises(Invalid, match="d’un conseil"):  # an association: that law does not bind it
        here.do(withdraw, item, here.electors[1], APPOINTED, by=here.secretary)
    here.run(lambda: setattr(session().get_one(Congress, here.congress_id), "body", Body.EPCI))
    here.do(withdraw, item, here.electors[1], APPOINTED, by=here.secretary)
    here.do(withdraw, item, here.electors[6], APPOINTED, by=here.secretary)
    assert counts(here, item) == (5, 6, 0, 1, 5)


def test_the_quorum_of_an_item_counts_neither_as_present_who_withdrew_from_it(here):
    """Four present of seven are a quorum; of these four one withdraws, and three are none."""
    from congress.services.presence_services import leave

    item = add_item(here, 1)
    for gone in here.electors[4:6]:
        here.do(leave, here.sitting_id, gone, by=gone)
    here.do(withdraw, item, here.electors[1], INTEREST, by=here.electors[1])
    check = here.do(put_in_discussion, item, by=here.chair)
    assert (check.is_met, check.present, check.barred, check.needed) == (False, 4, 1, 4)


def test_who_withdrew_has_no_right_to_vote_nor_do_the_proxies_given_or_held(here):
    item = add_item(here, 1)
    barred, gone = here.electors[1], here.electors[6]
    here.do(proxy_services.give_proxy, here.sitting_id, gone, barred, by=gone)
    assert counts(here, None) == (7, 6, 1, 0, 7)
    here.do(withdraw, item, barred, INTEREST, by=barred)
    assert counts(here, item) == (7, 6, 0, 1, 5)
    here.do(put_in_discussion, item, by=here.chair)
    poll = opened_poll(here, item, part_id=here.parts[0])
    assert rights(here, poll, barred) == []
    frozen = here.read(lambda: session().get_one(Poll, poll))
    assert (frozen.present, frozen.represented, frozen.barred, frozen.entitled) == (6, 0, 1, 5)


def test_an_absent_principal_who_withdrew_is_represented_by_nobody_on_that_item(here):
    item, gone = add_item(here, 1), here.electors[6]
    here.do(proxy_services.give_proxy, here.sitting_id, gone, here.electors[2], by=gone)
    here.do(withdraw, item, gone, INTEREST, by=here.secretary)
    assert counts(here, item) == (7, 6, 0, 0, 6)
    assert counts(here, None) == (7, 6, 1, 0, 7)


def test_the_other_holder_whom_a_principal_named_carries_it_on_that_item(here):
    item, gone = add_item(here, 1), here.electors[6]
    here.do(proxy_services.give_proxy, here.sitting_id, gone, here.electors[1], by=gone)
    here.do(proxy_services.name_next_holder, here.sitting_id, gone, here.electors[2], by=gone)
    here.do(withdraw, item, here.electors[1], INTEREST, by=here.electors[1])
    valid = here.read(lambda: chamber_queries.valid_proxies(here.sitting_id, item))
    assert valid == [(gone, here.electors[2])]
    assert here.read(lambda: chamber_queries.valid_proxies(here.sitting_id)) == [(gone, here.electors[1])]
    here.do(put_in_discussion, item, by=here.chair)
    poll = opened_poll(here, item, part_id=here.parts[0])
    assert len(rights(here, poll, here.electors[2])) == 2


def test_another_holder_is_named_whatever_was_revoked_before(here):
    gone, others = here.electors[6], here.electors[1:6]
    first = here.do(proxy_services.give_proxy, here.sitting_id, gone, others[0], by=gone)
    name = partial(here.do, proxy_services.name_next_holder, here.sitting_id, gone, by=gone)
    given = [first, *(name(one) for one in others[1:])]
    with pytest.raises(RuleBroken, match="Cinq personnes au plus"):
        name(here.chair)
    for one in given[:4]:
        here.do(proxy_services.revoke_proxy, one, by=gone)
    name(others[1])
    assert here.read(lambda: chamber_queries.valid_proxies(here.sitting_id)) == [(gone, others[4])], "still the first"
    here.do(presence_services.leave, here.sitting_id, others[4], by=others[4])
    assert here.read(lambda: chamber_queries.valid_proxies(here.sitting_id)) == [(gone, others[1])]


def test_nobody_withdraws_nor_comes_back_while_a_vote_is_held_on_the_item(here):
    item = in_discussion(here)
    withdrawal = here.do(withdraw, item, here.electors[2], INTEREST, by=here.electors[2])
    poll = opened_poll(here, item, part_id=here.parts[0])
    with pytest.raises(RuleBroken, match="scrutin est en cours sur ce point"):
        here.do(withdraw, item, here.electors[1], INTEREST, by=here.electors[1])
    with pytest.raises(RuleBroken, match="scrutin est en cours sur ce point"):
        here.do(take_back, withdrawal, by=here.secretary)
    here.do(cancel_poll, poll, "Erreur.", by=here.chair)
    here.do(withdraw, item, here.electors[1], INTEREST, by=here.electors[1])
    assert counts(here, item) == (7, 6, 0, 2, 4)


def test_it_is_taken_back_by_the_member_before_the_debate_and_by_the_desk_alone_during_it(here):
    item, member = add_item(here, 1), here.electors[1]
    first = here.do(withdraw, item, member, INTEREST, by=member)
    assert here.do(withdraw, item, member, INTEREST, by=member) == first, "said twice, kept once"
    here.do(take_back, first, by=member)
    here.do(take_back, first, by=member)
    assert counts(here, item)[3] == 0
    second = here.do(withdraw, item, member, INTEREST, by=member)
    here.do(put_in_discussion, item, by=here.chair)
    with pytest.raises(RuleBroken, match="le secrétariat seul"):
        here.do(take_back, second, by=member)
    here.do(take_back, second, by=here.secretary)
    assert counts(here, item)[3] == 0


def test_a_chair_who_withdraws_presides_over_the_item_no_more(here):
    item = add_item(here, 1)
    here.do(withdraw, item, here.chair, INTEREST, by=here.chair)
    with pytest.raises(RuleBroken, match="confiez d’abord la présidence"):
        here.do(put_in_discussion, item, by=here.chair)
    other = here.electors[1]
    here.do(sitting_services.give_office, here.sitting_id, other, Office.CHAIR, by=here.secretary)
    here.do(put_in_discussion, item, by=other)
    with pytest.raises(RuleBroken, match="confie d’abord la présidence"):
        here.do(withdraw, item, other, INTEREST, by=other)


def test_it_is_said_by_the_member_or_the_desk_and_by_those_who_vote(here):
    item = add_item(here, 1)
    with pytest.raises(Forbidden):
        here.do(withdraw, item, here.electors[1], INTEREST, by=here.electors[2])
    with pytest.raises(RuleBroken, match="appelés à voter"):
        here.do(withdraw, item, here.staff, INTEREST, by=here.secretary)
    with pytest.raises(Invalid):
        here.do(withdraw, item, here.electors[1], INTEREST, "x" * 501, by=here.electors[1])


def test_the_journal_says_who_and_from_what_never_why(here):
    from core.journal import JournalEntry

    item = add_item(here, 1)
    here.do(withdraw, item, here.electors[1], INTEREST, "Mon frère dirige l’association.", by=here.electors[1])
    entry = here.read(lambda: session().query(JournalEntry).filter_by(kind="member_withdrew").one())
    assert (entry.payload["item"], entry.payload["ground"]) == (1, "interest")
    assert "frère" not in str(entry.payload)
