"""Excuses: by the member or the desk, why is kept from the journal; an illness certified spares the count of sittings."""

from datetime import timedelta

import pytest

from congress.chamber_models import SittingKind
from congress.queries import chamber_queries
from congress.queries.presence.excuses import excuse_of, excused_from
from congress.rules.proxies import RefusalReason
from congress.services import presence_services, proxy_services, sitting_services
from congress.services.presence.excuse_services import excuse, take_back_excuse
from core.database import session
from core.errors import Forbidden, Invalid, RuleBroken
from tests.support.assembly import assemble


def test_a_member_is_excused_once_for_the_last_reason_given(app):
    assembly = assemble(app)
    member = assembly.electors[1]
    first = assembly.do(excuse, assembly.sitting_id, member, "Mariage.", by=member)
    assert assembly.do(excuse, assembly.sitting_id, member, "Mariage.", by=member) == first
    assembly.do(excuse, assembly.sitting_id, member, "Deuil.", by=assembly.secretary)
    assert assembly.read(lambda: excuse_of(assembly.sitting_id, member)).reason == "Deuil."
    assembly.do(take_back_excuse, assembly.sitting_id, member, by=member)
    assembly.do(take_back_excuse, assembly.sitting_id, member, by=member)
    assert assembly.read(lambda: excused_from(assembly.sitting_id)) == set()


def test_the_journal_says_who_is_excused_never_why(app):
    from core.journal import JournalEntry

    assembly = assemble(app)
    assembly.do(excuse, assembly.sitting_id, assembly.electors[1], "Opération.", by=assembly.electors[1])
    entry = assembly.read(lambda: session().query(JournalEntry).filter_by(kind="member_excused").one())
    assert "Opération" not in str(entry.payload)


def test_it_is_said_by_the_member_or_the_desk_before_the_end(app):
    assembly = assemble(app)
    member = assembly.electors[1]
    with pytest.raises(Forbidden):
        assembly.do(excuse, assembly.sitting_id, member, by=assembly.electors[2])
    with pytest.raises(Invalid):
        assembly.do(excuse, assembly.sitting_id, member, "x" * 501, by=member)
    with pytest.raises(RuleBroken, match="appelés à voter"):
        assembly.do(excuse, assembly.sitting_id, assembly.staff, by=assembly.secretary)
    assembly.do(sitting_services.open_sitting, assembly.sitting_id, by=assembly.chair)
    assembly.do(sitting_services.close_sitting, assembly.sitting_id, by=assembly.chair)
    with pytest.raises(RuleBroken, match="les excuses ne changent plus"):
        assembly.do(excuse, assembly.sitting_id, member, by=member)


def four_sittings(assembly, absent: int, holder: int, *, came_to: int | None = None) -> None:
    """Four plenary sittings running, each left to a proxy; `came_to`: the one to which the principal came all the same."""
    for number in range(1, 5):
        if number > 1:
            assembly.sitting_id = assembly.do(
                sitting_services.plan_sitting, assembly.congress_id, kind=SittingKind.PLENARY, title="Suite",
                room_id=None, starts_at=assembly.now, ends_at=assembly.now + timedelta(hours=1), by=assembly.secretary,
            )  # fmt: skip
        assembly.do(proxy_services.give_proxy, assembly.sitting_id, absent, holder, by=absent)
        if number == came_to:
            assembly.present(absent)
            assembly.do(presence_services.leave, assembly.sitting_id, absent, by=absent)
    assembly.present(holder)


def refused(assembly) -> list[RefusalReason]:
    return [row.reason for row in assembly.read(lambda: chamber_queries.proxy_validity(assembly.sitting_id)).refused]


def test_a_sitting_to_which_the_principal_came_ends_the_count_of_three(app):
    assembly = assemble(app)
    four_sittings(assembly, *assembly.electors[1:3], came_to=3)
    assert refused(assembly) == []


def test_an_illness_certified_to_the_desk_spares_the_count_and_the_member_alone_cannot_say_it(app):
    assembly = assemble(app)
    absent, holder = assembly.electors[1:3]
    four_sittings(assembly, absent, holder)
    assert refused(assembly) == [RefusalReason.OVER_THREE_SESSIONS]
    assembly.do(excuse, assembly.sitting_id, absent, "Grippe.", is_illness=True, by=absent)
    assert refused(assembly) == [RefusalReason.OVER_THREE_SESSIONS]
    assembly.do(excuse, assembly.sitting_id, absent, "Certificat reçu.", is_illness=True, by=assembly.secretary)
    assert refused(assembly) == []
    assembly.do(excuse, assembly.sitting_id, absent, "Grippe, encore.", by=absent)
    assert refused(assembly) == [], "a phone does not unsay what the desk certified"
