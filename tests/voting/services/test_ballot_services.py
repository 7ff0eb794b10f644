"""Ballots: one for each right, changed until the poll closes, none after, none by those not called to vote."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from congress.services import presence_services
from congress.services.proxy_services import give_proxy, revoke_proxy
from core.database import session
from core.errors import Invalid, RuleBroken
from tests.support.assembly import assemble, in_discussion, opened_poll, rights, vote, with_motion
from voting.models import Ballot, BallotCast, Outcome, Poll, PollState, RightToVote
from voting.queries import poll_queries
from voting.queries.subjects import SubjectKeys
from voting.rules.majority import Choice
from voting.services.ballot_services import NotInElectorate, PollNotOpen, cast_ballot
from voting.services.poll_services import announce_poll, cancel_poll, close_poll


@pytest.fixture
def assembly(ready_assembly):
    """Five electors present, the proposal in discussion."""
    ready_assembly.parts = [ready_assembly.part]
    return ready_assembly


@pytest.fixture
def poll(assembly) -> int:
    return opened_poll(assembly, assembly.item, part_id=assembly.parts[0])


def count(assembly, model) -> int:
    return assembly.read(lambda: session().scalar(select(func.count()).select_from(model)))


def seen(assembly, poll: int) -> str:
    return assembly.read(lambda: session().get_one(Poll, poll).text_sha256)


def test_a_vote_is_recorded_with_its_hour_and_the_text_read(assembly, poll):
    one = assembly.electors[1]
    ballot = vote(assembly, poll, "for", one)
    assert (ballot.choice, ballot.cast_at) == (Choice.FOR, assembly.now)
    kept = assembly.read(lambda: session().scalar(select(BallotCast)))
    assert (kept.cast_by_id, kept.text_sha256) == (one, seen(assembly, poll))
    assert assembly.read(lambda: poll_queries.progress(poll)) == (1, 5)


def test_it_may_change_and_every_casting_is_kept(assembly, poll):
    one = assembly.electors[1]
    for choice in ("for", "against", "not_taking_part", "abstain"):
        vote(assembly, poll, choice, one)
    assert assembly.read(lambda: session().scalar(select(Ballot.choice))) == Choice.ABSTAIN
    assert count(assembly, BallotCast) == 4
    assert assembly.read(lambda: poll_queries.progress(poll)) == (1, 5)


def test_the_same_vote_sent_again_counts_once_and_keeps_its_hour(assembly, poll):
    one = assembly.electors[1]
    first = vote(assembly, poll, "for", one).cast_at
    assert vote(assembly, poll, "for", one).cast_at == first
    assert (count(assembly, Ballot), count(assembly, BallotCast)) == (1, 1)


def test_from_two_tabs_at_once_one_ballot_stands_and_is_the_last_casting(assembly, poll):
    one = assembly.electors[1]
    (right,) = rights(assembly, poll, one)
    text, actor, now, start = seen(assembly, poll), assembly.actor(one), assembly.then(), threading.Barrier(8)

    def tab(number: int) -> None:
        start.wait()
        choice = ("for", "against")[number % 2]
        assembly.run(lambda: cast_ballot(poll, right, choice, seen_sha256=text, actor=actor, now=now))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(tab, range(8)))
    last = assembly.read(lambda: session().scalar(select(BallotCast.choice).order_by(BallotCast.id.desc()).limit(1)))
    assert assembly.read(lambda: session().scalars(select(Ballot.choice)).all()) == [last]


def test_fifty_people_vote_at_once_and_each_counts(app):
    made = assemble(app, electors=50, opened=True)
    _, parts = with_motion(made)
    made.present(*made.electors)
    poll = opened_poll(made, in_discussion(made), part_id=parts[0])
    own = {member: rights(made, poll, member)[0] for member in made.electors}
    text, now, start = seen(made, poll), made.then(), threading.Barrier(50)
    actors = {member: made.actor(member) for member in made.electors}

    def cast(member: int) -> None:
        start.wait()
        choice = "for" if member % 2 else "against"
        made.run(lambda: cast_ballot(poll, own[member], choice, seen_sha256=text, actor=actors[member], now=now))

    with ThreadPoolExecutor(50) as pool:
        list(pool.map(cast, made.electors))
    assert made.read(lambda: poll_queries.progress(poll)) == (50, 50)
    made.do(close_poll, poll, by=made.chair)
    counts = made.read(lambda: session().get_one(Outcome, poll).counts)
    assert (counts["for"], counts["against"]) == (
        sum(member % 2 for member in made.electors),
        sum(1 - member % 2 for member in made.electors),
    )


def test_none_lands_after_the_count_however_close(app):
    """Closing takes the poll's row for itself: a ballot is in the count, or is refused, never between."""
    made = assemble(app, electors=12, opened=True)
    _, parts = with_motion(made)
    made.present(*made.electors)
    poll = opened_poll(made, in_discussion(made), part_id=parts[0])
    own = {member: rights(made, poll, member)[0] for member in made.electors}
    text, now, start = seen(made, poll), made.then(), threading.Barrier(13)
    actors = {member: made.actor(member) for member in made.electors}

    def cast(member: int) -> bool:
        start.wait()
        try:
            made.run(lambda: cast_ballot(poll, own[member], "for", seen_sha256=text, actor=actors[member], now=now))
        except PollNotOpen:
            return False
        return True

    def close() -> None:
        start.wait()
        made.run(lambda: close_poll(poll, actor=actors[made.chair], now=now))

    with ThreadPoolExecutor(13) as pool:
        closing = pool.submit(close)
        taken = sum(pool.map(cast, made.electors))
        closing.result()
    assert made.read(lambda: session().get_one(Outcome, poll).counts["for"]) == taken == count(made, Ballot)


def test_after_the_closing_a_vote_is_refused_with_the_hour(assembly, poll):
    one = assembly.electors[1]
    assembly.do(close_poll, poll, by=assembly.chair)
    with pytest.raises(PollNotOpen, match="clos depuis 14") as refusal:
        vote(assembly, poll, "for", one)
    assert refusal.value.status == 409
    assert count(assembly, BallotCast) == 0


def test_before_the_opening_a_vote_is_refused(assembly):
    from congress.models import Member

    poll = assembly.do(announce_poll, assembly.item, SubjectKeys(part_id=assembly.parts[0]), by=assembly.chair)
    actor = assembly.actor(assembly.electors[1])
    with pytest.raises(PollNotOpen, match="pas encore ouvert"):
        assembly.run(lambda: cast_ballot(poll, 1, "for", seen_sha256="", actor=actor, now=assembly.then()))
    assert assembly.read(lambda: session().get(Member, actor.member_id)) is not None


def test_after_a_cancellation_a_vote_is_refused(assembly, poll):
    assembly.do(cancel_poll, poll, "Panne du réseau", by=assembly.chair)
    with pytest.raises(PollNotOpen, match="annulé"):
        vote(assembly, poll, "for", assembly.electors[1])


def test_somebody_not_called_to_vote_is_refused(assembly, poll):
    right = rights(assembly, poll, assembly.electors[1])[0]
    for stranger in (assembly.electors[2], assembly.secretary, assembly.staff):
        with pytest.raises(NotInElectorate) as refusal:
            assembly.do(cast_ballot, poll, right, "for", seen_sha256=seen(assembly, poll), by=stranger)
        assert refusal.value.status == 403
    assert count(assembly, Ballot) == 0


def test_a_right_of_another_poll_is_refused(assembly, poll):
    right = rights(assembly, poll, assembly.electors[1])[0]
    assembly.do(cancel_poll, poll, "Erreur", by=assembly.chair)
    other = opened_poll(assembly, assembly.item, part_id=assembly.parts[0])
    with pytest.raises(NotInElectorate):
        assembly.do(cast_ballot, other, right, "for", seen_sha256=seen(assembly, other), by=assembly.electors[1])


@pytest.mark.parametrize("choice", ["", "pour", "blank", "null", "FOR"])
def test_an_unknown_choice_is_refused(assembly, poll, choice):
    with pytest.raises(Invalid) as refusal:
        vote(assembly, poll, choice, assembly.electors[1])
    assert refusal.value.status == 422


def test_a_vote_on_another_text_than_the_one_read_is_refused(assembly, poll):
    right = rights(assembly, poll, assembly.electors[1])[0]
    with pytest.raises(RuleBroken, match="pas celui que vous avez lu"):
        assembly.do(cast_ballot, poll, right, "for", seen_sha256="0" * 64, by=assembly.electors[1])


def test_the_database_itself_refuses_a_late_ballot(assembly, poll):
    """Whatever the code above does: a trigger."""
    from sqlalchemy.exc import DatabaseError

    right = rights(assembly, poll, assembly.electors[1])[0]
    assembly.do(close_poll, poll, by=assembly.chair)

    def force() -> None:
        session().add(Ballot(right_id=right, choice=Choice.FOR, cast_at=assembly.now))
        session().flush()

    with pytest.raises(DatabaseError):
        assembly.run(force)


def test_the_electorate_is_frozen_at_the_opening(app):
    made = assemble(app, electors=5, opened=True)
    _, parts = with_motion(made)
    made.present(*made.electors[:3])
    poll = opened_poll(made, in_discussion(made), part_id=parts[0])
    late, gone = made.electors[4], made.electors[2]
    made.present(late)
    made.do(presence_services.leave, made.sitting_id, gone, by=gone)
    assert rights(made, poll, late) == []
    assert len(rights(made, poll, gone)) == 1
    opened = made.read(lambda: session().get_one(Poll, poll))
    assert (opened.members, opened.present, opened.represented, opened.barred, opened.entitled) == (5, 3, 0, 0, 3)


def test_a_holder_votes_apart_for_each_right_and_otherwise_if_he_wishes(app):
    made = assemble(app, electors=5, opened=True)
    _, parts = with_motion(made)
    absent, holder = made.electors[4], made.electors[1]
    made.present(*made.electors[:4])
    made.do(give_proxy, made.sitting_id, absent, holder, by=absent)
    poll = opened_poll(made, in_discussion(made), part_id=parts[0])
    own, held = rights(made, poll, holder)
    made.do(cast_ballot, poll, own, "for", seen_sha256=seen(made, poll), by=holder)
    made.do(cast_ballot, poll, held, "against", seen_sha256=seen(made, poll), by=holder)
    made.do(close_poll, poll, by=made.chair)
    counts = made.read(lambda: session().get_one(Outcome, poll).counts)
    assert (counts["for"], counts["against"]) == (1, 1)
    opened = made.read(lambda: session().get_one(Poll, poll))
    assert (opened.present, opened.represented, opened.entitled) == (4, 1, 5)


def test_a_principal_who_arrives_takes_his_right_back_from_the_next_poll(app):
    made = assemble(app, electors=5, opened=True)
    _, parts = with_motion(made)
    absent, holder = made.electors[4], made.electors[1]
    made.present(*made.electors[:4])
    made.do(give_proxy, made.sitting_id, absent, holder, by=absent)
    item = in_discussion(made)
    first = opened_poll(made, item, part_id=parts[0])
    made.present(absent)
    assert (len(rights(made, first, holder)), rights(made, first, absent)) == (2, [])
    made.do(cancel_poll, first, "Erreur", by=made.chair)
    second = opened_poll(made, item, part_id=parts[0])
    assert (len(rights(made, second, holder)), len(rights(made, second, absent))) == (1, 1)


def test_a_proxy_revoked_while_a_poll_is_open_counts_until_its_end(app):
    made = assemble(app, electors=5, opened=True)
    _, parts = with_motion(made)
    absent, holder = made.electors[4], made.electors[1]
    made.present(*made.electors[:4])
    proxy = made.do(give_proxy, made.sitting_id, absent, holder, by=absent)
    poll = opened_poll(made, in_discussion(made), part_id=parts[0])
    made.do(revoke_proxy, proxy, by=absent)
    assert len(rights(made, poll, holder)) == 2


def test_each_elector_has_one_right_and_only_one(assembly, poll):
    principals = assembly.read(lambda: session().scalars(select(RightToVote.principal_id)).all())
    assert sorted(principals) == assembly.electors
    assert assembly.read(lambda: session().get_one(Poll, poll).state) == PollState.OPEN
