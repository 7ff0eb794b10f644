"""Who casts a ballot is there at that instant, by the database as by the clock; what was cast before stays."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from congress.chamber_models import Presence
from congress.services.presence_services import NotPresent, arrive, leave
from congress.services.proxy_services import give_proxy
from core import journal
from core.database import session
from core.errors import Forbidden, RuleBroken
from tests.support.assembly import assemble, in_discussion, opened_poll, rights, vote, with_motion
from tests.support.starts import assembly_template
from voting.models import Ballot, BallotCast, Outcome, Poll
from voting.rules.majority import Choice
from voting.services.ballot_services import NotInElectorate, cast_ballot, key_spoken_ballot
from voting.services.poll_services import close_poll


@pytest.fixture
def ready_template(database, workspace):
    return assembly_template(database, workspace, "a-proxy-in-an-open-poll", gathered)


@pytest.fixture
def assembly(ready_assembly):
    return ready_assembly


def gathered(app):
    """Six electors, the last of whom gave a proxy to the second and stays away; a poll is open."""
    made = assemble(app, electors=6, opened=True)
    _, parts = with_motion(made)
    made.present(*made.electors[:5])
    made.do(give_proxy, made.sitting_id, made.electors[5], made.electors[1], by=made.electors[5])
    made.poll = opened_poll(made, in_discussion(made), part_id=parts[0])
    made.seen = made.read(lambda: session().get_one(Poll, made.poll).text_sha256)
    return made


def ballots(assembly) -> dict[int, Ballot]:
    return {row.right_id: row for row in assembly.read(lambda: session().scalars(select(Ballot)).all())}


def key(assembly, right: int, choice: str, *, by: int | None = None) -> Ballot:
    by = by or assembly.secretary
    return assembly.do(key_spoken_ballot, assembly.poll, right, choice, seen_sha256=assembly.seen, by=by)


def test_who_left_casts_nothing_and_reads_when(assembly):
    one = assembly.electors[2]
    assembly.do(leave, assembly.sitting_id, one, by=one)
    with pytest.raises(NotPresent, match="Votre départ est enregistré à 14") as refusal:
        vote(assembly, assembly.poll, "for", one)
    assert refusal.value.status == 409
    assert ballots(assembly) == {}


def test_what_was_cast_before_a_departure_stays_and_does_not_change(assembly):
    one = assembly.electors[2]
    vote(assembly, assembly.poll, "for", one)
    assembly.do(leave, assembly.sitting_id, one, by=one)
    assert vote(assembly, assembly.poll, "for", one).choice == Choice.FOR  # a retry changes nothing
    with pytest.raises(NotPresent):
        vote(assembly, assembly.poll, "against", one)
    assembly.do(close_poll, assembly.poll, by=assembly.chair)
    counts = assembly.read(lambda: session().get_one(Outcome, assembly.poll).counts)
    assert (counts["for"], counts["against"]) == (1, 0)


def test_casting_writes_nothing_in_the_journal(assembly):
    """The presence that it stands on is noted in its row: an entry for each ballot would tell who votes when."""
    before = assembly.read(lambda: len(list(journal.entries(f"congress:{assembly.slug}"))))
    vote(assembly, assembly.poll, "for", *assembly.electors[:3])
    assert assembly.read(lambda: len(list(journal.entries(f"congress:{assembly.slug}")))) == before


def test_a_holder_who_left_casts_no_carried_ballot_either(assembly):
    holder = assembly.electors[1]
    own, carried = rights(assembly, assembly.poll, holder)
    assembly.do(cast_ballot, assembly.poll, carried, "for", seen_sha256=assembly.seen, by=holder)
    assembly.do(leave, assembly.sitting_id, holder, by=holder)
    for right, choice in ((own, "for"), (carried, "against")):
        with pytest.raises(NotPresent):
            assembly.do(cast_ballot, assembly.poll, right, choice, seen_sha256=assembly.seen, by=holder)
    assert [row.choice for row in ballots(assembly).values()] == [Choice.FOR]


def test_who_comes_back_during_the_poll_casts_the_ballot_they_had(assembly):
    one = assembly.electors[2]
    assembly.do(leave, assembly.sitting_id, one, by=one)
    assembly.do(arrive, assembly.sitting_id, one, by=one)
    assert vote(assembly, assembly.poll, "against", one).choice == Choice.AGAINST


def test_a_ballot_and_a_departure_at_once_are_in_one_order_for_the_database_and_the_clock(app):
    """Each leaves and votes at the same time, the departure dated before the ballot: 239 ms, as it was seen once."""
    made = assemble(app, electors=12, opened=True)
    _, parts = with_motion(made)
    made.present(*made.electors)
    poll = opened_poll(made, in_discussion(made), part_id=parts[0])
    seen = made.read(lambda: session().get_one(Poll, poll).text_sha256)
    own = {member: rights(made, poll, member)[0] for member in made.electors}
    actors, leaving = {member: made.actor(member) for member in made.electors}, made.then()
    start = threading.Barrier(24)

    def cast(member: int) -> bool:
        at = leaving + timedelta(milliseconds=239)
        start.wait()
        try:
            made.run(lambda: cast_ballot(poll, own[member], "for", seen_sha256=seen, actor=actors[member], now=at))
        except NotPresent:
            return False
        return True

    def go(member: int) -> None:
        start.wait()
        made.run(lambda: leave(made.sitting_id, member, actor=actors[member], now=leaving))

    with ThreadPoolExecutor(24) as pool:
        gone = [pool.submit(go, member) for member in made.electors]
        taken = dict(zip(made.electors, pool.map(cast, made.electors), strict=True))
        for departure in gone:
            departure.result()
    left = {row.member_id: row.left_at for row in made.read(lambda: session().scalars(select(Presence)).all())}
    kept = {row.right_id: row.cast_at for row in made.read(lambda: session().scalars(select(BallotCast)).all())}
    assert {member for member, was_taken in taken.items() if was_taken} == {
        member for member, right in own.items() if right in kept
    }
    assert all(kept[own[member]] <= left[member] for member, was_taken in taken.items() if was_taken)


def test_a_ballot_said_aloud_is_keyed_by_the_secretariat_and_marked(assembly):
    one = assembly.electors[3]
    (right,) = rights(assembly, assembly.poll, one)
    kept = key(assembly, right, "against")
    assert (kept.choice, kept.spoken) == (Choice.AGAINST, True)
    cast = assembly.read(lambda: session().scalars(select(BallotCast)).one())
    assert (cast.cast_by_id, cast.spoken, cast.text_sha256) == (assembly.secretary, True, assembly.seen)
    entry = assembly.read(lambda: list(journal.entries(f"congress:{assembly.slug}"))[-1])
    assert (entry.kind, entry.payload["principal"]) == ("ballot_spoken", assembly.actor(one).pseudonym)
    assert "against" not in str(entry.payload)
    assert key(assembly, right, "for").choice == Choice.FOR  # misheard, mended


def test_the_member_may_change_it_and_it_is_then_their_own(assembly):
    one = assembly.electors[3]
    (right,) = rights(assembly, assembly.poll, one)
    key(assembly, right, "against")
    assert vote(assembly, assembly.poll, "against", one).spoken is False
    with pytest.raises(RuleBroken, match="est venu de son appareil"):
        key(assembly, right, "for")
    assert [row.spoken for row in assembly.read(lambda: session().scalars(select(BallotCast)).all())] == [True, False]


def test_a_carried_ballot_is_said_aloud_by_its_holder_who_is_there(assembly):
    holder = assembly.electors[1]
    _own, carried = rights(assembly, assembly.poll, holder)
    assert key(assembly, carried, "for").spoken
    assembly.do(leave, assembly.sitting_id, holder, by=holder)
    with pytest.raises(NotPresent, match="n’est pas parmi les présents"):
        key(assembly, carried, "against")


def test_the_secretariat_alone_keys_and_only_rights_of_this_poll(assembly):
    (right,) = rights(assembly, assembly.poll, assembly.electors[3])
    for other in (assembly.chair, assembly.electors[3], assembly.staff):
        with pytest.raises(Forbidden):
            key(assembly, right, "for", by=other)
    with pytest.raises(NotInElectorate):
        key(assembly, right + 1000, "for")
    assert ballots(assembly) == {}
