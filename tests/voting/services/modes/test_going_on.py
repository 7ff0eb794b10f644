"""A roll call, and a poll that goes on by another method: the network is gone, or hands leave a doubt."""

import pytest
from sqlalchemy import func, select

from core.database import session
from core.errors import Forbidden, RuleBroken
from tests.support.assembly import opened_poll, rights, vote
from tests.support.polls import row, sentence
from voting.models import Ballot, Outcome, Poll, PollState
from voting.queries.linked_polls import held_before
from voting.queries.poll_queries import named_votes
from voting.queries.subjects import SubjectKeys
from voting.rules.methods.method import ELECTRONIC, ROLL_CALL, SHOW_OF_HANDS
from voting.services.ballot_services import cast_ballot, key_spoken_ballot
from voting.services.modes.putting_to_vote import go_on_by, put_to_vote
from voting.services.poll_services import close_poll, proclaim_poll


@pytest.fixture
def assembly(ready_assembly):
    """Five electors present, the only proposal in discussion."""
    return ready_assembly


def newest(assembly) -> int:
    return assembly.read(lambda: session().scalar(select(func.max(Poll.id))))


def test_at_a_roll_call_the_secretariat_keys_each_answer_until_the_closing(app, assembly):
    assembly.do(put_to_vote, assembly.item, SubjectKeys(part_id=assembly.part), ROLL_CALL, by=assembly.chair)
    poll = newest(assembly)
    seen = row(assembly, Poll, poll).text_sha256
    said = ("for", "for", "abstain", "against")
    called = [rights(assembly, poll, member)[0] for member in assembly.electors[:4]]
    for right, choice in zip(called, said, strict=True):
        assembly.do(key_spoken_ballot, poll, right, choice, seen_sha256=seen, by=assembly.secretary)
    assembly.do(key_spoken_ballot, poll, called[3], "for", seen_sha256=seen, by=assembly.secretary)  # misheard
    with pytest.raises(RuleBroken, match="Scrutin public par appel nominal"):
        assembly.do(cast_ballot, poll, called[0], "against", seen_sha256=seen, by=assembly.electors[0])

    assembly.do(close_poll, poll, by=assembly.chair)
    assembly.do(proclaim_poll, poll, by=assembly.chair)

    names = assembly.read(lambda: named_votes(session().get_one(Poll, poll)))
    assert sorted(vote.choice or "" for vote in names) == ["", "abstain", "for", "for", "for"]
    assert all(vote.spoken for vote in names if vote.choice)
    assert sentence(app, assembly, poll).endswith("La proposition n°\u00a01 est adoptée.")


@pytest.mark.parametrize(
    ("method", "why"),
    [(SHOW_OF_HANDS, "le vote se poursuit à main levée."), (ROLL_CALL, "le vote se poursuit par appel nominal.")],
    ids=["hands", "roll_call"],
)
def test_one_press_cancels_the_poll_whose_network_failed_and_opens_the_linked_one(assembly, method, why):
    former = opened_poll(assembly, assembly.item, part_id=assembly.part)
    vote(assembly, former, "for", *assembly.electors[:2])

    check = assembly.do(go_on_by, former, method, by=assembly.chair)

    first, then = row(assembly, Poll, former), row(assembly, Poll, newest(assembly))
    assert check is None or check.is_met
    assert first.state == PollState.CANCELLED and first.cancelled_because.endswith(why)
    assert (then.state, then.method, then.corrects_id) == (PollState.OPEN, method, former)
    links = assembly.read(lambda: [link.sentence for link in held_before(session().get_one(Poll, then.id))])
    assert links == ["Ce scrutin reprend le scrutin n°\u00a01, annulé."]
    assert assembly.read(lambda: session().scalar(select(func.count()).select_from(Ballot))) == 2, "sealed, not counted"
    assert assembly.read(lambda: session().get(Outcome, former)) is None


def test_hands_in_doubt_give_way_to_a_named_vote(assembly):
    assembly.do(put_to_vote, assembly.item, SubjectKeys(part_id=assembly.part), SHOW_OF_HANDS, by=assembly.chair)
    doubtful = newest(assembly)

    assembly.do(go_on_by, doubtful, ELECTRONIC, by=assembly.chair)

    named = newest(assembly)
    assert row(assembly, Poll, doubtful).cancelled_because.startswith("Le résultat à main levée est douteux")
    assert vote(assembly, named, "for", assembly.electors[0]).choice == "for"


def test_a_poll_goes_on_only_from_open_by_its_chair_and_by_a_method_that_takes_its_place(assembly):
    poll = opened_poll(assembly, assembly.item, part_id=assembly.part)
    with pytest.raises(Forbidden):
        assembly.do(go_on_by, poll, SHOW_OF_HANDS, by=assembly.secretary)
    with pytest.raises(RuleBroken, match="de cette façon"):
        assembly.do(go_on_by, poll, ELECTRONIC, by=assembly.chair)
    assembly.do(close_poll, poll, by=assembly.chair)
    with pytest.raises(RuleBroken, match="il reste à le proclamer"):
        assembly.do(go_on_by, poll, SHOW_OF_HANDS, by=assembly.chair)
    assert newest(assembly) == poll
