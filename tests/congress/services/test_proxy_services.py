"""Proxies: written, revocable, one principal to one holder, of use while one is absent and the other present."""

from datetime import timedelta

import pytest

from congress.chamber_models import Proxy, SittingKind
from congress.queries import chamber_queries
from congress.rules.proxies import RefusalReason
from congress.services import presence_services, proxy_services, sitting_services
from core.database import session
from core.errors import Forbidden, Invalid, RuleBroken
from tests.support.assembly import assemble


def valid(assembly) -> list[tuple[int, int]]:
    return assembly.read(lambda: chamber_queries.valid_proxies(assembly.sitting_id))


def refusals(assembly) -> list[RefusalReason]:
    return [row.reason for row in assembly.read(lambda: chamber_queries.proxy_validity(assembly.sitting_id)).refused]


def give(assembly, principal: int, holder: int, *, by: int | None = None) -> int:
    return assembly.do(proxy_services.give_proxy, assembly.sitting_id, principal, holder, by=by or principal)


def test_a_proxy_is_one_more_right_in_the_hands_of_a_present_holder(app):
    assembly = assemble(app)
    absent, holder = assembly.electors[1:3]
    give(assembly, absent, holder)
    assert valid(assembly) == []
    assert refusals(assembly) == [RefusalReason.HOLDER_ABSENT]
    assembly.present(holder)
    assert valid(assembly) == [(absent, holder)]
    numbers = assembly.read(lambda: chamber_queries.chamber(assembly.sitting_id))
    assert (numbers.present, numbers.represented, numbers.entitled) == (1, 1, 2)


def test_it_sleeps_while_its_principal_is_present(app):
    assembly = assemble(app)
    absent, holder = assembly.electors[1:3]
    give(assembly, absent, holder)
    assembly.present(holder, absent)
    assert (valid(assembly), refusals(assembly)) == ([], [RefusalReason.PRINCIPAL_PRESENT])
    assembly.do(presence_services.leave, assembly.sitting_id, absent, by=absent)
    assert valid(assembly) == [(absent, holder)]


def test_it_is_void_once_its_holder_has_left(app):
    assembly = assemble(app)
    absent, holder = assembly.electors[1:3]
    give(assembly, absent, holder)
    assembly.present(holder)
    assembly.do(presence_services.leave, assembly.sitting_id, holder, by=holder)
    assert valid(assembly) == []


def test_a_holder_takes_no_more_than_the_rules_say(app):
    assembly = assemble(app, proxies_per_holder=1)
    first, second, holder = assembly.electors[1:4]
    give(assembly, first, holder)
    with pytest.raises(RuleBroken, match="porte déjà un pouvoir"):
        give(assembly, second, holder)


def test_where_the_rules_admit_two_a_holder_takes_two(app):
    assembly = assemble(app, proxies_per_holder=2)
    first, second, third, holder = assembly.electors[1:5]
    give(assembly, first, holder)
    give(assembly, second, holder)
    with pytest.raises(RuleBroken, match="2 au plus"):
        give(assembly, third, holder)
    assembly.present(holder)
    assert valid(assembly) == [(first, holder), (second, holder)]


def test_where_the_rules_admit_none_none_is_given(app):
    assembly = assemble(app, proxies_per_holder=0)
    with pytest.raises(RuleBroken, match="n’admet pas de pouvoir"):
        give(assembly, *assembly.electors[1:3])


def test_a_principal_gives_one_and_may_take_it_back(app):
    assembly = assemble(app)
    absent, holder, other = assembly.electors[1:4]
    proxy_id = give(assembly, absent, holder)
    assert give(assembly, absent, holder) == proxy_id
    with pytest.raises(RuleBroken, match="a déjà donné pouvoir"):
        give(assembly, absent, other)
    assembly.do(proxy_services.revoke_proxy, proxy_id, by=absent)
    assembly.do(proxy_services.revoke_proxy, proxy_id, by=absent)
    assert give(assembly, absent, other) != proxy_id
    assert assembly.read(lambda: session().get_one(Proxy, proxy_id).revoked_at) is not None


def test_nobody_gives_or_revokes_for_another_but_the_secretariat(app):
    assembly = assemble(app)
    absent, holder, other = assembly.electors[1:4]
    with pytest.raises(Forbidden):
        give(assembly, absent, holder, by=holder)
    proxy_id = give(assembly, absent, holder, by=assembly.secretary)
    with pytest.raises(Forbidden):
        assembly.do(proxy_services.revoke_proxy, proxy_id, by=other)
    assembly.do(proxy_services.revoke_proxy, proxy_id, by=assembly.secretary)


def test_a_holder_refuses_what_nobody_asked_them_and_carries_another(app):
    assembly = assemble(app)
    unasked, holder, friend = assembly.electors[1:4]
    proxy_id = give(assembly, unasked, holder)
    with pytest.raises(RuleBroken, match="porte déjà un pouvoir"):
        give(assembly, friend, holder)
    for other in (unasked, friend, assembly.secretary):
        with pytest.raises(Forbidden):
            assembly.do(proxy_services.refuse_proxy, proxy_id, by=other)
    for _again in range(2):
        assembly.do(proxy_services.refuse_proxy, proxy_id, by=holder)
    with pytest.raises(RuleBroken, match="a refusé votre pouvoir pour cette séance"):
        give(assembly, unasked, holder)
    assert give(assembly, friend, holder)
    assert assembly.read(lambda: session().get_one(Proxy, proxy_id).refused) is True


def test_a_proxy_refused_may_still_come_on_a_paper(app):
    assembly = assemble(app)
    absent, holder = assembly.electors[1:3]
    assembly.do(proxy_services.refuse_proxy, give(assembly, absent, holder), by=holder)
    assert give(assembly, absent, holder, by=assembly.secretary)


def test_a_right_to_vote_goes_from_one_who_votes_to_another(app):
    assembly = assemble(app)
    one = assembly.electors[1]
    with pytest.raises(Invalid, match="soi-même"):
        give(assembly, one, one)
    with pytest.raises(Invalid, match="ne vote pas dans ce congrès"):
        give(assembly, one, assembly.staff)


def test_a_fourth_sitting_running_is_refused(app):
    assembly = assemble(app)
    absent, holder = assembly.electors[1:3]
    for _ in range(3):
        give(assembly, absent, holder)
        assembly.sitting_id = assembly.do(
            sitting_services.plan_sitting,
            assembly.congress_id,
            kind=SittingKind.PLENARY,
            title="Suite",
            room_id=None,
            starts_at=assembly.now,
            ends_at=assembly.now + timedelta(hours=1),
            by=assembly.secretary,
        )
    give(assembly, absent, holder)
    assembly.present(holder)
    assert (valid(assembly), refusals(assembly)) == ([], [RefusalReason.OVER_THREE_SESSIONS])
